"""Square and rectangular stamps: ink inside a ruled frame, and name seals cut in the negative."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.marks.ink import Density

_LEVELS = (0.06, 0.25)  # densities of a pale stamp and of a full one
_LEAST_SIDE = 22  # pixels of 1200: 5 mm on A4, the lowest line stamp in use
_LONGEST = 0.5  # of the page's width; decorative frames and tables are longer


@dataclass(frozen=True)
class Frame:
    """A turned rectangle of ink. ``box`` in pixels of the working image; ``likelihood`` 0–1; ``square``
    where the sides are alike; ``quad``: its corners, 4 × 2, from the top left on clockwise."""

    box: tuple[float, float, float, float]
    likelihood: float
    square: bool
    quad: NDArray[np.float32]


def candidates(density: Density) -> list[Frame]:
    """All rectangles of connected ink that might be stamps, whatever their likelihood above 0.2."""
    found = []
    for level in _LEVELS:
        mask = cv2.morphologyEx((density > level).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            quad = _quad(contour)
            sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
            short, long = sorted((float(sides[0]), float(sides[1])))
            if short < _LEAST_SIDE or long > _LONGEST * density.shape[1] or long > 7 * short:
                continue
            likelihood = _judge(density, quad)
            if likelihood > 0.2:
                (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
                box = (float(x0), float(y0), float(x1), float(y1))
                found.append(Frame(box, likelihood, long < 1.25 * short, quad))
    return found


def patch(density: Density, quad: NDArray[np.float32], margin: float = 0.0) -> Density:
    """What lies in ``quad``, turned upright, with ``margin`` (of the shorter side) around it."""
    width = float(np.linalg.norm(quad[1] - quad[0]))
    height = float(np.linalg.norm(quad[3] - quad[0]))
    m = margin * min(width, height)
    target = np.array(
        [[m, m], [m + width, m], [m + width, m + height], [m, m + height]], np.float32
    )
    matrix = cv2.getPerspectiveTransform(quad, target)
    size = (max(1, round(width + 2 * m)), max(1, round(height + 2 * m)))
    upright: Density = cv2.warpPerspective(density, matrix, size, flags=cv2.INTER_LINEAR)
    return upright


def _quad(contour: NDArray[np.int32]) -> NDArray[np.float32]:
    points = cv2.boxPoints(cv2.minAreaRect(contour)).astype(np.float32)
    centre = points.mean(axis=0)
    order = np.argsort(np.arctan2(*(points - centre).T[::-1]))  # clockwise from the top left
    return np.ascontiguousarray(points[order])


def _judge(density: Density, quad: NDArray[np.float32]) -> float:
    inside = patch(density, quad)
    if min(inside.shape) < 8:
        return 0.0
    level = float(np.percentile(inside, 92)) + 1e-4
    inked = inside > 0.35 * level
    height, width = inked.shape
    rim = max(2, round(0.09 * min(height, width)))
    sides = sorted(
        float(side.mean())
        for side in (
            inked[:rim].any(axis=0),
            inked[-rim:].any(axis=0),
            inked[:, :rim].any(axis=1),
            inked[:, -rim:].any(axis=1),
        )
    )
    inset = int(1.5 * rim)
    core = inked[inset:-inset, inset:-inset]
    if not core.size:
        return 0.0
    fill, crossings = float(core.mean()), _crossings(core)
    around = patch(density, quad, 0.25)
    ring = np.ones(around.shape, bool)
    edge = round(0.2 * min(height, width))
    ring[edge:-edge, edge:-edge] = False
    outside = float((around[ring] > 0.35 * level).mean())
    gates = (
        _gate(sides[1], 0.72, 0.06),  # three sides of four; labelled stamps of the real set 0.85–1.0
        _gate(sides[0], 0.45, 0.08),
        _gate(fill, 0.07, 0.012) * _gate(fill, 0.72, -0.04),  # empty boxes; solid labels and banners
        _gate(crossings, 2.2, 0.35),  # strokes met along a line through the middle: text, not a bar
        _gate(outside, 0.18, -0.04),  # cells of a red table have neighbours
        _gate(level, 0.10, 0.02),
    )
    return float(np.prod(gates))


def _crossings(inked: NDArray[np.bool_]) -> float:
    """Strokes that a row meets for every height of the box, averaged over the rows that meet any."""
    starts = (np.diff(inked.astype(np.int8), axis=1) == 1).sum(axis=1)
    met = starts[starts > 0]
    if len(met) < 0.25 * inked.shape[0]:
        return 0.0
    return float(met.mean() / max(1.0, inked.shape[1] / inked.shape[0] / 1.5))


def _gate(value: float, middle: float, width: float) -> float:
    return float(1 / (1 + np.exp(-np.clip((value - middle) / width, -30, 30))))
