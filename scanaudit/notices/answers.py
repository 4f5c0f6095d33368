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
from scanaudit.notices.possible import KIND, today_there
from scanaudit.notices.profile import Profile, choices, fact_type
from scanaudit.notices.profile_file import parse_answer
from scanaudit.notices.questions import question, wordings
from scanaudit.text import Text

_LETTER = re.compile(r"[^\W\d_]")


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
    today = today or today_there()
    value = parse_answer(fact, _spelt_out(fact, answer) if isinstance(answer, str) else answer)
    try:
        said = {**profile.model_dump(exclude_unset=True), fact: value}
        given = Profile.model_validate(said, context={"today": today})
    except ValidationError as error:
        return Answer(profile, _of(why_not(error), fact))
    problem = _slip(fact, given)
    return Answer(profile if problem else given, problem)


def why_not(error: ValidationError) -> dict[str, Text]:
    """What is wrong with each fact that a profile was refused for, and what would be right."""
    found: dict[str, Text] = {}
    for one in error.errors(include_url=False):
        fact = str(one["loc"][0])
        found.setdefault(fact, Text(**one["ctx"]) if one["type"] == KIND else _form(fact))
    return found


def _of(wrong: dict[str, Text], fact: str) -> Text:
    """What is wrong with ``fact``, or with another that no longer agrees with it, which is named."""
    if fact in wrong:
        return wrong[fact]
    other, reason = next(iter(wrong.items()))
    label = wordings()[other].label
    return _said(f"{label.zh}：{reason.zh}", f"{label.en}: {reason.en}")


def _slip(fact: str, profile: Profile) -> Text | None:
    """What is probably a slip in a value that could be right: the person who gave it is at hand to be asked."""
    value = getattr(profile, fact)
    if fact == "id_number":
        return _id_number(str(value), profile)
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
        if id_number.birth_date(compact):
            return None
        return _said("其中的出生日期不存在", "its birth date does not exist")
    if profile.nationality in {"hmt", "foreign"} or not compact[:-1].isdecimal() or len(compact) < 15:
        return None  # a permit's number, which has no check digit
    return _said("校验位不对，请核对有没有输错", "the check digit is wrong: is there a slip?")


def _said(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


def _spelt_out(fact: str, answer: str) -> Any:
    """Numbers of choices as the choices."""
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
                "请输入起止日期，如 2019-01-01 至 2023-12-31，或 2019-2023",
                "two dates such as 2019-01-01 to 2023-12-31, or 2019-2023",
            )
        case "number":
            return _said("请输入整数", "a whole number")
    return _said("请输入文字", "some text")
