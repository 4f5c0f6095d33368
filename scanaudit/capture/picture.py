"""One upright page at the few sizes at which its looks are taken, each made once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.intake.page import Pixels

Grey = NDArray[np.uint8]

# Long sides aimed at. Middle: colour, the lean. Small: what light, desk and fingers do to the whole picture.
_MIDDLE, _SMALL = 1200, 480
# Long strips (two sheets one above the other, tickets) keep more of their length, but not more than this many times.
_LONGEST = 2.0


@dataclass(frozen=True)
class Picture:
    """``pixels``: H × W × 3 RGB; ``grey``: the same, H × W; ``middle`` and ``small``: RGB, each reduced by a
    whole number, with long sides of about 1200 and 480 pixels.
    """

    pixels: Pixels
    grey: Grey
    middle: Pixels
    small: Pixels

    @cached_property
    def middle_grey(self) -> Grey:
        """``middle`` in greys, H × W."""
        return np.asarray(cv2.cvtColor(self.middle, cv2.COLOR_RGB2GRAY), np.uint8)

    @property
    def middle_scale(self) -> float:
        """Pixels of ``middle`` for one of ``pixels``."""
        return float(self.middle.shape[0] / self.pixels.shape[0])

    @property
    def small_scale(self) -> float:
        """Pixels of ``small`` for one of ``pixels``."""
        return float(self.small.shape[0] / self.pixels.shape[0])


def _reduced(pixels: Pixels, side: int) -> Pixels:
    """Reduced by the whole number that comes nearest to the area of an A4 page with a long side of ``side``:
    means of whole blocks take a quarter of the time of other factors.
    """
    height, width = pixels.shape[:2]
    long = max(side, side * math.sqrt(max(height, width) / max(min(height, width), 1) / math.sqrt(2)))
    factor = max(1, round(max(height, width) / min(long, _LONGEST * side)))
    height, width = height // factor, width // factor
    if factor == 1 or min(height, width) < 1:
        return pixels
    whole = pixels[: height * factor, : width * factor]
    return np.asarray(cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def picture(pixels: Pixels) -> Picture:
    """The sizes of an upright page (H × W × 3 RGB)."""
    middle = _reduced(pixels, _MIDDLE)
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    return Picture(pixels, grey, middle, _reduced(middle, _SMALL))
