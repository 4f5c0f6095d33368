"""Uneven light taken out by a smooth field, the same for all three colours: ink and seals keep their shape, their
colour and their contrast to the paper beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.intake.page import Pixels

Field = NDArray[np.float32]

LEAST_UNEVEN: Final = 0.10
"""Fall of the paper's brightness across the page from which it is evened: of the 103 real images, no flat scan
reaches 0.09."""
# The paper is looked at in cells of this many to the long side, each by its brightest twentieth.
_CELLS = 48
_CELL_PIXELS = 8
# The field is a surface of third order in the logarithm: it cannot follow anything that is smaller than a third of
# the page. Where paper lies off it by more than this (root mean square), what differs is no light but a picture or a
# coloured ground, and nothing is done; likewise where the paper's colour changes.
_OFF_SURFACE, _OFF_COLOUR = 0.045, 0.05
# Cells darker than this share of what lies around them are print or pictures; that many must be left.
_PAPER, _LEAST_PAPER = 0.8, 0.55
# Never more than this: noise would be shown as if it were print. Darker paper (grey level) is not looked at.
_MOST_GAIN, _DARKEST = 1.8, 60.0


@dataclass(frozen=True)
class Evened:
    """``pixels``: the page in even light; ``gain``: H × W, what each pixel was multiplied by; ``fall``: share of the
    paper's brightness that was lost in the darkest part.
    """

    pixels: Pixels
    gain: Field
    fall: float


def even(upright: Pixels) -> Evened | None:
    """The page in even light; None where its light is even already, or cannot be told from what is printed."""
    field = _field(upright)
    if field is None:
        return None
    low, high = (float(np.percentile(field, share)) for share in (2, 98))
    fall = 1 - low / high
    if fall < LEAST_UNEVEN:
        return None
    gain = np.clip(high / field, 1.0, _MOST_GAIN).astype(np.float32)
    lit = np.clip(upright * gain[..., None] + 0.5, 0, 255).astype(np.uint8)
    return Evened(lit, gain, round(fall, 3))


def _field(upright: Pixels) -> Field | None:
    """The paper's brightness at every pixel; None where paper cannot be told."""
    height, width = upright.shape[:2]
    cells = _brightest(upright)
    level = cells.max(axis=2)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11))
    around = cv2.morphologyEx(level, cv2.MORPH_CLOSE, kernel)
    paper = (level >= _PAPER * around) & (level >= _DARKEST)
    if float(paper.mean()) < _LEAST_PAPER:
        return None
    logs = np.log(cells[paper])
    tint = logs - logs.mean(axis=1, keepdims=True)
    if float(tint.std(axis=0).max()) > _OFF_COLOUR:
        return None
    v, u = np.nonzero(paper)
    rows, columns = level.shape
    terms = _terms((u + 0.5) / columns, (v + 0.5) / rows)
    target = np.log(level[paper])
    weights = np.linalg.lstsq(terms, target, rcond=None)[0]
    if float(np.sqrt(np.mean((terms @ weights - target) ** 2))) > _OFF_SURFACE:
        return None
    y, x = np.mgrid[0:64, 0:64].astype(np.float64)
    surface = np.exp(_terms((x.ravel() + 0.5) / 64, (y.ravel() + 0.5) / 64) @ weights).reshape(64, 64)
    grown = cv2.resize(surface.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(grown, np.float32)


def _brightest(upright: Pixels) -> Field:
    """Rows × columns × 3: each cell's colour where it is brightest, which is paper between the print."""
    height, width = upright.shape[:2]
    scale = _CELLS / max(height, width)
    columns, rows = max(4, round(width * scale)), max(4, round(height * scale))
    size = (columns * _CELL_PIXELS, rows * _CELL_PIXELS)
    small = cv2.resize(upright, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    blocks = small.reshape(rows, _CELL_PIXELS, columns, _CELL_PIXELS, 3).swapaxes(1, 2)
    flat = blocks.reshape(rows, columns, _CELL_PIXELS**2, 3)
    place = np.argpartition(flat.sum(axis=3), -4, axis=2)[:, :, -4:, None]
    return np.asarray(np.take_along_axis(flat, place, axis=2).mean(axis=2) + 1.0, np.float32)


def _terms(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([x**i * y**j for i in range(4) for j in range(4 - i)], axis=1)
