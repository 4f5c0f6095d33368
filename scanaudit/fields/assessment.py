r"""Results of yearly assessments (年度考核): 优秀, 合格 (称职), 基本合格, 不合格, by year where named.

>>> by_year("2018年合格2019年优秀2020年度基本合格")
{2018: '合格', 2019: '优秀', 2020: '基本合格'}
>>> by_year("经审定,你2017年度考\n核结果为合格等次"), by_year("2017年度\n合格")
({2017: '合格'}, {})
>>> to_text({2018: "合格", 2019: "优秀"})
'2018 合格; 2019 优秀'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from scanaudit.fields.dates import with_digits
from scanaudit.fields.sheet import Found, Sheet

_WORDS = ("基本合格", "不合格", "基本称职", "不称职", "优秀", "合格", "称职", "未定等次")
BELOW = frozenset({"基本合格", "不合格", "基本称职", "不称职"})
_RESULT = rf"(?:{'|'.join(_WORDS)})"
_A_YEAR = r"((?:19|20)\d\d)(?!\d)"
# Running text goes on in the next row; a table's row of years does not.
_YEARLY = re.compile(rf"{_A_YEAR}年?度?[^\d\n。]{{0,16}}?({_RESULT})")
_FLOWING = re.compile(
    rf"^[^\d\n]*{_A_YEAR}年?度?\n?[^\d\n。]{{0,6}}考\n?核[^\d。]{{0,12}}?({_RESULT})",
    re.MULTILINE,
)
# The year that is assessed, in compacted rows: 2021年度, 考核年份:2021, a table's heading with (2021年) below, a title
# with the year before it, a span within one year. The day of a signature is none of them, nor when somebody began.
_STATED = re.compile(
    rf"(?<![\d\-—~至]){_A_YEAR}年?度|(?:^|(?:考核|考评|考绩|评估|绩效))(?:年度|年份):?{_A_YEAR}(?!年?[.\-/]?\d)|"
    rf"(?:考核|考评|考绩|评估|绩效)(?:年度|年份):?\n{_A_YEAR}(?!年?[.\-/]?\d)|[表书单]\n?\({_A_YEAR}年?\)|"
    rf"(?:时段|时间|期间|期限|周期):?\n?{_A_YEAR}(?:年|[.\-/])0?1(?=月|[.\-/至—~])[^。至到]{{0,8}}?"
    rf"(?:[至到—~一](?:\5)?|-\5).?12(?![\d日])|"
    rf"^{_A_YEAR}年(?!.*(?:上年|上一年|印发|公布))(?:[一-鿿]{{0,12}}(?:考核|考评|考绩|绩效)[一-鿿]{{0,8}}[表书单]|(?:考核|考评)(?:登记|情况|结果)?)$",
    re.MULTILINE,
)
# A result whose word may end in the next row.
_SPREAD = re.compile("|".join("\n?".join(word) for word in _WORDS))
# Beside the next result these make a choice that a form offers (优秀、合格、基本合格) or a count of votes; what may
# follow a result that is told.
_OFFERED = re.compile(r"[、,/|或和及()\d票□ \n]{1,5}")
_CHOICE = re.compile(rf"[、,/|或和及() \n□☑√]{{0,3}}{_RESULT}")
_TOLD = re.compile(r"\s*(?:[^一-鿿\d:]|$|等|档次|部门|单位|负责人|领导|主管|签|盖|本人)")
# What a result is said with, and what only proposes one or speaks of another.
_SAID = re.compile(
    r"等次|等级|档次|结果|结论|考核|考评|考绩|评定|审定|核定|确定|评为|定[为成]|(?<![规一约指特])定的|鉴定|绩效|意见"
)
_PROPOSED = re.compile(
    r"建议|拟|推荐|提名|初评|自评|上年|上一年|部门|科室|领导(?!小组|班子)|负责人|民主|成绩|考试|质量|验收|检[测验]|安全|建造师|"
    r"学习|培训|体检|标准|[无未][一-鿿]?$|没有$"
)
_FAR = 26
# A proposal for this page's result.
_PROPOSES = re.compile(r"(?:建议|拟)[^。;!,]{0,8}(?:定|评|考核|[等档]次|确认)[定为成]*$")
# How sure a page's result is that tells two, and one that is proposed only. Design values: below what counts as read.
_CONTRADICTED, _ONLY_PROPOSED = 0.5, 0.5


def by_year(text: str) -> dict[int, str]:
    """Results by year in compacted text."""
    return {int(match.group(1)): match.group(2) for match in _listed(text)}


def _listed(text: str) -> Iterator[re.Match[str]]:
    """Years with their results, none of those offered, proposed, or of something else."""
    for match in (*_FLOWING.finditer(text), *_YEARLY.finditer(text)):
        offered = _CHOICE.match(text, match.end())
        said = re.split("[,;]", text[match.end(1) : match.start(2)])[-1]
        # a bad year is never lost, unless it is denied or only proposed
        denied = said.endswith(("无", "未", "没有")) or _PROPOSES.search(said)
        stands = match.group(2) in BELOW and not denied
        if not offered and (stands or not _PROPOSED.search(said)):
            yield match


def to_text(results: dict[int, str]) -> str:
    """The results in one line, sorted by year."""
    return "; ".join(f"{year} {result}" for year, result in sorted(results.items()))


def from_text(text: str) -> dict[int, str]:
    """``to_text`` read back."""
    parts = (part.strip().partition(" ") for part in text.split(";"))
    return {int(year): result for year, _, result in parts if re.fullmatch(r"[0-9]{4}", year)}


def _across_columns(sheet: Sheet) -> dict[int, str]:
    """Years in one row and results in the row below it, column by column."""
    results: dict[int, str] = {}
    for row, under in zip(sheet.rows, sheet.rows[1:], strict=False):
        for index, cell in zip(row.lines, row.cells, strict=True):
            year = re.fullmatch(r"((?:19|20)\d\d)年?度?", cell)
            if not year:
                continue
            x0, _, x1, _ = sheet.lines[index].box
            for below, text in zip(under.lines, under.cells, strict=True):
                box = sheet.lines[below].box
                if min(x1, box[2]) > max(x0, box[0]) and re.fullmatch(_RESULT, text):
                    results[int(year.group(1))] = text
    return results


def stated_years(text: str) -> tuple[int, ...]:
    r"""The years that compacted rows state as those assessed.

    >>> stated_years("履职考核表\n考核年份:2O19年\n签字2020年1月8日")
    (2019,)
    >>> stated_years("考核时间:2019年1月1日至2019年12月31日"), stated_years("考核周期:\n2023年1月一12月")
    ((2019,), (2023,))
    >>> stated_years("2019年员工年度绩效考核表"), stated_years("2019年考核")
    ((2019,), (2019,))
    >>> stated_years("考核时间:2021年1月8日至12日\n毕业年份:2010\n2015年取得工程师参加考核")
    ()
    """
    return tuple(int(next(filter(None, match.groups()))) for match in _STATED.finditer(with_digits(text)))


def find(sheet: Sheet) -> Found | None:
    """All yearly results on a page as ``2018 合格; 2019 优秀``.

    A single result is of the year that the page states; where it states none or several the result is told as it is.
    One that is only proposed is told where no other was read, as a doubt.
    """
    results = _across_columns(sheet)
    if results:
        return Found(to_text(results), to_text(results), None, 0.8)
    verdict, listed = _verdict(sheet), by_year(sheet.text)
    contradicted = verdict is not None and len(listed) == 1 and verdict.value not in listed.values()
    if listed and not contradicted:
        matches = list(_listed(sheet.text))
        place = sheet.at(min(m.start(1) for m in matches), max(m.end() for m in matches))
        sure = min(*(_sureness(sheet, m) for m in matches), verdict.confidence if verdict else 1.0)
        return replace(place, value=to_text(listed), confidence=sure)
    if verdict is None:
        return _proposal(sheet)
    result, sure = verdict.value, verdict.confidence
    if contradicted:
        result = next((one for one in listed.values() if one in BELOW), result)
        sure = min(sure, _CONTRADICTED)
    years = {*listed} or set(stated_years(sheet.text))
    value = f"{years.pop()} {result}" if len(years) == 1 else result
    return replace(verdict, value=value, confidence=sure)


def _sureness(sheet: Sheet, match: re.Match[str]) -> float:
    """How sure a year's result was read. Scraps of a seal between them may hide a 不 before 合格, nothing before a bad
    result.
    """
    if match.group(2) not in BELOW:
        return sheet.at(match.start(1), match.end(2)).confidence
    return min(sheet.at(*match.span(group)).confidence for group in (1, 2))


def _proposal(sheet: Sheet) -> Found | None:
    """The result that the page only proposes (建议定为合格等次), where it proposes one: what a seal may hide below.
    A bad one is none: the unit may have decided better, and a bad year counts against the applicant.
    """
    told = [
        (match.group().replace("\n", ""), match)
        for match in _SPREAD.finditer(sheet.text)
        if _PROPOSES.search(sheet.text[max(0, match.start() - _FAR) : match.start()].replace("\n", ""))
        and _TOLD.match(sheet.text, match.end())
    ]
    if len({word for word, _ in told}) != 1 or told[-1][0] in BELOW:
        return None
    word, match = told[-1]
    years = set(stated_years(sheet.text))
    place = sheet.at(match.start(), match.end(), f"{years.pop()} {word}" if len(years) == 1 else word)
    return replace(place, confidence=min(place.confidence, _ONLY_PROPOSED))


def _verdict(sheet: Sheet) -> Found | None:
    """The result that a form tells as its last word, wherever it stands; of several the worst, and what only proposes
    one is none.
    """
    told = [(match.group().replace("\n", ""), match) for match in _results(sheet.text)]
    if not told:
        return None
    word, match = next((one for one in told if one[0] in BELOW), told[-1])
    place = sheet.at(match.start(), match.end(), word)
    agreed = len({one for one, _ in told}) == 1
    return place if agreed else replace(place, confidence=min(place.confidence, _CONTRADICTED))


def _results(text: str) -> Iterator[re.Match[str]]:
    """Results that are said to be the page's, none that is offered, counted or proposed."""
    found = list(_SPREAD.finditer(text))
    offered = {
        place
        for one, other in pairwise(found)
        if _OFFERED.fullmatch(text, one.end(), other.start())
        for place in (one.start(), other.start())
    }
    for match in found:
        said = _is_said(text[max(0, match.start() - _FAR) : match.start()])
        if said and match.start() not in offered and _TOLD.match(text, match.end()):
            yield match


def _is_said(before: str) -> bool:
    """Whether what stands before a result, in its clause or its row, or in the row above one that begins with it, says
    that it is the one.
    """
    rows = before.split("\n")
    row = rows[-1] or "".join(rows[-2:])
    clause = re.split("[。;!,]", row)[-1]
    words = clause if _SAID.search(clause) else row
    return bool(_SAID.search(words)) and not _PROPOSED.search(words)
