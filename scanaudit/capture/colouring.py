"""Whether a page is in colour, in greys, or in black and white alone; and whether it is empty."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from scanaudit.capture.picture import Picture
from scanaudit.facts import Colour
from scanaudit.reading.lines import Line

# Distance from grey in CIELAB that an eye calls a colour, and the share of the page that must have it: a seal
# of 4 cm on A4 inks 0.3 %. The 28 real grey pages have no pixel above 8.3; the faintest coloured one (a date
# stamped in blue) has 0.05 %.
_CHROMA, _COLOURED_SHARE = 10.0, 0.0003
# A tint of the whole page from which it was captured in colour (paper, coloured light); scanners' casts are
# below.
_TINT = 7.0
# Share of greys that are neither black nor white: black and white pages have at most this much at their
# edges.
_MID_GREYS, _MOST_MID = (48, 208), 0.012
# Ink on an empty page: dust and folds; margins, where scanners see the lid's edge, do not count.
_MARGIN = 0.04
_INK_DEPTH, _EMPTY_SHARE = 40, 0.0006
# A nearly empty page bears at most so many characters (a signature block has more) and this share of other ink.
_FEW_CHARACTERS, _FEW_SHARE = 14, 0.0015
# An empty page may bear a printed page number.
_PAGE_NUMBER, _PAGE_NUMBER_BAND = 5, 0.1


def measure(picture: Picture, source_mode: str) -> Colour:
    """``colour``, ``grey`` or ``bilevel``, from the pixels and what the file stored ("colour", "grey" or
    "bilevel"): a file may store greys as colours, but not the reverse. Colour is looked for where the coloured
    fringes of black print have averaged away.
    """
    if source_mode == "colour":
        lab = cv2.cvtColor(cv2.GaussianBlur(picture.small, (0, 0), 1.0), cv2.COLOR_RGB2LAB).astype(np.float32)
        chroma = cv2.magnitude(lab[..., 1] - 128, lab[..., 2] - 128)
        if float(np.median(chroma[::2, ::2])) > _TINT or float((chroma > _CHROMA).mean()) > _COLOURED_SHARE:
            return "colour"
    sample = picture.grey[::3, ::3]
    middle = float(((sample > _MID_GREYS[0]) & (sample < _MID_GREYS[1])).mean())
    return "bilevel" if source_mode == "bilevel" or middle < _MOST_MID else "grey"


def _only_page_numbers(lines: Sequence[Line], height: int) -> bool:
    band = _PAGE_NUMBER_BAND * height
    return all(
        len(line.text.strip()) <= _PAGE_NUMBER and (line.box[3] < band or line.box[1] > height - band)
        for line in lines
        if line.text.strip()
    )


def blank(picture: Picture, lines: Sequence[Line]) -> bool:
    """Whether nothing stands on the page but perhaps its number."""
    return _only_page_numbers(lines, picture.pixels.shape[0]) and _ink(picture, lines) < _EMPTY_SHARE


def nearly_blank(picture: Picture, lines: Sequence[Line]) -> bool:
    """Whether next to nothing stands on the page: a few characters, no seal, no picture."""
    characters = sum(len(line.text.strip()) for line in lines)
    return characters <= _FEW_CHARACTERS and _ink(picture, lines) < _FEW_SHARE


def _ink(picture: Picture, lines: Sequence[Line]) -> float:
    """Share of the page that bears ink outside its lines of text and its margins."""
    small = picture.small.astype(np.float32)
    paper = cv2.blur(small, (41, 41))
    r, g, b = cv2.split(cv2.absdiff(small, paper))
    ink = (np.maximum(np.maximum(r, g), b) > _INK_DEPTH).astype(np.uint8)
    for line in lines:
        x0, y0, x1, y1 = (round(value * picture.small_scale) for value in line.box)
        ink[max(0, y0) : y1, max(0, x0) : x1] = 0
    down, right = (max(1, round(_MARGIN * side)) for side in ink.shape)
    inside = ink[down:-down, right:-right]
    return float((inside if inside.size else ink).mean())
