"""Handwriting that no label announces: short lines that look written, and large connected strokes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.boxes import contained
from scanaudit.facts import Box
from scanaudit.intake.page import Pixels
from scanaudit.marks import handwriting
from scanaudit.marks.ink import Ink
from scanaudit.marks.signature_labels import PixelBox, is_date
from scanaudit.reading.lines import Line

SOLID = 0.08  # most share of thick ink in a signature (labelled ones 0–0.05); logos have 0.2 and more
_MOST_SCRAWLS = 9  # more unread pieces than that are a drawing, a map, a photograph
_DARK, _BLUE = 0.35, 0.3  # densities of a pen's black and blue
_PAPER = 0.12  # density: paper's own unevenness stays below
_TINTED = 0.4  # most share of a signature's box that is not paper; sharp labelled ones 0.07–0.34, ornaments 0.42–0.67
_LONE_NAME = 1.5  # log odds that a name alone on its line, low on the page, adds: copies are signed so
_BLUE_PEN = 2.5  # and that blue ink adds to it
_TITLE = 2.6  # characters: what is higher and reads like a name is a title
# Log odds of a pen from which a line is written however surely it was read: print of a booklet page lies between
# -8.2 and -2.9, three careful hands on it, read at 0.97 to 0.996, between -1.1 and 0.2.
_PEN = -2.0
# And from which a name alone on its line, low on the page, is looked at however high it stands: hands are large beside
# small print, and those of two papers, read at 0.93 and 0.96, have 4.3 and 4.7.
_A_PENS = 2.0
_SHORT_NAME = re.compile(r"^(?!公司|证书|[局校院所会处]长|主任|日期|盖章|[正副]本|签[名字章])[一-龥]{2,3}$")
_WRITTEN = re.compile(r"[一-龥A-Za-z]")
NAME = re.compile(r"^[一-龥·]{2,4}$")


@dataclass(frozen=True)
class Candidate:
    """Possible handwriting: ``box`` in pixels of the page, log ``odds`` that it is a signature."""

    box: PixelBox
    odds: float
    label: str | None = None
    text: str | None = None
    read: bool = False  # the OCR took it for words


def pressed(rgb: Pixels, lines: Sequence[Line], boxes: Sequence[Box]) -> list[Line]:
    """The lines below ``boxes`` (fractions of the page) that are print by their strokes, however surely read."""
    if not lines:
        return []
    character = 0.8 * float(np.median([line.height for line in lines]))
    height, width = rgb.shape[:2]
    spots = [(b[0] * width, b[1] * height, b[2] * width, b[3] * height) for b in boxes]
    found = []
    for line in lines:
        if any(contained(spot, line.box) > 0 for spot in spots):
            strokes = handwriting.measure(crop(rgb, line.box), character)
            if strokes is None or handwriting.evidence(strokes) < _PEN:
                found.append(line)
    return found


def crop(rgb: Pixels, box: PixelBox) -> Pixels:
    """The part of the page in ``box``, cut to the page."""
    height, width = rgb.shape[:2]
    x0, y0 = max(0, int(box[0])), max(0, int(box[1]))
    return np.ascontiguousarray(rgb[y0 : min(height, int(box[3]) + 1), x0 : min(width, int(box[2]) + 1)])


def written_lines(
    rgb: Pixels, ink: Ink, lines: Sequence[Line], character: float, labels: Sequence[PixelBox] = ()
) -> list[Candidate]:
    """Short lines that were read but look written.

    ``labels``: boxes of labels that ask for signatures; a name on the row of one is looked at however well it was read.
    """
    found = []
    for line in lines:
        text = line.text.strip()
        alone = bool(_SHORT_NAME.match(text))
        if (
            (line.confidence > 0.9 and not alone)
            or len(text) > 16
            or not _WRITTEN.search(text)
            or is_date(text)
        ):
            continue
        if line.height < 0.9 * character or _is_red(ink, line.box):
            continue
        box = line.box
        strokes = handwriting.measure(crop(rgb, box), character)
        if strokes is not None and strokes.length > 1.5 and strokes.spread < 9:
            name = text if NAME.match(text) and line.confidence > 0.8 else None
            odds = handwriting.evidence(strokes)
            if alone and strokes.spread < _TITLE and box[1] > 0.5 * rgb.shape[0]:
                odds += _LONE_NAME + (_BLUE_PEN if strokes.blueness > 20 else 0.0)
            elif line.confidence > 0.9 and not (
                any(_on_row(label, box) for label in labels)
                or (odds >= _A_PENS and box[1] > 0.5 * rgb.shape[0])
            ):
                continue
            found.append(Candidate(box, odds, text=name, read=True))
    return found


def _on_row(label: PixelBox, box: PixelBox) -> bool:
    """Whether ``box`` stands on the row of ``label``, to its right: several persons sign behind one label."""
    return box[0] > label[2] and box[1] < (label[1] + label[3]) / 2 < box[3]


def scrawls(
    rgb: Pixels, ink: Ink, lines: Sequence[Line], character: float, taken: Sequence[Box]
) -> list[Candidate]:
    """Large connected strokes that no line explains, grouped by nearness."""
    unit = max(6.0, character * ink.scale)
    mask = pen_mask(ink, unit)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    chosen = np.zeros(count, np.uint8)
    boxes = [tuple(value * ink.scale for value in line.box) for line in lines]
    for index in _of_a_scrawls_size(stats, unit):
        x, y, w, h = (int(value) for value in stats[index, :4])
        if all(contained((x, y, x + w, y + h), box) < 0.75 for box in boxes):
            chosen[index] = 1
    if not chosen.any():
        return []
    reach = max(3, int(1.6 * unit))
    grown = cv2.dilate(chosen[labels], np.ones((max(3, int(0.5 * unit)), reach), np.uint8))
    count, _, groups, _ = cv2.connectedComponentsWithStats(grown, connectivity=8)
    found = []
    for x, y, w, h, _ in groups[1:]:
        px, py = reach / 2, 0.25 * unit
        box = tuple(float(v) / ink.scale for v in (x + px, y + py, x + w - px, y + h - py))
        candidate = _scrawl(rgb, box, character) if w > 2 * unit and h > 1.3 * unit else None  # type: ignore[arg-type]
        if candidate is not None and _on_bare_paper(ink, box):  # type: ignore[arg-type]
            found.append(candidate)
    return found if len(found) <= _MOST_SCRAWLS else []


def pen_mask(ink: Ink, unit: float) -> NDArray[np.uint8]:
    """Where ink as dark or as blue as a pen's lies, without rules; ``unit``: a character in working pixels."""
    mask = ((ink.dark > _DARK) | (ink.blue > _BLUE)).astype(np.uint8)
    return handwriting.without_rules(mask, int(5 * unit))


