"""Two pages of a booklet in one picture, and tables that go on beside themselves: an eye reads one, then the other.

They are known by a row of headings that stands twice, whole and equally far apart (时间 内容 学时 | 时间 内容 学时). A
table whose groups of columns share a first column (年度) has a row that stands only partly twice, and is one table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

Box = tuple[float, float, float, float]

# Design values. Two headings that stand twice are as often those of two years; a heading's two places are half a
# picture apart, and one lens or lean moves them by less than a thirtieth of it.
_LEAST_PAIRS = 3
_APART, _SCATTER = 0.35, 0.03
_SAME_ROW = 2.0  # heights of a line by which two facing pages may stand askew


@dataclass(frozen=True)
class Facing:
    """The numbers of the lines above both halves, of the left half, of the right one, and of those below."""

    above: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    below: tuple[int, ...]


def facing(texts: Sequence[str], boxes: Sequence[Box]) -> Facing | None:
    """The halves of a page whose row of headings stands twice, from that row on; None of any other page. ``texts``
    without spaces, ``boxes`` in pixels of the levelled page. A line that crosses the gap between the halves ends them.
    """
    if len(texts) < 2 * _LEAST_PAIRS:
        return None
    width = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    for row in _rows_of(_of_one_distance(list(_twice(texts, boxes)), boxes, width), boxes):
        if len(row) >= _LEAST_PAIRS and (halves := _halves(row, boxes)):
            return halves
    return None


def _halves(row: Sequence[tuple[int, int]], boxes: Sequence[Box]) -> Facing | None:
    """What stands from a row's twin headings on, to the left and to the right; None where they are no whole row."""
    ends, begins = max(boxes[i][2] for i, _ in row), min(boxes[k][0] for _, k in row)
    if ends >= begins:
        return None
    tops = min(boxes[i][1] for i, _ in row), min(boxes[k][1] for _, k in row)
    bottom = max(max(boxes[i][3], boxes[k][3]) for i, k in row)
    gap = _gap([box for box in boxes if box[3] > min(tops)], ends, begins)
    middles = [(box[1] + box[3]) / 2 for box in boxes]
    sides = [int(box[0] + box[2] >= 2 * gap) for box in boxes]
    crossing = [box for box in boxes if box[0] < gap < box[2] and box[3] > min(tops)]
    if any(box[1] < bottom for box in crossing) or not _whole(row, boxes, sides, middles):
        return None
    end = min((box[1] for box in crossing), default=float("inf"))
    parts: tuple[list[int], ...] = ([], [], [], [])
    for i, middle in enumerate(middles):
        parts[0 if middle < tops[sides[i]] else 3 if middle >= end else 1 + sides[i]].append(i)
    above, left, right, below = map(tuple, parts)
    return Facing(above, left, right, below)


def _whole(
    row: Sequence[tuple[int, int]], boxes: Sequence[Box], sides: Sequence[int], middles: Sequence[float]
) -> bool:
    """Whether each half's row begins with a heading that begins the other's."""
    first = []
    for side in (0, 1):
        top, bottom = min(boxes[p[side]][1] for p in row), max(boxes[p[side]][3] for p in row)
        beside = [i for i, middle in enumerate(middles) if sides[i] == side and top < middle < bottom]
        first.append(min(beside, key=lambda i: boxes[i][0]))
    return tuple(first) in row


def _gap(boxes: Sequence[Box], ends: float, begins: float) -> float:
    """The middle of the widest strip between two columns that no line of one side reaches into."""
    edge, widest = ends, (0.0, (ends + begins) / 2)
    for x0, _, x1, _ in sorted(box for box in boxes if box[0] > ends or box[2] < begins):
        if x1 > ends and x0 < begins:
            widest = max(widest, (x0 - edge, (x0 + edge) / 2))
            edge = max(edge, x1)
    return max(widest, (begins - edge, (begins + edge) / 2))[1]


def _twice(texts: Sequence[str], boxes: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """The lines of words that stand exactly twice, at about one height."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        if len(text) > 1 and not any(char.isdigit() for char in text):
            places[text].append(i)
    for found in places.values():
        if len(found) == 2:
            i, k = sorted(found, key=lambda one: boxes[one][0])
            height = max(boxes[i][3] - boxes[i][1], boxes[k][3] - boxes[k][1])
            if abs(boxes[i][1] - boxes[k][1]) < _SAME_ROW * height:
                yield i, k


def _of_one_distance(
    pairs: Sequence[tuple[int, int]], boxes: Sequence[Box], width: float
) -> list[tuple[int, int]]:
    """The pairs whose two places are the usual distance apart."""
    apart = [boxes[k][0] - boxes[i][0] for i, k in pairs]
    far = [one for one in apart if one >= _APART * width]
    if not far:
        return []
    usual = median(far)
    return [pair for pair, one in zip(pairs, apart, strict=True) if abs(one - usual) <= _SCATTER * width]


def _rows_of(pairs: Sequence[tuple[int, int]], boxes: Sequence[Box]) -> list[list[tuple[int, int]]]:
    """The pairs whose left places stand in one row, from top to bottom."""
    rows: list[list[tuple[int, int]]] = []
    for pair in sorted(pairs, key=lambda one: boxes[one[0]][1]):
        box = boxes[pair[0]]
        if rows and box[1] < (boxes[rows[-1][-1][0]][1] + boxes[rows[-1][-1][0]][3]) / 2:
            rows[-1].append(pair)
        else:
            rows.append([pair])
    return rows
