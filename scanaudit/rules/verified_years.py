"""The years of a verification page of continuing education, and which of them bear no seal.

Pages tell them in words (经审验，2021年度…), in a table with a row for each year, or side by side in columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from scanaudit.facts import Box, PageFacts, TextLine

_YEAR = re.compile(r"((?:19|20)\d\d)年(?!\d{1,2}月)")  # and no date
_YEAR_CELL = re.compile(r"((?:19|20)\d\d)年?度?")
_COLUMN = re.compile(r"[（(](?:盖|公)?章[）)]$|盖章$")  # the heading of a table's column for the seals
_LONGEST_LABEL = 16  # characters
_ROWS_OWN = re.compile(r"^[（(](?:盖|公)?章[）)]")  # in each year's cell, often before the date
_VERIFIED = re.compile(r"审验|验证|核验|学时|合格")
_FILLED = re.compile(r"合格|\d学时")  # what a person or a stamp adds to a year's column
# Of the page's height, a seal of 40 mm on A4. Design values.
_ABOVE, _HEIGHT = 0.12, 0.13
_ROOM = 1.1  # of a seal's height from which a row was drawn for a seal of its own


def unsealed_years(page: PageFacts, seals: Sequence[Box]) -> Mapping[str, TextLine]:
    """The years without a seal of their own, each with the line that names it or asks for its seal.

    One seal may be for all the years of a table: there a year lacks its seal only where most of them are sealed, or
    where the rows are high enough for a seal each and one stands in a row.
    """
    columns = _columns(page)
    if columns:
        return _unsealed_columns(columns, seals)
    said = _said(page)
    if said:
        return _unsealed(said, _nearest(said, seals)) if len(seals) < len(said) else {}
    rows = _rows(page)
    if len(rows) > 1 and seals and _room(rows, seals):
        sealed = {year for year, row in rows.items() for seal in seals if row.holds(seal)}
        return _unsealed({year: row.line for year, row in rows.items()}, sealed) if sealed else {}
    return _unsealed_table({year: row.line for year, row in rows.items()}, seals)


@dataclass(frozen=True)
class _Row:
    """The row of a year, whose cell is ``line``, from ``top`` to ``bottom``."""

    line: TextLine
    top: float
    bottom: float

    def holds(self, seal: Box) -> bool:
        """Whether a seal's middle lies in the row, or the year's own cell is level with it."""
        return self.top < (seal[1] + seal[3]) / 2 < self.bottom or seal[1] < _middle(self.line) < seal[3]


def _unsealed(years: Mapping[str, TextLine], sealed: set[str]) -> dict[str, TextLine]:
    return {year: line for year, line in years.items() if year not in sealed}


def _nearest(years: Mapping[str, TextLine], seals: Sequence[Box]) -> set[str]:
    middles = [(seal[1] + seal[3]) / 2 for seal in seals]
    return {min(years, key=lambda year: abs(_middle(years[year]) - m)) for m in middles}


def _unsealed_table(years: Mapping[str, TextLine], seals: Sequence[Box]) -> dict[str, TextLine]:
    if len(seals) >= len(years):
        return {}
    sealed = _nearest(years, seals)
    sealed |= {year for year, line in years.items() if any(s[1] < _middle(line) < s[3] for s in seals)}
    return _unsealed(years, sealed) if 2 * len(sealed) >= len(years) else {}


def _said(page: PageFacts) -> dict[str, TextLine]:
    """The lines that verify one year each, in words."""
    years: dict[str, TextLine] = {}
    for line in page.lines:
        named = _YEAR.findall(_plain(line))
        if len(named) == 1 and _VERIFIED.search(line.text):
            years.setdefault(named[0], line)
    return years


def _rows(page: PageFacts) -> dict[str, _Row]:
    """The verified rows of a table with a column for the seal, or with a label for it in each row."""
    cells: dict[str, TextLine] = {}
    for line in page.lines:
        if year := _YEAR_CELL.fullmatch(_plain(line)):
            cells.setdefault(year.group(1), line)
    rows = _between(cells)
    headed = any(len(_plain(line)) <= _LONGEST_LABEL and _COLUMN.search(_plain(line)) for line in page.lines)
    return {
        year: row
        for year, row in rows.items()
        if _in_row(row, _VERIFIED, page) and (headed or _in_row(row, _ROWS_OWN, page))
    }


def _between(cells: Mapping[str, TextLine]) -> dict[str, _Row]:
    """The rows of the years' cells: from half-way to the year above to half-way to the year below."""
    ordered = sorted(cells.items(), key=lambda cell: _middle(cell[1]))
    middles = [_middle(line) for _, line in ordered]
    if len(ordered) < 2:
        return {year: _Row(line, line.bbox[1], line.bbox[3]) for year, line in ordered}
    half = median(below - above for above, below in pairwise(middles)) / 2
    bounds = [middles[0] - half, *(sum(pair) / 2 for pair in pairwise(middles)), middles[-1] + half]
    return {
        year: _Row(line, top, bottom)
        for (year, line), (top, bottom) in zip(ordered, pairwise(bounds), strict=True)
    }


