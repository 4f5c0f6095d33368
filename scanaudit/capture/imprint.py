"""Where the ink lies on an upright page, too coarse to be read: by this a page is known again.

A cell is never finer than print, and the lines with an ID number are left out: the facts must not hold a picture
from which a masked number could be guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit import imprint
from scanaudit.facts import Imprint
from scanaudit.intake.page import Pixels
from scanaudit.privacy import mask
from scanaudit.reading.lines import Line

# Cells across the page: 2.2 mm on A4, so that a signature of 30 × 10 mm has 14 × 5 of them.
_COLUMNS = 96
# A cell's side in parts of the median line's height: 0.6 of it holds one and a half digits.
_CELL_OF_LINE = 0.6
# The page is looked at with this long side; paper is what remains when strokes up to this wide are closed.
_SIDE, _STROKE = 700, 17
# Loss of light, in parts of the paper's, that counts as full ink: red and blue ink lose half.
_FULL = 0.5
# Mean ink of a cell from which it is a trace, some and much: thirds of what cells of plain print have (0.45).
_LEVELS = (0.06, 0.18, 0.36)


def measure(upright: Pixels, lines: Sequence[Line]) -> Imprint:
    """The imprint of an upright page (H × W × 3 RGB) with its text ``lines`` in pixels of it."""
    height, width = upright.shape[:2]
    ink = _ink(upright)
    scale = ink.shape[1] / width
    for line in lines:
        if mask(line.text) != line.text:
            cv2.fillConvexPoly(ink, np.round(line.quad * scale).astype(np.int32), 0.0)
    cell = max(width / _COLUMNS, _CELL_OF_LINE * median([one.height for one in lines]) if lines else 0.0)
    size = (max(1, round(width / cell)), max(1, round(height / cell)))
    cells = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    return imprint.pack(np.digitize(cells, _LEVELS).astype(np.uint8))


def _ink(upright: Pixels) -> NDArray[np.float32]:
    """Ink from 0 to 1, uneven light divided out, in the picture reduced to ``_SIDE``."""
    scale = min(1.0, _SIDE / max(upright.shape[:2]))
    size = (max(1, round(upright.shape[1] * scale)), max(1, round(upright.shape[0] * scale)))
    small = cv2.resize(upright, size, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (_STROKE, _STROKE))
    paper = cv2.blur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, kernel), (_STROKE, _STROKE)).astype(np.float32)
    lost = (paper - grey) / np.maximum(paper, 1.0)
    return np.asarray(np.clip(lost / _FULL, 0.0, 1.0), np.float32)
