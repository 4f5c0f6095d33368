"""Whether handwriting on two pages has the same shape in the same place: what tells two hands in one form apart."""

from __future__ import annotations

from collections.abc import Container, Iterator

import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import Box, PageFacts, unturned
from scanaudit.imprint import MOST, unpack
from scanaudit.likeness.lines import Sheet
from scanaudit.likeness.overlay import Overlay

Cells = NDArray[np.float64]

# What is rather a signature than print (docs/marks.md); only the surer page's word is needed.
_SIGNATURE = 0.65
# The overlay is good to about a cell: the best of the shifts up to this counts.
_SHIFT = 1
# A name has so many characters at least.
_NAME = 2
# A signature with fewer cells than this has no shape.
_LEAST_CELLS = 8


def handwriting(one: PageFacts, other: PageFacts, sheets: tuple[Sheet, Sheet], laid: Overlay) -> float | None:
    """Likeness of the least alike signature, -1 to 1; None where there is none that both pictures show.

    A signature that was read as one name on both is left out: small hands fill few cells, and two captures of one were
    as unlike as 0.34.
    """
    grids = [unpack(page.imprint) if page.imprint else None for page in (one, other)]
    if grids[0] is None or grids[1] is None:
        return None
    first, second = (_smooth(grid.astype(np.float64) / MOST) for grid in grids if grid is not None)
    names = {mark.text for mark in other.signatures if mark.text and len(mark.text) >= _NAME}
    values = [
        value
        for box in _signatures(one, sheets[0], names)
        if (value := _alike(first, second, sheets, laid, box)) is not None
    ]
    return min(values, default=None)


def _signatures(page: PageFacts, sheet: Sheet, read: Container[str | None]) -> Iterator[Box]:
    """Boxes of what was signed but for what is ``read``, on the upright page, in parts of its width."""
    for mark in page.signatures:
        if mark.confidence >= _SIGNATURE and mark.text not in read:
            x0, y0, x1, y1 = unturned(mark.bbox, page.rotation or 0)
            yield x0, y0 * sheet.aspect, x1, y1 * sheet.aspect


def _alike(one: Cells, other: Cells, sheets: tuple[Sheet, Sheet], laid: Overlay, box: Box) -> float | None:
    """Correlation of the ink inside the box with that in the same place of the other page, at its best shift."""
    rows, columns = one.shape
    left, right = (int(np.clip(round(x * columns), 0, columns)) for x in (box[0], box[2]))
    top, bottom = (int(np.clip(round(y / sheets[0].aspect * rows), 0, rows)) for y in (box[1], box[3]))
    here = one[top:bottom, left:right]
    if here.size < _LEAST_CELLS or here.std() < 1e-3:
        return None
    v, u = np.mgrid[top:bottom, left:right].astype(np.float64)
    points = np.stack([(u.ravel() + 0.5) / columns, (v.ravel() + 0.5) / rows * sheets[0].aspect], axis=1)
    size = np.array([other.shape[1], other.shape[0] / sheets[1].aspect])
    moved = laid.move(points) * size - 0.5
    inside = (moved >= 0).all(axis=1) & (moved <= np.array(other.shape[::-1]) - 1.0).all(axis=1)
    if inside.mean() < 0.9:
        return None
    shifts = [(x, y) for x in range(-_SHIFT, _SHIFT + 1) for y in range(-_SHIFT, _SHIFT + 1)]
    return max(_correlation(here.ravel(), _sampled(other, moved + shift)) for shift in shifts)


def _correlation(one: Cells, other: Cells) -> float:
    spread = float(one.std() * other.std())
    return float(((one - one.mean()) * (other - other.mean())).mean() / spread) if spread > 1e-4 else 0.0


def _sampled(grid: Cells, points: Cells) -> Cells:
    """The grid's levels at points (n × 2, in cells), between cells by their distance."""
    rows, columns = grid.shape
    x, y = np.clip(points[:, 0], 0, columns - 1), np.clip(points[:, 1], 0, rows - 1)
    x0, y0 = np.minimum(x.astype(int), max(columns - 2, 0)), np.minimum(y.astype(int), max(rows - 2, 0))
    fx, fy = x - x0, y - y0
    x1, y1 = np.minimum(x0 + 1, columns - 1), np.minimum(y0 + 1, rows - 1)
    top = grid[y0, x0] * (1 - fx) + grid[y0, x1] * fx
    low = grid[y1, x0] * (1 - fx) + grid[y1, x1] * fx
    return np.asarray(top * (1 - fy) + low * fy)


def _smooth(cells: Cells) -> Cells:
    """Blurred by half a cell: two captures never cut the page into the same cells."""
    for axis in (0, 1):
        padded = np.pad(cells, [(1, 1) if i == axis else (0, 0) for i in (0, 1)], mode="edge")
        low, mid, high = (np.take(padded, range(k, k + cells.shape[axis]), axis=axis) for k in range(3))
        cells = (low + 2 * mid + high) / 4
    return cells
