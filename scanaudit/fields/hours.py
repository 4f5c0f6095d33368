"""Continuing-education hours: entries of year, category (公需 common, 专业 specialist) and hours.

Two shapes: running text (``2022年度公需科目30学时``) and tables, whose columns tell the category or whose
rows name it. What adds others up (合计) is no entry beside them, and an entry where it stands alone.

>>> [(e.hours, e.year, e.category) for e in in_text("2022年度参加公需科目30学时、专业科目60学时")]
[(30.0, 2022, 'common'), (60.0, 2022, 'specialist')]
>>> [(e.hours, e.unit) for e in in_text("2022年度公需科目3学分")]
[(3.0, 'credit')]
>>> [e.hours for e in in_text("考试成绩合格,计l8学时")]
[18.0]
>>> [e.hours for e in in_text("公需科目30学时,专业科目60学时,总学时90")], [e.hours for e in in_text("合计90学时")]
([30.0, 60.0], [90.0])
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from scanaudit.facts import Hours
from scanaudit.fields.sheet import Sheet
from scanaudit.reading.rows import Row, compact

Category = Literal["common", "specialist"]
Unit = Literal["hour", "credit"]
_Key = tuple[int | None, str | None]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_UNIT = r"(?:个)?(?:标准)?(?:学时|课时|小时|学分|分)"
_IN_TEXT = re.compile(
    rf"(?<![\d.])(\d{{1,3}}(?:\.\d)?){_UNIT}|"
    r"(?:学时|课时)(?:数|合计)?[:为]?(\d{1,3}(?:\.\d)?)(?![\d年月.])|"
    r"(?:公需|专业)(?:科目|课程?)?[:为]?(\d{1,3}(?:\.\d)?)(?![\d年月.个学课])"
)
# A letter before the digits of hours is a one: l8学时.
_ONE = re.compile(rf"(?<![A-Za-z\d])[lI|](?=\d{{1,2}}{_UNIT})")
_ENGLISH = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d)?)(?:credit)?hours?", re.IGNORECASE)
_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d)?)(?:个)?(?:学时|课时|小时|学分)?$")
_COMMON = re.compile(r"公需|公共|一般公需")
_SPECIALIST = re.compile(r"专业|专修|行业")
_SUM = re.compile(r"合计|总计|小计|总学时|累计|共计")
# A sum's word straight before its number, no sort of hours between: 合计:公需科目30学时 opens a list of parts.
_SUMMED = re.compile(
    rf"(?:{_SUM.pattern}|(?<!公)共(?:学习|完成|参加|获得|取得|修)*(?=[:为]?\d))(?!.*(?:公需|公共|专业|行业))"
)
_HOURS_HEAD = re.compile(r"学时|课时|小时|学分")
# A heading that tells the sort of hours.
_SORT_HEAD = re.compile(r"(?:公需|公共|专业|行业)(?:科目|课程?)?(?:学时|课时|学分)?")
# A row with a year and so many cells is an entry, and has hours.
_ENTRY_CELLS = 3
# A year's hours and a course's: nobody studies more than this, larger numbers are something else.
_MOST = 400.0


@dataclass(frozen=True)
class _Column:
    x0: float
    x1: float
    category: Category | None
    is_sum: bool
    unit: Unit = "hour"


def category(text: str) -> Category | None:
    """Which sort of hours a text speaks of, None where it says both or neither."""
    text = text.replace("专业技术", "")
    common, specialist = bool(_COMMON.search(text)), bool(_SPECIALIST.search(text))
    if common == specialist:
        return None
    return "common" if common else "specialist"


def cell_hours(text: str) -> float | None:
    """The hours of a table's cell that holds nothing else.

    >>> cell_hours("３０"), cell_hours("24.5学时"), cell_hours("共24学时")
    (30.0, 24.5, None)
    """
    match = _NUMBER.match(compact(text))
    return float(match.group(1)) if match else None


def _unit(text: str) -> Unit:
    return "credit" if "学分" in text else "hour"


def _latest(text: str) -> Category | None:
    """Which sort was named last: what stands nearest before a number of hours is its sort."""
    named = list(re.finditer(r"(公需|公共)|(专业|行业)", text.replace("专业技术", "")))
    if not named:
        return None
    return "common" if named[-1].group(1) else "specialist"


@dataclass(frozen=True, eq=False)
class _Stated:
    """Hours as running text states them: a sum (合计), or the first part of what stands before (其中), and the lines of
    their row. Each is itself only, however alike another.
    """

    entry: Hours
    is_sum: bool
    is_first_part: bool
    lines: tuple[int, ...] = ()


def find(sheet: Sheet) -> list[tuple[Hours, tuple[int, ...]]]:
    """The entries on a page, each with the indices of its lines: from a table if there is one, else text."""
    sheet = sheet.simplified
    entries = list(_in_table(sheet)) or [(s.entry, s.lines) for s in _counted(_stated_on(sheet))]
    heading = category("".join(row.text for row in sheet.rows[:2]))
    return [
        (entry if entry.category else entry.model_copy(update={"category": heading}), used)
        for entry, used in entries
    ]


def _stated_on(sheet: Sheet) -> list[_Stated]:
    """All that a page's rows state in running text, sums among them."""
    return [
        replace(stated, lines=row.lines)
        for row, year, above in _with_year(sheet.rows)
        for stated in _stated(row.text, year, above)
    ]


