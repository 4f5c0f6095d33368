"""Backgrounds from elsewhere: pages of the sample generator with the marks they bear, and real mark-free areas."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

import samples.kinds  # registers every layout
from samples.case import LAYOUTS, Case, Options, render
from samples.evaluation import any_case, forgotten
from samples.rendered import Op, Rendered
from training.halves import is_for_training
from training.network import CLASSES
from training.page import Background, Box, Mark
from training.printed import LONG_SIDE

assert samples.kinds

_LINE_GAP = 1.6  # characters: printed pieces further apart on one base line are two lines


def rendered(
    rng: random.Random,
    kind: str | None = None,
    case: Case | None = None,
    options: Options | None = None,
    side: int = LONG_SIDE,
) -> Background:
    """A page of the sample generator, as printed, signed and stamped there; ``side``: its long side in pixels.

    What is not given (kind, case, options) is drawn.
    """
    kind = kind or rng.choice(sorted(LAYOUTS))
    page = render(kind, case or any_case(rng), forgotten(kind, rng) if options is None else options, rng)
    scale = side / max(page.image.size)
    size = (round(page.image.width * scale), round(page.image.height * scale))
    marks = tuple(
        Mark(CLASSES.index(m.what), np.array(m.quad, np.float32) * scale, m.shape, m.colour)
        for m in page.marks
    )
    small = np.asarray(page.image.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    pictures = tuple((box, (CLASSES.index("portrait"),)) for box in _pictures(page, scale))
    return Background(small, marks, pictures, _lines(page, scale))


def _pictures(page: Rendered, scale: float) -> list[Box]:
    """Boxes of pictures stuck on the page: nobody noted which of them are portraits."""
    return [
        (o.box[0] * scale, o.box[1] * scale, o.box[2] * scale, o.box[3] * scale)
        for o in page.ops
        if o.what == "image"
    ]


def _lines(page: Rendered, scale: float) -> tuple[tuple[str, Box], ...]:
    """What was printed, piece joined to piece on one base line, with boxes as a text detector would draw them."""
    found: list[tuple[str, Box]] = []
    previous: Op | None = None
    for op in (o for o in page.ops if o.what == "text"):
        x, base = op.box[:2]
        box = (x, base - 0.95 * op.size, x + op.size * _units(op.text), base + 0.2 * op.size)
        if previous is not None and previous.box[1] == base and previous.size == op.size:
            text, last = found[-1]
            if -0.5 * op.size < x - last[2] < _LINE_GAP * op.size:
                found[-1] = (text + op.text, (last[0], last[1], max(last[2], box[2]), last[3]))
                previous = op
                continue
        found.append((op.text, box))
        previous = op
    return tuple((t, (b[0] * scale, b[1] * scale, b[2] * scale, b[3] * scale)) for t, b in found if t.strip())


def _units(text: str) -> float:
    """Width in square characters: Latin ones take half a square."""
    return sum(0.52 if ord(char) < 0x2E80 else 1.0 for char in text)


def real(folder: Path, side: int = LONG_SIDE) -> list[Background]:
    """The training half of a labelled folder. Whatever is marked there is unknown: no mark is learnt from it."""
    found = []
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if not is_for_training(record["file"]):
            continue
        image = ImageOps.exif_transpose(Image.open(folder / record["file"])).convert("RGB")
        scale = side / max(image.size)
        ratio = image.width / record["width"] * scale
        small = np.asarray(
            image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
        )
        boxes = [mark["bbox"] for mark in (*record["seals"], *record["signatures"])]
        every = tuple(range(len(CLASSES)))
        unknown = [
            ((b[0] * ratio - 6, b[1] * ratio - 6, b[2] * ratio + 6, b[3] * ratio + 6), every) for b in boxes
        ]
        whole = (
            (0.0, 0.0, float(small.shape[1]), float(small.shape[0])),
            (CLASSES.index("portrait"), CLASSES.index("fingerprint")),
        )
        found.append(Background(small, (), (*unknown, whole)))
    return found
