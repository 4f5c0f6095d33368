"""What a copier leaves: a black edge where the glass was bare, and specks of toner."""

from __future__ import annotations

import cv2
import numpy as np

from scanaudit.capture.picture import Picture

# Toner is darker than this, and stands on paper lighter than that (of 255).
_BLACK, _PAPER = 80, 170
# The black edge: part of a side's length that it runs along, and how thick it may be, in parts of the picture.
_ALONG, _THICK = 0.55, (0.002, 0.08)
# Specks on bare paper for each whole sheet of it: clean scans of print have fewer than 25 away from their lines.
_SPECKS = 60
# The least bare paper, in parts of the picture, from which a whole sheet's specks are told.
_BARE = 0.3
# Largest speck, in pixels of the middle picture.
_SPECK_SIDE = 4


def _runs_along(grey: np.ndarray) -> bool:
    """Whether the picture begins, at its left, with a black band on most rows, and paper follows."""
    width = grey.shape[1]
    reach = max(3, int(_THICK[1] * width) + 2)
    black = grey[:, :reach] < _BLACK
    thick = np.where(black.all(axis=1), reach, np.argmin(black, axis=1))
    band = (thick >= max(1.0, _THICK[0] * width)) & (thick < reach)
    return float(band.mean()) > _ALONG


def _specks(grey: np.ndarray) -> float:
    """Isolated dark points (nothing else dark within a few pixels), as many as a sheet without print would have."""
    dark = (grey < 140).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    small = size <= _SPECK_SIDE
    small[0] = False
    large = np.asarray(~small, np.uint8)
    large[0] = 0
    print_near = cv2.dilate(large[labels], np.ones((25, 25), np.uint8))
    alone = small.copy()
    near = np.unique(labels[print_near > 0])
    alone[near] = False
    bare = 1 - float((print_near > 0).mean())
    return float(alone.sum()) / max(bare, _BARE)


def traces(picture: Picture) -> bool:
    """Whether a page without colour shows a copier's black edge together with its specks."""
    grey = picture.middle_grey
    sides = (grey, grey[:, ::-1], grey.T, grey.T[:, ::-1])
    return any(_runs_along(np.ascontiguousarray(side)) for side in sides) and _specks(grey) >= _SPECKS
