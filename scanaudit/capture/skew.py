"""By how many degrees an upright page leans: from its text lines, refined on the ink itself."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.picture import Picture
from scanaudit.capture.text_direction import Run, run_of
from scanaudit.reading.lines import Line

# Long lines lean exactly as the page does; boxes of a few characters scatter by degrees.
_LEAST_ASPECT = 5.0
# More is a page laid askew on purpose or a photograph, and no longer a leaning scan.
_MOST_DEGREES = 30.0
# A page with so many lines this level is level: what stands aslant on it in longer lines is a watermark.
_LEVEL, _LEVEL_LINES = 10.0, 4
# The profile is searched so far around the lines' median, in steps fine enough for 0.1 degrees.
_SEARCH, _STEP = 0.8, 0.05
# Ink pixels used: more only take time (0.3 ms an angle).
_MOST_INK = 25000


def _lean_of_lines(runs: Sequence[Run]) -> float | None:
    """Median lean of the long lines in degrees, weighted by length."""
    long = [run for run in runs if run.axis == "across" and run.aspect >= _LEAST_ASPECT]
    if not long:
        return None
    steps = [run.quad[1] - run.quad[0] for run in long]
    angles = np.degrees([np.arctan2(float(step[1]), float(step[0])) for step in steps])
    lengths = np.array([run.length for run in long])
    level = np.abs(angles) <= _LEVEL
    if level.sum() >= _LEVEL_LINES:
        angles, lengths = angles[level], lengths[level]
    order = np.argsort(angles)
    weights = np.cumsum(lengths[order])
    angle = float(angles[order][np.searchsorted(weights, weights[-1] / 2)])
    return angle if abs(angle) <= _MOST_DEGREES else None


def _ink(picture: Picture, runs: Sequence[Run]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coordinates of dark pixels inside the boxes of long lines, in the middle picture: 0.1 degrees move a
    line's far end by about 2 pixels there.
    """
    scale = picture.middle_scale
    grey = picture.middle_grey
    inside = np.zeros(grey.shape, np.uint8)
    for run in runs:
        if run.aspect >= _LEAST_ASPECT:
            cv2.fillConvexPoly(inside, np.round(run.given * scale).astype(np.int32), 1)
    paper = cv2.blur(grey, (31, 31))
    rows, columns = np.nonzero((inside > 0) & (grey.astype(np.int16) < paper.astype(np.int16) - 25))
    every = max(1, len(rows) // _MOST_INK)
    return columns[::every].astype(np.float64), rows[::every].astype(np.float64)


def _crispness(columns: NDArray[np.float64], rows: NDArray[np.float64], degrees: float) -> float:
    """How sharply the ink gathers into lines when the page is sheared back by ``degrees``."""
    heights = rows - columns * np.tan(np.radians(degrees))
    counts = np.bincount((heights - heights.min()).astype(np.int64)).astype(np.float64)
    return float((np.diff(counts) ** 2).sum())


def estimate(lines: Sequence[Line], picture: Picture) -> float | None:
    """Degrees by which the content leans clockwise; None where no line is long enough.

    ``picture``: the upright page; ``lines``: its text in pixels of ``picture.pixels``.
    """
    runs = [run_of(line.quad) for line in lines]
    lean = _lean_of_lines(runs)
    if lean is None:
        return None
    columns, rows = _ink(picture, runs)
    if len(rows) < 200:
        return round(lean, 2)
    angles = lean + np.arange(-_SEARCH, _SEARCH + _STEP / 2, _STEP)
    scores = np.array([_crispness(columns, rows, float(angle)) for angle in angles])
    scores = np.convolve(scores, [0.25, 0.5, 0.25], mode="same")
    best = 1 + int(scores[1:-1].argmax())
    return round(float(angles[best]), 2)
