"""The resolution at which the other rooms see a page."""

from __future__ import annotations

import math
from typing import Final

import cv2
import numpy as np

from scanaudit.intake.limits import Limits
from scanaudit.intake.page import Pixels

_LOWEST_DPI: Final = 100
_HIGHEST_DPI: Final = 2400
"""Documents are scanned at 100 to 2400 dpi; 72 and 96 are what programs write that know of no paper."""


def working_scale(width: float, height: float, limits: Limits) -> float:
    """The factor, at most 1, that brings ``width`` × ``height`` pixels below the working cap."""
    return min(1.0, math.sqrt(limits.working_megapixels * 1e6 / max(width * height, 1.0)))


def paper_dpi(dpi: float | None) -> float | None:
    """``dpi`` if it can be the resolution of a scan of paper, else None."""
    return dpi if dpi is not None and _LOWEST_DPI <= dpi <= _HIGHEST_DPI else None


def halved(pixels: Pixels) -> Pixels:
    """``pixels`` at half their size, by area: whole blocks are averaged ten times as fast as other parts, so what is
    wanted at less than half is brought there from this.
    """
    height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
    whole = pixels[: 2 * height, : 2 * width]
    return np.asarray(cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def shrink(pixels: Pixels, scale: float, width: int, height: int) -> Pixels:
    """``pixels`` brought to ``scale`` of a picture of ``width`` × ``height``, by area; never enlarged."""
    target = max(1, round(width * scale)), max(1, round(height * scale))
    if target[0] >= pixels.shape[1] and target[1] >= pixels.shape[0]:
        return pixels
    size = min(target[0], pixels.shape[1]), min(target[1], pixels.shape[0])
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
