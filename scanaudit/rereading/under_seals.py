"""What stands under a seal is read once more without the seal's ink.

Dates and the names of units stand under seals more often than not. The stamp's ring cuts their lines and its letters
mix with theirs; with its ink bleached the lines stand alone, and what vanishes with the ink was the seal's own text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from scanaudit.boxes import area, intersection, surroundings
from scanaudit.facts import Seal
from scanaudit.intake.page import Pixels
from scanaudit.marks.ink import InkColour, without_colour
from scanaudit.reading.lines import Line, Quad
from scanaudit.reading.ocr import OcrEngine, crop
from scanaudit.reading.reader import DETECTION_SIDE, in_reading_order
from scanaudit.seal_scraps import WITHIN, of_letters

Pixel = tuple[float, float, float, float]

# Chosen on 200 drawn pages of seed 7400 so that no labelled line that was read before is lost (docs/seals.md).
# A mark less likely than this is not taken for a seal here: bleaching print would lose it.
_LIKELY = 0.5
# How far to its sides and above and below a seal's surroundings are looked at, in parts of its width and height: lines
# that pass under it begin and end outside.
_BESIDE, _ABOVE = 1.6, 0.1
# Lines that go on farther are looked for in the whole width of the page.
_WHOLE = 1000.0
# Bleached, something stands under the seal where this share of its box is darker than the paper by so many levels.
_INKED, _DARKER = 0.004, 70
# A line is under the seal when this share of it is, and two lines are one place when they share this much of either.
_UNDER, _SAME = 0.1, 0.5
# A line that was not read before must be read this surely; another reading of one that was, nearly as surely as before.
_SURE, _NEARLY = 0.85, 0.03
# What it may lose in length; one that only leaves something out must be surer by so much.
_SHORTER, _PLAINLY = 0.75, 0.1
# How much wider a line is that was found to be longer before.
_WIDER = 1.08
# Two lines stand above each other where their boxes share less than this part of the lower one's height; boxes of one
# line that was found in two pieces share half of it and more.
_ROWS = 0.3
# A piece of an arc rises or falls by more than this, and the line that it crosses does not. Design value.
_ASLANT = 0.2
# A line that ends this near to the looked-at part (in parts of its height) may go on outside.
_EDGE = 0.3


@dataclass(frozen=True)
class _Look:
    """The part of the page around one seal, its ink bleached: ``left``, ``top`` is where it lies on the page."""

    clean: Pixels
    left: int
    top: int
    seal: Pixel
    colour: InkColour
    ring: bool

    def on_page(self, quad: Quad) -> Quad:
        return (quad + np.array([self.left, self.top], np.float32)).astype(np.float32)

    def holds(self, line: Line) -> bool:
        """Whether the whole line lies in this part."""
        x0, _, x1, _ = line.box
        edge = _EDGE * line.height
        return x0 - self.left > edge and self.left + self.clean.shape[1] - x1 > edge


def with_lines_under_seals(
    lines: Sequence[Line], image: Pixels, seals: Sequence[Seal], engine: OcrEngine
) -> list[Line]:
    """``lines`` of the upright page ``image`` with those under coloured seals read without the seal's ink.

    ``seals``: boxes in fractions of ``image``. Lines of a PDF's text layer stay as they are.
    """
    found = list(lines)
    for seal in seals:
        look = _look(image, seal) if seal.confidence >= _LIKELY else None
        if look:
            seen = _seen(look, image, engine)
            whole = _look(image, seal, _WHOLE) if _goes_on(seen, found, look) else None
            if whole:
                look, seen = whole, _seen(whole, image, engine)
            found = _reread(found, image, look, seen, engine)
    return in_reading_order(found) if len(seals) else found


def _look(image: Pixels, seal: Seal, beside: float = _BESIDE) -> _Look | None:
    """The bleached surroundings of a seal under which something stands; ``beside``: how far, in parts of its width."""
    if seal.colour == "black":
        return None
    height, width = image.shape[:2]
    x0, y0, x1, y1 = (part * side for part, side in zip(seal.bbox, (width, height) * 2, strict=True))
    left, top, right, bottom = surroundings((x0, y0, x1, y1), (width, height), beside, _ABOVE)
    if min(right - left, bottom - top) < 8:
        return None
    clean = without_colour(image[top:bottom, left:right], seal.colour)
    inner = clean[int(y0) - top : int(y1) - top + 1, int(x0) - left : int(x1) - left + 1, 0].astype(np.int16)
    dark = float((inner < np.percentile(inner, 80) - _DARKER).mean()) if inner.size else 0.0
    return (
        _Look(clean, left, top, (x0, y0, x1, y1), seal.colour, seal.shape in ("round", "oval"))
        if dark >= _INKED
        else None
    )


def _seen(look: _Look, image: Pixels, engine: OcrEngine) -> list[Line]:
    """The lines under the seal, found without its ink and not yet read."""
    side = max(look.clean.shape[:2])
    quads = engine.detect(look.clean, round(side * min(1.0, DETECTION_SIDE / max(image.shape[:2]))))
    lines = (Line("", 0.0, look.on_page(quad), "small") for quad in quads)
    return [line for line in lines if _under(line, look)]


def _goes_on(seen: Sequence[Line], lines: Sequence[Line], look: _Look) -> bool:
    """Whether a line that nobody found before goes on outside the looked-at part: a title that a seal stands across."""
    return any(not look.holds(new) and not any(_one_place(new, old) for old in lines) for new in seen)


def _reread(
    lines: list[Line], image: Pixels, look: _Look, seen: Sequence[Line], engine: OcrEngine
) -> list[Line]:
    # A line that goes on outside, or was found wider with its ink, is also read where it was found before.
    before = [
        line
        for line in lines
        if line.source != "layer" and _under(line, look) and not _draws_rows_together(line, seen)
        and any(_one_place(line, new) and (_wider(line, new) or not look.holds(new)) for new in seen)
    ]  # fmt: skip
    wanted = [*(line for line in seen if look.holds(line)), *before]
    read = engine.recognise([without_colour(crop(image, line.quad), look.colour) for line in wanted], "small")
    found = list(lines)
    for line, (text, confidence) in zip(wanted, read, strict=True):
        again = replace(line, text=text, confidence=confidence, source="small")
        old = [one for one in found if _one_place(one, line) and not _is_arc(one, line, look)]
        if text.strip() and _better(again, old):
            found = [*(one for one in found if one not in old), again]
    return [
        one for one in found if not _is_seals_own(one, look) or any(_one_place(one, other) for other in seen)
    ]


def _better(line: Line, old: Sequence[Line]) -> bool:
    """Whether the reading without the seal's ink is to be believed rather than the earlier ones of its place."""
    if not old:
        return line.confidence >= _SURE
    if any(one.source == "layer" for one in old):
        return False
    before = max(old, key=lambda one: len(one.text))
    if line.text in before.text and line.confidence < before.confidence + _PLAINLY:
        return False
    return line.confidence >= before.confidence - _NEARLY and len(line.text) >= _SHORTER * len(before.text)


