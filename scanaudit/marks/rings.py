"""Rings in an ink map: where an outline turns around a centre, as that of a round or oval seal does.

Candidates come from gradient voting (Ballard's generalised Hough transform for circles and for
upright ellipses of the proportions that seals have): every edge pixel points from paper into ink,
and for each size votes for the one centre that lies behind it. Broken, faint and overlapped rings
keep enough of their votes, and red text lines or frames that touch a seal give few.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.marks.ink import Density

SMALLEST_RADIUS, LARGEST_RADIUS = 30.0, 190.0
"""Half widths searched, in pixels of the working image (long side 1200): a name seal of 15 mm on A4
is 30; a seal on a photographed, closely cropped certificate 180 (the real set spans 42–152)."""

PROPORTIONS = (1.0, 0.75, 0.66)
"""Height by width: round; ovals of 40 × 30 mm (invoice seal) and 45 × 30 mm. Rings seen aslant come
from outlines."""

Window = tuple[int, int, int, int]

REACH = 1.36  # relative radius up to which a candidate's surroundings are looked at
_SHRINK = 0.5  # voting is done at half the working size: broken and blurred rims close up there
_RADIUS_STEP = 1.09  # neighbours differ by less than the ring's blurred edge at every size
_CELL = 2  # pixels of the shrunk image to an accumulator cell
_MOST_EDGES = 20_000  # beyond, edges are thinned: voting time stays near 50 ms
_LEAST_EDGE = 0.006  # density a pixel; the palest blurred seal of the real set has 0.008 on its ring
_LEVELS = (0.05, 0.2)  # densities of a pale stamp and of a full one
_LEAST_INK = 4e-4  # share of the page; the least labelled seal, 42 pixels wide, inks 8e-4
_WINDOW = 20  # pixels: cells in which ink is told from specks
_SPECK = 0.04  # share of a cell; JPEG noise around print stays below, a hairline rim has 0.05
_AROUND = 15  # cells: the neighbourhood that tells how many votes chance alone would bring
_LEAST_SIGNIFICANCE = 3.0  # labelled and drawn seals, pale, broken and photocopied, have 3.9–30


@dataclass(frozen=True)
class Ring:
    """An ellipse in pixels of the working image, its first half axis turned by ``angle`` (clockwise degrees).

    ``support``: how many standard deviations its votes lie above chance; 0 where it was not found by voting.
    """

    x: float
    y: float
    half_width: float
    half_height: float
    support: float = 0.0
    angle: float = 0.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The upright box around it, ``(x0, y0, x1, y1)`` in pixels."""
        turn = np.deg2rad(self.angle)
        cos, sin = float(np.cos(turn)), float(np.sin(turn))
        dx = float(np.hypot(self.half_width * cos, self.half_height * sin))
        dy = float(np.hypot(self.half_width * sin, self.half_height * cos))
        return self.x - dx, self.y - dy, self.x + dx, self.y + dy

    @property
    def proportion(self) -> float:
        """Shorter by longer axis."""
        shorter, longer = sorted((self.half_width, self.half_height))
        return shorter / longer


@dataclass(frozen=True)
class _Edges:
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    nx: NDArray[np.float32]
    ny: NDArray[np.float32]
    share: float  # of all edge pixels that were kept


@dataclass(frozen=True)
class Search:
    """Where to look for rings: a window in pixels, and the range of half widths that are tried there."""

    window: Window
    smallest: float
    largest: float


def candidates(density: Density, search: Search | None = None, most: int = 45) -> list[Ring]:
    """Rings of ``density`` (H × W): outlines of connected ink, then at most ``most`` by votes, best first.

    Only the part of the page that bears ink is looked at, or that part of the window of ``search``.
    """
    if search is None:
        search = Search((0, 0, density.shape[1], density.shape[0]), SMALLEST_RADIUS, LARGEST_RADIUS)
    left, top, right, bottom = search.window
    inked = _inked_window(density[top:bottom, left:right])
    if inked is None:
        return []
    x0, y0, x1, y1 = inked[0] + left, inked[1] + top, inked[2] + left, inked[3] + top
    part = np.ascontiguousarray(density[y0:y1, x0:x1])
    found = _distinct(_outlines(part, search) + _voted(part, search), most)
    return [replace(ring, x=ring.x + x0, y=ring.y + y0) for ring in found]


