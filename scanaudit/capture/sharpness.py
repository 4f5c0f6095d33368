"""Whether a page is sharp, and whether its text can be read: two questions, answered on character strokes.

Data behind the thresholds: the 103 real images with their labels, those of them that are sharp and 48
rendered pages (six fonts, 9 to 16 pt, 100 to 300 dpi, 2 to 60 lines), each also with JPEG 35 and 70, noise,
paper texture, faded ink and text reduced to 15 px (all to be called sharp) and with Gaussian, defocus and
motion blur of 7.5 to 18 % of the character height and text of 7.5 px enlarged (all to be called blurred).
The measure was chosen on 60 % of the pages, chosen by a hash of their names: AUC 0.9995; the other 40 %:
AUC 0.9999.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.picture import Grey
from scanaudit.capture.strokes import LINE_HEIGHT, Stroke, crispness, stroke
from scanaudit.reading.lines import Line

# The measure from which a page is called sharp. Between blur of 3 % of the character height (median 0.70)
# and of 5 % (0.45); the sharp real images stand at 0.58 and above but for one enlarged thumbnail (0.45).
_SHARP = 0.56
# The same blur, in parts of the height, takes more of the measure from larger characters, whose strokes have more
# pixels. Raised by this power of the height over 20 px (42 drawn pages, seed 77, six grades of blur each: rank
# correlation with the true blur 0.928 without, 0.961 with it; real pictures: AUC of the labels 0.980 and 0.988).
_BY_HEIGHT, _HEIGHTS = 0.4, (20.0, 60.0)
# A page whose short side has fewer pixels shows A4 at less than 35 dpi: all five such labelled pages are "soft". Their
# smaller text (a quarter of the lines) is 7 to 10 px high; small pictures of few large lines (12 px) may be sharp.
_SMALLEST_SHARP_SIDE, _SMALL_TEXT = 280, 11.0
# Below this the strokes of body text have run together: rendered text keeps 98 % of its characters at 0.18
# (Gaussian of 10 % of the height), 11 % to 78 % at 0.13 to 0.16.
_RUN_TOGETHER = 0.16
# A blurred page on which the reader is this unsure: below 0.85 are 85 % of the rendered readings with more
# than a tenth of the characters wrong, and 1 % of the others; 0.8 allows for frames and seals that are read
# as text.
_UNSURE_READING = 0.8
_BLURRED = 0.5
# On a badly blurred page the detector finds the largest letters alone; the small text is lost without a
# trace.
_FEW_LINES, _BADLY_BLURRED = 3, 0.3
# Characters of 9 px keep 96 % when rendered, of 7 px 78 %: with an unsure reading, too small to read.
_TINY_TEXT, _TINY_UNSURE = 9.0, 0.6
# Lines measured on a page: more change the median by less than the scatter between lines.
_MOST_LINES = 16
# Characters seen below which there is no evidence either way.
_LEAST_CHARACTERS = 4.0
# The detector's boxes are as high as the font's em, give or take 5 % (rendered pages); a character fills
# 0.92 of it.
_CHARACTER_OF_LINE = 0.92
# How much worse the worst direction must be than the best for the blur to be called motion.
_MOTION_RATIO = 0.6
# Without any line: the sharpest place of 16 parts of the picture (short side 1000) must reach this. All 103
# real images reach 1.0; 15 of them blurred by 15 to 40 % of the character height stay at or below 0.4.
_SMOOTH_PICTURE = 0.5
# A frame or a photograph's edge stays clear in a part or two where the text all about it is smeared: of unreadable
# pages of another renderer the middle part reached 0.16, of its and the real sharp and soft pictures 0.25 and more.
# Folds and shades are paler than blurred print.
_SMOOTH_PARTS, _LEAST_PARTS, _OF_INK = 0.2, 4, 40.0


@dataclass(frozen=True)
class Sharpness:
    """``sharpness`` 0–1 (0.5 at the border of what is called sharp); ``text_height``: median height of a
    character in pixels, None without text; ``motion``: direction of motion blur in degrees clockwise from
    horizontal, to 45; ``on_strokes``: the measure as it is taken; ``even``: made even over heights, before it
    ends at the scale's 1; both None without text.
    """

    sharpness: float
    sharp: bool
    readable: bool
    text_height: float | None = None
    motion: int | None = None
    on_strokes: float | None = None
    even: float | None = None


def _long_side_height(line: Line) -> float:
    """The line's height, whichever way its corners are ordered."""
    first = float(np.linalg.norm(line.quad[1] - line.quad[0]))
    return min(first, line.height) if first > 0 else line.height


