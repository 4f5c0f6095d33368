"""The journal in which a paper stands: beside its label, on the cover, in a running head."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from scanaudit.fields.cover import BOOK, JOURNAL_NAME, largest_row
from scanaudit.fields.issue import NO_HEAD, issue, short_issue
from scanaudit.fields.publication import CHAPTER, title_rows
from scanaudit.fields.sheet import Found, Sheet
from scanaudit.reading.rows import Row

_JOURNAL = re.compile(
    r"《([^》\n]{2,24})》(?:编辑部|杂志社|期刊社|编委会)?|^(?:刊名|期刊名称)[::]?([^\n]{2,24})", re.MULTILINE
)
# A running head whose parts the engine read as one line: 海西建筑科技2020年第6期.
_RUNNING_HEAD = re.compile(
    r"^\d{0,4}([一-鿿]{4,20}?)(?:期刊目录|本期要目)?(?=(?:19|20)\d\d(?:年?第?\d{1,2}期|[./·]\d{1,2}期?$))"
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d年$")
_OFTEN = re.compile(r"(?:半|双)?(?:月|季|旬|周)刊")
# What heads a list of contents: 海西建筑科技期刊目录.
_CONTENTS_OF = re.compile(r"^([一-鿿]{4,20}?)(?:期刊|本期|总)?(?:目录|目次|要目)$")


def find_journal(sheet: Sheet, kind: str) -> Found | None:
    """The journal's name: beside its label or in book-title marks, a cover's largest row, a running head."""
    match = _JOURNAL.search(sheet.text) if kind != "paper_body" else None
    if match:
        group = 1 if match.group(1) else 2
        # a name in two languages: the Chinese one
        name = re.sub(r"(?<=[一-鿿)])[A-Z&]{4,}$", "", match.group(group))
        return sheet.at(match.start(group), match.start(group) + len(name))
    if kind == "paper_cover":
        return None if BOOK.search(sheet.text) else _largest(sheet, 0.75)
    if kind == "paper_copyright_page":
        top = [row for row in sheet.rows if row.box[1] < 0.3 * sheet.height]
    else:
        top = [row for row in sheet.rows if row.box[1] < 0.12 * sheet.height]
    if kind == "paper_body":
        heading = title_rows(sheet)
        top = [row for row in top if row not in heading]
    joined = _joined_to_issue(sheet, top)
    if joined:
        return joined
    for row in top:
        for index, cell in zip(row.lines, row.cells, strict=True):
            name = re.sub(r"\((?:半|双)?(?:月|季|旬|周)刊\)$", "", cell)
            if CHAPTER.match(name):
                continue
            # two characters and 研究 or 应用 head a section of a contents page
            if JOURNAL_NAME.match(name) and (kind != "paper_toc" or len(name) >= 5):
                return Found(name, cell, sheet.box([index]), sheet.lines[index].confidence)
    return _above_issue(sheet, top) or _beside_issue(sheet)


def _joined_to_issue(sheet: Sheet, top: Sequence[Row]) -> Found | None:
    """The journal's name where the engine read it and the issue as one cell of a head."""
    for row in top:
        for index, cell in zip(row.lines, row.cells, strict=True):
            match = _RUNNING_HEAD.match(cell)
            if match and not NO_HEAD.search(match.group(1)):
                return Found(match.group(1), cell, sheet.box([index]), sheet.lines[index].confidence)
    return None


def _beside_issue(sheet: Sheet) -> Found | None:
    """The journal's name in a running head: the words beside year and issue."""
    top = [row for row in sheet.rows if row.box[1] < 0.15 * sheet.height]
    for row in top:
        headed = _CONTENTS_OF.match(row.text)
        if headed:
            index = row.lines[0]
            return Found(headed.group(1), row.text, sheet.box([index]), sheet.lines[index].confidence)
    for row in (row for row in top if _names_issue(row)):
        for index, cell in zip(row.lines, row.cells, strict=True):
            if re.fullmatch(r"[一-鿿]{4,20}", cell) and not re.search(r"目录|目次|本期|要目", cell):
                return Found(cell, cell, sheet.box([index]), sheet.lines[index].confidence)
    return None


def _names_issue(row: Row) -> bool:
    """Whether a row of a head names the issue, or its year in a cell of its own."""
    return bool(issue(row.text)) or any(short_issue(cell) or _YEAR_ALONE.match(cell) for cell in row.cells)


def _above_issue(sheet: Sheet, top: Sequence[Row]) -> Found | None:
    """The journal's name on a number page: the row above 旬刊 2019年第1期."""
    for row, under in itertools.pairwise(top):
        if re.fullmatch(r"[一-鿿]{2,14}", row.text) and _OFTEN.match(under.text) and issue(under.text):
            index = row.lines[0]
            return Found(row.text, row.text, sheet.box([index]), sheet.lines[index].confidence)
    return None


def _largest(sheet: Sheet, limit: float) -> Found | None:
    row = largest_row(sheet, limit)
    if row is None:
        return None
    return Found(row.text, row.text, sheet.box(row.lines), min(sheet.lines[i].confidence for i in row.lines))
