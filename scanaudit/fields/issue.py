"""The issue of a journal: year and number, or volume and number.

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

import re

from scanaudit.fields.dates import with_digits
from scanaudit.fields.sheet import Found, Sheet

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
# What stands before a year and is no journal's name.
NO_HEAD = re.compile(r"目录|目次|要目|导读|日期|编号|选登|论文|项目|收稿|基金|本刊|本期")


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
    match = None if NO_HEAD.search(cell) else _SHORT.search(cell)
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
