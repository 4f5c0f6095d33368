"""Signatures that a red seal lies on: dark or blue strokes in and about the seal, which the seal's own ink is not.

The network over the page proposes them badly, or the whole seal instead, and the rules ask for bare paper. The strokes
themselves tell where they are; what they are, only a close look tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.boxes import contained, in_pixels, overlap
from scanaudit.facts import Box, Signature
from scanaudit.marks.ink import Ink
from scanaudit.marks.seals import Stamped
from scanaudit.marks.signature_labels import Field, field_at, is_date
from scanaudit.marks.weighing import SEEN
from scanaudit.marks.witnesses import BELIEVED, Look
from scanaudit.marks.written import pen_mask
from scanaudit.reading.lines import Line

_PRINTED = 0.9  # OCR confidence from which a line is read surely
# In characters of the page's print. Design values: a stroke's length, a written name's width and height, and how far
# apart the strokes of one name are.
_STROKE, _LEAST_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT = 0.5, 1.5, 0.9, 6.0
_NEAR_ACROSS, _NEAR_DOWN = 1.2, 0.5
_BESIDE, _ABOVE = 0.6, 0.2  # of the seal's width and height: a name begins and ends outside it
_IN_SEAL = 0.4  # least share of a name's box that lies in the seal
_SAME = 0.3  # from which two boxes are one signature


def hands_under_seals(  # noqa: PLR0917
    ink: Ink,
    lines: Sequence[Line],
    seals: Sequence[Stamped],
    known: Sequence[Signature],
    asked: Sequence[Field],
    pictures: Sequence[Box],
    look: Look,
) -> tuple[Signature, ...]:
    """The signatures in a page's red ``seals`` that are not among the ``known`` ones.

    ``ink``: the page's inks; ``lines``: what is printed on it, in pixels of the page; ``asked``: its signature fields;
    ``pictures``: boxes of portraits and codes, across which seals stand by custom. The confidence is the mean of two
    close looks: at the strokes, and at where the first look saw a signature.
    """
    reds = [seal.box for seal in seals if is_red(seal)]
    heights = [line.height for line in lines if line.confidence > _PRINTED]
    if not reds or not heights:
        return ()
    unit = max(6.0, 0.8 * float(np.median(heights)) * ink.scale)  # a character in working pixels
    mask = _of_a_pen(ink, lines, unit)
    boxes = [
        box
        for red in reds
        for box in _strokes(mask, unit, red)
        if all(contained(box, picture) < _SAME for picture in pictures)
    ]
    first = look(boxes) if boxes else []
    again = look([verdict.box for verdict in first]) if boxes else []
    found: list[Signature] = []
    size = [side / ink.scale for side in ink.shape]
    named = [field for field in asked if not is_date(field.text)]
    for one, other in sorted(zip(first, again, strict=True), key=lambda pair: -pair[0].signature):
        sure = (one.signature + other.signature) / 2
        box = other.box
        if sure < SEEN or any(_one_place(box, signature.bbox) for signature in (*known, *found)):
            continue
        field = field_at(in_pixels(box, size), named)
        label = field.label if field else None
        found.append(Signature(bbox=box, confidence=round(sure, 3), label=label))
    return tuple(found)


def is_red(seal: Stamped) -> bool:
    """Whether a mark is rather a red seal than none."""
    return seal.colour == "red" and seal.confidence >= BELIEVED


def _one_place(one: Box, other: Box) -> bool:
    return overlap(one, other) > _SAME or max(contained(one, other), contained(other, one)) > 2 * _SAME


def _strokes(pen: NDArray[np.uint8], unit: float, seal: Box) -> Iterator[Box]:
    """Boxes (fractions of the page) of a pen's strokes in and about a seal that may be a name."""
    high, wide = pen.shape
    x0, y0, x1, y1 = seal[0] * wide, seal[1] * high, seal[2] * wide, seal[3] * high
    left, right = max(0, int(x0 - _BESIDE * (x1 - x0))), min(wide, int(x1 + _BESIDE * (x1 - x0)))
    top, bottom = max(0, int(y0 - _ABOVE * (y1 - y0))), min(high, int(y1 + _ABOVE * (y1 - y0)))
    reach = max(3, int(_NEAR_DOWN * unit)), max(3, int(_NEAR_ACROSS * unit))
    grown = cv2.dilate(_large(pen[top:bottom, left:right], unit), np.ones(reach, np.uint8))
    for x, y, w, h, _ in cv2.connectedComponentsWithStats(grown, connectivity=8)[2][1:]:
        dx, dy = reach[1] / 2, reach[0] / 2
        box = left + x + dx, top + y + dy, left + x + w - dx, top + y + h - dy
        size = (box[2] - box[0]) / unit, (box[3] - box[1]) / unit
        if size[0] >= _LEAST_WIDTH and _LEAST_HEIGHT <= size[1] <= _MOST_HEIGHT:
            share = box[0] / wide, box[1] / high, box[2] / wide, box[3] / high
            if contained(share, seal) >= _IN_SEAL:
                yield share


def _of_a_pen(ink: Ink, lines: Sequence[Line], unit: float) -> NDArray[np.uint8]:
    """Where a pen's ink lies that is no line of print and no date."""
    mask = pen_mask(ink, unit)
    for line in lines:
        if line.confidence > _PRINTED or is_date(line.text):
            x0, y0, x1, y1 = (max(0, int(value * ink.scale)) for value in line.box)
            mask[y0 : y1 + 1, x0 : x1 + 1] = 0
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)


def _large(mask: NDArray[np.uint8], unit: float) -> NDArray[np.uint8]:
    """The connected pieces of a mask that are as long as a stroke."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    kept = np.zeros(count, np.uint8)
    for index in range(1, count):
        longest = max(stats[index, cv2.CC_STAT_WIDTH], stats[index, cv2.CC_STAT_HEIGHT])
        kept[index] = longest >= _STROKE * unit and stats[index, cv2.CC_STAT_AREA] >= 0.05 * unit * unit
    return np.asarray(kept[labels], np.uint8)
