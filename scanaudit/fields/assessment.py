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

from scanaudit.fields.sheet import Found, Sheet

_RESULT = r"(?:基本合格|不合格|基本称职|不称职|优秀|合格|称职|未定等次)"
# Running text goes on in the next row; a table's row of years does not.
_YEARLY = re.compile(rf"((?:19|20)\d\d)(?!\d)年?度?[^\d\n。]{{0,16}}?({_RESULT})")
_FLOWING = re.compile(
    rf"^[^\d\n]*((?:19|20)\d\d)(?!\d)年?度?\n?[^\d\n。]{{0,6}}考\n?核[^\d。]{{0,12}}?({_RESULT})",
    re.MULTILINE,
)
_HEADED = re.compile(r"(?<![\d\-—~至])((?:19|20)\d\d)年?度")
_LABEL = r"考核(?:等次|结果|等级|结论|档次|意见)|年度考核"


def by_year(text: str) -> dict[int, str]:
    """Results by year in compacted text."""
    flowing = {int(m.group(1)): m.group(2) for m in _FLOWING.finditer(text)}
    return flowing | {int(m.group(1)): m.group(2) for m in _YEARLY.finditer(text)}


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


def find(sheet: Sheet) -> Found | None:
    """All yearly results on a page as ``2018 合格; 2019 优秀``.

    A single result is of the year in the heading, (2021年度); where that names none it is told as it is.
    """
    results = _across_columns(sheet)
    if results:
        return Found(to_text(results), to_text(results), None, 0.8)
    matches = [*_FLOWING.finditer(sheet.text), *_YEARLY.finditer(sheet.text)]
    if matches:
        place = sheet.at(min(m.start(1) for m in matches), max(m.end() for m in matches))
        return place.with_value(to_text(by_year(sheet.text)))
    for found in sheet.values(_LABEL):
        match = re.search(_RESULT, found.value[:16])
        if match:
            headed = _HEADED.search("".join(row.text for row in sheet.rows[:3]))
            year = f"{headed.group(1)} " if headed else ""
            return found.with_value(year + match.group())
    return None
