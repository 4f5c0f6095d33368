"""Continuing-education hours in tables: the columns of hours that a header opens, and the entries below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from scanaudit.facts import Hours
from scanaudit.fields.hours_stated import MOST, SUM, Category, Unit, stated_in, unit, year_in, year_of
from scanaudit.fields.lookalikes import DIGIT_LOOKALIKES
from scanaudit.fields.sheet import Sheet
from scanaudit.reading.rows import Box, Row, compact

_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d)?)(?:个)?(?:学时|课时|小时|学分)?$")
_LETTERS = re.compile(r"(?<=\d)[Oo](?!\w)")  # l and I may be a cell's border
_COMMON = re.compile(r"公需|公共|一般公需")
_SPECIALIST = re.compile(r"专业|专修|行业")
_HOURS_HEAD = re.compile(r"学时|课时|小时|学分")
# A heading that tells the sort of hours.
_SORT_HEAD = re.compile(r"(?:公需|公共|专业|行业)(?:科目|课程?)?(?:学时|课时|学分)?")
# A cell of a column of years or dates; one that may be a year that was not read; a day or month of the year above.
_DATED = re.compile(r"(?:19|20)[\dOo]{2}(?:年度?|$|[年./\-—]\d{1,2}(?!\d))")
_LIKE_A_YEAR = re.compile(
    r"(?=.*(?:\d.*\d|年))(?:[\dOoQDUCIlZSsbTBgq年月日./\-—~至]*[^\dOoQDUCIlZSsbTBgq年月日./\-—~至]?){1,2}$|.{0,3}年度?$"
)
_LONGEST_YEAR = 12
_DAY = re.compile(
    r"(?:(?:0?[1-9]|1[0-2])(?:月(?:[0-3]?\d日?)?|[./\-][0-3]?\d日?)|[0-3]?\d日?)(?:[至到~—\-].{1,8})?"
)
_YEAR_ALONE = re.compile(r"(?:19|20)[\dOo]{2}年?度?")
# Of a year's height, by how much the first hours stand above it where it is centred in its row. Design value.
_ABOVE = 0.4
# A row with a year and so many cells is an entry, and has hours.
_ENTRY_CELLS = 3


@dataclass(frozen=True)
class Column:
    """A column of hours: its left and right end in pixels, its sort, and whether it sums up those of the sorts."""

    x0: float
    x1: float
    category: Category | None
    is_sum: bool
    unit: Unit = "hour"


@dataclass(frozen=True)
class Below:
    """A row that is no header: ``number`` on the page, the columns of hours of the last header above (none: empty), the
    year that holds for it, and whether its own was misread.
    """

    number: int
    row: Row
    columns: Sequence[Column]
    year: int | None
    misread: bool


def category(text: str) -> Category | None:
    """Which sort of hours a text speaks of, None where it says both or neither."""
    text = text.replace("专业技术", "")
    common, specialist = bool(_COMMON.search(text)), bool(_SPECIALIST.search(text))
    if common == specialist:
        return None
    return "common" if common else "specialist"


def cell_hours(text: str) -> float | None:
    """The hours of a table's cell that holds nothing else.

    >>> cell_hours("３０"), cell_hours("24.5学时"), cell_hours("共24学时"), cell_hours("3O")
    (30.0, 24.5, None, 30.0)
    """
    match = _NUMBER.match(
        _LETTERS.sub(lambda found: found.group().translate(DIGIT_LOOKALIKES), compact(text))
    )
    return float(match.group(1)) if match else None


def entries(sheet: Sheet) -> Iterator[tuple[Hours, tuple[int, ...]]]:
    """Entries below a header row that has columns of hours."""
    summed = False
    above: Sequence[Column] = ()
    for below in below_heads(sheet):
        row, number = below.row, below.number
        if below.columns is not above:
            above, summed = below.columns, False
        if any(SUM.search(cell) for cell in row.cells):
            summed = True
        # a number alone below the sum is the table's no more: a seal's, or the foot of the page
        elif below.columns and not (summed and len(row.cells) == 1):
            # a cell of several lines puts the subject in the row above or below that of its hours, which is no entry
            beside = (*sheet.rows[max(0, number - 1) : number], *sheet.rows[number + 1 : number + 2])
            near = [row, *(other for other in beside if not is_entry(other))]
            yield from hours_of(sheet, below, next((c for r in near if (c := category(r.text))), None))


def years_beside(sheet: Sheet) -> dict[int, int]:
    """The years of rows that state hours in words, by the rows' numbers, where every year has a cell of its own that
    stands level with the middle of what it is for, so that hours stand above the first; else none.
    """
    alone = _years_alone(sheet)
    told = [
        (number, _middle(sheet.lines[index].box))
        for number, row in enumerate(sheet.rows)
        for index, cell in zip(row.lines, row.cells, strict=True)
        if stated_in(cell)
    ]
    if len(alone) < 2 or not told:
        return {}
    _, y0, _, y1 = alone[0][0]
    if told[0][1] > _middle(alone[0][0]) - _ABOVE * (y1 - y0):
        return {}
    return {number: min(alone, key=lambda one: abs(_middle(one[0]) - middle))[1] for number, middle in told}


def _years_alone(sheet: Sheet) -> list[tuple[Box, int]]:
    """The cells of a column that hold a year and nothing else, from above."""
    found = sorted(
        (
            (line.box, year)
            for line in sheet.lines
            if _YEAR_ALONE.fullmatch(compact(line.text)) and (year := year_in(compact(line.text)))
        ),
        key=lambda one: _middle(one[0]),
    )
    return [one for one in found if found[0][0][0] < (one[0][0] + one[0][2]) / 2 < found[0][0][2]]


def below_heads(sheet: Sheet) -> Iterator[Below]:
    """The rows that are no header, each with the year that holds for it."""
    for _, table in groupby(_carried_down(sheet), key=lambda below: id(below.columns)):
        yield from _with_merged_years(sheet, list(table))


def _with_merged_years(sheet: Sheet, table: Sequence[Below]) -> Sequence[Below]:
    """The rows of one table, each with the nearest year where the years stand in the middle of cells that several rows
    share: then entries stand above the first of them, which no year above the table could be of.
    """
    years = [
        (_middle(sheet.lines[index].box), year)
        for below in table
        for index, cell in zip(below.row.lines, below.row.cells, strict=True)
        if _YEAR_ALONE.fullmatch(cell) and (year := year_in(cell))
    ]
    listed = [below for below in table if below.columns and any(True for _ in hours_of(sheet, below, None))]
    if not years or not listed or listed[0].year is not None or listed[0].misread:
        return table
    if _middle(listed[0].row.box) >= years[0][0] or SUM.search(listed[0].row.text):
        return table
    nearest = {
        below.number: min(years, key=lambda one: abs(one[0] - _middle(below.row.box)))[1] for below in listed
    }
    return [replace(below, year=nearest.get(below.number, below.year)) for below in table]


def _middle(box: tuple[float, float, float, float]) -> float:
    return (box[1] + box[3]) / 2


def _carried_down(sheet: Sheet) -> Iterator[Below]:
    """The rows that are no header, each with the year that was named last."""
    columns: Sequence[Column] = ()
    bare = False  # no number since the last header
    year: int | None = None
    place: tuple[float, float] | None = None  # of the column that the years stand in
    for number, row in enumerate(sheet.rows):
        header = _columns(sheet, row)
        if header and not (columns and _lacks_hours(row)):
            columns = columns if bare and _goes_on(columns, header) else header
            bare = True
            continue
        bare = bare and not any(_NUMBER.match(cell) for cell in row.cells)
        dated = next((i for i, cell in zip(row.lines, row.cells, strict=True) if year_in(cell)), None)
        misread = dated is None and place is not None and _is_misread(sheet, row, place)
        if dated is not None:
            year = year_of(row)
        elif misread:
            year = None
        if not columns:
            place = None  # a year above the table is all its rows'
        elif dated is not None and _DATED.match(compact(sheet.lines[dated].text)):
            x0, _, x1, _ = sheet.lines[dated].box
            place = x0, x1
        yield Below(number, row, columns, year, misread)


def _goes_on(columns: Sequence[Column], header: Sequence[Column]) -> bool:
    """Whether a header is the second line of the one above (学时 below 公需科目): it names no sort, and each of its
    columns lies below one that did.
    """
    sorts = [column for column in columns if column.category]
    return all(
        below.category is None and any(c.x0 < (below.x0 + below.x1) / 2 < c.x1 for c in sorts)
        for below in header
    )


def _is_misread(sheet: Sheet, row: Row, place: tuple[float, float]) -> bool:
    """Whether what stands in the column of years seems to be one and was not read; a day or a month is none."""
    return any(
        place[0] < (sheet.lines[index].box[0] + sheet.lines[index].box[2]) / 2 < place[1]
        and len(cell) <= _LONGEST_YEAR
        and _LIKE_A_YEAR.match(cell)
        and not _DAY.fullmatch(cell)
        for index, cell in zip(row.lines, row.cells, strict=True)
    )


def _lacks_hours(row: Row) -> bool:
    """Whether a row that names one sort of hours is an entry whose number was not read, and no header."""
    named = category(row.text) is not None and not any(_HOURS_HEAD.search(cell) for cell in row.cells)
    return named and is_entry(row)


def is_entry(row: Row) -> bool:
    """Whether a row has the year and the cells of an entry."""
    summed = any(SUM.search(cell) for cell in row.cells)
    return len(row.cells) >= _ENTRY_CELLS and year_of(row) is not None and not summed


def opens_columns(sheet: Sheet, row: Row) -> bool:
    """Whether a row is a header with columns of hours; one that tells a number of hours is none."""
    return bool(_columns(sheet, row)) and not any(re.search(r"\d", cell) for cell in row.cells)


def _columns(sheet: Sheet, row: Row) -> list[Column]:
    """The columns of hours that a header row opens; [] if it is none."""
    if len(row.cells) < 2 or any(_NUMBER.match(cell) for cell in row.cells):
        return []
    columns = []
    for cell, x0, x1 in _headings(sheet, row):
        is_category = category(cell) is not None and len(cell) <= 10
        if is_category and (_HOURS_HEAD.search(cell) or re.search(r"科目|课|^公需|^专业$", cell)):
            columns.append(Column(x0, x1, category(cell), False, unit(cell)))
        elif SUM.search(cell) or _HOURS_HEAD.search(cell):
            columns.append(Column(x0, x1, None, bool(SUM.search(cell)), unit(cell)))
    if any(c.category for c in columns):
        columns = [c if c.category else Column(c.x0, c.x1, None, True) for c in columns]
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


def hours_of(sheet: Sheet, below: Below, subject: Category | None) -> Iterator[tuple[Hours, tuple[int, ...]]]:
    """The hours of one row: numbers that stand under a column of hours."""
    for index, cell, column, number in numbers(sheet, below):
        if not column.is_sum:
            kind = column.category or subject
            told = unit(cell) if "学" in cell else column.unit
            yield Hours(hours=number, unit=told, year=below.year, category=kind, raw=cell), (index,)


def sum_of(sheet: Sheet, below: Below) -> float | None:
    """The number of one row under a column of sums beside those of the sorts."""
    return next((number for _, _, column, number in numbers(sheet, below) if column.is_sum), None)


def numbers(sheet: Sheet, below: Below) -> Iterator[tuple[int, str, Column, float]]:
    """A row's cells that are hours, each with the column that it stands under. A number in a seal is of a table's row
    only where something of that row stands outside of seals: else it is the seal's, or of a date that it lies over.
    """
    sealed = all(sheet.is_sealed(index) for index in below.row.lines)
    for index, cell in zip(below.row.lines, below.row.cells, strict=True):
        number = cell_hours(cell)
        if sealed or number is None or not 0 < number <= MOST:
            continue
        x0, _, x1, _ = sheet.lines[index].box
        column = min(below.columns, key=lambda c: abs((c.x0 + c.x1) - (x0 + x1)))
        # half a column's usual pitch away is another column
        if abs((column.x0 + column.x1) - (x0 + x1)) / 2 <= 0.08 * sheet.width:
            yield index, cell, column, number
