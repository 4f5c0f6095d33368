r"""The term of a contract or an appointment as its standard sentences tell it, where no range of dates stands there.

>>> of("第一条 本合同于2021年7月1日生效,于2024年6月30\n日终止,其中试用期无。".replace(" ", ""))
('2021-07-01', '2024-06-30')
>>> of("合同期限为三年,自2021年7月1日起"), of("本合同自2021年7月起生效,有效期3年")
(('2021-07-01', '2024-06-30'), ('2021-07', '2024-06'))
>>> of("无固定期限劳动合同,本合同于2021年7月1日生效"), of("试用期为6个月,自2021年7月1日起")
(None, None)
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from scanaudit.fields import dates
from scanaudit.fields.dates import Date

# What has a term, and no 缺陷责任期. A contract speaks of other terms besides: the trial, secrecy, competition, what a
# rule allows.
_TERM = re.compile(r"合同|协议|聘用|聘任|聘期|(?<!责)任期|期限|委托|授权")
_OTHER = re.compile(r"试用|见习|实习|保密|竞业|服务期|脱密")
# Between the two days of such a sentence, its line breaks left out, and behind the second.
_BETWEEN = re.compile(
    r"[日号]?(?:起|开始|生效|起始|起算|订立|签订|成立|之)*[,;、]?(?:[并且][于至]?|截?止?[于到至]|在)?(?:公历)?"
)
_ENDS = re.compile(r"\n?[日号]?\n?(?:之?日?终\n?止|届\n?满|期\n?满|到\n?期|为?止|结\n?束|失\n?效)")
# How long it lasts: 合同期限为三年, 聘期3年, 有效期36个月.
_LENGTH = (
    r"(?:合同期限?|(?<!无)固定期限|聘用期限?|聘任期限?|聘期|(?<!责)任期|有效期限?)(?:为|是|共|:)*"
    r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<unit>年|个?月)"
)
_THEN_FROM = re.compile(rf"{_LENGTH}整?[,;(]?即?[自从于]$")
_FROM_THEN = re.compile(rf"[日号]?(?:起|开始|生效|之日)*[,;(]?{_LENGTH}")
# Characters in which a sentence names what begins before a date, in which it tells the length behind one, and in which
# the term of something else (试用期) may be named right before it. Design values: a long clause, a clause, some words.
_BEFORE, _BEHIND, _NEAR = 60, 40, 20
_LONGEST = 30  # years: what is longer was misread. Design value: most of a working life


@dataclass(frozen=True)
class Term:
    """The first and the last day, and where the sentence has them."""

    first: Date
    last: Date


def of(text: str) -> tuple[str, str] | None:
    """Both ends in compacted text, as ISO strings."""
    term = find(text)
    return (term.first.iso, term.last.iso) if term else None


def find(text: str) -> Term | None:
    """The first term that compacted rows tell in such a sentence."""
    found = dates.find(text)
    for first, last in pairwise(found):
        between = text[first.end : last.start].replace("\n", "")
        ends = _BETWEEN.fullmatch(between) and _ENDS.match(text, last.end)
        if ends and between and first.iso < last.iso and _is_of_a_term(_clause(text, first)):
            return Term(first, last)
    return next((term for date in found if (term := _by_length(text, date))), None)


def _clause(text: str, date: Date) -> str:
    """What the sentence says before a date."""
    before = text[max(0, date.start - _BEFORE) : date.start].replace("\n", "")
    return re.split("[。!?]", before)[-1]


def _is_of_a_term(before: str) -> bool:
    return bool(_TERM.search(before)) and not _OTHER.search(re.split("[,;]", before)[-1])


def _by_length(text: str, date: Date) -> Term | None:
    """A term whose first day and length are told."""
    before = _clause(text, date)
    after = text[date.end : date.end + _BEHIND].replace("\n", "")
    told = _THEN_FROM.search(before) or (_is_of_a_term(before) and _FROM_THEN.match(after))
    if not told or _OTHER.search(before[-_NEAR:]) or len(date.iso) < len("2021-07"):
        return None
    number = dates.number(told["n"]) or 0
    months = number * (12 if told["unit"] == "年" else 1)
    if not 0 < months <= 12 * _LONGEST:
        return None
    return Term(date, Date(_later(date.iso, months), date.start, date.end))


def _later(iso: str, months: int) -> str:
    """The last day, or month, of so many months from a day, or month."""
    year, month = int(iso[:4]), int(iso[5:7])
    whole = len(iso) > len("2021-07")
    count = year * 12 + month - 1 + months - (0 if whole else 1)
    year, month = divmod(count, 12)
    if not whole:
        return f"{year:04d}-{month + 1:02d}"
    same_day = int(iso[8:])
    month_end = calendar.monthrange(year, month + 1)[1]
    if same_day > month_end:  # six months from 31 August end with February
        return dt.date(year, month + 1, month_end).isoformat()
    return (dt.date(year, month + 1, same_day) - dt.timedelta(1)).isoformat()
