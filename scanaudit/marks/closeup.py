"""A proposed mark seen close: the page about one box, at the page's own resolution, as the verifier looks at it.

The page's print and rules around a mark tell as much as its own strokes, so a margin is kept; the window has one of
three shapes, so that a long signature is not pressed into a square.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from scanaudit.boxes import inside_page
from scanaudit.facts import Box
from scanaudit.intake.page import Pixels

SQUARE, WIDE, TALL = (112, 112), (192, 80), (80, 192)
"""Width and height of the windows in pixels; multiples of the network's stride of 16."""

_LONG = 1.6  # longer by shorter side of a box from which its window is a long one
_MARGIN = 0.3  # of the box's shorter side, kept on each side of it
_WHITE = 255


@dataclass(frozen=True)
class Closeup:
    """``pixels``: window's height × width × 3; ``box`` in pixels of the window; ``scale`` and ``origin`` lead back:
    page pixel = window pixel / scale + origin.
    """

    pixels: Pixels
    box: Box
    scale: float
    origin: tuple[float, float]

    def on_page(self, box: Box, shape: tuple[int, int]) -> Box:
        """A box of this window in fractions of the page of ``shape`` (height, width)."""
        (x, y), (height, width) = self.origin, shape
        return inside_page(
            (
                (box[0] / self.scale + x) / width,
                (box[1] / self.scale + y) / height,
                (box[2] / self.scale + x) / width,
                (box[3] / self.scale + y) / height,
            )
        )


def closeup(rgb: Pixels, box: Box) -> Closeup:
    """The page ``rgb`` (H × W × 3, uint8) about ``box`` (fractions of it); white beyond the page."""
    height, width = rgb.shape[:2]
    x0, y0, x1, y1 = box[0] * width, box[1] * height, box[2] * width, box[3] * height
    w, h = max(2.0, x1 - x0), max(2.0, y1 - y0)
    wide, high = WIDE if w > _LONG * h else TALL if h > _LONG * w else SQUARE
    margin = 2 * _MARGIN * min(w, h)
    scale = min(wide / (w + margin), high / (h + margin))
    x, y = (x0 + x1) / 2 - wide / scale / 2, (y0 + y1) / 2 - high / scale / 2
    left, top = max(0, int(x)), max(0, int(y))
    right, bottom = min(width, int(x + wide / scale) + 1), min(height, int(y + high / scale) + 1)
    pixels = np.full((high, wide, 3), _WHITE, np.uint8)
    if right > left and bottom > top:
        a, b = round((left - x) * scale), round((top - y) * scale)
        a, b = max(0, a), max(0, b)
        c = min(wide, max(a + 1, round((right - x) * scale)))
        d = min(high, max(b + 1, round((bottom - y) * scale)))
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        pixels[b:d, a:c] = cv2.resize(rgb[top:bottom, left:right], (c - a, d - b), interpolation=method)
    inside = ((x0 - x) * scale, (y0 - y) * scale, (x1 - x) * scale, (y1 - y) * scale)
    return Closeup(pixels, inside, scale, (x, y))
