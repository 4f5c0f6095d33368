"""Hours as running text states them: parts, sums, and which of them count.

>>> [(e.hours, e.year, e.category) for e in in_text("2022年度参加公需科目30学时、专业科目60学时")]
[(30.0, 2022, 'common'), (60.0, 2022, 'specialist')]
>>> [(e.hours, e.unit) for e in in_text("2022年度公需科目3学分")]
[(3.0, 'credit')]
>>> [e.hours for e in in_text("考试成绩合格,计l8学时")]
[18.0]
>>> [(e.hours, e.category) for e in in_text("2022年度完成90学时(公需30,专业60)")]
[(30.0, 'common'), (60.0, 'specialist')]
>>> [e.hours for e in in_text("公需科目30学时,专业科目60学时,总学时90")], [e.hours for e in in_text("合计90学时")]
([30.0, 60.0], [90.0])
>>> [e.hours for e in in_text("共计六十四学时")], [e.hours for e in in_text("第十学时起,计肆拾个学时")]
([64.0], [40.0])

A sentence's end of line may part a number from its unit, or either of them (共计30 学时, 共计30学 时, 共计3 0学时).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from scanaudit.facts import Hours
from scanaudit.fields.dates import with_digits
from scanaudit.fields.numerals import NUMERALS, number
from scanaudit.reading.rows import Row

Category = Literal["common", "specialist"]
Unit = Literal["hour", "credit"]
_Key = tuple[int | None, Category | None]

SUM = re.compile(
    r"合计|总计|小计|累计|共计|总和|加起来|加在一起|相加|全部|全年|总(?:学时|课时|学分|数)|(?:学时|课时|学分)数?(?:之和|共)"
)
# A year's hours and a course's: nobody studies more than this, larger numbers are something else.
MOST = 400.0
# Characters before a number in which its sort or a sum's word may stand, and a rule's. Design values: a clause, a word.
_FAR, _NEAR = 40, 12
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_UNIT = r"(?:个)?(?:标准)?(?:学时|课时|小时|学分|分(?![钟数]))"
_IN_TEXT = re.compile(
    rf"(?<![\d.])(\d{{1,3}}(?:\.\d)?){_UNIT}|"
    r"(?:学时|课时)(?:数|合计|共计|总计|累计)?[:为]?(\d{1,3}(?:\.\d)?)(?![\d年月.]|分钟)|"
    r"(?:公需|专业)(?:科目|课程?)?[:为]?(\d{1,3}(?:\.\d)?)(?![\d年月.个学课])"
)
# Hours of a sentence that a line's end parts, in the number, in its unit or between them. Words stand before the
# number, as none do in a table's cell, and the sentence goes on behind the unit, unlike a label (学时:90, 学时数);
# where the number itself is parted or nothing follows, the words before it are those that tell hours.
_BEHIND_WORDS = r"(?<=[一-鿿,，:：(（])(?<![年月第])"
_GOES_ON = r"(?=[,，.。;；、)）]|(?![数合总共累])[一-鿿]|$)"
_TOLD_BEFORE = r"(?<=[共计成满习达为时])"
_PARTED_HOURS = re.compile(
    rf"{_BEHIND_WORDS}\d{{1,3}}(?:\.\d)?个?\n(个?(?:学时|课时|小时|学分)(?!$){_GOES_ON})|"
    rf"{_BEHIND_WORDS}\d{{1,3}}(?:\.\d)?个?(?:[学课小]\n(时{_GOES_ON})|学\n(分{_GOES_ON}))|"
    rf"{_TOLD_BEFORE}\d{{1,3}}(?:\.\d)?个?\n(个?(?:学时|课时|小时|学分){_GOES_ON})|"
    rf"{_TOLD_BEFORE}\d{{1,2}}\n(\d{{1,2}}个?(?:学时|课时|小时|学分){_GOES_ON})|"
    rf"{_TOLD_BEFORE}[{NUMERALS}]{{1,6}}个?\n([{NUMERALS}]{{0,6}}个?(?:学时|课时|小时|学分){_GOES_ON})"
)
# Hours in Chinese numerals; a single 一 or 两 is a word (一学时为45分钟).
_SPELT = re.compile(rf"(?<![第每{NUMERALS}])([{NUMERALS}]{{1,7}})(?={_UNIT})")
_A_WORD = 2
# A letter before the digits of hours is a one: l8学时.
_ONE = re.compile(rf"(?<![A-Za-z\d])[lI|](?=\d{{1,2}}{_UNIT})")
_ENGLISH = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d)?)(?:credit)?hours?", re.IGNORECASE)
# A sum's word in the clause before its number, no sort of hours between: 合计:公需科目30学时 opens a list of parts.
_SUMMED = re.compile(rf"(?:{SUM.pattern}|(?<!公)共)(?!.*(?:公需|公共|专业|行业))")
# What opens the parts of the number before it: 90学时(公需30,专业60).
_PARTED = re.compile(r"[(（][^)）]*(?:公需|公共|专业|行业)[^)）]*$")
_CLAUSE = re.compile(r"[,，;；。、]")
_OPENS_A_SUM = re.compile(r"[(（]?(?:以上|本页|学时)?(?:合计|总计|共计|累计|小计)")
# A course of a sort and what follows in its sentence: 专业科目《新技术》培训,共计60学时.
_COURSE = re.compile(r"(?:公需|公共|专业|行业)(?:科目|课程?)?《[^。;；]*$")
_SORT = re.compile(r"(公需|公共)|(专业|行业)")
_TITLE = re.compile(r"《[^《》]*》?")
# What stands before hours that a rule asks for or reckons with (每天按8学时计算, 应完成90学时) and before marks, and
# what stands behind them.
_RULED = re.compile(
    r"(?:每(?:天|日|半天|学分|期|门)(?:按|计|为|折合)?|不得?(?:少|低)于|至少|最低|按|应(?:修|完成|学满?|达到?)|规定|要求)(?:学时|课时)?$"
    r"|(?:成绩|得分|满分|分数|总评|评分)[:为]?$"
)
_RECKONED = re.compile(r"计算(?!机)|/[天日年]")


@dataclass(frozen=True, eq=False)
class Stated:
    """Hours as running text states them: a sum (合计), or the first part of what stands before (其中), with a year of
    their own or that of a row above, and the lines of their row. Each is itself only, however alike another.
    """

    entry: Hours
    is_sum: bool
    is_first_part: bool
    dated: bool
    lines: tuple[int, ...] = ()


def in_text(text: str) -> list[Hours]:
    """Entries of a row of text. A sum beside its parts is left out."""
    return [stated.entry for stated in without_sums(stated_in(text))]


def on_rows(rows: Sequence[Row], beside: Mapping[int, int] | None = None) -> list[Stated]:
    """All that a page's rows state in running text, sums among them. ``beside``: the years of rows by their number
    where these do not begin with their year.
    """
    found: list[Stated] = []
    for row, year, above in _with_year(rows, beside or {}):
        stated = [replace(one, lines=row.lines) for one in stated_in(row.text, year, above)]
        found += _as_sums(stated, found) if _OPENS_A_SUM.match(row.text) else stated
    return found


def _as_sums(stated: Sequence[Stated], before: Sequence[Stated]) -> list[Stated]:
    """What a row of sums states of each sort (合计:公需课90学时,专业课216学时), as sums where rows before tell parts of
    that sort; they are those of all years unless they name their own.
    """
    sorts = {one.entry.category for one in before if not one.is_sum}
    return [
        replace(
            one, is_sum=True, entry=one.entry if one.dated else one.entry.model_copy(update={"year": None})
        )
        if one.entry.category in sorts and one.entry.category is not None
        else one
        for one in stated
    ]


def without_sums(found: Sequence[Stated]) -> list[Stated]:
    """What counts: parts, and sums of what is not stated in parts. Of sums of the same only the largest.

    Sums of a sort are parts of those of all, and those of a year of those that bear none of their own.
    """
    divided = {before for before, after in pairwise(found) if after.is_first_part}
    kept = {s for s in found if not (s.is_sum or s in divided)}
    for has_sort, dated in ((True, True), (True, False), (False, True), (False, False)):
        sums = [s for s in found if s not in kept and bool(s.entry.category) == has_sort and s.dated == dated]
        stated = {_key(s) for s in kept}
        kept |= _largest(s for s in sums if not any(_may_be_in(key, _key(s)) for key in stated))
    return [s for s in found if s in kept]


def sums_agree(found: Sequence[Stated]) -> bool:
    """Whether each sum beside its parts is theirs, and nothing that counts looks like a sum of the rest."""
    kept = set(without_sums(found))
    if looks_like_a_sum([s.entry for s in kept]):
        return False
    beside: defaultdict[_Key, list[float]] = defaultdict(list)
    for one in found:
        if one not in kept:
            beside[_key(one)].append(one.entry.hours)
    total = sum(s.entry.hours for s in kept)
    return all(
        not {max(hours), sum(hours)}.isdisjoint(
            {total, sum(s.entry.hours for s in kept if _may_be_in(_key(s), key))}
        )
        for key, hours in beside.items()
    )


def looks_like_a_sum(entries: Sequence[Hours]) -> bool:
    """Whether one entry of no sort is what all the others, or those of its year, two or more, add up to."""
    years = {entry.year for entry in entries}
    groups = [entries, *([e for e in entries if e.year == year] for year in years if len(years) > 1)]
    return any(
        len(group) > 2 and any(e.category is None and 2 * e.hours == total for e in group)
        for group, total in ((group, sum(e.hours for e in group)) for group in groups)
    )


def _key(stated: Stated) -> _Key:
    return stated.entry.year, stated.entry.category


def _may_be_in(part: _Key, whole: _Key) -> bool:
    """Whether hours of one year and sort may be in a sum's: neither is said to be another."""
    return all(
        ours is None or theirs is None or ours == theirs for ours, theirs in zip(part, whole, strict=True)
    )


