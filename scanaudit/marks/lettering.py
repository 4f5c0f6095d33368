"""Signatures told apart from lettering: a character of a printed line, and a drawing with words in it."""

from __future__ import annotations

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
