"""The headings of a form's cells: what a narrow cell breaks over several lines is one heading (主管部门 / 意见)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scanaudit.facts import Box, TextLine

_HEADING = re.compile(r"(?:意见|评语|总结|承诺|结论|鉴定|自评|审核|核准|审批)[：:]?$")
_LONGEST, _LONGEST_PIECE = 16, 8  # characters of a heading, and of each of its lines
# Lines of one cell begin within so much of the page's width, and follow each other within so many of their heights:
# in cells of drawn forms they touch, and the next row of a table is a line away. Design values.
_FLUSH, _NEXT, _TOUCHING = 0.015, 0.5, 0.5


def cell_lines(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The lines, with those that make one heading of a cell in its place as one line."""
    joined: list[TextLine] = []
    taken: set[int] = set()
    for number, line in enumerate(lines):
        if number in taken:
            continue
        stack = _heading(lines, number)
        taken.update(stack)
        joined.append(_as_one([lines[i] for i in stack]) if stack else line)
    return tuple(joined)


def _heading(lines: Sequence[TextLine], first: int) -> list[int]:
    """The longest run of lines under each other from ``first`` on whose words make a heading; empty without one."""
    stack, best, text = [first], [], lines[first].text
    while len(text) <= _LONGEST:
        below = _below(lines, stack[-1])
        if below is None:
            break
        stack, text = [*stack, below], text + lines[below].text
        if len(text) <= _LONGEST and _HEADING.search(text):
            best = list(stack)
    return best


def _below(lines: Sequence[TextLine], above: int) -> int | None:
    x0, y0, _, y1 = lines[above].bbox
    height = y1 - y0
    if len(lines[above].text) > _LONGEST_PIECE:
        return None
    for number, line in enumerate(lines):
        left, top, _, _ = line.bbox
        near = y1 - _TOUCHING * height <= top <= y1 + _NEXT * height
        if number != above and near and abs(left - x0) <= _FLUSH and len(line.text) <= _LONGEST_PIECE:
            return number
    return None


def _as_one(lines: Iterable[TextLine]) -> TextLine:
    pieces = list(lines)
    boxes = [line.bbox for line in pieces]
    box: Box = (
        min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes),
    )  # fmt: skip
    text = "".join(line.text for line in pieces)
    return TextLine(text=text, bbox=box, confidence=min(line.confidence for line in pieces))
