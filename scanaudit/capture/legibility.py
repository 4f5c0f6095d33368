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
_WEIGHTS = (0.7, 2.533, 3.772, 1.223, 1.444, 2.077, 6.081)
_OFFSET = -13.833
LEGIBLE: Final = 0.223
"""Odds below which a page with a cause for it (blur, small or pale print) is told to be unreadable: 1 % of the legible
readings of the tuning part lie below."""
TINY: Final = 9.0
"""Character height in pixels below which small print is such a cause: characters of 9 px keep 96 % when rendered."""
# Confidence from which a line is hardly ever misread, and from which it is misread in a character or two at most.
_SURE, _FAIRLY = 0.97, 0.9
# Least mean doubt that is told apart: 0.2 % is that of perfect pages.
_NO_DOUBT = 0.002
# Share of a line's signs that are letters, characters or figures, below which it is no text.
_LETTERS = 0.5
# A long line has at least so many different ones.
_DIFFERENT = 8
# An unsure line of so many letters of which fewer than this share are different is an ornament: what is misread of
# print is as varied as print (four in five of twenty characters), what is read of a guilloche repeats (one in two).
_REPEATING, _VARIED = 10, 0.65
# A character fills this part of its line's box (see ``sharpness``).
_CHARACTER_OF_LINE = 0.92
# Lines whose contrast is looked at, spread over the page.
_LINES = 30
# Unread print: grey slopes five times as steep as the paper's (and of six levels at least), in both directions on a
# tenth of a field of two characters by half of one, in patches of a line's shape: two characters long, half to two and
# a half times as high as the lines that were read, and filled. Other values are nearly as good (``docs/capture.md``).
_STEEP, _LEAST_SLOPE, _DENSE, _FIELD = 5.0, 6.0, 0.09, 0.8
_LONG, _LOW, _HIGH, _FILLED = 2.0, 0.5, 2.6, 0.3
# What is coloured by so many levels more than the paper is a seal, a picture or a frame.
_COLOURED = 45
# A patch's height counts up to so many of the lines that were read.
_TALL = 1.3
# A line's box is widened by this part of its height before anything beside it counts as unread.
_AROUND = 0.35


@dataclass(frozen=True)
class Evidence:
    """What is weighed, each the higher the better: ``certain``: the mean doubt of the text, as its negative logarithm;
    ``sure`` and ``fairly``: share of the text in lines read surely, and fairly surely; ``sharpness``, ``height`` (of
    the smaller print, in pixels) and ``contrast`` in logarithms; ``read``: share of what looks like lines of print that
    was read.
    """

    certain: float
    sure: float
    fairly: float
    sharpness: float
    height: float
    contrast: float
    read: float


def _worded(text: str, confidence: float = 1.0) -> bool:
    """Whether it may be text: ornaments and leaders are read as the same few letters again and again, unsurely."""
    letters = [sign for sign in text.casefold() if sign.isalnum()]
    different = len(set(letters))
    if len(letters) < _LETTERS * len(text):
        return False
    if confidence < _FAIRLY and len(letters) >= _REPEATING and different < _VARIED * len(letters):
        return False
    figures = sum(sign.isdecimal() for sign in letters) > 0.7 * len(letters)
    return different > 2 if figures and len(letters) > 4 else different >= min(0.4 * len(letters), _DIFFERENT)


