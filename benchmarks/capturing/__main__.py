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
import json
import random
import subprocess
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from PIL import Image as Pictures

from benchmarks.capturing import faults
from benchmarks.capturing.pages import pages
from benchmarks.capturing.seen import FAULTS, NO_PAGES
from scanaudit.capture import measure, picture, with_copy
from scanaudit.facts import Capture
from scanaudit.intake.page import Page
from scanaudit.reading.lines import Line

ROOT = Path(__file__).parents[2]
SEED, MEGAPIXELS = 9127, 1.1

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


Set = tuple[str, float, float, float, float]  # what was set, and its box in pixels


@dataclass(frozen=True)
class Clean:
    """A page without fault: ``seals`` in pixels; ``coloured``: whether it is not grey to begin with; ``shows``: faults
    that a person sees on it all the same.
    """

    name: str
    image: np.ndarray
    lines: tuple[Line, ...]
    seals: tuple[tuple[float, float, float, float], ...]
    coloured: bool
    shows: frozenset[str] = frozenset()


def _quad(x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)


def _as_found(lines: Sequence[Set]) -> list[Set]:
    """Lines as the detector finds them: a leader and its number are one with the entry before them."""
    found: list[Set] = []
    for text, x0, y0, x1, y1 in lines:
        if text.startswith("…") and found:
            entry, left, top, right, bottom = found.pop()
            found.append((entry + text, min(left, x0), min(top, y0), max(right, x1), max(bottom, y1)))
        else:
            found.append((text, x0, y0, x1, y1))
    return found


def rendered(count: int, seed: int) -> Iterator[Clean]:
    """Pages of this package, with a scanner's or a careful telephone's light on them."""
    for number, page in enumerate(pages(seed, count, with_sparse=False)):
        scale = min(1.0, float(np.sqrt(MEGAPIXELS * 1e6 / (page.image.shape[0] * page.image.shape[1]))))
        image = cv2.resize(page.image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        lines = tuple(
            Line(text, 0.98, _quad(*box) * np.float32(scale)) for text, *box in _as_found(page.lines)
        )
        seals = tuple(tuple(value * scale for value in seal) for seal in page.seals)
        light = random.Random(f"light/{seed}/{number}")
        rows, columns = np.mgrid[: image.shape[0], : image.shape[1]].astype(np.float32)
        slope = (
            1
            - light.uniform(0, 0.12) * (rows / image.shape[0])
            - light.uniform(0, 0.08) * (columns / image.shape[1])
        )
        noise = np.random.default_rng(number).normal(0, light.uniform(0.3, 1.5), image.shape[:2])
        lit = np.clip(image * slope[..., None] + noise[..., None], 0, 255).astype(np.uint8)
        coloured = bool(seals) or page.layout == "certificate"
        yield Clean(f"{page.layout} {number}", lit, lines, seals, coloured)


def real(folder: Path, store: Path, left_out: Collection[str] = NO_PAGES) -> Iterator[Clean]:
    """The pictures of a labelled folder, upright, at most ``MEGAPIXELS``, without those of ``left_out``; their lines
    are kept in ``store``.
    """
    known = json.loads(store.read_text()) if store.is_file() else {}
    for row in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(row)
        stored = Pictures.open(folder / label["file"])
        whole = np.rot90(np.asarray(stored.convert("RGB")), (label["rotation"] or 0) // 90)
        scale = min(1.0, float(np.sqrt(MEGAPIXELS * 1e6 / (whole.shape[0] * whole.shape[1]))))
        size = round(whole.shape[1] * scale), round(whole.shape[0] * scale)
        image = cv2.resize(np.ascontiguousarray(whole), size, interpolation=cv2.INTER_AREA)
        if label["file"] not in known:
            known[label["file"]] = _read(image)
            store.write_text(json.dumps(known, ensure_ascii=False))
        lines = tuple(Line(text, sure, np.array(q, np.float32)) for text, sure, q in known[label["file"]])
        part = np.array([size[0] / label["width"], size[1] / label["height"]] * 2)
        upright = (label["rotation"] or 0) == 0
        seals = tuple(tuple(np.array(s["bbox"]) * part) for s in label["seals"]) if upright else ()
        if label["blur"] == "sharp" and label["page_kind"] != "photo_scene" and label["file"] not in left_out:
            spread = np.ptp(image[::4, ::4].astype(int), axis=2)
            coloured = bool((spread > 40).mean() > 0.002)
            yield Clean(label["file"], image, lines, seals, coloured, FAULTS.get(label["file"], frozenset()))


def _read(image: np.ndarray) -> list[tuple[str, float, list[list[float]]]]:
    from scanaudit.reading.ocr import PaddleEngine, crop
    from scanaudit.reading.reader import detect
    from scanaudit.settings import Settings

    engine = PaddleEngine(Settings())
    quads = detect(engine, image)
    texts = engine.recognise([crop(image, quad) for quad in quads])
    return [
        (text, sure, quad.tolist()) for quad, (text, sure) in zip(quads, texts, strict=True) if text.strip()
    ]


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
        corners = cv2.perspectiveTransform(_quad(*seal)[None], np.asarray(matrix, np.float64))[0]
        x0, y0 = np.clip(corners.min(axis=0) / [width, height], 0, 1)
        x1, y1 = np.clip(corners.max(axis=0) / [width, height], 0, 1)
        if x1 - x0 > 0.01 and y1 - y0 > 0.01:
            boxes.append(((float(x0), float(y0), float(x1), float(y1)), "red", False))
    shown = Page("page", 1, image, width, height, None, "colour", "")
    return with_copy(measure(shown, picture(image), lines), image, lines, boxes)


def _bars(
    clock_at: tuple[float, float, float, float], title: tuple[float, float, float, float]
) -> tuple[Line, ...]:
    return (Line("10:24", 0.97, _quad(*clock_at)), Line("5G 86%", 0.95, _quad(*title)))


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
                    _quad(0.02 * width, 0.015 * height, 0.2 * width, 0.035 * height),
                ),
                Line("9:41", 0.97, _quad(0.92 * width, 0.965 * height, 0.96 * width, 0.99 * height)),
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


def written(path: Path, part: str, table: Sequence[str]) -> None:
    """Put a table between the part's two marks in a document, with the commit that it was measured at."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.strip()
    begin, end = f"<!-- begin: benchmarks.capturing, {part} -->", f"<!-- end: {part} -->"
    text = path.read_text(encoding="utf-8")
    start, stop = text.index(begin) + len(begin), text.index(end)
    body = "\n".join([f"\n\nMeasured at commit {commit}.\n", *table])
    path.write_text(text[:start] + body + "\n\n" + text[stop:], encoding="utf-8")


if __name__ == "__main__":
    main()
