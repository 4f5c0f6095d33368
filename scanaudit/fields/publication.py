"""What the pages of a paper say of it: its title, its authors, the number of the page."""

from __future__ import annotations

import re

from scanaudit.fields import authors
from scanaudit.fields.sheet import Found, Sheet
from scanaudit.reading.rows import Row

_NOT_TITLE = re.compile(
    r"摘要|关键词|^\d+$|第\d+[卷期]|学报|ISSN|CN\d|www|http|收稿|基金|DOI|中图|文献标|Abstract|Vol\.|NO\.|^第.{1,4}页|大学|学院|公司|研究院|有限|杂志",
    re.IGNORECASE,
)
# Titles of the tuning set's papers are 1.4 to 2 times the body's size; below 1.25 it is a later page, unless names
# stand alone below it, as no sentence has them, or a name with its unit and then the abstract: then a title may be
# hardly larger than the body.
_TITLE, _SMALL_TITLE = 1.25, 1.0
_BY_UNIT = re.compile(r"[一-鿿]{2,4}[,、(]?[一-鿿]{4,24}(?:公司|大学|学院|研究院|[院局站所校]|中心|集团)")
_ABSTRACT = re.compile(r"[【\[(]?摘\s?要")
# What heads a chapter or a section of a book, and names no work: 第1章 绪论, 1.1 供水管网漏损概述, Chapter 2.
CHAPTER = re.compile(
    r"^(?:第[\d一二三四五六七八九十百]{1,4}[章节篇编]|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=[一-鿿])(?![级倍万亿吨米公年版度])|Chapter\s?\d)",
    re.IGNORECASE,
)


def title_rows(sheet: Sheet) -> list[Row]:
    """The rows of a first page's title: the largest type in the upper part, and the rows that carry it on."""
    rows = list(sheet.rows)
    usual = sorted(row.height for row in rows)[len(rows) // 2]
    upper = [r for r in rows if r.box[1] < 0.42 * sheet.height and _could_head(sheet, r)]
    if not upper:
        return []
    first = max(upper, key=lambda r: r.height)
    if first.height < _TITLE * usual:
        by_authors = (row for row in upper if row.height >= _SMALL_TITLE * usual and _has_authors(sheet, row))
        small = next(by_authors, None)
        if small is None:
            return []
        first = small
    start = rows.index(first)
    chosen = [first]
    for row in rows[start + 1 : start + 3]:
        alike = 0.85 * first.height <= row.height <= 1.15 * first.height
        if not alike or _NOT_TITLE.search(row.text) or authors.of_row(sheet, row)[0]:
            break
        chosen.append(row)
    return chosen


def _is_of_chapter(sheet: Sheet, row: Row) -> bool:
    """Whether a heading is a chapter's: by itself, or by the number alone in the row above it (第1章)."""
    at = sheet.rows.index(row)
    above = sheet.rows[at - 1].text if at else ""
    number = CHAPTER.match(above)
    if number is not None and number.end() == len(above.rstrip(".")):
        return True
    return bool(CHAPTER.match(row.text)) and not _has_authors(sheet, row)


def _has_authors(sheet: Sheet, row: Row) -> bool:
    """Whether the row below holds names and nothing else, or a name and a unit above the abstract."""
    below = sheet.rows[sheet.rows.index(row) + 1 :][:2]
    if any(authors.of_row(sheet, one)[0] for one in below[:1]):
        return True
    return len(below) == 2 and bool(_BY_UNIT.match(below[0].text) and _ABSTRACT.match(below[1].text))


def _could_head(sheet: Sheet, row: Row) -> bool:
    """Whether a row has the form of a title: one or two lines' worth of words, centred or across the page."""
    centred = abs(row.middle - sheet.width / 2) < 0.12 * sheet.width
    words = len(re.findall(r"[一-鿿A-Za-z]", row.text))
    wordy = 5 <= len(row.text) <= 90 and words > 0.7 * len(row.text) and "=" not in row.text
    return centred and wordy and not _NOT_TITLE.search(row.text)


def find_title(sheet: Sheet) -> Found | None:
    """The title on the first page of a paper; None on following pages, and where a book's chapter begins."""
    chosen = title_rows(sheet)
    if not chosen or _is_of_chapter(sheet, chosen[0]):
        return None
    indices = [i for row in chosen for i in row.lines]
    text = "".join(row.text for row in chosen)
    return Found(text, text, sheet.box(indices), min(sheet.lines[i].confidence for i in indices))


def find_authors(sheet: Sheet) -> tuple[tuple[str, ...], tuple[str, ...], Found | None]:
    """The authors in their order, those corresponding, and where they stand: in the rows below the title."""
    chosen = title_rows(sheet)
    if not chosen:
        return (), (), None
    bottom = chosen[-1].box[3]
    below = [row for row in sheet.rows if row.box[1] > bottom - 0.3 * row.height][:4]
    return authors.find(sheet, below)


def printed_page(sheet: Sheet) -> Found | None:
    """The page number printed at the foot or head: a number that stands alone there."""
    for row in (*reversed(sheet.rows[-2:]), *sheet.rows[:2]):
        edge = row.box[1] > 0.88 * sheet.height or row.box[3] < 0.12 * sheet.height
        for index, cell in zip(row.lines, row.cells, strict=True):
            match = re.fullmatch(r"[-—·.第(]*(\d{1,4})[-—·.)页]*", cell)
            if edge and match:
                return Found(match.group(1), cell, sheet.box([index]), sheet.lines[index].confidence)
    return None
