"""Pages whose reading is made worse step by step: what share of their characters the reader keeps.

Tuning: pages of ``samples`` and half of the real pictures, by a hash of their names. Validation: pages of this
package's own layouts and typefaces and the other half. Each page is read as it is, then under faults of graded
strength; what was read is kept in a file, so that a measure can be tried without reading again.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image as Pictures
from rapidfuzz import fuzz

from benchmarks.capturing import faults
from benchmarks.capturing.pages import pages
from scanaudit.reading.lines import Line

if TYPE_CHECKING:
    from scanaudit.reading.ocr import PaddleEngine

MEGAPIXELS, SEED = 1.1, 4711
# What is done to a page; each once a page, at a strength from 0 to 1.
WORSE = ("gauss", "defocus", "motion", "small", "jpeg", "pale")
# Of a real picture, only lines that were read surely are a reference: seals and ornaments are read as text.
_SURE, _LEAST_CHARACTERS = 0.9, 25
# A picture of which less of the text was read surely is no reference: its own reading is in doubt.
_TRUSTED = 0.85
_MOST_LINES = 60


@dataclass(frozen=True)
class Source:
    """A page without fault: ``text``: its printed lines, None where its own reading is the reference."""

    name: str
    part: str
    origin: str
    image: np.ndarray
    text: tuple[str, ...] | None


@dataclass(frozen=True)
class Sample:
    """One reading: of ``source`` under ``fault`` at ``strength``; ``kept``: share of the characters read of the page
    as it is that are read of it still.
    """

    source: Source
    fault: str
    image: np.ndarray
    lines: tuple[Line, ...]
    kept: float


def _reduced(image: np.ndarray) -> np.ndarray:
    scale = min(1.0, float(np.sqrt(MEGAPIXELS * 1e6 / (image.shape[0] * image.shape[1]))))
    size = round(image.shape[1] * scale), round(image.shape[0] * scale)
    return cv2.resize(np.ascontiguousarray(image), size, interpolation=cv2.INTER_AREA)


def _of_samples(count: int) -> Iterator[Source]:
    import samples.kinds
    from samples import capture
    from samples.case import LAYOUTS, render
    from samples.evaluation import any_case

    assert samples.kinds
    kinds = sorted(set(LAYOUTS) - {"blank", "other"})
    for number in range(count):
        rng = random.Random(f"legible/{SEED}/{number}")
        page = render(kinds[number * 5 % len(kinds)], any_case(rng), {}, rng)
        page = capture.take(page, [("skew", rng.uniform(-0.5, 0.5)), ("tone", 0.8)], rng)
        image = _reduced(np.asarray(page.image.convert("RGB")))
        yield Source(f"{page.kind} {number}", "tuning", "rendered", image, tuple(page.text))


def _of_pages(count: int, seed: int) -> Iterator[Source]:
    for number, page in enumerate(pages(seed, count, with_sparse=False)):
        texts = tuple(text for text, *_ in page.lines)
        yield Source(f"{page.layout} {number}", "validation", "rendered", _reduced(page.image), texts)


def _of_real(folder: Path) -> Iterator[Source]:
    for row in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(row)
        if label["blur"] != "sharp" or label["page_kind"] == "photo_scene":
            continue
        stored = Pictures.open(folder / label["file"]).convert("RGB")
        upright = np.rot90(np.asarray(stored), (label["rotation"] or 0) // 90)
        odd = int(hashlib.sha256(label["file"].encode()).hexdigest(), 16) % 2
        yield Source(label["file"], "validation" if odd else "tuning", "real", _reduced(upright), None)


def sources(folder: Path, rendered: int, seed: int = SEED) -> Iterator[Source]:
    """``rendered`` pages for either part and the sharp real ones, by turns."""
    every = [_of_samples(rendered), _of_pages(rendered, seed), _of_real(folder)]
    while every:
        for one in list(every):
            try:
                yield next(one)
            except StopIteration:
                every.remove(one)


def worse(image: np.ndarray, fault: str, strength: float, height: float, rng: random.Random) -> np.ndarray:
    """The page with one fault; ``height``: of its characters in pixels."""
    grow = 1 + strength * (0.3 if rng.random() < 0.5 else 0.0)
    if fault == "gauss":
        return faults.gauss(image, (0.03 + 0.15 * strength) * height * grow)
    if fault == "defocus":
        return faults.defocus(image, (0.06 + 0.26 * strength) * height * grow)
    if fault == "motion":
        return faults.motion(image, (0.15 + 0.6 * strength) * height * grow, rng.uniform(0, 180))
    if fault == "small":
        factor = min(1.0, (12 - 8 * strength) / height)
        way = rng.choice((cv2.INTER_AREA, cv2.INTER_LINEAR))
        return cv2.resize(image, None, fx=factor, fy=factor, interpolation=way)
    if fault == "jpeg":
        return faults.jpeg(image, round(2 + 38 * (1 - strength) ** 2))
    part, middle = 0.3 - 0.28 * strength, rng.uniform(140, 220)
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(0.5, 3), image.shape[:2])
    paper = float(np.percentile(image, 75))
    pale = middle + (image.astype(np.float32) - paper) * part + noise[..., None]
    return np.clip(pale, 0, 255).astype(np.uint8)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def found(reference: tuple[str, ...], lines: tuple[Line, ...]) -> float:
    """Share of the reference's characters that stand, line by line, in what was read."""
    said = "".join(_letters(line.text) for line in lines)
    wanted = [text for text in map(_letters, reference) if text]
    if not said:
        return 0.0
    shares = (len(one) * min(1.0, _share(one, said)) for one in wanted)
    return sum(shares) / max(1, sum(map(len, wanted)))


