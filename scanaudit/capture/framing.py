"""Whether the picture cuts through what stands on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.picture import Grey
from scanaudit.facts import Box
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line

# All chosen on the 103 real images (uncut, their outermost text inks the edge not at all or, at a frame,
# wholly) and on 26 of them cropped through their text at each side. A line is looked at when its box comes
# this near to the edge, in parts of its height.
_NEAR = 0.3
# The outermost strip in which ink means that a character goes on outside, in parts of the line's height.
_STRIP = 0.08
# Share of that strip that a cut character inks: less is dirt, more is a frame, a dark desk or a toner edge.
_INKED = (0.03, 0.78)
# Levels by which ink differs from paper.
_CONTRAST = 40
# Lines that must be cut at the left or right edge: a single one may be a watermark. Where a column of text
# touches the edge, most lines are cut between two characters: then one inked line is enough.
_CUT_LINES, _TOUCHING_LINES = 2, 3
# Characters and confidence below which a line is no evidence at the left or right: ornaments are read as
# text.
_LEAST_TEXT, _LEAST_CONFIDENCE = 3, 0.6
# A line cut through lengthwise is misread, but its ink has a break for nearly every character; frames and
# ornaments have few. Breaks wanted: a number, and a share of the line's length over its height; and how
# long it must be.
_LEAST_BREAKS, _BREAKS_OF_LENGTH, _LEAST_LENGTH = 4, 0.4, 4.0
# Dots between a contents page's entry and its number.
_LEADER = re.compile(r"(?:…|[.·・]{3,})[….·・]*")
# Degrees from the page's axes beyond which a line is no text of the page; skewed captures stay below.
_ASLANT = 12.0
# A seal may be cut where its box ends within this share of the page's side; it is when its ink (this far
# from the picture's commonest colour, in any channel) reaches the edge on this share of the box.
_SEAL_MARGIN, _SEAL_INK, _SEAL_INKED = 0.004, 45, 0.04


def _inked(strip: Grey, body: Grey) -> NDArray[np.bool_] | None:
    """Along the picture's edge, where there is ink; ``strip``: its outermost pixels, edge along the first
    axis. None where the line has no contrast. Ink is what differs from the line's commonest level.
    """
    if body.size < 20:
        return None
    paper = float(np.median(body))
    for part in (3, 1):  # little of a leader's line is inked
        low, high = np.percentile(body, [part, 100 - part])
        reach = max(paper - low, high - paper)
        if reach >= _CONTRAST:
            break
    else:
        return None
    return np.asarray(np.abs(strip.astype(np.float32) - paper).mean(axis=1) > 0.5 * reach)


def _breaks(inked: NDArray[np.bool_] | None) -> int | None:
    """Number of separate inked stretches if the ink looks like cut characters, else None."""
    if inked is None or not inked.size or not _INKED[0] <= inked.mean() <= _INKED[1]:
        return None
    return int((np.diff(inked.astype(np.int8)) == 1).sum() + inked[0])


def _crop(grey: Grey, line: Line) -> Grey:
    x0, y0, x1, y1 = (max(0, round(value)) for value in line.box)
    return grey[y0:y1, x0:x1]


def _printed(line: Line, length: float) -> float:
    """The line's length in its heights without the leader of a contents page: dots stand on the ground line."""
    bare = _LEADER.sub("", line.text)
    return min(length, len(bare)) if bare != line.text and len(bare) >= _LEAST_BREAKS else length


def _cut_lengthwise(grey: Grey, line: Line) -> bool:
    """Whether the top or bottom edge of the picture runs through the line."""
    left, top, right, bottom = line.box
    tall = min(right - left, bottom - top)
    if right - left < _LEAST_LENGTH * tall:
        return False
    columns, strip = slice(max(0, round(left)), max(0, round(right))), max(1, round(_STRIP * tall))
    wanted = max(_LEAST_BREAKS, _BREAKS_OF_LENGTH * _printed(line, (right - left) / max(tall, 1.0)))
    edges = [(top, grey[:strip, columns].T), (grey.shape[0] - bottom, grey[-strip:, columns].T)]
    near = [edge for distance, edge in edges if distance <= _NEAR * tall]
    return any((_breaks(_inked(edge, _crop(grey, line))) or 0) >= wanted for edge in near)


def _level(line: Line) -> bool:
    """Whether the line runs along the page: watermarks run aslant and over its edges."""
    along = line.quad[1] - line.quad[0]
    angle = abs(float(np.degrees(np.arctan2(along[1], along[0])))) % 90
    return min(angle, 90 - angle) <= _ASLANT


def _column_cut(grey: Grey, lines: Sequence[Line]) -> bool:
    """Whether the left edge of the picture runs through lines of text (turn the picture for the right
    edge).
    """
    touching = cut = 0
    for line in lines:
        tall = min(line.box[2] - line.box[0], line.box[3] - line.box[1])
        if line.box[0] > _NEAR * tall or len(line.text) < _LEAST_TEXT or line.confidence < _LEAST_CONFIDENCE:
            continue
        rows, strip = (
            slice(max(0, round(line.box[1])), max(0, round(line.box[3]))),
            max(1, round(_STRIP * tall)),
        )
        touching += 1
        cut += _breaks(_inked(grey[rows, :strip], _crop(grey, line))) is not None
    return cut >= _CUT_LINES or (cut >= 1 and touching >= _TOUCHING_LINES)


def cut_off(grey: Grey, lines: Sequence[Line]) -> bool:
    """Whether text runs over the picture's edge (``grey``: H × W, upright; ``lines`` in pixels of it)."""
    lines = [line for line in lines if _level(line)]
    if any(_cut_lengthwise(grey, line) for line in lines) or _column_cut(grey, lines):
        return True
    width = grey.shape[1]
    flip = np.array([-1, 1], np.float32)
    mirrored = [replace(line, quad=line.quad * flip + np.array([width, 0], np.float32)) for line in lines]
    return _column_cut(grey[:, ::-1], mirrored)


def _edge_strips(pixels: Pixels, box: Box) -> list[NDArray[np.int16]]:
    """The outermost pixels of the picture where the box reaches them."""
    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = box
    rows = slice(max(0, int(y0 * height)), int(y1 * height) + 1)
    columns = slice(max(0, int(x0 * width)), int(x1 * width) + 1)
    sides = [
        (x0, pixels[rows, :1]),
        (1 - x1, pixels[rows, -1:]),
        (y0, pixels[:1, columns]),
        (1 - y1, pixels[-1:, columns]),
    ]
    return [strip.reshape(-1, 3).astype(np.int16) for margin, strip in sides if margin < _SEAL_MARGIN]


def seal_cut_off(pixels: Pixels, boxes: Sequence[Box]) -> bool:
    """Whether a seal (boxes in fractions of the page) is cut by the edge of the picture (H × W × 3 RGB)."""
    paper = np.median(pixels[::8, ::8].reshape(-1, 3), axis=0)
    strips = [strip for box in boxes for strip in _edge_strips(pixels, box)]
    return any(float((np.abs(one - paper).max(axis=1) > _SEAL_INK).mean()) > _SEAL_INKED for one in strips)
