"""Stamps known by what they say: coloured lines such as 本复印件仅限于…使用 or 与原件一致, framed or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from scanaudit.boxes import in_fractions, inside_page
from scanaudit.facts import Box, SealColour
from scanaudit.marks.ink import Ink
from scanaudit.reading.lines import Line

_WORDS = re.compile(
    r"复印件|与?原件(一致|相符|核对)|核对无误|仅[限供用].{0,20}(使用|有效|办理)|(再次|再)复印无效|复印无效|他用无效|存档专用"
)

_LEAST_DENSITY = 0.10  # mean coloured density of the ink of a stamped line; black print has below 0.03


def stamped_lines(ink: Ink, lines: Sequence[Line]) -> list[tuple[Box, SealColour, float]]:
    """Box (fractions of the page), colour and confidence of each stamp that its words give away.

    Lines of the same colour that stand directly above or below such a line belong to the stamp.
    """
    coloured = [(line, colour) for line in lines if (colour := _colour(ink, line)) is not None]
    starts = [(line, colour) for line, colour in coloured if _WORDS.search(line.text)]
    found: list[tuple[Box, SealColour, float]] = []
    used: set[int] = set()
    for line, colour in starts:
        if id(line) in used:
            continue
        members = _together(line, [other for other, c in coloured if c == colour])
        used.update(id(member) for member in members)
        boxes = np.array([member.box for member in members]) * ink.scale
        (x0, y0), (x1, y1) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        box = inside_page(in_fractions((x0, y0, x1, y1), ink.shape))
        found.append((box, colour, 0.8))
    return found


def _together(line: Line, others: Sequence[Line]) -> list[Line]:
    """``line`` and the lines stacked on it, each within 1.2 line heights of the next."""
    members = [line]
    grew = True
    while grew:
        grew = False
        for other in others:
            if other not in members and any(_stacked(other, member) for member in members):
                members.append(other)
                grew = True
    return members


def _stacked(one: Line, other: Line) -> bool:
    a, b = one.box, other.box
    gap = max(a[1], b[1]) - min(a[3], b[3])
    side = min(a[2], b[2]) - max(a[0], b[0])
    alike = 0.5 < one.height / max(1.0, other.height) < 2.0
    return alike and gap < 1.2 * min(one.height, other.height) and side > 0.3 * min(a[2] - a[0], b[2] - b[0])


def _colour(ink: Ink, line: Line) -> SealColour | None:
    """The colour that the line is written in, None for black."""
    x0, y0, x1, y1 = (int(value * ink.scale) for value in line.box)
    window = (slice(max(0, y0), y1 + 1), slice(max(0, x0), x1 + 1))
    red, blue, dark = ink.red[window], ink.blue[window], ink.dark[window]
    if not red.size:
        return None
    for name, density in (("red", red), ("blue", blue)):
        inked = density > _LEAST_DENSITY
        # Black print under a stamp keeps its own blackness: coloured ink must prevail over it.
        if inked.mean() > 0.06 and inked.sum() > (dark > 0.5).sum():
            return "red" if name == "red" else "blue"
    return None