def worded(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines that may be text, without what was read of ornaments; all of them where none may be."""
    return [line for line in lines if _worded(line.text, line.confidence)] or lines


def _lettered(text: str) -> float:
    """Share of its signs that are letters: dots that lead to a page number are read as anything, and how surely tells
    nothing of the words.
    """
    return sum(sign.isalnum() for sign in text) / max(1, len(text))


def _quantile(values: NDArray[np.float64], weights: NDArray[np.float64], share: float) -> float:
    order = np.argsort(values)
    heap = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(heap, share * heap[-1])])


def _log(value: float, low: float, high: float) -> float:
    return float(np.log(min(max(value, low), high)))


def evidence(picture: Picture, lines: Sequence[Line], sharpness: float) -> Evidence:
    """What is known of a page with text: ``lines`` in pixels of ``picture.pixels``; ``sharpness``: the measure of
    ``sharpness.measure``, before it is brought to its scale.
    """
    every = np.array([line.box for line in lines])
    lines = worded(lines)
    boxes = np.array([line.box for line in lines])
    sides = boxes[:, 2:] - boxes[:, :2]
    tall, long = np.maximum(sides.min(axis=1), 1.0), sides.max(axis=1)
    # Not the number of characters read: what is read of nothing may be long.
    weights = np.maximum(long / tall, 0.5)
    sure = np.array([1 - (1 - line.confidence) * (_lettered(line.text) or 1.0) for line in lines])
    return Evidence(
        certain=-_log(float(np.average(1 - sure, weights=weights)), _NO_DOUBT, 1.0),
        sure=float(weights[sure >= _SURE].sum() / weights.sum()),
        fairly=float(weights[sure >= _FAIRLY].sum() / weights.sum()),
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


def _read(picture: Picture, boxes: NDArray[np.float32]) -> float:
    """Share of what looks like lines of print that was read: ``boxes`` of lines, and patches like them outside, as the
    ends of lines that were found too short.
    """
    placed = boxes * picture.middle_scale
    tall = np.maximum((placed[:, 2:] - placed[:, :2]).min(axis=1), 1.0)
    long = (placed[:, 2:] - placed[:, :2]).max(axis=1)
    height = float(np.median(tall))
    across, down = _print_like(picture, height)
    patches = (cv2.min(across, down) > int(_DENSE * 255)).astype(np.uint8)
    covered = np.zeros(patches.shape, np.uint8)
    for (x0, y0, x1, y1), own in zip(placed, tall, strict=True):
        rim = _AROUND * float(own)
        corners = (int(x0 - rim) // 2, int(y0 - rim) // 2), (int(x1 + rim) // 2, int(y1 + rim) // 2)
        cv2.rectangle(covered, *corners, 1, -1)
    _, _, found, _ = cv2.connectedComponentsWithStats(patches & (1 - covered))
    _, _, width, high, filled = found.T
    like_a_line = (
        (2 * high >= _LOW * height)
        & (2 * high <= _HIGH * height)
        & (2 * width >= _LONG * height)
        & (filled >= _FILLED * width * high)
    )
    like_a_line[0] = False  # the paper
    # an ornament along the edge is one long patch: it is worth no more than a line
    counted = np.minimum(2 * width, float(np.mean(long))) * np.minimum(2 * high, _TALL * height)
    unread = float(counted[like_a_line].sum())
    return 1 - unread / (unread + float((long * tall).sum()))


def _print_like(picture: Picture, height: float) -> tuple[Grey, Grey]:
    """How dense steep grey slopes are around every other pixel of the middle size, across and down."""
    grey = cv2.GaussianBlur(picture.middle_grey, (0, 0), 1.0)
    across = cv2.convertScaleAbs(cv2.Sobel(grey, cv2.CV_16S, 1, 0))
    down = cv2.convertScaleAbs(cv2.Sobel(grey, cv2.CV_16S, 0, 1))
    red, green, blue = cv2.split(picture.middle)
    tint = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    plain = tint < _COLOURED + int(np.median(tint[::4, ::4]))
    paper = float(np.percentile(cv2.max(across, down)[::3, ::3], 30))
    least = max(_STEEP * paper, _LEAST_SLOPE)
    side = max(3, int(_FIELD * height)) | 1
    both = (
        cv2.blur(((slope > least) & plain).astype(np.uint8) * 255, (2 * side, side // 2 | 1))
        for slope in (across, down)
    )
    across, down = (np.ascontiguousarray(dense[::2, ::2]) for dense in both)
    return across, down
