"""Whether the rules of a table or the sides of a frame run out of the picture: then the page goes on outside."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.picture import Grey, Picture

# All chosen on drawn tables and frames and on the 103 real pictures, of which one is told (its frame is cut), and
# looked at on 200 drawn pages of seed 7400, of which the two whose tables are cut are told.
# A rule is darker than what lies just above and below it by so many levels, and no thicker than this (pixels of the
# middle picture, about 140 to an inch of A4): a stroke of the frame of a certificate is not yet a band.
_DARKER, _THICK = 34, 13
# It is followed over gaps of print this long, and runs this far into the picture, in parts of its width.
_GAP, _LONG = 0.012, 0.12
# It ends this near to the edge to run over it, and this far from the other edges: the lines of a notebook and of a
# scanner's dirt cross the whole picture, and the picture's own border is no rule.
_AT_EDGE, _FROM_OTHER = 2, 0.015
# Rules at different heights, which lean alike within this many degrees.
_LEAST, _LEAN = 2, 3.0
# How far apart the outermost of them are, in parts of the picture's height: the two strokes of one rule are not two.
_SPREAD = 0.04
# A rule that joins them meets them within this part of the height: stripes that a design leads off the sheet have none.
_MEETS = 0.03
_CROSSED = 9  # pixels: the width of a rule with the dilation around it
# A line along the edge that closes them, in parts of the stretch that they span.
_CLOSED, _BESIDE = 0.5, 0.012


def _rules(grey: Grey, length: int, crossed: int = 1) -> NDArray[np.uint8]:
    """1 where a thin line of that length stands across; ``crossed``: pixels that lines across it take out of it."""
    thin = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((_THICK, 1), np.uint8))
    dark = cv2.dilate((thin > _DARKER).astype(np.uint8), np.ones((3, 1), np.uint8))
    dark = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, crossed), np.uint8))
    return np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), np.uint8)


def _run_off_right(grey: Grey) -> bool:
    height, width = grey.shape
    length = max(3, int(_LONG / 3 * width))
    # Most pages have nothing at their edges: a strip of them tells that in a tenth of the time.
    strip = np.ascontiguousarray(grey[:, -2 * length :])
    at_edge = _rules(strip, length)[:, -1 - _AT_EDGE :].any(axis=1)
    if int((np.diff(at_edge.astype(np.int8), prepend=0) == 1).sum()) < _LEAST:
        return False
    gap = max(3, int(_GAP * width)) | 1
    joined = cv2.morphologyEx(_rules(grey, length), cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    off = []
    for i in range(1, count):
        x, y, w, h = stats[i, :4]
        lean = np.degrees(np.arctan2(max(0, h - 4), w))
        reaches = x + w >= width - _AT_EDGE and x > _FROM_OTHER * width
        inside = min(y, height - y - h) > _FROM_OTHER * height
        if reaches and inside and w >= _LONG * width and lean <= _LEAN:
            off.append((y, y + h))
    if len(off) < _LEAST:
        return False
    top, bottom = min(a for a, _ in off), max(b for _, b in off)
    if bottom - top < _SPREAD * height:
        return False
    return _joined(grey, top, bottom) and not _closed(grey, top, bottom)


def _joined(grey: Grey, top: int, bottom: int) -> bool:
    """Whether a rule that begins at the upper and ends at the lower one makes a table or a frame of them.

    A line beside the text of a web page or a form goes on beyond them.
    """
    upright = _rules(np.ascontiguousarray(grey.T), max(3, int(_LONG / 3 * grey.shape[0])), _CROSSED)
    count, _, stats, _ = cv2.connectedComponentsWithStats(upright)
    if count < 2:
        return False
    starts = stats[1:, cv2.CC_STAT_LEFT]
    ends = starts + stats[1:, cv2.CC_STAT_WIDTH]
    near = _MEETS * grey.shape[0]
    return bool(((np.abs(starts - top) <= near) & (np.abs(ends - bottom) <= near)).any())


def _closed(grey: Grey, top: int, bottom: int) -> bool:
    """Whether a line, or the edge of something dark, stands along the right edge between two rows."""
    beside = max(4, int(_BESIDE * grey.shape[1]))
    strip = grey[top:bottom, -beside:].astype(np.int16)
    paper = np.median(grey[top:bottom, -6 * beside : -beside])
    return bool((strip.min(axis=1) < paper - _DARKER).mean() > _CLOSED)


def run_off(picture: Picture) -> bool:
    """Whether at one edge of the picture two rules or more run over it that do not cross the whole of it."""
    grey = picture.middle_grey
    turns = (grey, grey[:, ::-1], grey.T, grey.T[:, ::-1])
    return any(_run_off_right(np.ascontiguousarray(turn)) for turn in turns)