def _under(line: Line, look: _Look) -> bool:
    return intersection(line.box, look.seal) > _UNDER * area(line.box)


def _is_seals_own(line: Line, look: _Look) -> bool:
    """Whether a line is a scrap of a red ring's letters. Blue pens write what blue ink would bleach too."""
    scrap = of_letters(line.text)
    within = intersection(line.box, look.seal) > WITHIN * area(line.box)
    return scrap and within and look.ring and look.colour == "red" and line.source != "layer"


def _is_arc(one: Line, line: Line, look: _Look) -> bool:
    """Whether what was read about a line's place is a piece of a ring's arc: aslant, unlike it, mostly in the seal."""
    within = intersection(one.box, look.seal) > _SAME * area(one.box)
    return look.ring and within and one.source != "layer" and abs(_slope(one)) > _ASLANT >= abs(_slope(line))


def _slope(line: Line) -> float:
    (x0, y0), (x1, y1) = line.quad[0], line.quad[1]
    return float((y1 - y0) / max(1.0, abs(x1 - x0)))


def _draws_rows_together(line: Line, seen: Sequence[Line]) -> bool:
    """Whether lines that stand above each other lie in it: a box that a ring's letters made one of two lines. Read as
    one, it would tell the upper line and lose the lower.
    """
    within = sorted((one for one in seen if _one_place(line, one)), key=lambda one: one.box[1])
    return any(
        upper.box[3] - lower.box[1] < _ROWS * lower.height
        for at, upper in enumerate(within)
        for lower in within[at + 1 :]
    )


def _wider(line: Line, other: Line) -> bool:
    return line.box[2] - line.box[0] > _WIDER * (other.box[2] - other.box[0])


def _one_place(one: Line, other: Line) -> bool:
    return intersection(one.box, other.box) > _SAME * min(area(one.box), area(other.box))
