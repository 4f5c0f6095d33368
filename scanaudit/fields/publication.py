"""What a page of a paper says of it: journal, issue, title, authors.

>>> issue("2021年第3期(总第45期)"), issue("Vol.12 No.3 2021"), issue("第12卷第3期")
('2021-03', '2021-03', '12(3)')
>>> issue("文章编号:1000-1234(2021)03-0001-06"), issue("本期要目 04期 2019")
('2021-03', '2019-04')
>>> issue("季刊 2006年创刊 2023年第2期"), issue("1991年1月创刊 2022年7月第4期")
('2023-02', '2022-04')
>>> issue("总第45期 2022年第3期"), issue("2022年6月(总第45期)")
('2022-03', None)
>>> issue("Bimonthly, started in 2019 Vol. 4, No. 3, June 2022"), issue("Since 1983 Vol. 39 No. 5")
('2022-03', '39(5)')
>>> [short_issue(cell) for cell in ("2018.2", "海西建筑科技2017/11", "VOL.112023/4", "13.5")]
['2018-02', '2017-11', '2023-04', None]
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from scanaudit.fields import authors
from scanaudit.fields.dates import with_digits
from scanaudit.fields.sheet import Found, Sheet
from scanaudit.reading.rows import Row

_YEAR_ISSUE = re.compile(
    r"((?:19|20)\d\d)年?[.,,/]?第?(\d{1,2})期|((?:19|20)\d\d)年(?:(?!创[刊办]|(?:19|20)\d\d年)[^\n]){0,12}?(?<![总计])第(\d{1,2})期|(?<![总计])第(\d{1,2})期[^\d\n]{0,24}?((?:19|20)\d\d)年"
)
_ARTICLE = re.compile(r"\d{4}-\d{3}[\dXx]\(((?:19|20)\d\d)\)(\d{1,2})-")
# A list of contents is headed by 04期 2019 too.
_ISSUE_YEAR = re.compile(r"(?<![\d第总])(0?[1-9]|1\d|2[0-4])期[,\n]?((?:19|20)\d\d)(?!\d)")
# On covers and in heads also 2018.2, alone or after the journal's name or the volume.
_SHORT = re.compile(
    r"(?:^(?:Vo[l1]\.?\d{1,3}?)?|(?<=[一-鿿]))((?:19|20)\d\d)[./·](0?[1-9]|1\d|2[0-4])期?$", re.IGNORECASE
)
_VOLUME = re.compile(
    r"第(\d{1,3})卷[,,]?第?(\d{1,2})期|Vo[l1]\.?(\d{1,3})[,.]?\s?(?:,)?No\.?(\d{1,2}?)(?=(?:19|20)\d\d(?!\d)|\D|$)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# How far from volume and number their year stands; the year that a journal was founded in is not theirs.
_NEAR = 40
_FOUNDED = re.compile(
    r"(?:since|(?:started|founded|launched|established|first(?:published|issued))(?:in|from)?)[:,]?$",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"《([^》\n]{2,24})》(?:编辑部|杂志社|期刊社|编委会)?|^(?:刊名|期刊名称)[::]?([^\n]{2,24})", re.MULTILINE
)
_JOURNAL_NAME = re.compile(
    r"^(?:JOURNAL|TRANSACTIONS|ACTA|CHINESE)[A-Z&]{4,60}$|^[一-鿿]{2,14}(?:学报|杂志|技术|工程|科技|科学|研究|世界|导刊|通讯|学刊|建设|与创新|应用|机械|建筑|结构|材料|设计|管理|信息|科学版)(?:\([^)]{2,12}\))?$"
)
# A running head whose parts the engine read as one line: 海西建筑科技2020年第6期.
_RUNNING_HEAD = re.compile(
    r"^\d{0,4}([一-鿿]{4,20}?)(?:期刊目录|本期要目)?(?=(?:19|20)\d\d(?:年?第?\d{1,2}期|[./·]\d{1,2}期?$))"
)
# What stands before a year and is no journal's name.
_NO_HEAD = re.compile(r"目录|目次|要目|导读|日期|编号|选登|论文|项目|收稿|基金|本刊|本期")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d年$")
_OFTEN = re.compile(r"(?:半|双)?(?:月|季|旬|周)刊")
# What heads a list of contents: 海西建筑科技期刊目录.
_CONTENTS_OF = re.compile(r"^([一-鿿]{4,20}?)(?:期刊|本期|总)?(?:目录|目次|要目)$")
# An issue, what is in it, a number, how often it comes and to whom, and by which databases it is indexed or rated.
_NOT_JOURNAL = re.compile(
    r"第?\d+期|^本期|^导读|要目|公开发行|发行(?:范围|单位|:|$)|ISSN|CN\d|^\d+年|VOL|半月$|[月旬季]刊$|收录|总库|数据库|核心期刊|来源期刊|国家级|主[管办]|代号|定价|优秀[一-鿿]*期刊",
    re.IGNORECASE,
)
# A cover's Chinese name is the journal's even where the English one is set larger, up to this much; what has the form
# of a journal's name, up to that.
_LATIN_LARGER, _LATIN_MUCH_LARGER = 1.6, 4.0
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
_BOOK = re.compile(r"编著|主编\n|著\n|出版社\n?$|学位论文")
# What heads a chapter or a section of a book, and names no work: 第1章 绪论, 1.1 供水管网漏损概述, Chapter 2.
_CHAPTER = re.compile(
    r"^(?:第[\d一二三四五六七八九十百]{1,4}[章节篇编]|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=[一-鿿])(?![级倍万亿吨米公年版度])|Chapter\s?\d)",
    re.IGNORECASE,
)
# Rows of a book's title on several lines are as high as each other, and less than so many heights apart.
_LIKE_HEIGHT, _NEXT_ROW = 0.8, 1.5
# What stands among a cover's large rows and is none of the title.
_NO_BOOK_TITLE = re.compile(r"编著|主编|副主编|编委|[著编译]$|出版|学位论文|原件|一致")


def issue(text: str) -> str | None:
    """``2021-03`` where year and number are known, else ``volume(number)``. Reads with or without spaces."""
    flat = with_digits(re.sub(r"[^\S\n]", "", text))
    match = _YEAR_ISSUE.search(flat)
    if match:
        a, b, c, d, e, f = match.groups()
        return f"{a or c or f}-{int(b or d or e):02d}"
    article = _ARTICLE.search(flat)
    if article:
        return f"{article.group(1)}-{int(article.group(2)):02d}"
    reversed_ = _ISSUE_YEAR.search(flat)
    if reversed_:
        return f"{reversed_.group(2)}-{int(reversed_.group(1)):02d}"
    volume = _VOLUME.search(flat)
    if not volume:
        return None
    number = int(volume.group(2) or volume.group(4))
    year = _year_near(flat, volume)
    return f"{year}-{number:02d}" if year else f"{volume.group(1) or volume.group(3)}({number})"


def _year_near(flat: str, volume: re.Match[str]) -> str | None:
    """The year that stands nearest to volume and number, and is not the one in which the journal was founded."""
    before = flat[max(0, volume.start() - _NEAR) : volume.start()]
    after = flat[volume.end() : volume.end() + _NEAR]
    years = [(len(before) - m.end(), m.group(1)) for m in _YEAR.finditer(before) if not _founding(before, m)]
    years += [(m.start(), m.group(1)) for m in _YEAR.finditer(after) if not _founding(after, m)]
    return min(years)[1] if years else None


def _founding(text: str, year: re.Match[str]) -> bool:
    """Whether a year is told to be that of a journal's first issue: started in 2019, 2019年创刊."""
    return bool(_FOUNDED.search(text[: year.start()])) or bool(
        re.match(r"年?(?:\d+月)?创[刊办]", text[year.end() :])
    )


