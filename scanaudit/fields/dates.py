r"""Dates as Chinese documents write them, as ISO strings as exact as the page says.

>>> parse("2023年9月20日"), parse("二〇二三年九月"), parse("2023.09")
('2023-09-20', '2023-09', '2023-09')
>>> parse("一九九八年十二月三十一日"), parse("二○○三年")
('1998-12-31', '2003')
>>> parse("May 20, 2022"), parse("20 May 2022")
('2022-05-20', '2022-05-20')
>>> parse("2023年13月") is None, parse("2023-02-30") is None
(True, True)
>>> find_range("公示期:2023年10月10日至10月16日")
('2023-10-10', '2023-10-16')
>>> [(first.iso, last.iso) for first, last in ranges("于2024年8月29日至2024年9\n月5日公示")]  # a line ends
[('2024-08-29', '2024-09-05')]
>>> ranges("公示结束2024年9月5日\n2024年9月6日")  # one date below another
[]
>>> [(first.iso, last.iso) for first, last in ranges("自2\n016年1月1日至2021年12月3\n1日")]
[('2016-01-01', '2021-12-31')]
>>> parse("二一三年八月十四日"), parse("二十三年八月")
('2013-08-14', None)
>>> parse("一2009年12月15日")  # a seal's stroke before it
'2009-12-15'
>>> parse("2O16-12-O5"), parse("2012年l1月1日")  # letters among digits
('2016-12-05', '2012-11-01')
>>> parse("1993-10-1S")  # a day misread: the month alone
'1993-10'
>>> [(first.iso, last.iso) for first, last in ranges("2018-0424—2019-0424")]  # a dash lost in each
[('2018-04-24', '2019-04-24')]
>>> parse("编号2018-0424") is None
True
>>> parse("2016年11月18"), parse("2016年1月1")  # a seal hides what follows
('2016-11-18', '2016-01')
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_CHINESE = dict(zip("〇零○Oo0一二三四五六七八九", [0, 0, 0, 0, 0, 0, *range(1, 10)], strict=True)) | {
    "两": 2,
    "元": 1,
}
_ZH_DIGIT = "〇零○Oo0一二三四五六七八九"
_ZH_NUMBER = "[一二三四五六七八九十廿卅〇零○元]"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EN_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"

# Numbers of one or two places, which a line's end may part.
_DIGITS = r"\d(?:\n?\d)?"
_NUMERALS = rf"{_ZH_NUMBER}(?:\n?{_ZH_NUMBER}){{0,2}}"
# 二一三年: OCR drops the ring of 二〇一三年, and no other year is written so.
_YEAR = (
    rf"(?:1\n?9|2\n?0)\n?\d\n?\d|[一二](?:\n?[{_ZH_DIGIT}]){{3}}|二\n?[一二]\n?[一二三四五六七八九](?=\n?年)"
)
# A letter that OCR takes for a digit, right behind one, and no word's beginning: the number has another digit there,
# and 2026.12.2b is not the second.
_NO_LETTER = r"(?![OoDQUCIl|!iZzSsbTBgq]{1,2}(?![A-Za-z]))"
_MONTH = rf"{_DIGITS}(?=\n?月)|\d{{1,2}}+{_NO_LETTER}|{_NUMERALS}"
# Right after 月: 日 as OCR also reads it at a line's end, and two digits there are the day though a seal hides 日.
_DAY = (
    rf"{_DIGITS}(?=\n?[日号])|(?<=月)\d{{1,2}}(?=[曰目四](?:$|\n))|(?<=月)\d\d(?=$|\n(?!\d\d年))|"
    rf"{_NUMERALS}(?=\n?[日号])"
)

# Compacted text (no white space). In a frame of 年 and 月 the numbers may be Chinese, else they are digits.
_PATTERNS = (
    re.compile(
        rf"(?:(?<!\d)(?=\d)|(?<![\d一二三四五六七八九])(?!\d))({_YEAR})\n?年\n?(?:({_MONTH})\n?月?份?\n?"
        rf"(?:(?:(?<=月)|(?<=月\n))({_DAY})(?:\n?[日号曰目四])?)?)?"
    ),
    re.compile(
        rf"(?<![\d.])((?:19|20)\d\d)[./\-—](\d{{1,2}}+){_NO_LETTER}(?:[./\-—](\d{{1,2}}+){_NO_LETTER})?"
        r"(?!\d)(?!\.\d)(?![./\-][A-Za-z])"
    ),
)
_ENGLISH = (
    re.compile(rf"{_EN_MONTH}\.?(\d{{1,2}})(?:st|nd|rd|th)?,?((?:19|20)\d\d)(?!\d)", re.IGNORECASE),
    re.compile(
        rf"(?<!\d)(?<!no\.)(?<!no)(\d{{1,2}})(?:st|nd|rd|th)?(?:of)?{_EN_MONTH}\.?,?((?:19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![a-z]){_EN_MONTH}\.?,?((?:19|20)\d\d)(?!\d)", re.IGNORECASE),
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
# One dash of two that OCR lost, where a range shows that these are dates and no number: 2018-0424—2019-0424.
_LOST_DASH = re.compile(
    r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[至到—–~](?:19|20)\d\d-\d)"
    r"|(?<=\d[至到—–~])((?:19|20)\d\d)-(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d-])"
)
# A year of three numerals: of two alike beside each other OCR reads one. It was one of these years.
_THREE = re.compile(r"([一二][〇○零一二三四五六七八九]{2})(?=年)")
_LIKELY_YEARS = range(1950, 2031)
# The end of a range may leave out its year or its month: 10月10日至16日, 2019.3-5.
# A dash that OCR takes for 一 stands between a date and a digit.
_SHORT_END = re.compile(
    rf"(?:[至到\-—–~]+|一(?=\d))\n?(?:({_DIGITS}|{_NUMERALS})\n?月\n?)?({_DIGITS}|{_NUMERALS})\n?[日号]"
)
# Letters that OCR takes for the digits 0 and 1, where a date's digits or marks stand on both sides, or a digit
# before them and nothing behind.
_ZERO = re.compile(r"(?<=\d)[Oo]+(?=[\d年月日.\-/]|$)|(?<=[.\-/])[Oo]+(?=\d)", re.MULTILINE)
_ONE = re.compile(r"(?<=[\d年月.\-/])[lI|](?=[\d年月日.\-/])|(?<=\d)l$", re.MULTILINE)
_ENDS_IN_NUMBER = re.compile(r"[\d一二三四五六七八九]$")
_YEAR_ONLY = 4  # characters of a date that tells no month
_BETWEEN = re.compile(r"^日?起?\n?[,,至到\-—–一~/|][\s,,至到\-—–一~/|]{0,3}$")


@dataclass(frozen=True)
class Date:
    """A date in a text: ``iso`` and where it stands."""

    iso: str
    start: int
    end: int


def number(text: str) -> int | None:
    """A number of one or two places in digits or Chinese numerals.

    >>> number("十二"), number("二十"), number("三十一"), number("廿五"), number("07")
    (12, 20, 31, 25, 7)
    """
    text = text.replace("\n", "")
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        if any(c not in _CHINESE for c in tens + ones) or len(tens) > 1 or len(ones) > 1:
            return None
        return (_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[ones] if ones else 0)
    digits = [_CHINESE.get(c) for c in text]
    if not digits or None in digits:
        return None
    return int("".join(map(str, digits)))


def _iso(year: int | None, month: int | None, day: int | None) -> str | None:
    if year is not None and 200 < year < 300:
        year = 2000 + year % 100  # 二一三年
    if year is None or not 1900 <= year <= 2099:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def with_digits(text: str) -> str:
    """The text, letters that stand for digits in dates made digits: 2O18年 to 2018年; as long as before."""
    return _ONE.sub("1", _ZERO.sub(lambda found: "0" * len(found.group()), text))


def find(text: str) -> list[Date]:
    """All dates in compacted text, in their order; those that no calendar has are left out."""
    found: list[Date] = []
    text = with_digits(text)
    taken = bytearray(len(text))
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            parts = [number(part) if part else None for part in match.groups()]
            _add(found, taken, match, _iso(*parts))
    for k, pattern in enumerate(_ENGLISH):
        for match in pattern.finditer(text):
            month_first = (
                (match.group(1), match.group(2), match.group(3))
                if k < 2
                else (match.group(1), None, match.group(2))
            )
            month, day = (month_first[0], month_first[1]) if k != 1 else (month_first[1], month_first[0])
            _add(
                found,
                taken,
                match,
                _iso(
                    int(month_first[2]), _MONTHS.index(str(month)[:3].lower()) + 1, int(day) if day else None
                ),
            )
    for match in _LOST_DASH.finditer(text):
        year, month, day = (int(part) for part in match.groups() if part)
        _add(found, taken, match, _iso(year, month, day))
    for match in _COMPACT.finditer(text):
        _add(found, taken, match, _iso(int(match.group(1)), int(match.group(2)), int(match.group(3))))
    return sorted(found, key=lambda date: date.start)


def in_cells(cells: Sequence[str]) -> list[Date]:
    """The dates of a row's cells, which stand joined. One that begins a cell is none of the number that ends the cell
    before it, as a certificate's at the left of the day it was given.

    >>> [(d.iso, d.start) for d in in_cells(["编号:1990212015", "二〇一五年七月一日"])]
    [('2015-07-01', 13)]
    """
    found, at = find("".join(cells)), 0
    for before, cell in pairwise(cells):
        at += len(before)
        if _ENDS_IN_NUMBER.search(before):
            begun = [
                Date(d.iso, at, at + d.end) for d in find(cell) if d.start == 0 and len(d.iso) > _YEAR_ONLY
            ]
            found += [d for d in begun if all(d.end <= one.start or one.end <= d.start for one in found)]
    return sorted(found, key=lambda date: date.start)


def _add(found: list[Date], taken: bytearray, match: re.Match[str], iso: str | None) -> None:
    if iso and not any(taken[match.start() : match.end()]):
        taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
        found.append(Date(iso, match.start(), match.end()))


def parse(text: str) -> str | None:
    """The first date in a text as ISO string."""
    dates = find("".join(text.split()))
    return dates[0].iso if dates else None


def with_whole_year(text: str) -> str | None:
    """A date whose year lost one of two like numerals, with both; None where it lost none or could be two years.

    >>> with_whole_year("二〇八年五月三日"), with_whole_year("二〇二年五月三日"), with_whole_year("一九三年九月")
    ('二〇〇八年五月三日', None, '一九九三年九月')
    """
    match = _THREE.search(text)
    if match is None:
        return None
    short = match.group(1)
    whole = {short[: k + 1] + short[k:] for k in range(3)}
    (*likely,) = (year for year in whole if (number(year) or 0) in _LIKELY_YEARS)
    return text.replace(short, likely[0], 1) if len(likely) == 1 else None


def ranges(text: str) -> list[tuple[Date, Date]]:
    """Pairs of dates with 至 or a dash between them, the end's year or month filled in from the start."""
    dates, found = find(text), []
    for k, first in enumerate(dates):
        short = _SHORT_END.match(text, first.end)
        following = dates[k + 1] if k + 1 < len(dates) else None
        if following and _BETWEEN.match(text[first.end : following.start]):
            found.append((first, following))
        elif short and len(first.iso) == 10:
            month = number(short.group(1)) if short.group(1) else int(first.iso[5:7])
            iso = _iso(int(first.iso[:4]), month, number(short.group(2)))
            if iso and iso >= first.iso:
                found.append((first, Date(iso, short.start(), short.end())))
    return found


def find_range(text: str) -> tuple[str, str] | None:
    """The first range in a text as two ISO strings."""
    pairs = ranges("".join(text.split()))
    return (pairs[0][0].iso, pairs[0][1].iso) if pairs else None
