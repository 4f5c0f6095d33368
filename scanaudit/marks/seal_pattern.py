"""The ink pattern of a seal, taken from the page's own pixels (see ``scanaudit.ink_pattern``)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import SealColour
from scanaudit.ink_pattern import REACH, SIDE, encode
from scanaudit.intake.page import Pixels
from scanaudit.marks.seal_ink import SealInk
from scanaudit.marks.seals import Stamped

_LEAST_SIDE = 48  # pixels of the page; smaller seals have no pattern to compare
_DARK = 0.9  # density of black print in all channels, above which the stamp's own ink cannot be seen
_HIDDEN = 0.5  # share of a cell that print covers
# A seal over the corner of a portrait: of so many cells each way (6 mm) that are inked by so much nothing is a seal's,
# whose widest solid piece, a star's middle, has five; the next cells, too, are the picture's edge. Design values, tried
# on three seals over portraits (likeness 0.95 before, 0.91 at most after) and on `benchmarks/seals.py clones`.
_SOLID, _FULL, _EDGE = 9, 0.55, 3


def seal_pattern(rgb: Pixels, seal: Stamped, scale: float) -> str | None:
    """The encoded pattern of ``seal`` on the page ``rgb``; None where it is too small or cut by the page's edge.

    ``scale``: working pixels per page pixel.
    """
    x0, y0, x1, y1 = _outline(rgb, seal, scale)
    half_width, half_height = REACH * (x1 - x0) / 2, REACH * (y1 - y0) / 2
    if seal.partial or 2 * min(half_width, half_height) < _LEAST_SIDE:
        return None
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    left, top = max(0, int(middle[0] - half_width) - 2), max(0, int(middle[1] - half_height) - 2)
    right, bottom = int(middle[0] + half_width) + 3, int(middle[1] + half_height) + 3
    crop = np.ascontiguousarray(rgb[top:bottom, left:right])
    stamp, print_ = _inks(crop, seal.colour)
    cells = _cells(stamp, middle, (half_width, half_height), (left, top))
    hidden = _cells(print_, middle, (half_width, half_height), (left, top))
    seen = (hidden < _HIDDEN) & ~_picture(cells)
    full = float(np.percentile(cells[seen], 95)) if seen.any() else 0.0
    return encode(cells / full, seen) if full > 0 else None


def _picture(cells: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Where a picture's ground lies under the seal, whose colour it may have: what is inked all over."""
    full = (cells > _FULL * np.percentile(cells, 95)).astype(np.uint8)
    solid = cv2.morphologyEx(full, cv2.MORPH_OPEN, np.ones((_SOLID, _SOLID), np.uint8))
    around: NDArray[np.bool_] = cv2.dilate(solid, np.ones((2 * _EDGE + 1, 2 * _EDGE + 1), np.uint8)) > 0
    return around


def _outline(rgb: Pixels, seal: Stamped, scale: float) -> tuple[float, float, float, float]:
    """The seal's box in pixels of the page: its fitted rim's, which a box cut to the page is not."""
    if seal.ring is not None:
        x0, y0, x1, y1 = seal.ring.box
        return x0 / scale, y0 / scale, x1 / scale, y1 / scale
    height, width = rgb.shape[:2]
    return seal.box[0] * width, seal.box[1] * height, seal.box[2] * width, seal.box[3] * height


def _inks(crop: Pixels, colour: SealColour) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The stamp's density and where print hides it (0 or 1), each H × W."""
    ink = SealInk(crop, colour)
    if colour == "black":
        return ink.dark, np.zeros_like(ink.dark)
    return np.clip(ink.stamp, 0, None), (ink.dark > _DARK).astype(np.float32)


def _cells(
    map_: NDArray[np.float32],
    middle: tuple[float, float],
    half: tuple[float, float],
    origin: tuple[int, int],
) -> NDArray[np.float32]:
    """SIDE × SIDE means of ``map_`` over the window of half sizes ``half`` around ``middle``."""
    fine = 4 * SIDE
    step_x, step_y = 2 * half[0] / fine, 2 * half[1] / fine
    matrix = np.array(
        [
            [step_x, 0, middle[0] - half[0] - origin[0] + step_x / 2 - 0.5],
            [0, step_y, middle[1] - half[1] - origin[1] + step_y / 2 - 0.5],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    large = cv2.warpAffine(map_, matrix, (fine, fine), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(large, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.float32)