def short_issue(cell: str) -> str | None:
    """``2018-02`` of a cell that is 2018.2, or a journal's name and 2018.2."""
    match = None if _NO_HEAD.search(cell) else _SHORT.search(cell)
    return f"{match.group(1)}-{int(match.group(2)):02d}" if match else None


def find_issue(sheet: Sheet, kind: str) -> Found | None:
    """The issue that a page names; in its short form on a cover, or in the head of a contents or body page."""
    value = issue(sheet.text)
    for pattern in (_YEAR_ISSUE, _ARTICLE, _ISSUE_YEAR, _VOLUME):
        match = pattern.search(with_digits(sheet.text))
        if match and value:
            return sheet.at(match.start(), match.end(), value)
    head = 0.75 if kind == "paper_cover" else 0.15
    for row in (row for row in sheet.rows if row.box[1] < head * sheet.height):
        for index, cell in zip(row.lines, row.cells, strict=True):
            short = short_issue(cell)
            if short:
                return Found(short, cell, sheet.box([index]), sheet.lines[index].confidence)
    return None


def find_journal(sheet: Sheet, kind: str) -> Found | None:
    """The journal's name: beside its label or in book-title marks, a cover's largest row, a running head."""
    match = _JOURNAL.search(sheet.text) if kind != "paper_body" else None
    if match:
        group = 1 if match.group(1) else 2
        # a name in two languages: the Chinese one
        name = re.sub(r"(?<=[一-鿿)])[A-Z&]{4,}$", "", match.group(group))
        return sheet.at(match.start(group), match.start(group) + len(name))
    if kind == "paper_cover":
        return None if _BOOK.search(sheet.text) else _largest(sheet, 0.75)
    if kind == "paper_copyright_page":
        top = [row for row in sheet.rows if row.box[1] < 0.3 * sheet.height]
    else:
        top = [row for row in sheet.rows if row.box[1] < 0.12 * sheet.height]
    if kind == "paper_body":
        heading = _title_rows(sheet)
        top = [row for row in top if row not in heading]
    joined = _joined_to_issue(sheet, top)
    if joined:
        return joined
    for row in top:
        for index, cell in zip(row.lines, row.cells, strict=True):
            name = re.sub(r"\((?:半|双)?(?:月|季|旬|周)刊\)$", "", cell)
            if _CHAPTER.match(name):
                continue
            # two characters and 研究 or 应用 head a section of a contents page
            if _JOURNAL_NAME.match(name) and (kind != "paper_toc" or len(name) >= 5):
                return Found(name, cell, sheet.box([index]), sheet.lines[index].confidence)
    return _above_issue(sheet, top) or _beside_issue(sheet)


