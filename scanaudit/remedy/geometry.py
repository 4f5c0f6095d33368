"""Turn, dewarp, crop and straighten a page in one step, so that its pixels are resampled once."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture import picture, skew
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line, Quad
from scanaudit.remedy import outline

Matrix = NDArray[np.float64]
Detect = Callable[[Pixels], list[Quad]]

LEAST_SKEW: Final = 0.3
"""Degrees from which a page is straightened: the lean that remains is to be below; the estimate is good to 0.2."""
_MOST_SKEW = 12.0
_FINE = 0.12
_A4 = math.sqrt(2)
# A sheet whose sides are in this ratio to A4's, seen from the side, is A4.
_NEAR_A4 = 0.06
# The lean is looked for at this long side, as in the look itself.
_LOOK_SIDE = 1280
_ROUNDS = 2


@dataclass(frozen=True)
class Straightened:
    """The page after its geometry was mended. ``outlined``: it was cut out of a larger picture; ``lean`` and
    ``remaining``: degrees before and after, None where no line is long enough to tell; ``matrix``: from pixels of
    the upright page to pixels of the mended one, None where nothing was changed.
    """

    pixels: Pixels
    outlined: bool
    lean: float | None
    remaining: float | None
    matrix: Matrix | None

    def resized(self, upright: Pixels, factor: float) -> Pixels:
        """The mended page at ``factor`` times its size, taken from ``upright`` in one step like its own pixels."""
        high, wide = self.pixels.shape[:2]
        other = np.diag([factor, factor, 1.0]) @ (np.eye(3) if self.matrix is None else self.matrix)
        return _warped(upright, other, (round(wide * factor), round(high * factor)), upright)

    def in_fractions(self, width: int, height: int) -> Matrix:
        """``matrix`` from fractions of the upright page (``width`` × ``height`` pixels) to fractions of the mended."""
        if self.matrix is None:
            return np.eye(3)
        high, wide = self.pixels.shape[:2]
        return np.asarray(np.diag([1 / wide, 1 / high, 1.0]) @ self.matrix @ np.diag([width, height, 1.0]))


def straighten(upright: Pixels, lean: float | None, detect: Detect) -> Straightened:
    """``upright`` (H × W × 3 RGB), dewarped and cropped to its sheet and its text made level.

    ``lean``: clockwise degrees, as the look at the page told it; ``detect``: finds text lines. Text that the
    outline would cut is evidence that it is none.
    """
    corners = outline.find(upright)
    if corners is not None and not _holds(corners, _scaled(detect, upright)):
        corners = None
    if corners is None and (lean is None or not LEAST_SKEW < abs(lean) <= _MOST_SKEW):
        return Straightened(upright, False, lean, lean, None)
    flat, size = _flattened(corners, upright)
    before = lean
    if corners is not None:
        before = measured(_warped(upright, flat, size, upright), detect)
    matrix, canvas = _turned(flat, size, before, corners is None)
    mended = _warped(upright, matrix, canvas, upright)
    remaining = measured(mended, detect)
    degrees = before or 0.0
    for _ in range(_ROUNDS):
        if remaining is None or before is None or not _FINE < abs(remaining) <= 1.5:
            break
        degrees += remaining
        again, canvas = _turned(flat, size, degrees, corners is None)
        retried = _warped(upright, again, canvas, upright)
        left = measured(retried, detect)
        if left is None or abs(left) >= abs(remaining):
            break
        mended, remaining, matrix = retried, left, again
    return Straightened(mended, corners is not None, lean, remaining, matrix)


def measured(pixels: Pixels, detect: Detect) -> float | None:
    """Degrees by which the text of an upright page leans; None where no line is long enough."""
    lines = [Line("", 1.0, quad) for quad in _scaled(detect, pixels)]
    return skew(lines, picture(pixels))


def _scaled(detect: Detect, pixels: Pixels) -> list[Quad]:
    """What ``detect`` finds, looked for in a smaller picture, in pixels of the large one."""
    scale = min(1.0, _LOOK_SIDE / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return [np.asarray(quad / scale, np.float32) for quad in detect(np.asarray(small, np.uint8))]


def _holds(corners: outline.Corners, quads: Sequence[Quad]) -> bool:
    """Whether the middle of every text line lies on the sheet."""
    polygon = corners.astype(np.float32).reshape(-1, 1, 2)
    middles = [quad.mean(axis=0) for quad in quads]
    return bool(middles) and all(
        cv2.pointPolygonTest(polygon, (float(x), float(y)), False) >= 0 for x, y in middles
    )


def _flattened(corners: outline.Corners | None, upright: Pixels) -> tuple[Matrix, tuple[int, int]]:
    """The map that lays the sheet flat, and the size (width, height) it then has."""
    height, width = upright.shape[:2]
    if corners is None:
        return np.eye(3), (width, height)
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    wide, high = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    ratio = high / wide
    for exact in (_A4, 1 / _A4):
        if abs(ratio / exact - 1) <= _NEAR_A4:
            wide, high = (math.sqrt(wide * high / exact), math.sqrt(wide * high * exact))
    size = max(1, round(wide)), max(1, round(high))
    target = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(corners.astype(np.float32), target), np.float64), size


def _turned(
    flat: Matrix, size: tuple[int, int], degrees: float | None, widen: bool
) -> tuple[Matrix, tuple[int, int]]:
    """``flat`` with the lean taken out, about the middle; ``widen``: the canvas grows so that no corner is lost."""
    angle = math.radians(degrees or 0.0)
    c, s = math.cos(angle), math.sin(angle)
    width, height = size
    canvas = size
    if widen:
        canvas = (math.ceil(width * c + height * abs(s)), math.ceil(width * abs(s) + height * c))
    centred = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1]])
    turn = np.array([[c, s, canvas[0] / 2], [-s, c, canvas[1] / 2], [0, 0, 1]])
    return turn @ centred @ flat, canvas


def _warped(upright: Pixels, matrix: Matrix, size: tuple[int, int], tone_of: Pixels) -> Pixels:
    """The page through the map; what lay outside the picture has the paper's tone."""
    rim = np.concatenate([tone_of[:3].reshape(-1, 3), tone_of[-3:].reshape(-1, 3)])
    tone = tuple(float(value) for value in np.median(rim, axis=0))
    warped = cv2.warpPerspective(
        upright, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=tone
    )
    return np.asarray(warped, np.uint8)
