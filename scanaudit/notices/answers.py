"""What a person answers to a question: understood, checked for sense, and put into the profile.

The terminal and the web form use the same functions, so that nonsense is refused in the same words.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from scanaudit.fields import id_number
from scanaudit.notices.profile import Profile, choices, fact_type
from scanaudit.notices.profile_file import parse_answer
from scanaudit.notices.questions import question
from scanaudit.text import Text

# What stands between the two ends of a period; a hyphen only with blanks around it.
_BETWEEN = re.compile(r"\s*(?:至|到|~|～|—+|–|\bto\b|\s-\s)\s*")
_LETTER = re.compile(r"[^\W\d_]")
# Nobody who applies graduated, began to work or got a title before this year; no more applications a year
# are conceivable than there are series. Design values.
_EARLIEST, _MOST_APPLICATIONS = 1950, 30
# Permits of residents of Hong Kong, Macao and Taiwan and passports: letters and digits.
_PERMIT = re.compile(r"[A-Z0-9()]{7,18}", re.ASCII)


@dataclass(frozen=True)
class Answer:
    """The profile with the answer in it; or, where it was not understood, unchanged with the reason why."""

    profile: Profile
    problem: Text | None = None


def fill(profile: Profile, fact: str, answer: Any, today: dt.date | None = None) -> Answer:
    """``profile`` with the ``answer`` to the question about ``fact``.

    A text may give the number of a choice (``1``, ``1, 3``), its name in either language, a date however it
    is parted, or the two ends of a period. ``today`` (default: the day of the call): nothing lies after it.
    """
    value = parse_answer(fact, _spelt_out(fact, answer) if isinstance(answer, str) else answer)
    try:
        given = Profile.model_validate({**profile.model_dump(exclude_unset=True), fact: value})
    except ValidationError:
        return Answer(profile, _form(fact))
    problem = nonsense(fact, given, today or dt.date.today())
    return Answer(profile if problem else given, problem)


def nonsense(fact: str, profile: Profile, today: dt.date) -> Text | None:
    """Why the profile's value of ``fact`` cannot be right, None where it can."""
    value = getattr(profile, fact)
    match fact:
        case "id_number":
            return _id_number(str(value), profile)
        case "graduation_year":
            return _year(value, today)
        case "applications_this_year":
            if not 1 <= value <= _MOST_APPLICATIONS:
                return Text(
                    zh=f"应为 1 到 {_MOST_APPLICATIONS} 之间的数",
                    en=f"a number from 1 to {_MOST_APPLICATIONS}",
                )
            return None
        case "prior_title_date" | "work_start_date":
            return _day(value, today)
        case "term":
            return _period(value.start, value.end, today)
    return _words(fact, value)


def _words(fact: str, value: Any) -> Text | None:
    """Free texts: a word at least, and no number in its place."""
    least = 4 if fact == "employer" else 1 if fact == "file_keeper" else 2
    said = (value,) if isinstance(value, str) else value
    if fact_type(fact) not in {"text", "texts"} or not isinstance(said, tuple):
        return None
    if all(len(_LETTER.findall(one)) >= least for one in said):
        return None
    return Text(zh=f"至少要有 {least} 个字", en=f"at least {least} letters are expected")


def _id_number(number: str, profile: Profile) -> Text | None:
    compact = id_number.compact(number)
    if id_number.is_valid(compact):
        return (
            None
            if id_number.birth_date(compact)
            else _said("其中的出生日期不存在", "its birth date does not exist")
        )
    if profile.nationality in {"hmt", "foreign"}:
        fits = _PERMIT.fullmatch(compact)
        return (
            None
            if fits
            else _said("应为证件号码，7 到 18 位字母和数字", "7 to 18 letters and digits are expected")
        )
    if len(compact) not in {15, 18}:
        return _said(
            f"应为 18 位，这里有 {len(compact)} 位", f"18 characters are expected, these are {len(compact)}"
        )
    return _said("校验位不对，请核对有没有输错", "the check digit is wrong: is there a slip?")


def _year(year: int, today: dt.date) -> Text | None:
    if _EARLIEST <= year <= today.year:
        return None
    return _said(f"应在 {_EARLIEST} 到 {today.year} 年之间", f"a year from {_EARLIEST} to {today.year}")


def _day(day: dt.date, today: dt.date) -> Text | None:
    if day > today:
        return _said("这一天还没有到", "that day has not come yet")
    return _year(day.year, today)


def _period(start: dt.date, end: dt.date, today: dt.date) -> Text | None:
    if start > end:
        return _said("开始日期在结束日期之后", "it begins after its end")
    return _year(start.year, today)


def _said(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


def _spelt_out(fact: str, answer: str) -> Any:
    """Numbers of choices as the choices, the two ends of a period apart."""
    if fact_type(fact) == "period":
        ends = [end for end in _BETWEEN.split(answer.strip()) if end]
        return {"start": ends[0], "end": ends[1]} if len(ends) == 2 else answer
    if not choices(fact):
        return answer
    values = [value for value, _ in question(fact).choices]
    parts = [part.strip() for part in re.split("[,，、]", unicodedata.normalize("NFKC", answer))]
    named = [values[int(p) - 1] if p.isdecimal() and 0 < int(p) <= len(values) else p for p in parts]
    return ", ".join(named)


def _form(fact: str) -> Text:
    """What an answer looks like."""
    several = len(choices(fact))
    match fact_type(fact):
        case "choice":
            return _said(f"请输入 1 到 {several} 之间的序号", f"type a number from 1 to {several}")
        case "choices":
            return _said(
                f"请输入 1 到 {several} 之间的序号，可以多个，用逗号隔开",
                f"numbers from 1 to {several}, several with commas",
            )
        case "yes_no":
            return _said("请回答 是 或 否", "answer yes or no")
        case "date":
            return _said("请输入日期，如 2019-12-31", "a date such as 2019-12-31")
        case "period":
            return _said(
                "请输入起止日期，如 2019-01-01 至 2023-12-31", "two dates such as 2019-01-01 to 2023-12-31"
            )
        case "number":
            return _said("请输入整数", "a whole number")
    return _said("请输入文字", "some text")