def _share(one: str, said: str) -> float:
    if one in said:
        return 1.0
    if len(said) < len(one):
        return fuzz.ratio(one, said) / 100
    return fuzz.partial_ratio(one, said) / 100


def _reference(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """What was read surely of a sharp picture; nothing where that is not nearly all."""
    sure = tuple(line.text for line in lines if line.confidence >= _SURE)
    every = sum(len(_letters(line.text)) for line in lines)
    return sure if sum(len(_letters(text)) for text in sure) >= _TRUSTED * every else ()


def _read(engine: PaddleEngine, image: np.ndarray) -> tuple[Line, ...]:
    """As the product reads: unsure lines again with the better model."""
    from scanaudit.reading.reader import detect, read

    return tuple(read(engine, image, detect(engine, image), (), lambda lines: ()))


class _Store:
    """Readings that are kept in a file, one a line."""

    def __init__(self, path: Path, *, read: bool) -> None:
        self._path, self._reads, self._engine = path, read, None
        self._known: dict[str, list[tuple[str, float, list[list[float]]]]] = {}
        if path.is_file():
            for row in path.read_text(encoding="utf-8").splitlines():
                one = json.loads(row)
                self._known[one["key"]] = one["lines"]

    def lines(self, key: str, image: np.ndarray) -> tuple[Line, ...] | None:
        if key not in self._known:
            if not self._reads:
                return None
            self._keep(key, _read(self._loaded(), image))
        return tuple(Line(t, c, np.array(q, np.float32)) for t, c, q in self._known[key])

    def _loaded(self) -> PaddleEngine:
        from scanaudit.reading.ocr import PaddleEngine
        from scanaudit.settings import Settings

        self._engine = self._engine or PaddleEngine(Settings())
        return self._engine

    def _keep(self, key: str, lines: tuple[Line, ...]) -> None:
        self._known[key] = [(x.text, round(x.confidence, 4), x.quad.round(1).tolist()) for x in lines]
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": key, "lines": self._known[key]}, ensure_ascii=False) + "\n")


def readings(
    folder: Path, rendered: int, store: Path, *, read: bool = True, each: int = 4, seed: int = SEED
) -> Iterator[Sample]:
    """Every page as it is and under ``each`` faults; without ``read``, only what ``store`` holds already.

    Another ``seed`` draws other pages and other faults of the validation part, and leaves the tuning part out.
    """
    kept = _Store(store, read=read)
    for source in sources(folder, rendered, seed):
        if seed != SEED and source.part != "validation":
            continue
        key = source.name if seed == SEED else f"{seed}/{source.name}"
        plain = kept.lines(key, source.image)
        if plain is None or not 2 <= len(plain) <= _MOST_LINES:
            continue
        reference = source.text or _reference(plain)
        if sum(len(_letters(text)) for text in reference) < _LEAST_CHARACTERS:
            continue
        whole = found(reference, plain)
        yield Sample(source, "none", source.image, plain, 1.0)
        height = 0.92 * float(np.median([min(x.box[2] - x.box[0], x.box[3] - x.box[1]) for x in plain]))
        rng = random.Random(f"worse/{key}")
        for fault in rng.sample(WORSE, each):
            made = worse(source.image, fault, rng.random(), height, rng)
            lines = kept.lines(f"{key}/{fault}", made)
            if lines is not None:
                yield Sample(source, fault, made, lines, min(1.0, found(reference, lines) / whole))
