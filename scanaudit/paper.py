"""The paper's colour at every place of a page."""

from __future__ import annotations

import cv2
import numpy as np

from scanaudit.intake.page import Pixels

_SIDE = 160  # pixels at which the paper is looked for
_WINDOW = 31  # of those: a fifth of the page, wider than a seal is


def paper_of(rgb: Pixels) -> Pixels:
    """The paper under ``rgb`` (H × W × 3): bright values close by, then their median further around."""
    height, width = rgb.shape[:2]
    bright = cv2.dilate(rgb, np.ones((5, 5), np.uint8))
    factor = _SIDE / max(height, width)
    tiny_size = (max(2, round(width * factor)), max(2, round(height * factor)))
    tiny = cv2.resize(bright, tiny_size, interpolation=cv2.INTER_AREA)
    tiny = cv2.medianBlur(tiny, _WINDOW)
    paper: Pixels = cv2.resize(tiny, (width, height), interpolation=cv2.INTER_LINEAR)
    return paper
