"""One row a fault: how often each look finds it, and how often it is told of pages without it.

``python -m benchmarks.capturing --part rendered|real [--real DIR] [--write docs/capture.md]``

(a) pages of this package's own layouts and typefaces, done with the validation hand; (b) the pictures of a folder
with ``labels.jsonl`` (docs/accuracy.md) that show a page of paper (``seen``; ``--all``: the plaques
too), turned upright by their labels and done
to in the same way; a fault that such a picture has of its own is no false alarm. The lines of
text are where they were set (a) or where the detector finds them on the untouched picture (b), moved along with the
picture: what is measured here is the looks, not the detector.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from benchmarks.capturing import faults
from benchmarks.capturing.corpus import Clean, quad_of, real, rendered
from benchmarks.capturing.document import ROOT, written
from benchmarks.capturing.pages import SEED
from benchmarks.capturing.seen import NO_PAGES
from scanaudit.capture import measure, picture, with_copy
from scanaudit.facts import Capture
from scanaudit.intake.page import Page
from scanaudit.reading.lines import Line

TOLD: dict[str, Callable[[Capture], bool]] = {
    "too_dark": lambda c: c.too_dark,
    "washed_out": lambda c: c.overexposed,
    "low_contrast": lambda c: c.low_contrast or c.overexposed,
    "glare": lambda c: c.glare,
    "shadow": lambda c: c.shadow,
    "colour_cast": lambda c: c.colour_cast,
    "cut_off": lambda c: c.cut_off,
    "seal_cut": lambda c: c.seal_cut,
    "finger": lambda c: c.finger,
    "desk": lambda c: c.table,
    "page_small": lambda c: c.page_small,
    "two_pages": lambda c: c.several_sheets,
    "perspective": lambda c: c.perspective,
    "few_pixels": lambda c: c.low_resolution,
    "grey": lambda c: c.colour != "colour",
    "bilevel": lambda c: c.colour == "bilevel",
    "toner": lambda c: c.toner,
    "screen_photo": lambda c: c.screen == "photo",
    "screen_capture": lambda c: c.screen == "capture",
    "blank": lambda c: c.blank,
    "nearly_blank": lambda c: c.nearly_blank or c.blank,
}
# What a row's pictures may truly have besides: two sheets show the table, a capture is small in its picture.
_ALSO = {
    "two_pages": {"desk"},
    "page_small": {"desk"},
    "perspective": {"desk"},
    "low_contrast": {"washed_out"},
    "washed_out": {"low_contrast"},
    "seal_cut": {"cut_off"},
    "toner": {"grey", "bilevel", "desk"},
    "bilevel": {"grey"},
    "blank": {"nearly_blank", "grey"},
    "nearly_blank": {"grey"},
}


def looked(page: Clean, image: np.ndarray, matrix: np.ndarray, extra: tuple[Line, ...] = ()) -> Capture:
    """What is told of ``image``, made of ``page`` through ``matrix``."""
    height, width = image.shape[:2]
    lines = [*extra]
    for line in page.lines:
        quad = cv2.perspectiveTransform(line.quad[None], np.asarray(matrix, np.float64))[0].astype(np.float32)
        inside = np.clip(quad, 0, [width, height])
        (x0, y0), (x1, y1) = inside.min(axis=0), inside.max(axis=0)
        if min(x1 - x0, y1 - y0) >= 3:
            lines.append(replace(line, quad=inside.astype(np.float32)))
    boxes = []
    for seal in page.seals:
        corners = cv2.perspectiveTransform(quad_of(*seal)[None], np.asarray(matrix, np.float64))[0]
        x0, y0 = np.clip(corners.min(axis=0) / [width, height], 0, 1)
        x1, y1 = np.clip(corners.max(axis=0) / [width, height], 0, 1)
        if x1 - x0 > 0.01 and y1 - y0 > 0.01:
            boxes.append(((float(x0), float(y0), float(x1), float(y1)), "red", False))
    shown = Page("page", 1, image, width, height, None, "colour", "")
    return with_copy(measure(shown, picture(image), lines), image, lines, boxes)


def _bars(
    clock_at: tuple[float, float, float, float], title: tuple[float, float, float, float]
) -> tuple[Line, ...]:
    return (Line("10:24", 0.97, quad_of(*clock_at)), Line("5G 86%", 0.95, quad_of(*title)))


def made(fault: str, page: Clean, number: int, hand: faults.Hand) -> Capture | None:
    """What is told of the page with one fault; None where it cannot have it."""
    rng = random.Random(f"{hand.name}/{fault}/{number}")
    strength = rng.random()
    boxes = np.array([line.box for line in page.lines]).reshape(-1, 4)
    if fault in ("blank", "nearly_blank"):
        paper = np.full_like(page.image, rng.randrange(228, 256))
        noise = np.random.default_rng(number).normal(0, 1.5, paper.shape)
        empty = np.clip(paper + noise, 0, 255).astype(np.uint8)
        bare = replace(page, lines=(), seals=())
        if fault == "blank":
            return looked(bare, empty, faults.STAY)
        x0, y0, x1, y1 = (int(v) for v in min(boxes, key=lambda b: b[2] - b[0]))
        empty[y0:y1, x0:x1] = page.image[y0:y1, x0:x1]
        few = tuple(
            one
            for one in page.lines
            if one.box[0] >= x0 - 1 and one.box[2] <= x1 + 1 and y0 <= one.box[1] + 1 and one.box[3] <= y1 + 1
        )
        return looked(
            replace(bare, lines=tuple(replace(f, text=f.text[:10]) for f in few[:1])), empty, faults.STAY
        )
    if fault == "seal_cut":
        if not page.seals or not page.coloured:
            return None
        x0, _, x1, _ = page.seals[0]
        right = int(x1 - rng.uniform(0.15, 0.5) * (x1 - x0))
        return looked(page, np.ascontiguousarray(page.image[:, :right]), faults.STAY)
    if fault == "cut_off":
        cut = faults.cut_at(page.image, boxes, ("left", "right", "top", "bottom")[number % 4])
        return looked(page, *cut) if cut else None
    if fault == "few_pixels":
        tall = float(np.median(np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]))) * 0.92
        return looked(page, *faults.few_pixels(page.image, tall, strength)) if tall > 9 else None
    if fault == "glare":
        x0, y0, x1, y1 = rng.choice([line.box for line in page.lines])
        at = (y0 + y1) / 2 / page.image.shape[0], (x0 + x1) / 2 / page.image.shape[1]
        image, matrix = faults.glare(page.image, strength, rng, hand, at)
    else:
        image, matrix = faults.PLAIN[fault](page.image, strength, rng, hand)
    image = faults.jpeg(image, rng.choice((70, 85, 92)))
    if fault == "two_pages":
        return _twice(page, image, matrix)
    extra: tuple[Line, ...] = ()
    if fault == "screen_capture":
        height, width = image.shape[:2]
        if height > width:
            extra = _bars(
                (0.05 * width, 0.01 * height, 0.15 * width, 0.025 * height),
                (0.7 * width, 0.01 * height, 0.85 * width, 0.025 * height),
            )
        else:
            extra = (
                Line(
                    "证明材料.pdf - WPS Office",
                    0.97,
                    quad_of(0.02 * width, 0.015 * height, 0.2 * width, 0.035 * height),
                ),
                Line("9:41", 0.97, quad_of(0.92 * width, 0.965 * height, 0.96 * width, 0.99 * height)),
            )
    return looked(page, image, matrix, extra)


def _twice(page: Clean, image: np.ndarray, matrix: np.ndarray) -> Capture:
    """The lines of both sheets: the second lies as far beyond the first as the gap says."""
    height, width = page.image.shape[:2]
    left, top = matrix[0, 2] / matrix[2, 2], matrix[1, 2] / matrix[2, 2]
    across = image.shape[1] > 1.5 * width
    step = np.array([width + left, 0] if across else [0, height + top], np.float32)
    other = tuple(replace(line, quad=line.quad + step) for line in page.lines)
    return looked(replace(page, lines=page.lines + other), image, matrix)


def table(corpus: list[Clean], every: int, hand: faults.Hand, only: list[str]) -> list[str]:
    """One row for each of the faults in ``only``, and the looks that were wrong on pages without it."""
    clean = [looked(page, page.image, faults.STAY) for page in corpus]
    rows = []
    for fault in only:
        told = TOLD[fault]
        done = [(p, c) for n, p in enumerate(corpus[::every]) if (c := made(fault, p, n, hand)) is not None]
        hit, missed = [told(c) for _, c in done], [page.name for page, c in done if not told(c)]
        without = [
            (page, c)
            for page, c in zip(corpus, clean, strict=True)
            if fault not in page.shows and (page.coloured or "grey" not in {fault, *(_ALSO.get(fault, ()))})
        ]
        if fault in ("bilevel", "toner"):
            without = [(page, c) for page, c in without if page.coloured]
        wrong = [page.name for page, c in without if told(c)]
        print(
            fault,
            f"{sum(hit)}/{len(hit)}",
            f"false {len(wrong)}/{len(without)}",
            wrong,
            "missed",
            missed,
            flush=True,
        )
        rows.append(
            f"{sum(hit)} of {len(hit)} ({sum(hit) / max(1, len(hit)):.3f}) | {len(wrong)} of {len(without)}"
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("rendered", "real"), default="rendered")
    parser.add_argument("--real", type=Path, default=ROOT.parent / "shared" / "real")
    parser.add_argument(
        "--store", type=Path, default=Path("capture-lines.json"), help="lines found on real pictures"
    )
    parser.add_argument("--pages", type=int, default=42)
    parser.add_argument("--every", type=int, default=1, help="each so many-th real picture gets the faults")
    parser.add_argument("--hand", choices=("tuning", "validation"), default="validation")
    parser.add_argument(
        "--only", nargs="+", choices=list(TOLD), default=list(TOLD), help="these faults alone"
    )
    parser.add_argument(
        "--all", action="store_true", help="real: the unfiltered rows, with the plaques that are no pages"
    )
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    if options.all and options.write:
        parser.error("--all is printed only: the document's table is of pages")
    cv2.setNumThreads(1)
    hand = faults.TUNING if options.hand == "tuning" else faults.VALIDATION
    if options.part == "rendered":
        seed = SEED if hand is faults.VALIDATION else SEED + 1
        rows = table(list(rendered(options.pages, seed)), 1, hand, options.only)
    else:
        left_out = () if options.all else NO_PAGES
        rows = table(list(real(options.real, options.store, left_out)), options.every, hand, options.only)
    if options.write:
        heads = ["| fault | found | told without it |", "|---|---|---|"]
        told = [f"| {fault} | {row} |" for fault, row in zip(options.only, rows, strict=True)]
        written(options.write, options.part, [*heads, *told])


if __name__ == "__main__":
    main()