def _largest(sums: Iterable[Stated]) -> set[Stated]:
    """The largest sum of every year and sort."""
    by_key: dict[_Key, Stated] = {}
    for one in sums:
        by_key[_key(one)] = max(by_key.get(_key(one), one), one, key=lambda s: s.entry.hours)
    return set(by_key.values())


def _with_year(found: Sequence[Row], beside: Mapping[int, int]) -> Iterator[tuple[Row, int | None, str]]:
    """Rows with the year that holds for them (the last one named) and the end of the row above."""
    year: int | None = None
    above = ""
    for place, row in enumerate(_made_whole(found)):
        year = beside.get(place) or year_of(row) or year
        yield row, year, _YEAR.sub("", above) if place in beside else above
        above = "" if _IN_TEXT.search(row.text) else row.text[-_FAR:]


def _made_whole(found: Sequence[Row]) -> Sequence[Row]:
    """The rows, hours that a line's end parts brought together in the row in which they begin."""
    whole = list(found)
    for place, below in enumerate(found[1:]):
        row = whole[place]
        parted = _PARTED_HOURS.search(f"{row.text}\n{below.text}")
        # a cell that holds the unit alone beside others is a table's heading
        if parted is None or len(below.cells[0]) < len(rest := parted[parted.lastindex or 0]):
            continue
        if len(below.cells) > 1 and below.cells[0] == rest:
            continue
        cells = (*row.cells[:-1], row.cells[-1] + rest)
        whole[place] = replace(row, text=row.text + rest, cells=cells, lines=(*row.lines, below.lines[0]))
        cells = (below.cells[0][len(rest) :], *below.cells[1:])
        whole[place + 1] = replace(below, text=below.text[len(rest) :], cells=cells)
    return whole


