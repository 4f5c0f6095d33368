"""Lay one capture of a page over another: the map between them, from lines that say the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from scanaudit.likeness.lines import Sheet

Points = NDArray[np.float64]

# Likeness (0–100) of two lines that may be one and the same, and by how much the next best must be less like it:
# words that stand on a page several times pin nothing down.
_ALIKE, _LEAD = 80.0, 8.0
_LEAST_TEXT = 2
# Lines needed for a map: shift and scale need two, a seen-from-the-side sheet (quadratic terms) many.
_LEAST, _MANY = 3, 14
# Farther from where the map puts it (in parts of the page's width), a line was matched wrongly.
_OFF = 0.02
# The middle line is off by at most 0.008 on 236 pages photographed twice, by 0.012 and more where one person's record
# was printed in two layouts.
_SCATTER = 0.01


@dataclass(frozen=True, eq=False)
class Overlay:
    """The map from one page to the other, in parts of the pages' widths."""

    weights: NDArray[np.float64]
    matched: int

    def move(self, points: Points) -> Points:
        """Where n × 2 points of the first page lie on the second."""
        return _terms(points, len(self.weights)) @ self.weights


def overlay(one: Sheet, other: Sheet) -> Overlay | None:
    """The map that lays ``one`` over ``other``; None where too few lines say the same."""
    found = pairs(one, other)
    if len(found) < _LEAST:
        return None
    source, target = _places(one, other, found)
    keep, off = np.ones(len(found), bool), np.zeros(len(found))
    weights = np.zeros((3, 2))
    for bound in (0.12, 0.05, _OFF):
        order = 6 if keep.sum() >= _MANY and bound < 0.1 else 3
        weights = _fit(source[keep], target[keep], order)
        off = np.linalg.norm(_terms(source, order) @ weights - target, axis=1)
        keep = off <= max(bound, 2 * float(np.median(off)) if bound > _OFF else bound)
        if keep.sum() < _LEAST:
            return None
    if keep.sum() < 0.5 * len(found) or float(np.median(off)) > _SCATTER or not _plausible(weights):
        return None
    return Overlay(weights, int(keep.sum()))


def _places(one: Sheet, other: Sheet, found: NDArray[np.int64]) -> tuple[Points, Points]:
    """The middles of the matched lines; of a line that has more text, the middle of what both have: one capture finds
    the label and the entry as one line, the other apart.
    """
    middles = one.centres[found[:, 0]].copy(), other.centres[found[:, 1]].copy()
    for row, (a, b) in enumerate(found):
        texts = one.lines[a].text, other.lines[b].text
        for side, (sheet, line, text, within) in enumerate(
            ((one, a, texts[0], texts[1]), (other, b, texts[1], texts[0]))
        ):
            at = text.find(within)
            if at >= 0 and len(within) < len(text):
                box = sheet.boxes[line]
                axis = 0 if box[2] - box[0] >= box[3] - box[1] else 1
                part = (at + len(within) / 2) / len(text)
                middles[side][row, axis] = box[axis] + part * (box[axis + 2] - box[axis])
    return middles


def pairs(one: Sheet, other: Sheet) -> NDArray[np.int64]:
    """Indices of lines that are each other's best and only match."""
    texts = [
        [line.text if len(line.text) >= _LEAST_TEXT and not line.of_seal else "" for line in s.lines]
        for s in (one, other)
    ]
    if not texts[0] or not texts[1]:
        return np.zeros((0, 2), np.int64)
    scores = process.cdist(texts[0], texts[1], scorer=fuzz.ratio, dtype=np.float32)
    scores[[not text for text in texts[0]], :] = 0
    best = scores.argmax(axis=1)
    rows = np.arange(len(best))
    top = scores[rows, best]
    second = _second(scores, 1), _second(scores, 0)
    sure = (top >= _ALIKE) & (scores.argmax(axis=0)[best] == rows)
    sure &= (top - second[0] >= _LEAD) & (top - second[1][best] >= _LEAD)
    return np.stack([rows[sure], best[sure]], axis=1)


def _second(scores: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    if scores.shape[axis] < 2:
        return np.zeros(scores.shape[1 - axis], np.float32)
    ordered = np.partition(scores, -2, axis=axis)
    return np.asarray(ordered.take(-2, axis=axis))


def _terms(points: Points, order: int) -> NDArray[np.float64]:
    x, y = points[:, 0], points[:, 1]
    flat = [np.ones_like(x), x, y]
    return np.stack([*flat, x * y, x * x, y * y] if order == 6 else flat, axis=1)


def _fit(source: Points, target: Points, order: int) -> NDArray[np.float64]:
    """Least squares, held towards no turn and no shear: lines above each other say little of the width."""
    terms = _terms(source, order)
    prior = np.zeros((order, 2))
    prior[1, 0] = prior[2, 1] = float(np.ptp(target[:, 1]) / max(np.ptp(source[:, 1]), 0.05))
    strength = np.diag([0.0, *[0.02] * 2, *[0.2] * (order - 3)])
    return np.linalg.solve(terms.T @ terms + strength, terms.T @ target + strength @ prior)


def _plausible(weights: NDArray[np.float64]) -> bool:
    """Whether two pictures of a sheet can lie so: not mirrored, not stretched beyond a crop's scale."""
    linear = weights[1:3]
    size = float(np.linalg.det(linear))
    return 0.2 < size < 5.0
