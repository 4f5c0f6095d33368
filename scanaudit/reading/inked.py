"""Which part of a page bears anything at all: finding text costs by the pixel, and margins hold none."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.intake.page import Pixels

# Grey levels between neighbours, on the page at half its size, from which there is something: the noise of a scan
# (deviation 4) stays below it, pencil and print of 30 levels do not. Grain or a shadow that reaches it leaves the page
# whole, which costs time and nothing else.
_STEP = 14
# Below this many pixels there is no margin to leave out.
_LEAST_SIDE = 64
# Left around what was found, in pixels: the detector wants to see that a line ends.
_MARGIN = 32


def inked(image: Pixels) -> tuple[int, int, int, int]:
    """The smallest part of ``image`` (H × W × 3) outside of which it is even, with a margin: ``x0, y0, x1, y1`` in
    pixels; the whole image where nothing is on it.
    """
    height, width = image.shape[:2]
    if min(height, width) < _LEAST_SIDE:
        return 0, 0, width, height
    half = cv2.resize(image, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(half, cv2.COLOR_RGB2GRAY)
    across = cv2.absdiff(grey[:, 1:], grey[:, :-1]) >= _STEP
    down = cv2.absdiff(grey[1:], grey[:-1]) >= _STEP
    x0, x1 = _span(across.any(axis=0), down.any(axis=0), width)
    y0, y1 = _span(across.any(axis=1), down.any(axis=1), height)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else (0, 0, width, height)


def _span(one: NDArray[np.bool_], other: NDArray[np.bool_], length: int) -> tuple[int, int]:
    """From the first to the last of either, brought back from half the size, with the margin."""
    found = np.concatenate([np.flatnonzero(one), np.flatnonzero(other)])
    if not found.size:
        return 0, 0
    return max(0, 2 * int(found.min()) - _MARGIN), min(length, 2 * int(found.max()) + 2 + _MARGIN)