def _of_a_scrawls_size(stats: NDArray[np.int32], unit: float) -> list[int]:
    """Which connected pieces (not the ground, piece 0) are large enough, and no picture's; ``unit``: a character."""
    w, h, area = (stats[1:, which] for which in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    large = (np.maximum(w, h) >= 1.7 * unit) & (h <= 9 * unit) & (w <= 26 * unit)
    return [int(index) for index in 1 + np.flatnonzero(large & (area <= 0.45 * w * h))]


def _scrawl(rgb: Pixels, box: PixelBox, character: float) -> Candidate | None:
    strokes = handwriting.measure(crop(rgb, box), character)
    if strokes is None or strokes.spread < 1.2 or strokes.spread > 10 or strokes.length > 28:
        return None
    if strokes.solid > SOLID:
        return None
    return Candidate(box, handwriting.evidence(strokes))


def _on_bare_paper(ink: Ink, box: PixelBox) -> bool:
    """Whether paper shows between the strokes, as it does not in ornaments, pictures and on lacquer."""
    x0, y0, x1, y1 = (int(value * ink.scale) for value in box)
    tint = ink.tint[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
    return bool(tint.size) and float((tint > _PAPER).mean()) < _TINTED


def _is_red(ink: Ink, box: PixelBox) -> bool:
    x0, y0, x1, y1 = (int(value * ink.scale) for value in box)
    red, dark = ink.red[y0 : y1 + 1, x0 : x1 + 1], ink.dark[y0 : y1 + 1, x0 : x1 + 1]
    return bool(red.size) and float((red > 0.2).sum()) > float((dark > 0.35).sum())
