"""Hands in one movement: the pen's way over a whole name, its corners rounded off as haste rounds them.

``hands`` bends each stroke by itself; a practised signature is one curve. Here all strokes of a name and the ways
between them are one path, and the path is smoothed in time (a low-pass filter, which is what the inertia of a hand is
to its plan: Plamondon, "A kinematic theory of rapid human movements", 1995).
"""

from __future__ import annotations

import random

import cv2
import numpy as np
from numpy.typing import NDArray

from training.hands import Mask, cut
from training.sources import Sources

_SIZE = 110  # pixels of one character
_STEP = 2.0  # pixels between the points of the path
Path = NDArray[np.float64]


def flowing(sources: Sources, rng: random.Random) -> Mask:
    """A signature of one flowing movement, from a name's stroke medians; cut to its ink."""
    name = sources.name(rng)
    if rng.random() < 0.25:
        name = name[:1]
    points, down = _planned(sources, name, rng)
    smooth = _smoothed(points, rng.choice((2.0, 4.0, 7.0, 10.0)) * rng.uniform(0.7, 1.3))
    smooth -= smooth.min(axis=0) - 24
    width, height = (int(v) + 24 for v in smooth.max(axis=0))
    mask = np.zeros((height, width), np.uint8)
    pen, lifted = _SIZE * rng.uniform(0.012, 0.06), rng.random()
    speed = np.hypot(*np.gradient(smooth, axis=0).T) / _STEP
    thin = np.clip(1.25 - rng.uniform(0.2, 0.6) * speed, 0.35, 1.3)
    for i in range(len(smooth) - 1):
        if down[i] or lifted < 0.35:
            thick = max(1, round(pen * thin[i] * (1.0 if down[i] else 0.5)))
            (x0, y0), (x1, y1) = smooth[i], smooth[i + 1]
            cv2.line(mask, (int(x0), int(y0)), (int(x1), int(y1)), 255, thick, cv2.LINE_AA)
    return cut(mask)


def _planned(sources: Sources, name: str, rng: random.Random) -> tuple[Path, NDArray[np.bool_]]:
    """The path as it is meant, evenly spaced, and where the pen is on the paper."""
    haste = rng.random()
    close, rise = rng.uniform(0.5, 0.95), rng.uniform(-0.25, 0.08)
    slant, narrow = rng.uniform(-0.1, 0.6), rng.uniform(0.6, 1.1)
    parts: list[Path] = []
    x = y = 0.0
    for char in name:
        known = sources.characters.get(char) or rng.choice(list(sources.characters.values()))
        size = _SIZE * rng.uniform(0.7, 1.25)
        kept = [s for s in known if len(known) < 5 or rng.random() > 0.35 * haste]
        for stroke in kept or known[:1]:
            at = np.array(stroke, np.float64) / 1024
            u, v = at[:, 0], 0.88 - at[:, 1]
            parts.append(np.stack([x + size * (u * narrow + slant * (0.6 - v)), y + size * v], 1))
        x += size * narrow * close * rng.uniform(0.85, 1.15)
        y += rise * size
    if rng.random() < 0.3:  # a last stroke away from the name
        last = parts[-1][-1]
        away = np.array([rng.uniform(0.4, 2.2), rng.uniform(-0.6, 0.4)]) * _SIZE
        parts.append(np.array([last, last + 0.5 * away + rng.gauss(0, 0.1) * _SIZE, last + away]))
    points: list[Path] = []
    down: list[bool] = []
    for part in parts:
        if points:
            between = _spaced(np.array([points[-1][-1], part[0]]))
            points.append(between)
            down += [False] * len(between)
        spaced = _spaced(part)
        points.append(spaced)
        down += [True] * len(spaced)
    return np.concatenate(points), np.array(down)


def _spaced(points: Path) -> Path:
    """The polyline at even steps."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    at = np.linspace(0, lengths[-1], max(2, int(lengths[-1] / _STEP)))
    return np.stack([np.interp(at, lengths, points[:, k]) for k in (0, 1)], 1)


def _smoothed(points: Path, sigma: float) -> Path:
    """The path through a Gaussian low-pass of ``sigma`` points."""
    reach = int(3 * sigma) + 1
    weights = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * sigma**2))
    padded = np.pad(points, ((reach, reach), (0, 0)), mode="edge")
    return np.stack([np.convolve(padded[:, k], weights / weights.sum(), mode="valid") for k in (0, 1)], 1)
