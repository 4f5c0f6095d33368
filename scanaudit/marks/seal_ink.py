"""A stamp's ink alone, dark on white, and what is done where black print crosses it.

Print under or over a stamp takes light from all channels, so the stamp's colour is weaker there: it may be lifted to
what it would be on paper, or filled in from the ink around, or left as it is. Each mends some seals and spoils others,
so the reading looks at more than one.
"""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import SealColour
from scanaudit.intake.page import Pixels

Grey = NDArray[np.uint8]
Crossing = Literal["lifted", "filled", "left"]

_BLACK = 0.5  # density in all channels from which a pixel bears print
_LOST = 0.4  # share of the stamp's density that print of density 1 beyond that takes
_NOISE = 0.06  # density of colour that JPEG leaves in print; not to be lifted
_LEAST_LEVEL = 0.08  # density of the palest stamp; below it is the paper's noise


def bears_print(crop: Pixels) -> NDArray[np.bool_]:
    """Which pixels of ``crop`` bear black print."""
    return np.asarray(_density(crop).min(axis=2) > _BLACK, np.bool_)


def stamp_ink(crop: Pixels, colour: SealColour, crossing: Crossing) -> Grey:
    """The stamp on ``crop`` (H × W × 3): H × W, 0 where well inked, 255 where bare."""
    density = _density(crop)
    r, g, b = (density[:, :, i] for i in range(3))
    dark = np.clip(density.min(axis=2), 0, None)
    if colour == "black":
        return _grey(dark)
    ink = np.maximum(g, b) - r if colour == "red" else r - b
    if crossing == "lifted":
        kept = np.clip(1 - _LOST * (dark - _BLACK), 0.35, 1)
        ink = np.where(dark > _BLACK, (ink - _NOISE) / kept, ink)
    grey = _grey(ink)
    if crossing != "filled":
        return grey
    hidden = cv2.dilate((dark > _BLACK + 0.1).astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.asarray(cv2.inpaint(grey, hidden, 3, cv2.INPAINT_TELEA), np.uint8)


def _density(crop: Pixels) -> NDArray[np.float32]:
    """Optical density in each channel against the paper, H × W × 3."""
    paper = np.percentile(crop.reshape(-1, 3), 85, axis=0)
    return np.asarray(np.log((paper + 14) / (crop.astype(np.float32) + 14)), np.float32)


def _grey(ink: NDArray[np.float32]) -> Grey:
    level = max(_LEAST_LEVEL, float(np.percentile(ink, 93)))
    return (255 * (1 - np.clip(ink / level, 0, 1))).astype(np.uint8)