def year_of(row: Row) -> int | None:
    """The first year in a row's cells (joined cells could make a year of two numbers)."""
    return next((year for cell in row.cells if (year := year_in(cell))), None)


def year_in(cell: str) -> int | None:
    """The first year in a text; 2O20 as well."""
    named = _YEAR.search(with_digits(cell))
    return int(named.group(1)) if named else None


def stated_in(text: str, year: int | None = None, above: str = "") -> list[Stated]:
    """What one row or cell states; ``year``: named last before it; ``above``: the text that stands before it."""
    found: list[Stated] = []
    text = _SPELT.sub(_in_digits, _ONE.sub("1", text))
    last = 0
    for match in [*_IN_TEXT.finditer(text), *_ENGLISH.finditer(text)]:
        before = (above if not last else "") + text[last : match.start()]
        last = match.end()
        named = [int(m.group(1)) for m in _YEAR.finditer(before)]
        year = named[-1] if named else year
        raw = match.group()
        value = float(next(group for group in match.groups() if group))
        ruled = _RULED.search(before[-_NEAR:]) or _RECKONED.match(text, match.end())
        if 0 < value <= MOST and not ruled:
            clause = _CLAUSE.split(before.replace("专业技术", ""))[-1][-_FAR:]
            is_sum = bool(_SUMMED.search(clause + raw))
            # a sum's sort stands in its own row, or with a course that goes on in it: else it is that of all
            own = before.removeprefix(above) if is_sum and not _COURSE.search(before) else before
            kind = _latest(own, raw)
            entry = Hours(hours=value, unit=unit(raw), year=year, category=kind, raw=raw)
            part = bool(_PARTED.match(before + raw)) or "其中" in before
            found.append(Stated(entry, is_sum, part, bool(named)))
    return found


def _in_digits(spelt: re.Match[str]) -> str:
    value = number(spelt.group())
    return spelt.group() if value is None or value <= _A_WORD else str(value)


def unit(text: str) -> Unit:
    """Whether a text speaks of hours or of credits (学分)."""
    return "credit" if "学分" in text else "hour"


def _latest(before: str, raw: str) -> Category | None:
    """Which sort was named last: what stands nearest before a number of hours is its sort. A course's title may name
    another one (公需科目《专业人员的职业道德》), and counts only where nothing outside of it does, however long it is.
    """
    before = before.replace("专业技术", "")
    outside = list(_SORT.finditer(_TITLE.sub("", before)[-_FAR:] + raw))
    named = outside or list(_SORT.finditer(before[-_FAR:] + raw))
    if not named:
        return None
    return "common" if named[-1].group(1) else "specialist"
