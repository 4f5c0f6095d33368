"""What a fact about an applicant can be at all. What cannot be is refused by every way in, in the same words.

An impossible fact does not stay harmless: every page of an applicant whose title is said to come from 2030 would be
told as too old. What is merely odd (a check digit that is wrong, a name of one letter) is not refused here, since
records hold such; where a person sits at the question, ``answers`` asks about it.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any, Final

from scanaudit.fields import id_number
from scanaudit.text import Text

KIND: Final = "impossible"
"""Pydantic's type of the error; its context has the sentence as ``zh`` and ``en``."""

# Nobody who applies graduated, began to work or got a title before this year; no more applications a year are
# conceivable than there are series; no term is longer than a working life. Design values.
EARLIEST, _MOST_APPLICATIONS, _LONGEST_TERM = 1950, 30, 50
# Longer than the names of persons and the full names of bodies that occur, short enough for a line of a report.
_LONGEST = {"name": 100, "peer_experts": 100}
_LONGEST_TEXT, _MOST_TEXTS = 200, 50
# C0 and C1 control characters and lone surrogates: no name has them, and neither a database nor a file takes them all.
_UNWRITABLE = frozenset({"Cc", "Cs"})
_BEIJING = dt.timezone(dt.timedelta(hours=8))
_MAINLAND = re.compile(r"[1-9]\d{14}(?:\d{2}[\dX])?", re.ASCII)
# Permits of residents of Hong Kong, Macao and Taiwan and passports: letters and digits. Of whom it is not known that
# they have such a one, it is told from a mainland number with a slip by a letter (permits have 15 characters at most)
# or by the 8 digits of a Taiwan permit.
_PERMIT = re.compile(r"[A-Z0-9()]{7,18}", re.ASCII)
_SURELY_PERMIT = re.compile(r"\d{8}|(?=X|.*[A-WYZ])[A-Z0-9()]{7,15}", re.ASCII)


def today_there() -> dt.date:
    """The day it is where the notices are from: who writes today's date there is not a day early."""
    return dt.datetime.now(_BEIJING).date()


def impossible(
    fact: str, value: Any, nationality: str | None = None, today: dt.date | None = None
) -> Text | None:
    """What would be right where ``value`` cannot be that of ``fact``; None where it can.

    ``value`` is of the profile's type; ``today`` (default: the day of the call): nothing that has happened is later.
    """
    today = today or today_there()
    match fact:
        case "id_number":
            return _text(value, _LONGEST_TEXT) or _id_number(value, nationality)
        case "graduation_year":
            return _year(value, today)
        case "applications_this_year":
            if 1 <= value <= _MOST_APPLICATIONS:
                return None
            most = _MOST_APPLICATIONS
            return _said(
                f"应为 1 到 {most} 之间的数（含这次）", f"a number from 1 to {most}, this one included"
            )
        case "prior_title_date" | "work_start_date":
            return _day(value, today)
        case "term":
            return _term(value.start, value.end, today)
    return _texts(fact, value)


def _texts(fact: str, value: Any) -> Text | None:
    said = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, (tuple, dict)) else ()
    if len(said) > _MOST_TEXTS:
        return _said(f"至多 {_MOST_TEXTS} 项", f"{_MOST_TEXTS} entries at most")
    longest = _LONGEST.get(fact, _LONGEST_TEXT)
    return next((wrong for one in said if (wrong := _text(one, longest))), None)


def _text(value: str, longest: int) -> Text | None:
    if len(value) > longest:
        return _said(
            f"至多 {longest} 个字符，这里有 {len(value)} 个",
            f"{longest} characters at most, these are {len(value)}",
        )
    if any(unicodedata.category(character) in _UNWRITABLE for character in value):
        return _said(
            "含有控制字符或不完整的字符，请重新输入",
            "it has control characters or broken ones; type it again",
        )
    return None


def _id_number(number: str, nationality: str | None) -> Text | None:
    compact = id_number.compact(number)
    if _MAINLAND.fullmatch(compact):
        return None
    if nationality in {"hmt", "foreign"}:
        if _PERMIT.fullmatch(compact):
            return None
        return _said("应为证件号码，7 到 18 位字母和数字", "7 to 18 letters and digits are expected")
    if nationality is None and _SURELY_PERMIT.fullmatch(compact):
        return None
    if len(compact) not in {15, 18}:
        return _said(
            f"应为 18 位，这里有 {len(compact)} 位", f"18 characters are expected, these are {len(compact)}"
        )
    return _said("应为 18 位数字，末位可以是 X", "18 digits are expected, the last may be X")


def _year(year: int, today: dt.date) -> Text | None:
    if EARLIEST <= year <= today.year:
        return None
    return _said(f"应在 {EARLIEST} 到 {today.year} 年之间", f"a year from {EARLIEST} to {today.year}")


def _day(day: dt.date, today: dt.date) -> Text | None:
    if day > today:
        return _said(
            "这一天还没有到，应是已经过去的日期",
            "that day has not come yet; a day that has passed is expected",
        )
    return _year(day.year, today)


def _term(start: dt.date, end: dt.date, today: dt.date) -> Text | None:
    """A term that runs ends after today: its end is held by its start alone."""
    if start > end:
        return _said("开始日期在结束日期之后，请核对", "it begins after its end: is there a slip?")
    if end.year - start.year > _LONGEST_TERM:
        return _said(f"至多 {_LONGEST_TERM} 年", f"{_LONGEST_TERM} years at most")
    return _year(start.year, today)


def _said(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)