def _in_row(row: _Row, words: re.Pattern[str], page: PageFacts) -> bool:
    level = (line for line in page.lines if line is not row.line and row.top < _middle(line) < row.bottom)
    return any(words.search(_plain(line)) for line in level)


def _room(rows: Mapping[str, _Row], seals: Sequence[Box]) -> bool:
    """Whether each row is high enough for a seal of its own."""
    height = median(seal[3] - seal[1] for seal in seals)
    return min(row.bottom - row.top for row in rows.values()) > _ROOM * height


def _columns(page: PageFacts) -> dict[str, TextLine]:
    """The labels for the seal of the years that stand side by side, each over its own label and what was verified; a
    column that nobody filled in is none.
    """
    years = {m.group(1): line for line in page.lines if (m := _YEAR_CELL.fullmatch(_plain(line)))}
    level = {
        year: line
        for year, line in years.items()
        if sum(line.bbox[1] < _middle(other) < line.bbox[3] for other in years.values()) > 1
    }
    columns: dict[str, TextLine] = {}
    for year, line in level.items():
        beneath = [
            one
            for one in page.lines
            if one.bbox[1] > line.bbox[3]
            and min(level, key=lambda y: abs(_centre(level[y]) - _centre(one))) == year
        ]
        labels = [
            one for one in beneath if _COLUMN.search(_plain(one)) and len(_plain(one)) <= _LONGEST_LABEL
        ]
        if len(labels) == 1 and any(_FILLED.search(_plain(one)) for one in beneath):
            columns[year] = labels[0]
    return columns if len(columns) > 1 else {}


def _unsealed_columns(columns: Mapping[str, TextLine], seals: Sequence[Box]) -> dict[str, TextLine]:
    """The years side by side in whose column no seal stands by the label; one over a border seals both. The unit's seal
    on a copy stands elsewhere.
    """
    top = min(line.bbox[1] for line in columns.values()) - _ABOVE
    bottom = max(line.bbox[3] for line in columns.values()) + _HEIGHT
    near = [seal for seal in seals if top < (seal[1] + seal[3]) / 2 < bottom]
    sealed = {min(columns, key=lambda year: abs(_centre(columns[year]) - (s[0] + s[2]) / 2)) for s in near}
    sealed |= {year for year, line in columns.items() if any(s[0] < _centre(line) < s[2] for s in near)}
    return _unsealed(columns, sealed)


def _plain(line: TextLine) -> str:
    return "".join(line.text.split()).rstrip("：:")


def _middle(line: TextLine) -> float:
    return (line.bbox[1] + line.bbox[3]) / 2


def _centre(line: TextLine) -> float:
    return (line.bbox[0] + line.bbox[2]) / 2
