"""What stands largest on the cover of a journal or a book, and a book's title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanaudit.fields import authors
from scanaudit.fields.sheet import Found, Sheet
from scanaudit.reading.rows import Row

JOURNAL_NAME = re.compile(
    r"^(?:JOURNAL|TRANSACTIONS|ACTA|CHINESE)[A-Z&]{4,60}$|^[一-鿿]{2,14}(?:学报|杂志|技术|工程|科技|科学|研究|世界|导刊|通讯|学刊|建设|与创新|应用|机械|建筑|结构|材料|设计|管理|信息|科学版)(?:\([^)]{2,12}\))?$"
)
# An issue, what is in it, a number, how often it comes and to whom, and by which databases it is indexed or rated.
_NOT_JOURNAL = re.compile(
    r"第?\d+期|^本期|^导读|要目|公开发行|发行(?:范围|单位|:|$)|ISSN|CN\d|^\d+年|VOL|半月$|[月旬季]刊$|收录|总库|数据库|核心期刊|来源期刊|国家级|主[管办]|代号|定价|优秀[一-鿿]*期刊",
    re.IGNORECASE,
)
# A cover's Chinese name is the journal's even where the English one is set larger, up to this much; what has the form
# of a journal's name, up to that. Design values, no data yet.
_LATIN_LARGER, _LATIN_MUCH_LARGER = 1.6, 4.0
BOOK = re.compile(r"编著|主编\n|著\n|出版社\n?$|学位论文")
# Rows of a book's title on several lines are as high as each other, and less than so many heights apart. Design
# values: rows of one size as they are read, and the leading of a title.
_LIKE_HEIGHT, _NEXT_ROW = 0.8, 1.5
# What stands among a cover's large rows and is none of the title.
_NO_BOOK_TITLE = re.compile(r"编著|主编|副主编|编委|[著编译]$|出版|学位论文|原件|一致")


def find_book_title(sheet: Sheet) -> Found | None:
    """The title on the cover of a book, with the rows that carry it on; None on a journal's."""
    largest = largest_row(sheet, 0.75) if BOOK.search(sheet.text) else None
    if largest is None:
        return None
    rows = _carried_on(sheet, largest)
    text, indices = "".join(row.text for row in rows), [i for row in rows for i in row.lines]
    return Found(text, text, sheet.box(indices), min(sheet.lines[i].confidence for i in indices))


def _carried_on(sheet: Sheet, row: Row) -> list[Row]:
    """A row of a book's title with those right above and below it that are set as large."""
    at, rows = sheet.rows.index(row), [row]
    for others in (sheet.rows[at + 1 :], sheet.rows[:at][::-1]):
        last = row
        for other in others:
            gap = max(last.box[1], other.box[1]) - min(last.box[3], other.box[3])
            alike = min(row.height, other.height) >= _LIKE_HEIGHT * max(row.height, other.height)
            words = _is_chinese(other) == _is_chinese(row) and not authors.of_row(sheet, other)[0]
            if not (alike and words and gap < _NEXT_ROW * row.height) or _NO_BOOK_TITLE.search(other.text):
                break
            rows.append(other)
            last = other
    return sorted(rows, key=lambda one: one.box[1])


def largest_row(sheet: Sheet, limit: float) -> Row | None:
    """The row of words set largest above ``limit`` (share of the height); the Chinese name where both are set."""
    rows = [
        r
        for r in sheet.rows
        if r.box[1] < limit * sheet.height and len(re.findall(r"[一-鿿A-Za-z]", r.text)) >= 2
    ]
    usable = [row for row in rows if not _NOT_JOURNAL.search(row.text)]
    if not usable:
        return None
    row = max(usable, key=lambda r: r.height)
    if not _is_chinese(row):
        chinese = [r for r in usable if _is_chinese_name(r, row.height)] or _only_chinese(usable)
        row = max(chinese, key=lambda r: r.height, default=row)
    return row


def _is_chinese(row: Row) -> bool:
    """Whether most of a row is Chinese: a misread letter of an English name may be read as a character."""
    return 2 * len(re.findall(r"[一-鿿]", row.text)) > len(row.text)


def _only_chinese(rows: Sequence[Row]) -> list[Row]:
    """The only row of Chinese words on a cover, however small: it is the name, since nothing else is said."""
    found = [row for row in rows if re.fullmatch(r"[一-鿿]{4,20}", row.text)]
    return found if len(found) == 1 else []


def _is_chinese_name(row: Row, height: float) -> bool:
    """Whether a row can be the journal's Chinese name beside an English one of that height."""
    times = height / max(row.height, 1.0)
    if JOURNAL_NAME.match(row.text) and not row.text.isascii():
        return times <= _LATIN_MUCH_LARGER
    return bool(re.search(r"[一-鿿]{2}", row.text)) and times <= _LATIN_LARGER
