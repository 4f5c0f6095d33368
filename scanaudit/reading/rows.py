"""Lines of text put together to rows, as an eye reads across a page, and text folded for comparing.

The OCR engine cuts a row wherever there is a gap: a spaced-out title is four boxes, a table row is a box
a cell. Rows bring them together again.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

import numpy as np

from scanaudit.reading.facing import facing
from scanaudit.reading.lines import Line
from scanaudit.reading.watermark import watermark
from scanaudit.simplified import simplified

Box = tuple[float, float, float, float]

# Pages that lie straighter than this need no levelling: a row's cells overlap as they are.
_LEVEL_FROM = 1.0  # degrees
# Design values: sheets laid on a scanner's glass stay below 8°; lines of one page differ by tenths of a degree.
_LEAST_LONG, _SCATTER, _MOST_TILT = 3, 1.0, 12.0
_SHOWS_TILT = 3.0  # widths of a line, in its heights, from which its slope is measured well

# Texts that are kept folded: a page's lines and rows are folded a dozen times on its way, and no page has more.
_A_PAGE = 4096


@lru_cache(maxsize=_A_PAGE)
def compact(text: str) -> str:
    """Text for comparing: full width folded to half width (NFKC), white space taken out.

    >>> compact("毕 业　证 书 ＮＯ．１")
    '毕业证书NO.1'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=_A_PAGE)
def fold(text: str) -> str:
    """``compact`` and besides lower case, traditional characters as simplified ones (common ones only).

    >>> fold("畢業證書 Certificate")
    '毕业证书certificate'
    """
    return simplified(compact(text)).lower()


@dataclass(frozen=True)
class Row:
    """Lines that stand beside each other: ``lines`` are their indices from left to right, ``cells`` their
    texts, ``text`` all of it compacted; ``box`` and ``height`` (median character height) in pixels.
    """

    lines: tuple[int, ...]
    cells: tuple[str, ...]
    text: str
    box: Box
    height: float

    @property
    def middle(self) -> float:
        """Horizontal centre in pixels."""
        return (self.box[0] + self.box[2]) / 2


def _row(indices: Sequence[int], lines: Sequence[Line], level: Sequence[Box]) -> Row:
    ordered = sorted(indices, key=lambda i: level[i][0])
    boxes = [lines[i].box for i in ordered]
    box = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    cells = tuple(compact(lines[i].text) for i in ordered)
    return Row(tuple(ordered), cells, "".join(cells), box, median(b[3] - b[1] for b in boxes))


def _overlap(a: Box, b: Box) -> float:
    """Shared height as a fraction of the lower of the two boxes."""
    shared = min(a[3], b[3]) - max(a[1], b[1])
    return shared / max(1e-6, min(a[3] - a[1], b[3] - b[1]))


def rows(lines: Sequence[Line]) -> tuple[Row, ...]:
    """Rows from top to bottom, of two facing pages those of the left one first, without a watermark's. A line joins the
    row whose last line shares more than half of its height.
    """
    level, marked = _levelled(lines), watermark(lines)
    kept = [i for i in range(len(lines)) if i not in marked]
    halves = facing([compact(lines[i].text) for i in kept], [level[i] for i in kept])
    parts = (halves.above, halves.left, halves.right, halves.below) if halves else (range(len(kept)),)
    return tuple(row for part in parts for row in _rows((kept[i] for i in part), lines, level))


def _rows(among: Iterable[int], lines: Sequence[Line], level: Sequence[Box]) -> tuple[Row, ...]:
    order = sorted(
        (i for i in among if lines[i].text.strip()),
        key=lambda i: (level[i][1] + level[i][3]) / 2,
    )
    groups: list[list[int]] = []
    for i in order:
        box = level[i]
        for group in reversed(groups[-4:]):
            last = level[group[-1]]
            alike = 0.4 < (box[3] - box[1]) / max(1e-6, last[3] - last[1]) < 2.5
            if alike and _overlap(last, box) > 0.5:
                group.append(i)
                break
        else:
            groups.append([i])
    groups.sort(key=lambda group: (min(level[i][1] for i in group), min(level[i][0] for i in group)))
    return tuple(_row(group, lines, level) for group in groups)


def _levelled(lines: Sequence[Line]) -> list[Box]:
    """The lines' boxes as if the page lay straight: on a page askew the cells of a row stand at many heights."""
    tilt = _tilt(lines)
    if abs(tilt) < _LEVEL_FROM:
        return [line.box for line in lines]
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    turn = np.array([[cos, -sin], [sin, cos]])
    boxes = []
    for line in lines:
        quad = line.quad @ turn
        (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
        boxes.append((float(x0), float(y0), float(x1), float(y1)))
    return boxes


def _tilt(lines: Sequence[Line]) -> float:
    """By how many degrees the lines fall to the right: the median of those that are long enough to show it, where
    these agree; 0 where too few do (a seal's letters or a watermark run aslant).
    """
    edges = [line.quad[1] - line.quad[0] for line in lines]
    slopes = [
        math.degrees(math.atan2(dy, dx))
        for line, (dx, dy) in zip(lines, edges, strict=True)
        if dx > _SHOWS_TILT * max(1.0, line.height)
    ]
    if len(slopes) < _LEAST_LONG:
        return 0.0
    tilt = median(slopes)
    agree = median(abs(slope - tilt) for slope in slopes) <= _SCATTER
    return tilt if agree and abs(tilt) <= _MOST_TILT else 0.0
