"""How legible a page is: the odds that a reader keeps at least 97 % of its characters.

What is weighed is known anyway: how surely the lines were read, how high and how sharp the characters are, how far
they stand out from the paper, and how much of what looks like print was not read at all (pale and very small print is
lost without a trace in the reading).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.picture import Grey, Picture
from scanaudit.capture.sharpness import Sharpness
from scanaudit.reading.lines import Line

# Weights of the logistic regression; see ``docs/capture.md`` for the pages that it was fitted on.
_WEIGHTS = (0.573, 0.434, 3.618, 1.253, 2.013, 2.304, 3.402)
_OFFSET = -10.847
LEGIBLE: Final = 0.19
"""Odds below which a page with a cause for it (blur, small or pale print) is told to be unreadable: 1 % of the legible
readings of the tuning part lie below."""
TINY: Final = 9.0
"""Character height in pixels below which small print is such a cause: characters of 9 px keep 96 % when rendered."""
# Confidence from which a line is hardly ever misread.
_SURE = 0.97
# Share of a line's signs that are letters, characters or figures, below which it is no text.
_LETTERS = 0.5
# A long line has at least so many different ones.
_DIFFERENT = 8
# A character fills this part of its line's box (see ``sharpness``).
_CHARACTER_OF_LINE = 0.92
# Lines whose contrast is looked at, spread over the page.
_LINES = 30
# Print: slopes of this share of the read lines' steep ones (their 85th percentile), three times the paper's, in both
# directions on a tenth of a square a little wider than a character.
_OF_STEEP, _OF_PAPER, _DENSE, _SQUARE = 0.6, 3.0, 0.1, 1.2
# A line's box is widened by this part of its height before anything beside it counts as unread.
_AROUND = 0.35


@dataclass(frozen=True)
class Evidence:
    """What is weighed, each the higher the better: ``typical`` and ``doubtful``: confidence of the median line and of
    the quarter read worst, as the negative logarithm of its distance from 1; ``sure``: share of the text in lines
    read surely; ``sharpness``, ``height`` (of the smaller print, in pixels) and ``contrast`` in logarithms; ``read``:
    share of what looks like print that lies in lines that were read.
    """

    typical: float
    doubtful: float
    sure: float
    sharpness: float
    height: float
    contrast: float
    read: float


def _worded(text: str) -> bool:
    """Whether it may be text: ornaments and leaders are read as the same few letters again and again."""
    letters = [sign for sign in text.casefold() if sign.isalnum()]
    different = len(set(letters))
    if len(letters) < _LETTERS * len(text):
        return False
    figures = sum(sign.isdecimal() for sign in letters) > 0.7 * len(letters)
    return different > 2 if figures and len(letters) > 4 else different >= min(0.4 * len(letters), _DIFFERENT)


def _quantile(values: NDArray[np.float64], weights: NDArray[np.float64], share: float) -> float:
    order = np.argsort(values)
    heap = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(heap, share * heap[-1])])


def _log(value: float, low: float, high: float) -> float:
    return float(np.log(min(max(value, low), high)))


def _distance(confidence: float) -> float:
    return -_log(1 - confidence, 0.004, 1.0)


def evidence(picture: Picture, lines: Sequence[Line], sharpness: float) -> Evidence:
    """What is known of a page with text: ``lines`` in pixels of ``picture.pixels``; ``sharpness``: the measure of
    ``sharpness.measure``, before it is brought to its scale.
    """
    every = np.array([line.box for line in lines])
    # Dots that lead to a page number are read as anything.
    lines = [line for line in lines if _worded(line.text)] or lines
    boxes = np.array([line.box for line in lines])
    sides = boxes[:, 2:] - boxes[:, :2]
    tall, long = np.maximum(sides.min(axis=1), 1.0), sides.max(axis=1)
    # Not the number of characters read: what is read of nothing may be long.
    weights = np.maximum(long / tall, 0.5)
    sure = np.array([line.confidence for line in lines])
    return Evidence(
        typical=_distance(_quantile(sure, weights, 0.5)),
        doubtful=_distance(_quantile(sure, weights, 0.25)),
        sure=float(weights[sure >= _SURE].sum() / weights.sum()),
        sharpness=_log(sharpness, 0.05, 1.0),
        height=_log(_CHARACTER_OF_LINE * _quantile(tall, weights, 0.25), 4.0, 16.0),
        contrast=_log(_contrast(picture.grey, boxes), 0.03, 0.4),
        read=_read(picture, every),
    )


def measure(picture: Picture, lines: Sequence[Line], sharp: Sharpness) -> float:
    """The odds (0–1) that a reader keeps at least 97 % of the page's characters.

    ``lines``: in pixels of ``picture.pixels``; a page without text is as legible as it is readable.
    """
    if sharp.on_strokes is None or not lines:
        return 1.0 if sharp.readable else 0.0
    return round(score(evidence(picture, lines, sharp.on_strokes)), 3)


def score(weighed: Evidence) -> float:
    """The odds (0–1) for what is weighed."""
    log_odds = _OFFSET + float(np.dot(_WEIGHTS, astuple(weighed)))
    return float(1 / (1 + np.exp(-log_odds)))


def _contrast(grey: Grey, boxes: NDArray[np.float32]) -> float:
    """Median over the lines of the difference between paper and ink, in parts of the paper's level."""
    found = []
    for box in boxes[:: 1 + len(boxes) // _LINES]:
        left, top, right, bottom = (max(0, round(float(value))) for value in box)
        patch = grey[top:bottom:2, left:right:2]
        if patch.size >= 20:
            dark, bright = np.percentile(patch, [5, 92])
            found.append((bright - dark) / max(bright, 1.0))
    return float(np.median(found)) if found else 0.0


def _level(whole: NDArray[np.int16], share: float) -> int:
    """The value that ``share`` of these small whole numbers do not exceed: counted, a third of the time of sorting."""
    heap = np.cumsum(np.bincount(whole))
    return int(np.searchsorted(heap, share * heap[-1]))


def _read(picture: Picture, boxes: NDArray[np.float32]) -> float:
    """Share of what looks like print that lies in the lines' boxes."""
    grey = cv2.GaussianBlur(picture.middle_grey, (0, 0), 1.0)
    across = np.abs(cv2.Sobel(grey, cv2.CV_16S, 1, 0))
    down = np.abs(cv2.Sobel(grey, cv2.CV_16S, 0, 1))
    placed = boxes * picture.middle_scale
    tall = np.maximum((placed[:, 2:] - placed[:, :2]).min(axis=1), 1.0)
    covered = np.zeros(grey.shape, np.uint8)
    for (x0, y0, x1, y1), height in zip(placed, tall, strict=True):
        rim = _AROUND * float(height)
        corners = (int(x0 - rim), int(y0 - rim)), (int(x1 + rim), int(y1 + rim))
        cv2.rectangle(covered, *corners, 1, -1)
    steepest = np.maximum(across, down)[::2, ::2]
    inside = covered[::2, ::2] > 0
    if not inside.any():
        return 0.0
    least = max(
        _OF_STEEP * _level(steepest[inside], 0.85),
        _OF_PAPER * _level(steepest[::2, ::2].ravel(), 0.30),
        6.0,
    )
    side = max(5, int(_SQUARE * float(np.median(tall))))
    both = [cv2.blur((slope > 0.7 * least).astype(np.uint8) * 255, (side, side)) for slope in (across, down)]
    print_like = (np.minimum(both[0], both[1]) > _DENSE * 255).astype(np.uint8)
    every = int(cv2.countNonZero(print_like))
    return int(cv2.countNonZero(print_like & covered)) / every if every else 1.0
