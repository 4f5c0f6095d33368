"""Continuing-education hours: entries of year, category (公需 common, 专业 specialist) and hours.

Two shapes: running text (``2022年度公需科目30学时``, ``hours_stated``) and tables, whose columns tell the category or
whose rows name it (``hours_table``). What adds others up (合计) is no entry beside them; in text that states nothing
else it is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from scanaudit.facts import Hours
from scanaudit.fields.hours_stated import SUM, looks_like_a_sum, on_rows, sums_agree, without_sums
from scanaudit.fields.hours_table import Below, below_heads, category, entries, hours_of, is_entry, sum_of
from scanaudit.fields.sheet import Sheet
from scanaudit.reading.rows import Row

# What opens a row that adds up those above it; 累计 may count other pages too.
_SUM_ROW = re.compile(r"^(?:本页|本年度?|全年|学时|课时)?(合计|总计|小计|共计|累计)")
_NUMBER_IN_SUM = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d)?)(?![\d.年月门])")


def find(sheet: Sheet) -> list[tuple[Hours, tuple[int, ...]]]:
    """The entries on a page, each with the indices of its lines: from a table if there is one, else text."""
    sheet = sheet.simplified
    found = list(entries(sheet)) or [(s.entry, s.lines) for s in without_sums(on_rows(sheet.rows))]
    heading = category("".join(row.text for row in sheet.rows[:2]))
    return [
        (entry if entry.category else entry.model_copy(update={"category": heading}), used)
        for entry, used in found
    ]


def in_doubt(sheet: Sheet) -> bool:
    """Whether hours seem to be missing or misread, so that the entries may add up to too little or too much.

    In a table: a row that bears a year and no hours that could be read, or a year that could not; one that looks like
    the sum of the others; and a sum, of a row or of all, that is another. In text: a sum that is not that of its parts,
    or what looks like one.
    """
    sheet = sheet.simplified
    found = [entry for entry, _ in entries(sheet)]
    if not found:
        return not sums_agree(on_rows(sheet.rows))
    rows = [below for below in below_heads(sheet) if below.columns]
    sums = [below.row for below in rows if SUM.search(below.row.text)]
    parts = [below for below in rows if below.row not in sums]
    return (
        looks_like_a_sum(found)
        or any(_row_in_doubt(sheet, below) for below in parts)
        or _ends_in_a_sum(sheet, parts)
        or not _adds_up(found, sums)
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


def _adds_up(found: Sequence[Hours], sums: Sequence[Row]) -> bool:
    """Whether the largest number of each row of sums is that of the entries, of all, of a sort, or of a year; one that
    may count other pages, at least as large.
    """
    totals: defaultdict[object, float] = defaultdict(float)
    for entry in found:
        for key in {"all", entry.category, entry.year}:
            totals[key] += entry.hours
    for row in sums:
        opened = _SUM_ROW.match(row.text)
        told = [float(n) for cell in row.cells for n in _NUMBER_IN_SUM.findall(cell)] if opened else []
        more = opened is not None and opened.group(1) == "累计" and max(told, default=0.0) >= totals["all"]
        if told and max(told) not in totals.values() and not more:
            return False
    return True