def _counted(found: Sequence[_Stated]) -> list[_Stated]:
    """What counts: parts, and sums of what is not stated in parts. Of sums of the same only the largest."""
    divided = {before for before, after in pairwise(found) if after.is_first_part}
    kept = {s for s in found if not (s.is_sum or s in divided)}
    for has_sort in (True, False):
        sums = [s for s in found if s not in kept and bool(s.entry.category) == has_sort]
        stated = {_key(s) for s in kept}
        kept |= _largest(s for s in sums if not any(_may_be_in(key, _key(s)) for key in stated))
    return [s for s in found if s in kept]


def _key(stated: _Stated) -> _Key:
    return stated.entry.year, stated.entry.category


def _may_be_in(part: _Key, whole: _Key) -> bool:
    """Whether hours of one year and sort may be in a sum's: neither is said to be another."""
    return all(
        ours is None or theirs is None or ours == theirs for ours, theirs in zip(part, whole, strict=True)
    )


def _largest(sums: Iterable[_Stated]) -> set[_Stated]:
    """The largest sum of every year and sort."""
    by_key: dict[_Key, _Stated] = {}
    for one in sums:
        by_key[_key(one)] = max(by_key.get(_key(one), one), one, key=lambda s: s.entry.hours)
    return set(by_key.values())


def _with_year(found: Sequence[Row]) -> Iterator[tuple[Row, int | None, str]]:
    """Rows with the year that holds for them (the last one named) and the end of the row above."""
    year: int | None = None
    above = ""
    for row in found:
        year = _year(row) or year
        yield row, year, above
        above = "" if _IN_TEXT.search(row.text) else row.text[-30:]


def _year(row: Row) -> int | None:
    """The first year in a row's cells (joined cells could make a year of two numbers)."""
    named = next((m for cell in row.cells if (m := _YEAR.search(cell))), None)
    return int(named.group(1)) if named else None


def in_text(text: str) -> list[Hours]:
    """Entries of a row of text. A sum beside its parts is left out."""
    return [stated.entry for stated in _counted(_stated(text))]


def _stated(text: str, year: int | None = None, above: str = "") -> list[_Stated]:
    """What one row states; ``year``: named last before it; ``above``: the text that stands before it."""
    found: list[_Stated] = []
    text = _ONE.sub("1", text)
    last = 0
    for match in [*_IN_TEXT.finditer(text), *_ENGLISH.finditer(text)]:
        before = (above if not last else "") + text[last : match.start()]
        last = match.end()
        named = [int(m.group(1)) for m in _YEAR.finditer(before)]
        year = named[-1] if named else year
        raw = match.group()
        value = float(next(group for group in match.groups() if group))
        if 0 < value <= _MOST:
            kind = _latest(before[-40:] + raw)
            entry = Hours(hours=value, unit=_unit(raw), year=year, category=kind, raw=raw)
            found.append(_Stated(entry, bool(_SUMMED.search(before[-8:] + raw)), "其中" in before))
    return found


def has_unread(sheet: Sheet) -> bool:
    """Whether hours seem to be missing or misread, so that the entries may add up to too little or too much.

    In a table: a row that bears a year and no hours that could be read. In text: a sum of all that is another than that
    of the entries.
    """
    sheet = sheet.simplified
    if any(True for _ in _in_table(sheet)):
        return any(
            columns and _is_entry(row) and not any(_cells(sheet, row, columns, None, None))
            for _, row, columns in _below_heads(sheet)
        )
    found = _stated_on(sheet)
    kept = _counted(found)
    left_out = [s.entry.hours for s in found if s not in kept and not s.entry.category]
    if not left_out:
        return False
    return {max(left_out), sum(left_out)}.isdisjoint(_totals(kept))


