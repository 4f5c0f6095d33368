"""Continuing-education hours: entries of year, category (公需 common, 专业 specialist) and hours.

Three shapes: running text (``2022年度公需科目30学时``, ``hours_stated``), tables, whose columns tell the category or
whose rows name it (``hours_table``), and columns of years (``hours_by_year``). What adds others up (合计) is no entry
beside them; in text that states nothing else it is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scanaudit.facts import Hours
from scanaudit.fields import hours_by_year
from scanaudit.fields.hours_stated import SUM, looks_like_a_sum, on_rows, sums_agree, without_sums
from scanaudit.fields.hours_table import (
    Below,
    below_heads,
    category,
    entries,
    hours_of,
    is_entry,
    numbers,
    sum_of,
    years_beside,
)
from scanaudit.fields.sheet import Sheet

_NUMBER_IN_SUM = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d)?)(?![\d.年月门])")


_Entry = tuple[Hours, tuple[int, ...]]


@dataclass(frozen=True)
class Read:
    """A page's entries, each with the indices of its lines, and whether hours seem to be missing or misread, so that
    the entries may add up to too little or too much.
    """

    entries: Sequence[_Entry]
    in_doubt: bool


def read(sheet: Sheet, *, verified: bool = False) -> Read:
    """The hours on a page: from columns of years or from a table if there are such, else from text. Of both together
    only one counts, as they may tell the same courses: the columns where the hours are ``verified``, else the table.

    Columns of years are in doubt where one tells fewer hours than the others. A table is where a row bears a year and
    no hours that could be read, or a year that could not; where one row looks like the sum of the others; and where a
    sum, of a row or of all, is another. Text is where a sum is not that of its parts, or something looks like one.
    """
    sheet = sheet.simplified
    by_year = hours_by_year.read(sheet)
    rest = sheet.without(by_year.lines)
    table = list(entries(rest))
    columns = [(s.entry, s.lines) for s in without_sums(by_year.found)]
    if columns and (verified or not table):
        return Read(_with_heading(rest, columns), by_year.in_doubt)
    return Read(_with_heading(rest, table or _in_text(rest)), _rest_in_doubt(rest, [e for e, _ in table]))


def _in_text(sheet: Sheet) -> list[_Entry]:
    return [(s.entry, s.lines) for s in without_sums(on_rows(sheet.rows, years_beside(sheet)))]


def _with_heading(sheet: Sheet, found: Sequence[_Entry]) -> list[_Entry]:
    """The entries of no sort with that which the page's heading names."""
    heading = category("".join(row.text for row in sheet.rows[:2]))
    return [
        (entry if entry.category else entry.model_copy(update={"category": heading}), used)
        for entry, used in found
    ]


def _rest_in_doubt(sheet: Sheet, found: Sequence[Hours]) -> bool:
    """Whether a page, or what is left of it, without columns of years is in doubt; ``found``: its table's entries."""
    if not found:
        return not sums_agree(on_rows(sheet.rows, years_beside(sheet)))
    rows = [below for below in below_heads(sheet) if below.columns]
    sums = [below for below in rows if SUM.search(below.row.text)]
    parts = [below for below in rows if below not in sums]
    return (
        looks_like_a_sum(found)
        or any(_row_in_doubt(sheet, below) for below in parts)
        or _ends_in_a_sum(sheet, parts)
        or not all(_adds_up(sheet, below, parts) for below in sums)
    )


def _row_in_doubt(sheet: Sheet, below: Below) -> bool:
    told = [entry.hours for entry, _ in hours_of(sheet, below, None)]
    if below.misread or (is_entry(below.row) and not told):
        return True
    stated = sum_of(sheet, below)
    return bool(told) and stated is not None and stated != sum(told)


def _ends_in_a_sum(sheet: Sheet, rows: Sequence[Below]) -> bool:
    """Whether a row that names no sort has the hours of all rows above it: a sum whose label was not read."""
    total, count = 0.0, 0
    for below in rows:
        told = [entry for entry, _ in hours_of(sheet, below, None)]
        unsorted = category(below.row.text) is None and all(entry.category is None for entry in told)
        if unsorted and count > 1 and [entry.hours for entry in told] == [total]:
            return True
        total, count = total + sum(entry.hours for entry in told), count + len(told)
    return False


def _adds_up(sheet: Sheet, stated: Below, parts: Sequence[Below]) -> bool:
    """Whether a row of sums is that of the entries above it, of all or of a year. 累计 may count other pages too, and
    is at least as large.
    """
    above = [entry for b in parts if b.number < stated.number for entry, _ in hours_of(sheet, b, None)]
    above = above or [entry for b in parts for entry, _ in hours_of(sheet, b, None)]  # the sum stands first
    told = [float(n) for cell in stated.row.cells for n in _NUMBER_IN_SUM.findall(cell)]
    if not above or not told:
        return True
    largest, total = max(told), sum(entry.hours for entry in above)
    if "累计" in stated.row.text and largest >= total:
        return True
    years = {entry.year for entry in above} | {stated.year}
    totals = {total, *(sum(e.hours for e in above if e.year == year) for year in years)}
    by_sort = {kind: sum(e.hours for e in above if e.category == kind) for kind in ("common", "specialist")}
    columns = [(column.category, number) for _, _, column, number in numbers(sheet, stated)]
    sorts = [(kind, number) for kind, number in columns if kind is not None]
    if len(sorts) == len(by_sort):
        return all(by_sort[kind] == number for kind, number in sorts) or largest in totals - {total}
    return largest in totals