def _joined_to_issue(sheet: Sheet, top: Sequence[Row]) -> Found | None:
    """The journal's name where the engine read it and the issue as one cell of a head."""
    for row in top:
        for index, cell in zip(row.lines, row.cells, strict=True):
            match = _RUNNING_HEAD.match(cell)
            if match and not _NO_HEAD.search(match.group(1)):
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


def find_book_title(sheet: Sheet) -> Found | None:
    """The title on the cover of a book, with the rows that carry it on; None on a journal's."""
    largest = _largest_row(sheet, 0.75) if _BOOK.search(sheet.text) else None
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


def _largest(sheet: Sheet, limit: float) -> Found | None:
    row = _largest_row(sheet, limit)
    if row is None:
        return None
    return Found(row.text, row.text, sheet.box(row.lines), min(sheet.lines[i].confidence for i in row.lines))


def _largest_row(sheet: Sheet, limit: float) -> Row | None:
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
    if _JOURNAL_NAME.match(row.text) and not row.text.isascii():
        return times <= _LATIN_MUCH_LARGER
    return bool(re.search(r"[一-鿿]{2}", row.text)) and times <= _LATIN_LARGER


def _title_rows(sheet: Sheet) -> list[Row]:
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
    number = _CHAPTER.match(above)
    if number is not None and number.end() == len(above.rstrip(".")):
        return True
    return bool(_CHAPTER.match(row.text)) and not _has_authors(sheet, row)


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
    chosen = _title_rows(sheet)
    if not chosen or _is_of_chapter(sheet, chosen[0]):
        return None
    indices = [i for row in chosen for i in row.lines]
    text = "".join(row.text for row in chosen)
    return Found(text, text, sheet.box(indices), min(sheet.lines[i].confidence for i in indices))


def find_authors(sheet: Sheet) -> tuple[tuple[str, ...], tuple[str, ...], Found | None]:
    """The authors in their order, those corresponding, and where they stand: in the rows below the title."""
    chosen = _title_rows(sheet)
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