def _totals(kept: Iterable[_Stated]) -> set[float]:
    """What entries add up to: those of each year, and all."""
    by_year: defaultdict[int | None, float] = defaultdict(float)
    for one in kept:
        by_year[one.entry.year] += one.entry.hours
    return {*by_year.values(), sum(by_year.values())}


def _below_heads(sheet: Sheet) -> Iterator[tuple[int, Row, Sequence[_Column]]]:
    """The rows that are no header: number, row, and the columns of hours of the last header above (none: empty)."""
    columns: Sequence[_Column] = ()
    for number, row in enumerate(sheet.rows):
        header = _columns(sheet, row)
        if header:
            columns = header
        else:
            yield number, row, columns


def _is_entry(row: Row) -> bool:
    summed = any(_SUM.search(cell) for cell in row.cells)
    return len(row.cells) >= _ENTRY_CELLS and _year(row) is not None and not summed


def _in_table(sheet: Sheet) -> Iterator[tuple[Hours, tuple[int, ...]]]:
    """Entries below a header row that has columns of hours."""
    year: int | None = None
    summed = False
    above: Sequence[_Column] = ()
    for number, row, columns in _below_heads(sheet):
        if columns is not above:
            above, summed = columns, False
        year = _year(row) or year
        if any(_SUM.search(cell) for cell in row.cells):
            summed = True
        # a number alone below the sum is the table's no more: a seal's, or the foot of the page
        elif columns and not (summed and len(row.cells) == 1):
            # a cell of several lines puts the subject in the row above or below that of its hours, which is no entry
            beside = (*sheet.rows[max(0, number - 1) : number], *sheet.rows[number + 1 : number + 2])
            near = [row, *(other for other in beside if not _is_entry(other))]
            kind = next((c for r in near if (c := category(r.text))), None)
            yield from _cells(sheet, row, columns, year, kind)


def _columns(sheet: Sheet, row: Row) -> list[_Column]:
    """The columns of hours that a header row opens; [] if it is none."""
    if len(row.cells) < 2 or any(_NUMBER.match(cell) for cell in row.cells):
        return []
    columns = []
    for cell, x0, x1 in _headings(sheet, row):
        is_category = category(cell) is not None and len(cell) <= 10
        if is_category and (_HOURS_HEAD.search(cell) or re.search(r"科目|课|^公需|^专业$", cell)):
            columns.append(_Column(x0, x1, category(cell), False, _unit(cell)))
        elif _SUM.search(cell) or _HOURS_HEAD.search(cell):
            columns.append(_Column(x0, x1, None, bool(_SUM.search(cell)), _unit(cell)))
    if any(c.category for c in columns):
        columns = [c if c.category else _Column(c.x0, c.x1, None, True) for c in columns]
    return columns if any(not c.is_sum for c in columns) else []


def _headings(sheet: Sheet, row: Row) -> Iterator[tuple[str, float, float]]:
    """A header row's cells with their left and right ends; two sorts of hours found as one line are parted."""
    for index, cell in zip(row.lines, row.cells, strict=True):
        x0, _, x1, _ = sheet.lines[index].box
        sorts = list(_SORT_HEAD.finditer(cell))
        if len({category(one.group()) for one in sorts}) > 1:
            step = (x1 - x0) / len(cell)
            yield from ((one.group(), x0 + step * one.start(), x0 + step * one.end()) for one in sorts)
        else:
            yield cell, x0, x1


def _cells(
    sheet: Sheet, row: Row, columns: Sequence[_Column], year: int | None, subject: Category | None
) -> Iterator[tuple[Hours, tuple[int, ...]]]:
    """The hours of one row: numbers that stand under a column of hours."""
    for index, cell in zip(row.lines, row.cells, strict=True):
        number = cell_hours(cell)
        if number is None or not 0 < number <= _MOST:
            continue
        x0, _, x1, _ = sheet.lines[index].box
        column = min(columns, key=lambda c: abs((c.x0 + c.x1) - (x0 + x1)))
        # half a column's usual pitch away is another column
        if abs((column.x0 + column.x1) - (x0 + x1)) / 2 > 0.08 * sheet.width or column.is_sum:
            continue
        kind = column.category or subject
        unit = _unit(cell) if "学" in cell else column.unit
        yield Hours(hours=number, unit=unit, year=year, category=kind, raw=cell), (index,)
