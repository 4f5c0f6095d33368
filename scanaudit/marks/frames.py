"""Square and rectangular stamps: ink inside a ruled frame.

Connected ink is boxed by its smallest turned rectangle and judged in that box: a line of ink along
each side, strokes of text inside, bare paper around. Numbers beside the gates come from the
real set and from 33 stamps drawn on its unmarked pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.marks.ink import Density
from scanaudit.marks.rings import Window, outer_contours

_LEVELS = (0.04, 0.1, 0.25)  # densities of a very pale stamp, a pale one, a full one
_CLOSINGS = (9, 21)  # pixels: joins a whole frame; joins the pieces of a starved one
_LEAST_SIDE = 22  # pixels of 1200: 5 mm on A4, the lowest line stamp in use
_LEAST_SQUARE = 28  # boxy single characters of coloured print lie below; name seals of 12 mm above 48
_LONGEST = 0.5  # of the page's width; decorative frames and tables are longer
_FLATTEST = 7.0  # longer by shorter side
_SQUARE = 1.3  # longer by shorter side of the least square name seal


@dataclass(frozen=True)
class Frame:
    """A turned rectangle of ink. ``box`` in pixels of the working image; ``likelihood`` 0–1; ``square``
    where the sides are alike; ``quad``: its corners, 4 × 2, from the top left on clockwise.
    """

    box: tuple[float, float, float, float]
    likelihood: float
    square: bool
    quad: NDArray[np.float32]


def rectangles(
    density: Density, dark: Density, least_level: float, windows: Sequence[Window] | None = None
) -> list[Frame]:
    """Rectangles of ``density`` that might be stamps, with a likelihood above 0.2.

    ``dark``: the page's black ink, which tells bluish or reddish blacks (QR codes, print) from colour;
    ``least_level``: density of the ink below which a frame is more likely not to be one; ``windows``: the only
    parts of the page (pixels) that are looked at.
    """
    found = []
    whole = (0, 0, density.shape[1], density.shape[0])
    for quad in (
        quad for window in ([whole] if windows is None else windows) for quad in _quads(density, window)
    ):
        square = _sides(quad)[1] < _SQUARE * _sides(quad)[0]
        inside, black, around = patch(density, quad), patch(dark, quad), patch(density, quad, 0.25)
        likelihood = _judge(inside, black, around, square, least_level)
        if likelihood > 0.2:
            (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
            box = (float(x0), float(y0), float(x1), float(y1))
            found.append(Frame(box, likelihood, square, quad))
    return found


def not_in_a_row(found: list[Frame]) -> list[Frame]:
    """Those that are no characters of a coloured title."""
    return [frame for frame in found if not _in_a_row(frame, found)]


def patch(density: Density, quad: NDArray[np.float32], margin: float = 0.0) -> Density:
    """What lies in ``quad``, turned upright, with ``margin`` (of the shorter side) around it."""
    width = float(np.linalg.norm(quad[1] - quad[0]))
    height = float(np.linalg.norm(quad[3] - quad[0]))
    m = margin * min(width, height)
    target = np.array([[m, m], [m + width, m], [m + width, m + height], [m, m + height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad, target)
    size = (max(1, round(width + 2 * m)), max(1, round(height + 2 * m)))
    upright: Density = cv2.warpPerspective(density, matrix, size, flags=cv2.INTER_LINEAR)
    return upright


def _quads(density: Density, window: Window) -> Iterator[NDArray[np.float32]]:
    left, top, right, bottom = window
    for level in _LEVELS:
        mask = (density[top:bottom, left:right] > level).astype(np.uint8)
        for side in _CLOSINGS:
            closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
            for contour in outer_contours(closed):
                _, _, width, height = cv2.boundingRect(contour)
                if max(width, height) < _LEAST_SQUARE or min(width, height) < _LEAST_SIDE:
                    continue
                quad = _quad(contour) + np.array([left, top], np.float32)
                short, long = _sides(quad)
                least = _LEAST_SQUARE if long < 1.5 * short else _LEAST_SIDE
                if short >= least and long <= min(_LONGEST * density.shape[1], _FLATTEST * short):
                    yield quad


def _quad(contour: NDArray[np.int32]) -> NDArray[np.float32]:
    points = cv2.boxPoints(cv2.minAreaRect(contour)).astype(np.float32)
    centre = points.mean(axis=0)
    order = np.argsort(np.arctan2(*(points - centre).T[::-1]))  # clockwise from the top left
    return np.ascontiguousarray(points[order])


def _sides(quad: NDArray[np.float32]) -> tuple[float, float]:
    """Shorter and longer side."""
    first, second = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
    return float(min(first, second)), float(max(first, second))


def _judge(inside: Density, dark: Density, around: Density, square: bool, least_level: float) -> float:
    level = float(np.percentile(inside, 92)) + 1e-4
    inked = (inside > 0.3 * level).astype(np.uint8)
    height, width = inked.shape
    rim = max(4, round(0.14 * min(height, width)))
    core = inked[rim:-rim, rim:-rim]
    if not core.size:
        return 0.0
    edge = round(0.2 * min(height, width))
    outer = np.ones(around.shape, bool)
    outer[edge:-edge, edge:-edge] = False
    sides = sorted(
        (_ruled(inked[:rim]), _ruled(inked[-rim:]), _ruled(inked[:, :rim].T), _ruled(inked[:, -rim:].T))
    )
    own = float((inside > 0.35 * dark)[inked > 0].mean())
    gates = [
        # The faintest side: squares 0.86–1.0, round logos in their box 0.71–0.73; long stamps 0.5–1.0.
        _gate(sides[0], 0.80 if square else 0.55, 0.03 if square else 0.06),
        _gate(sides[1], 0.70, 0.05),  # the next; stamps 0.55–1.0, rows of print mostly below 0.6
        _gate(float((around[outer] > 0.35 * level).mean()), 0.09, -0.015),  # table cells have neighbours
        _gate(level, least_level, 0.15 * least_level),
        # Ink where black has little: QR codes and black print 0.28–0.39, stamps over print 0.74 and more.
        _gate(own, 0.58, 0.04),
    ]
    inner = inside[rim:-rim, rim:-rim]
    return float(np.prod(gates + (_square_text(inner, level) if square else _lines_of_text(core))))


def _square_text(core: Density, level: float) -> list[float]:
    """Gates of a name seal's inside, whose strokes stand red on white or white on red.

    Strokes of seals of 10 mm run together, so their contrast is judged and not how much they fill:
    28 drawn seals of either sort have 0.35–1.1; labels, banners and blotches of the real set up to 0.29.
    """
    contrast = float(core.std() / (core.mean() + 0.1 * level))
    strokes = (core > core.mean()).astype(np.int8)
    across, down = (float((np.diff(strokes, axis=axis) == 1).sum(axis=axis).mean()) for axis in (1, 0))
    return [
        _gate(contrast, 0.32, 0.01),
        _gate(float((core > 0.3 * level).mean()), 0.075, 0.01),  # empty boxes
        _gate(min(across, down), 1.15, 0.08),  # strokes that a row and a column meet: drawn seals 1.4–4.6
        _gate(max(across, down), 1.7, 0.08),  # the more of them: drawn seals 2.0 and more
    ]


def _lines_of_text(core: NDArray[np.uint8]) -> list[float]:
    """Gates of the inside of a long stamp, which is mostly paper."""
    depth = cv2.distanceTransform(np.ascontiguousarray(core), cv2.DIST_L2, 3)
    solid = float((depth > max(3.0, 0.07 * min(core.shape))).sum()) / max(1, int(core.sum()))
    fill = float(core.mean())
    return [
        _gate(fill, 0.075, 0.01),  # empty boxes
        _gate(fill, 0.60, -0.015),  # solid labels, banners, blotches 0.62 and more; stamps up to 0.57
        _gate(solid, 0.42, -0.03),  # the ground of a portrait 0.5 and more, stamps up to 0.33
        _gate(_crossings(core), 0.5, 0.06),  # strokes of text, not a bar; stamps 0.66–7
    ]


def _ruled(band: NDArray[np.uint8]) -> float:
    """Share of a side along which a line of ink runs, for a line that wavers by a pixel."""
    thick = cv2.dilate(np.ascontiguousarray(band), np.ones((3, 3), np.uint8))
    return float(thick.mean(axis=1).max())


def _crossings(core: NDArray[np.uint8]) -> float:
    """Strokes that a row meets within a stretch as long as the box is high."""
    starts = (np.diff(core.astype(np.int8), axis=1) == 1).sum(axis=1)
    met = starts[starts > 0]
    if len(met) < 0.25 * len(starts):
        return 0.0
    return float(met.mean() * core.shape[0] / core.shape[1])


def _in_a_row(frame: Frame, frames: list[Frame]) -> bool:
    """Whether like squares stand in one row with it: characters of a title, not seals."""
    if not frame.square:
        return False
    height = frame.box[3] - frame.box[1]
    neighbours: list[float] = []
    for other in frames:
        tall = other.box[3] - other.box[1]
        level = abs(other.box[1] - frame.box[1]) < 0.2 * height
        apart = all(abs(other.box[0] - x) > 0.7 * height for x in [*neighbours, frame.box[0]])
        if other.square and level and apart and 0.75 < tall / height < 1.33:
            neighbours.append(other.box[0])
    return len(neighbours) >= 2


def _gate(value: float, middle: float, width: float) -> float:
    return float(1 / (1 + np.exp(-np.clip((value - middle) / width, -30, 30))))
