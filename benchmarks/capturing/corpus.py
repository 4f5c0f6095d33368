"""Pages without fault: this package's own, and the pictures of a labelled folder; each with its lines and seals."""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image as Pictures

from benchmarks.capturing.pages import pages
from benchmarks.capturing.seen import FAULTS, NO_PAGES
from scanaudit.reading.lines import Line

MEGAPIXELS = 1.1

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


def quad_of(x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
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
            Line(text, 0.98, quad_of(*box) * np.float32(scale)) for text, *box in _as_found(page.lines)
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