def _inked_window(density: Density) -> Window | None:
    """The box ``(x0, y0, x1, y1)`` around all ink but specks, None where the page bears too little."""
    mask = (density > _LEVELS[0]).astype(np.uint8)
    if float(mask.mean()) < _LEAST_INK or min(mask.shape) < _WINDOW:
        return None
    cells = cv2.resize(mask * 255, None, fx=1 / _WINDOW, fy=1 / _WINDOW, interpolation=cv2.INTER_AREA)
    ys, xs = np.nonzero(cells > _SPECK * 255)
    if not len(xs):
        return None
    height, width = density.shape
    reach = 2  # cells around, for rims that fade
    return (
        max(0, (int(xs.min()) - reach) * _WINDOW),
        max(0, (int(ys.min()) - reach) * _WINDOW),
        min(width, (int(xs.max()) + 1 + reach) * _WINDOW),
        min(height, (int(ys.max()) + 1 + reach) * _WINDOW),
    )


def _voted(density: Density, search: Search) -> list[Ring]:
    small = cv2.resize(density, None, fx=_SHRINK, fy=_SHRINK, interpolation=cv2.INTER_AREA)
    edges = _edges(small)
    if edges is None:
        return []
    found: list[Ring] = []
    for proportion in PROPORTIONS:
        for radius in _radii(max(small.shape), search):
            found.extend(_peaks(edges, small.shape, radius, radius * proportion))
    found.sort(key=lambda ring: -ring.support)
    return [
        Ring(r.x / _SHRINK, r.y / _SHRINK, r.half_width / _SHRINK, r.half_height / _SHRINK, r.support)
        for r in found[:400]
    ]


def _outlines(density: Density, search: Search) -> list[Ring]:
    """Ellipses fitted to the hulls of connected ink: seals seen aslant, whose axes lie anyhow."""
    found = []
    for level in _LEVELS:
        mask = cv2.morphologyEx(
            (density > level).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)
        )
        for contour in outer_contours(mask):
            _, _, width, height = cv2.boundingRect(contour)
            if not 2 * search.smallest <= max(width, height) <= 2 * search.largest:
                continue
            if min(width, height) < 0.5 * max(width, height):
                continue
            hull = cv2.convexHull(contour)
            if len(hull) < 8:  # a box, a line
                continue
            (x, y), (first, second), angle = cv2.fitEllipse(hull)
            ring = Ring(x, y, first / 2, second / 2, angle=angle)
            if ring.half_width > 0 and ring.proportion > 0.5:
                found.append(ring)
    return found


def outer_contours(mask: NDArray[np.uint8]) -> list[NDArray[np.int32]]:
    """The outer outline of every connected piece of ``mask``, of those inside a page's border frame, too."""
    contours, hierarchy = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    return (
        [c for c, (_, _, _, parent) in zip(contours, hierarchy[0], strict=True) if parent < 0]
        if contours
        else []
    )


def unroll(density: Density, ring: Ring, angles: int = 180, reach: float = REACH) -> Density:
    """Polar image: ``angles`` rows by 68 columns (relative radius 0 to ``reach``); -1 off the page."""
    theta = np.linspace(0, 2 * np.pi, angles, endpoint=False, dtype=np.float32)[:, None]
    rho = np.linspace(0, reach, 68, dtype=np.float32)[None, :]
    x, y = points(ring, theta, rho)
    polar: Density = cv2.remap(
        density, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=-1.0
    )
    return polar


