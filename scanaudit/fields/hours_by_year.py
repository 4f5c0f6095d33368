"""Continuing-education hours in columns of years: a row of years (2019年度 | 2020年度 | …) and what stands below each.

Verification pages are laid out so, each column telling its hours in words (公需科目30学时), and overviews whose rows
name the sort (公需科目 | 30 | 30). Where the head of a year stands tells whose the hours below it are; the order in
which a page is read does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scanaudit.fields.hours_stated import SUM, Stated, stated_in, sums_agree, year_in
from scanaudit.fields.hours_table import category, cell_hours, opens_columns
from scanaudit.fields.sheet import Sheet
from scanaudit.reading.rows import Row

_HEAD = re.compile(r"(?:19|20)[\dOo]{2}年?度?")
_HOURS = re.compile(r"学时|课时|小时|学分")
# Years of one table follow upon each other; a head that was not read leaves a gap of two. Design value.
_MOST_STEP = 2
# Characters of the row above that may still tell the sort of hours: a label in a cell of its own (公需科目学时). Design
# value: a long label.
_LABEL = 30


@dataclass(frozen=True)
class Column:
    """The column below a year's head: its middle in pixels."""

    middle: float
    year: int


@dataclass(frozen=True)
class _Block:
    """A row of heads, and the rows below it down to the next row of heads of any sort."""

    columns: Sequence[Column]
    rows: Sequence[Row]

    @property
    def pitch(self) -> float:
        """The least distance of two heads in pixels."""
        return min(abs(one.middle - other.middle) for one, other in pairwise(self.columns))


@dataclass(frozen=True)
class ByYear:
    """What stands in columns of years: the hours, the lines of these tables, and whether a column lacks some that the
    others have.
    """

    found: Sequence[Stated]
    lines: frozenset[int]
    uneven: bool

    @property
    def in_doubt(self) -> bool:
        """Whether hours seem to be missing or misread."""
        return self.uneven or any(one.entry.year is None for one in self.found) or not sums_agree(self.found)


def read(sheet: Sheet) -> ByYear:
    """The hours in columns of years; a row of years without hours below it heads none."""
    found: list[Stated] = []
    lines: set[int] = set()
    uneven = False
    for block in _blocks(sheet):
        told = list(_told(sheet, block))
        if told:
            found += told
            lines |= {index for row in block.rows for index in row.lines}
            uneven = uneven or _is_uneven(sheet, block, told)
    return ByYear(tuple(found), frozenset(lines), uneven)


def _blocks(sheet: Sheet) -> Iterator[_Block]:
    heads = {number: columns for number, row in enumerate(sheet.rows) if (columns := _heads(sheet, row))}
    tables = {number for number, row in enumerate(sheet.rows) if opens_columns(sheet, row)}
    for number, columns in heads.items():
        end = min((n for n in (*heads, *tables) if n > number), default=len(sheet.rows))
        yield _Block(columns, sheet.rows[number:end])


def _heads(sheet: Sheet, row: Row) -> tuple[Column, ...]:
    """The columns that a row of years opens; () if it is none. Beside the years stands a label at most."""
    named = [(i, cell) for i, cell in zip(row.lines, row.cells, strict=True) if _HEAD.fullmatch(cell)]
    years = [year for _, cell in named if (year := year_in(cell))]
    if len(named) < 2 or len(years) < len(named) or len(row.cells) > len(named) + 1:
        return ()
    steps = [other - one for one, other in pairwise(years)]
    if not (all(0 < s <= _MOST_STEP for s in steps) or all(-_MOST_STEP <= s < 0 for s in steps)):
        return ()
    return tuple(Column(_middle(sheet, i), year) for (i, _), year in zip(named, years, strict=True))


def _told(sheet: Sheet, block: _Block) -> Iterator[Stated]:
    """The hours of a block, each with the year of its column."""
    above: dict[int | None, str] = {}
    for row in block.rows[1:]:
        outside = _cells(sheet, block, row, None).values()
        label = "".join(cell for cell in outside if cell_hours(cell) is None)
        for year in (None, *(column.year for column in block.columns)):
            cells = _cells(sheet, block, row, year)
            text = "".join(cells.values())
            before = above.get(year, "") if year is None else label or above.get(year, "")
            used = list(_in_cell(text, year, before, list(cells)))
            above[year] = "" if used else text[-_LABEL:]
            yield from used


def _in_cell(text: str, year: int | None, label: str, lines: Sequence[int]) -> Iterator[Stated]:
    """What one cell tells: in words, or with a number alone where its row's label speaks of hours."""
    number = cell_hours(text)
    governed = category(label) is not None or _HOURS.search(label) or SUM.search(label)
    if number is not None and not _HOURS.search(text):
        if year is None or not governed:
            return
        text = f"{number:g}{'学分' if '学分' in label else '学时'}"
    for one in stated_in(text, year, label):
        yield replace(one, lines=tuple(lines))


def _cells(sheet: Sheet, block: _Block, row: Row, year: int | None) -> dict[int, str]:
    """A row's cells in the column of a year, by their line; None: those that stand in no column."""
    return {
        index: cell
        for index, cell in zip(row.lines, row.cells, strict=True)
        if _year_of(sheet, block, index) == year
    }


def _year_of(sheet: Sheet, block: _Block, index: int) -> int | None:
    """The year whose head a line stands below: the nearest, within half the distance of two heads. What is wider than a
    column stands in none.
    """
    x0, _, x1, _ = sheet.lines[index].box
    middle = _middle(sheet, index)
    column = min(block.columns, key=lambda c: abs(c.middle - middle))
    near = abs(column.middle - middle) <= block.pitch / 2 and x1 - x0 <= block.pitch
    return column.year if near else None


def _is_uneven(sheet: Sheet, block: _Block, told: Sequence[Stated]) -> bool:
    """Whether columns that were filled in tell differently many hours."""
    filled = {_year_of(sheet, block, index) for row in block.rows[1:] for index in row.lines} - {None}
    counts = Counter(one.entry.year for one in told if not one.is_sum)
    return len({counts[year] for year in filled}) > 1


def _middle(sheet: Sheet, index: int) -> float:
    x0, _, x1, _ = sheet.lines[index].box
    return (x0 + x1) / 2
