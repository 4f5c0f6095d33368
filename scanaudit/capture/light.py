"""Too dark, washed out, or hidden behind a reflection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.picture import Grey, Picture
from scanaudit.reading.lines import Line

# All thresholds are in grey levels of 255. Data: the 103 real images as they are (none may be flagged but
# dark photographs) and 40 of them darkened, washed out and lit as described in docs/capture.md. The
# brighter side of the median text line, be it paper or light print.
_DARK_LINE = 95
# Without text, nearly all of the picture.
_DARK_PICTURE = 60
# Washed out: white paper on which the median line hardly stands out.
_WHITE, _FAINT_CONTRAST = 235, 55
# Hard to make out on any paper: the median line's contrast in parts of its paper's level.
_LOW_CONTRAST = 0.33
# In lines lower than this (pixels) the strokes are no wider than a pixel and mixed with the paper, however black they
# are: a newspaper reduced to lines of 10 px has 0.29, the same made pale 0.08.
_FINE_LINE, _LOW_CONTRAST_FINE = 11.4, 0.2
# Lines that are looked at, spread over the page: more change the median by less than a level.
_LINES = 30
# Glare is looked for on paper that is not white itself.
_GLARE_PAPER = 236
_SATURATED = 251
_GLARE_AREA = (0.003, 0.3)
# Share of the way from the paper's level to white that the rim of a reflection keeps; a white label drops
# at once.
_GLARE_RIM = 0.35
_RIM_PIXELS = 5
# A reflection is a blob, not a frame: share of its hull that it fills.
_GLARE_SOLIDITY = 0.7
# Share of a reflection within the box around all text from which it may hide some: bright corners of evenly
# lit phone pictures lie outside.
_GLARE_AMONG_TEXT = 0.5


@dataclass(frozen=True)
class Light:
    """The faults of light that the text shows."""

    too_dark: bool
    overexposed: bool
    glare: bool
    low_contrast: bool = False


def _levels(grey: Grey, lines: Sequence[Line]) -> tuple[float, float] | None:
    """Median over the lines of their dark and their bright side; None without lines."""
    sides = []
    for line in lines[:: 1 + len(lines) // _LINES]:
        left, top, right, bottom = (max(0, round(value)) for value in line.box)
        patch = grey[top:bottom:2, left:right:2]
        if patch.size >= 20:
            sides.append(np.percentile(patch, [5, 92]))
    if not sides:
        return None
    dark, bright = np.median(np.array(sides), axis=0).tolist()
    return dark, bright


def _fine(lines: Sequence[Line]) -> bool:
    sides = np.array([line.box for line in lines])
    return float(np.median((sides[:, 2:] - sides[:, :2]).min(axis=1))) < _FINE_LINE


def _is_reflection(blob: NDArray[np.bool_], small: Grey, paper: float) -> bool:
    """Whether a saturated blob fades into the page around it rather than ending at an edge."""
    contours, _ = cv2.findContours(blob.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.contourArea(cv2.convexHull(np.vstack(contours)))
    if hull <= 0 or blob.sum() < _GLARE_SOLIDITY * hull:
        return False
    grown = cv2.dilate(blob.astype(np.uint8), np.ones((2 * _RIM_PIXELS + 1,) * 2, np.uint8)) > 0
    inner = cv2.dilate(blob.astype(np.uint8), np.ones((2 * _RIM_PIXELS - 1,) * 2, np.uint8)) > 0
    rim = small[grown & ~inner]
    return rim.size > 0 and float(np.median(rim)) > paper + _GLARE_RIM * (255 - paper)


def _among_text(blob: NDArray[np.bool_], lines: Sequence[Line], scale: float) -> bool:
    """Whether most of the blob lies where the page bears text: elsewhere it hides nothing. Single characters are scraps
    of a border's ornaments more often than text that stands apart.
    """
    printed = [line for line in lines if len(line.text) > 1] or lines
    boxes = np.array([line.box for line in printed]) * scale
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    ys, xs = np.nonzero(blob)
    inside = (xs >= left) & (xs <= right) & (ys >= top) & (ys <= bottom)
    return float(inside.mean()) >= _GLARE_AMONG_TEXT


def _has_glare(small: Grey, lines: Sequence[Line], scale: float) -> bool:
    paper = float(np.percentile(small, 75))
    if paper > _GLARE_PAPER:
        return False
    saturated = cv2.morphologyEx(
        (small >= _SATURATED).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(saturated)
    low, high = _GLARE_AREA[0] * small.size, _GLARE_AREA[1] * small.size
    wanted = [i for i in range(1, count) if low <= stats[i, cv2.CC_STAT_AREA] <= high]
    blobs = (labels == i for i in wanted)
    return any(_is_reflection(blob, small, paper) and _among_text(blob, lines, scale) for blob in blobs)


def measure(picture: Picture, lines: Sequence[Line]) -> Light:
    """The faults of light on an upright page with its text ``lines`` in pixels of ``picture.pixels``."""
    grey, scale = picture.grey, picture.small_scale
    small = np.asarray(cv2.cvtColor(picture.small, cv2.COLOR_RGB2GRAY), np.uint8)
    levels = _levels(grey, lines)
    if levels is None:
        return Light(float(np.percentile(grey[::4, ::4], 95)) < _DARK_PICTURE, False, False)
    dark, bright = levels
    washed_out = bright >= _WHITE and bright - dark < _FAINT_CONTRAST
    too_dark = bright < _DARK_LINE
    least = _LOW_CONTRAST_FINE if _fine(lines) else _LOW_CONTRAST
    faint = not too_dark and not washed_out and bright - dark < least * bright
    return Light(too_dark, washed_out, _has_glare(small, lines, scale), faint)