def points(
    ring: Ring, theta: NDArray[np.float32], rho: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Pixels at the angles ``theta`` (radians, clockwise from the right) and relative radii ``rho``."""
    turn = np.deg2rad(ring.angle)
    along = ring.half_width * rho * np.cos(theta - turn)
    across = ring.half_height * rho * np.sin(theta - turn)
    x = ring.x + along * np.cos(turn) - across * np.sin(turn)
    y = ring.y + along * np.sin(turn) + across * np.cos(turn)
    return x.astype(np.float32), y.astype(np.float32)


def _radii(side: int, search: Search) -> Iterator[float]:
    radius = search.smallest * _SHRINK
    while radius <= min(search.largest * _SHRINK, 0.75 * side):  # half a seal at the page's edge has 0.5
        yield radius
        radius *= _RADIUS_STEP


def _edges(density: Density) -> _Edges | None:
    smooth = cv2.GaussianBlur(np.minimum(density, 0.9), (0, 0), 1.3)
    gx = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=1 / 8)
    gy = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=1 / 8)
    strength = cv2.magnitude(gx, gy)
    ys, xs = np.nonzero(_crest(strength, gx, gy) & (strength > _LEAST_EDGE))
    if len(xs) < 60:
        return None
    share = 1.0
    if len(xs) > _MOST_EDGES:
        keep = np.random.default_rng(0).choice(len(xs), _MOST_EDGES, replace=False)
        share = _MOST_EDGES / len(xs)
        xs, ys = xs[keep], ys[keep]
    s = strength[ys, xs]
    return _Edges(xs.astype(np.float32), ys.astype(np.float32), gx[ys, xs] / s, gy[ys, xs] / s, share)


def _crest(strength: Density, gx: Density, gy: Density) -> NDArray[np.bool_]:
    """Where the gradient is strongest along its own direction (horizontally or vertically)."""
    across = np.abs(gx) >= np.abs(gy)
    left, right = np.roll(strength, 1, 1), np.roll(strength, -1, 1)
    up, down = np.roll(strength, 1, 0), np.roll(strength, -1, 0)
    crest: NDArray[np.bool_] = np.where(
        across, (strength >= left) & (strength >= right), (strength >= up) & (strength >= down)
    )
    return crest


def _peaks(edges: _Edges, shape: tuple[int, ...], a: float, b: float) -> list[Ring]:
    """Centres that get votes from a fair share of an ellipse of half axes ``a`` and ``b``."""
    norm = np.sqrt((a * edges.nx) ** 2 + (b * edges.ny) ** 2)
    margin = 0.45 * a  # centres of seals cut by the page's edge lie outside it
    cx = ((edges.x + a * a * edges.nx / norm + margin) / _CELL).astype(np.int32)
    cy = ((edges.y + b * b * edges.ny / norm + margin) / _CELL).astype(np.int32)
    width = int((shape[1] + 2 * margin) / _CELL) + 1
    height = int((shape[0] + 2 * margin) / _CELL) + 1
    inside = (cx >= 0) & (cy >= 0) & (cx < width) & (cy < height)
    votes = np.bincount(cy[inside] * width + cx[inside], minlength=width * height)
    score = _significance(votes.reshape(height, width).astype(np.float32))
    top = cv2.dilate(score, np.ones((9, 9), np.uint8))
    ys, xs = np.nonzero((score >= top) & (score > _LEAST_SIGNIFICANCE))
    return [
        Ring((x + 0.5) * _CELL - margin, (y + 0.5) * _CELL - margin, a, b, float(score[y, x]))
        for y, x in zip(ys.tolist(), xs.tolist(), strict=True)
    ]


def _significance(votes: Density) -> Density:
    """How far the votes of each 3 × 3 cells lie above those of the cells around, in standard deviations
    of a Poisson count: text and tables cast many votes everywhere, a ring casts its own in one place.
    """
    near = cv2.boxFilter(votes, -1, (3, 3), normalize=False)
    wide = cv2.boxFilter(votes, -1, (_AROUND, _AROUND), normalize=False)
    chance = np.maximum(wide - near, 0) * (9 / (_AROUND**2 - 9))
    score: Density = (near - chance) / np.sqrt(4 + chance)
    return score


def _distinct(rings: list[Ring], most: int) -> list[Ring]:
    kept: list[Ring] = []
    for ring in rings:
        if all(not _same(ring, other) for other in kept):
            kept.append(ring)
            if len(kept) == most:
                break
    return kept


def _same(one: Ring, other: Ring) -> bool:
    near = np.hypot(one.x - other.x, one.y - other.y) < 0.15 * other.half_width
    alike = 0.87 < one.half_width / other.half_width < 1.15
    return bool(near and alike and 0.85 < one.half_height / other.half_height < 1.18)
