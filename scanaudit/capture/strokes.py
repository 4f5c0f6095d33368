"""How abruptly the strokes of one line of text begin and end.

Two measures, each in the direction in which they are worst (so that motion blur, which spares the strokes
along it, does not hide): the steepest slopes in parts of the line's contrast per pixel, and the ratio by
which those slopes fall when the line is blurred once more (Zhuo and Sim, "Defocus map estimation from a
single image", 2011). The first withstands noise, the second faint and thin strokes; both are independent of
how full the page is.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.picture import Grey

Slopes = NDArray[np.float32]

# Lines higher than this many pixels are reduced to it: blur is judged against the size of the characters.
LINE_HEIGHT = 48.0
# Characters of a line that are looked at, from its middle.
_CHARACTERS = 10
# Grey levels between ink and paper below which a box holds nothing to measure.
_LEAST_CONTRAST = 12.0
_REBLUR_SIGMA = 2.0
# How much finer strokes may be excused in lines lower than LINE_HEIGHT: 0 judges them in pixels, 1 in parts
# of their height. Chosen by AUC (0.9996) among -0.5 … 0.6 on the tuning part described in ``sharpness``.
_HEIGHT_EXPONENT = 0.35


@dataclass(frozen=True)
class Stroke:
    """``directions``: the measure across slopes at 0, 45, 90 and 135 degrees clockwise from horizontal,
    about 1 for crisp print and 0.2 for hopeless blur; ``height``: of the line in pixels; ``characters``:
    about how many were seen.
    """

    directions: tuple[float, float, float, float]
    height: float
    characters: float

    @property
    def worst(self) -> float:
        """The measure in the direction in which the line is least sharp."""
        return min(self.directions)


def _slopes(grey: Slopes) -> list[Slopes]:
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=1 / 8)
    root = np.float32(np.sqrt(0.5))
    return [np.abs(one) for one in (across, (across + down) * root, down, (down - across) * root)]


def _high(values: Slopes | Grey, share: float) -> float:
    """The value that ``share`` of the values do not exceed."""
    flat = values.ravel()
    place = min(flat.size - 1, int(share * flat.size))
    return float(np.partition(flat, place)[place])


def crispness(patch: Grey) -> tuple[float, float, float, float] | None:
    """The measure in four directions for a patch of text or edges, at most ``LINE_HEIGHT`` high a line.

    ``patch``: H × W grey. None where there is no contrast to measure.
    """
    contrast = _high(patch, 0.97) - _high(patch, 0.03)
    if contrast < _LEAST_CONTRAST:
        return None
    fine = cv2.GaussianBlur(patch.astype(np.float32), (0, 0), 0.5)
    values = []
    again = cv2.GaussianBlur(fine, (0, 0), _REBLUR_SIGMA)
    slopes, reblurred = _slopes(np.asarray(fine)), _slopes(np.asarray(again))
    steepest = [_high(slope, 0.98) for slope in slopes]
    ratios = []
    for slope, after, top in zip(slopes, reblurred, steepest, strict=True):
        edge = slope > 0.5 * top
        ratios.append(float(np.median(slope[edge] / np.maximum(after[edge], 1e-2))) if edge.any() else 1.0)
    for top, ratio in zip(steepest, ratios, strict=True):
        values.append((top / contrast) ** 0.5 * max(ratio - 1.0, 0.0) ** 0.5)
    return values[0], values[1], values[2], values[3]


def _window(low: float, high: float, limit: int, most: float) -> tuple[int, int]:
    """Whole pixels from ``low`` to ``high`` inside the picture, the middle ``most`` of them."""
    middle, half = (low + high) / 2, min(high - low, most) / 2
    return max(0, int(middle - half)), min(limit, int(np.ceil(middle + half)))


def stroke(grey: Grey, box: tuple[float, float, float, float], height: float) -> Stroke | None:
    """The measure of one text line of ``height`` pixels in ``box`` (x0, y0, x1, y1); None where nothing is
    seen.
    """
    most = _CHARACTERS * height
    left, right = _window(box[0], box[2], grey.shape[1], most)
    top, bottom = _window(box[1], box[3], grey.shape[0], most)
    if min(right - left, bottom - top) < 6 or height < 5:
        return None
    scale = min(1.0, LINE_HEIGHT / height)
    patch = grey[top:bottom, left:right]
    if scale < 1:
        patch = np.asarray(
            cv2.resize(patch, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
        )
    values = crispness(patch)
    if values is None:
        return None
    excuse = (height * scale / LINE_HEIGHT) ** _HEIGHT_EXPONENT
    first, second, third, fourth = (value * excuse for value in values)
    return Stroke((first, second, third, fourth), height, max(right - left, bottom - top) / height)
