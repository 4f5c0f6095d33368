"""Signatures told apart from lettering: a character of a printed line, a drawing with words in it, and the letters of a
slanting watermark.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from scanaudit.boxes import contained, in_pixels
from scanaudit.facts import Box, Signature
from scanaudit.reading.lines import Line

_WITHIN = 0.9  # share of a box inside another from which it lies within
# A line of so many characters, read so surely, of which so little is meant, is print. Design values: a name read
# together with its label is a fifth of the line and more, and of a row of eight names one is an eighth.
_CHARACTERS, _SURE, _LITTLE = 4, 0.93, 0.12
# So many lines, read so surely, make a drawing. Design values: a hand is seldom as large as several lines of print, let
# alone across them; a drawing's letters stand alone, and such ones are read worse.
_WORDS, _READ = 5, 0.75
# Confidence from which a hand is one wherever it stands: four of four across print are told so, and no print is.
_CERTAIN = 0.95
# So many marks in a slanting row (degrees against the level and the plumb line), the sizes no more apart than that and
# the middles no farther off it, in parts of their size, are rather letters than hands, and told as likely. Of the drawn
# pages 0-399 none has three hands so; rows of hands are level, columns plumb. Design values.
_LETTERS, _SLANT, _ALIKE, _OFF, _DOUBT = 3, 12.0, 1.6, 0.4, 0.45


def without_lettering(
    signatures: Sequence[Signature], lines: Sequence[Line], size: tuple[int, int]
) -> tuple[Signature, ...]:
    """The signatures that are no lettering; one beside a label stays, and so does one that is certain. ``size``: height
    and width of the page in pixels, in which ``lines`` are.
    """
    return tuple(
        one
        for one in signatures
        if one.label is not None
        or one.confidence >= _CERTAIN
        or not _is_lettering(in_pixels(one.bbox, size), lines)
    )


def _is_lettering(box: Box, lines: Sequence[Line]) -> bool:
    words = sum(line.confidence > _READ and contained(line.box, box) > _WITHIN for line in lines)
    return words >= _WORDS or any(
        contained(box, line.box) > _WITHIN and contained(line.box, box) < _LITTLE
        for line in lines
        if line.confidence > _SURE and len(line.text.strip()) >= _CHARACTERS
    )


def with_letters_doubted(signatures: Sequence[Signature], size: tuple[int, int]) -> tuple[Signature, ...]:
    """The signatures, those in a slanting row as doubtful: 电子营业执照 is printed so across a page, its letters apart.
    One beside a label is what it was. ``size``: height and width of the page in pixels.
    """
    free = [one for one in signatures if one.label is None]
    letters: set[Box] = set()
    for one, other in itertools.combinations(free, 2):
        row = [third.bbox for third in free if _in_row(one, other, third, size)]
        if len(row) >= _LETTERS:
            letters.update(row)
    return tuple(
        one.model_copy(update={"confidence": _DOUBT})
        if one.label is None and one.bbox in letters and one.confidence > _DOUBT
        else one
        for one in signatures
    )


def _in_row(one: Signature, other: Signature, third: Signature, size: tuple[int, int]) -> bool:
    """Whether all three, as large as each other, stand in one slanting row."""
    (x0, y0, side), (x1, y1, side_1), (x2, y2, side_2) = (
        _middle_and_side(in_pixels(mark.bbox, size)) for mark in (one, other, third)
    )
    across, down = x1 - x0, y1 - y0
    slant = math.degrees(math.atan2(abs(down), abs(across)))
    sides = side, side_1, side_2
    if not _SLANT <= slant <= 90 - _SLANT or max(sides) > _ALIKE * min(sides):
        return False
    off = abs(across * (y2 - y0) - down * (x2 - x0)) / math.hypot(across, down)
    return off <= _OFF * min(sides)


def _middle_and_side(box: Box) -> tuple[float, float, float]:
    """The middle of a box, and the side of the square as large as it."""
    x0, y0, x1, y1 = box
    return (x0 + x1) / 2, (y0 + y1) / 2, math.sqrt(max((x1 - x0) * (y1 - y0), 1.0))