def _median(values: Sequence[float], weights: Sequence[float]) -> float:
    order = np.argsort(values)
    heap = np.cumsum(np.asarray(weights)[order])
    return float(np.asarray(values)[order][np.searchsorted(heap, heap[-1] / 2)])


def _strokes(grey: Grey, lines: Sequence[Line]) -> list[Stroke]:
    chosen = lines
    if len(lines) > _MOST_LINES:
        chosen = [lines[int(i)] for i in np.linspace(0, len(lines) - 1, _MOST_LINES).round()]
    found = (stroke(grey, line.box, _long_side_height(line)) for line in chosen)
    return [one for one in found if one is not None]


def _motion(strokes: Sequence[Stroke]) -> int | None:
    """Direction in which the strokes are smeared, if they are much better across it."""
    weights = [one.characters for one in strokes]
    four = [_median([one.directions[i] for one in strokes], weights) for i in range(4)]
    worst = int(np.argmin(four))
    return worst * 45 if four[worst] < _MOTION_RATIO * four[(worst + 2) % 4] else None


def reading_confidence(lines: Sequence[Line]) -> float | None:
    """Mean confidence of the reading, each line weighted by its characters; None where nothing was read."""
    weights = [len(line.text) for line in lines]
    if not sum(weights):
        return None
    return float(np.average([line.confidence for line in lines], weights=weights))


def _around_steepest(part: Grey) -> Grey:
    """The surroundings, as large as a line is high, of the steepest slope in a part of the picture."""
    fine = cv2.GaussianBlur(part.astype(np.float32), (0, 0), 1.0)
    slope = np.hypot(cv2.Sobel(fine, cv2.CV_32F, 1, 0), cv2.Sobel(fine, cv2.CV_32F, 0, 1))
    y, x = np.unravel_index(int(slope.argmax()), slope.shape)
    half = int(LINE_HEIGHT) // 2
    return part[max(0, y - half) : y + half, max(0, x - half) : x + half]


def _smooth(grey: Grey) -> bool:
    """Whether the picture has shapes but hardly one clear edge: text blurred until none of it is found."""
    scale = min(1.0, 1000 / min(grey.shape))
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    parts = [p for row in np.array_split(small, 4) for p in np.array_split(row, 4, axis=1) if p.size]
    steepest = [
        (spot, value) for spot in map(_around_steepest, parts) if (value := crispness(spot)) is not None
    ]
    inked = [max(value) for spot, value in steepest if float(np.ptp(spot)) >= _OF_INK]
    if len(inked) >= _LEAST_PARTS and float(np.median(inked)) < _SMOOTH_PARTS:
        return True
    return bool(steepest) and max(max(value) for _, value in steepest) < _SMOOTH_PICTURE


def _readable(value: float, height: float, confidence: float | None, lines: int) -> bool:
    if value < _RUN_TOGETHER or (value < _BADLY_BLURRED and lines <= _FEW_LINES):
        return False
    if confidence is None:
        return True
    lost_in_blur = value < _BLURRED and confidence < _UNSURE_READING
    return not lost_in_blur and not (height < _TINY_TEXT and confidence < _TINY_UNSURE)


def _is_thumbnail(grey: Grey, strokes: Sequence[Stroke]) -> bool:
    """Whether the picture shows a whole page in so few pixels that its smaller text cannot be sharp."""
    small = float(np.percentile([one.height for one in strokes], 25))
    return min(grey.shape) < _SMALLEST_SHARP_SIDE and small < _SMALL_TEXT


def measure(grey: NDArray[np.uint8], lines: Sequence[Line]) -> Sharpness:
    """How sharp and how legible the text of a page is.

    ``grey``: H × W, the upright page; ``lines``: its text lines in pixels of it, with what was read. Where
    there is no text to judge by, the page is sharp and readable unless the whole picture is smooth.
    """
    strokes = _strokes(grey, lines)
    if sum(one.characters for one in strokes) < _LEAST_CHARACTERS:
        smooth = _smooth(grey)
        return Sharpness(0.0 if smooth else 1.0, not smooth, not smooth)
    weights = [one.characters for one in strokes]
    value = _median([one.worst for one in strokes], weights)
    height = _median([one.height for one in strokes], weights) * _CHARACTER_OF_LINE
    even = value * (min(max(height, _HEIGHTS[0]), _HEIGHTS[1]) / _HEIGHTS[0]) ** _BY_HEIGHT
    thumbnail = _is_thumbnail(grey, strokes)
    sharp = even >= _SHARP and not thumbnail
    readable = _readable(value, height, reading_confidence(lines), len(lines))
    score = min(0.5 * even / _SHARP, 0.49 if thumbnail else 1.0)
    motion = None if even >= _SHARP else _motion(strokes)
    return Sharpness(round(score, 3), sharp, readable, round(height, 1), motion, value, even)
