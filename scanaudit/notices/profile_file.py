"""Reading and writing the applicant's profile: YAML or JSON, in English words or Chinese ones."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from scanaudit.errors import OutputError
from scanaudit.notices.complaints import Complaint, from_validation, raise_for, unknown_word
from scanaudit.notices.periods import end_of, period
from scanaudit.notices.profile import Profile, Term, choices, fact_type
from scanaudit.notices.questions import wordings
from scanaudit.notices.source import Source, read_through
from scanaudit.text import Text

_YES = frozenset({"是", "有", "对", "yes", "y", "true"})
_NO = frozenset({"否", "无", "没有", "不是", "no", "n", "false"})
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月?)")
# What rosters and forms call a fact besides its label.
_ALSO = {"任期": "term"}
_NO_MAPPING = "键: 值"  # stands in what is told of any value that is none
_TERM_FORM = Text(
    zh="请写成 2019-01-01 至 2023-12-31、2019-2023，或 {开始: 2019-01-01, 结束: 2023-12-31}。",
    en="Write 2019-01-01 to 2023-12-31, 2019-2023, or {start: 2019-01-01, end: 2023-12-31}.",
)
_TERM_KEYS = {"开始": "start", "起": "start", "结束": "end", "止": "end"}


def load_profile(path: Path) -> Profile:
    """Read a profile.

    Keys are the fact names or their Chinese labels (``姓名``); choices may be written in Chinese
    (``事业单位``), yes and no as 是 and 否, dates as 2019年12月31日.

    Errors:
        UsageError: the file is not there.
        DataError: the file is wrong; names file, line, column, what is wrong and what is allowed, all at once.
    """
    source = read_through(path)
    data, complaints = _translate(source.data)
    told = {complaint.loc for complaint in complaints}
    try:
        profile = Profile.model_validate(data)
    except ValidationError as error:
        found = _as_written(from_validation(error, {"": Profile, "term": Term}), source)
        raise_for(source, [*complaints, *(one for one in found if one.loc[:1] not in told)])
        raise
    raise_for(source, complaints)
    return profile


def save_profile(profile: Profile, path: Path) -> None:
    """Write the facts that are given; JSON if the file's name ends in ``.json``, else YAML.

    The identity number is written in full, so only the user's own account may read the file.

    Errors:
        OutputError: the file cannot be written.
    """
    facts = profile.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            if path.suffix == ".json":
                json.dump(facts, stream, ensure_ascii=False, indent=2)
                stream.write("\n")
            else:
                yaml.safe_dump(facts, stream, allow_unicode=True, sort_keys=False)
    except OSError as error:
        raise OutputError(
            Text(
                zh=f"无法写入 {path}：{error.strerror}。请换一个可写的位置。",
                en=f"Cannot write {path}: {error.strerror}. Choose a place that can be written to.",
            )
        ) from error


def parse_answer(fact: str, answer: Any) -> Any:
    """A value as a person wrote it, as the profile wants it; what is not understood comes back as it was."""
    match fact_type(fact):
        case "choice":
            return _choice(fact, answer)
        case "choices":
            return [_choice(fact, one) for one in _many(answer)]
        case "texts":
            return _many(answer)
        case "yes_no":
            return _yes_no(answer)
        case "date":
            return _date(answer)
        case "text":
            said = str(answer) if isinstance(answer, int) and not isinstance(answer, bool) else answer
            # a block of YAML ends its lines
            return re.sub(r"[ \t\r\n]+", " ", said).strip() if isinstance(said, str) else said
        case "period":
            return _period(answer)
        case _ if isinstance(answer, Mapping):  # what is confirmed: 是 or 否 by requirement
            return {key: _yes_no(value) for key, value in answer.items()}
        case _:
            return answer


def _translate(raw: Mapping[Any, Any]) -> tuple[dict[str, Any], list[Complaint]]:
    """The file's content in the profile's own words; complaints about keys and choices that do not exist."""
    data: dict[str, Any] = {}
    complaints: list[Complaint] = []
    for key, value in raw.items():
        fact = _fact(key)
        if fact not in Profile.model_fields:
            complaints.append(_unknown_fact(key))
            continue
        if fact in data:
            said = Text(
                zh=f"“{key}”和上面的一项是同一项，只能留一处。", en=f"{key} is there twice; keep one."
            )
            complaints.append(Complaint((key,), said))
            continue
        data[fact] = None if value is None else parse_answer(fact, value)
        complaints += _wrong_choices(key, fact, data[fact])
    return data, complaints


def _fact(key: Any) -> Any:
    """The fact that a key means, the key itself where it means none."""
    labels = {wording.label.zh: fact for fact, wording in wordings().items()}
    return {**labels, **_ALSO}.get(key, key) if isinstance(key, str) else key


def _unknown_fact(key: Any) -> Complaint:
    """A complaint about a key, with those that there are: by their Chinese labels in Chinese, else by their names."""
    what = Text(zh="申报人信息", en="profile fact")
    by_name = unknown_word((key,), what, key, Profile.model_fields)
    labels = [wordings()[fact].label.zh if fact in wordings() else fact for fact in Profile.model_fields]
    by_label = unknown_word((key,), what, key, labels)
    zh = by_label.message.zh
    if by_name.instead and not by_label.instead:  # an English name in a Chinese run, with a slip in it
        zh = zh.replace("可用：", f"是否想写 {by_name.instead}？可用：", 1)
    return Complaint((key,), Text(zh=zh, en=by_name.message.en), by_name.instead or by_label.instead)


def _wrong_choices(key: str, fact: str, value: Any) -> Iterable[Complaint]:
    allowed = choices(fact)
    if not allowed or value is None:
        return
    labels = [f"{choice} {wordings()[fact].choices[choice].label.zh}" for choice in allowed]
    for one in value if isinstance(value, list) else [value]:
        if one not in allowed:
            yield _named(key, unknown_word((key,), Text(zh="取值", en="value"), one, labels))


def _as_written(complaints: list[Complaint], source: Source) -> list[Complaint]:
    """Complaints that name the fact, at the key as it stands in the file (it may be the Chinese label)."""
    labels = {fact: wording.label for fact, wording in wordings().items()}
    written = {_fact(key): key for key in source.data}
    told = []
    for one in (complaint for complaint in complaints if complaint.loc):
        fact, label = one.loc[0], labels.get(str(one.loc[0]))
        key = written.get(fact, label.zh if label else fact)
        said = _of_term(one) if fact == "term" else one.message
        text = Text(
            zh=f"{label.zh if label else key}：{said.zh}", en=f"{label.en if label else key}: {said.en}"
        )
        told.append(Complaint((key, *one.loc[1:]), text, one.instead))
    return told


def _named(key: Any, complaint: Complaint) -> Complaint:
    """The complaint with the key that it is about."""
    said = complaint.message
    return Complaint(complaint.loc, Text(zh=f"{key}：{said.zh}", en=f"{key}: {said.en}"), complaint.instead)


def _of_term(complaint: Complaint) -> Text:
    """What is wrong with the term, and how to write one; what is lacking in it is called as the user writes it."""
    zh, en = complaint.message.zh, complaint.message.en
    if _NO_MAPPING in zh:
        zh, en = "看不懂起止日期。", "these are no two dates."
    elif zh.startswith("缺少"):
        zh = zh.replace("start", "开始").replace("end", "结束")
    return Text(zh=f"{zh}{_TERM_FORM.zh}", en=f"{en} {_TERM_FORM.en}")


def _choice(fact: str, answer: Any) -> Any:
    for value, choice in wordings()[fact].choices.items():
        if answer in (value, choice.label.zh, choice.label.en, *choice.also):
            return value
    return answer


def _many(answer: Any) -> list[Any]:
    if isinstance(answer, str):
        return [part for part in re.split(r"[,，、;；\s]+", answer) if part]
    return list(answer) if isinstance(answer, (list, tuple)) else [answer]


def _yes_no(answer: Any) -> Any:
    word = answer.strip().lower() if isinstance(answer, str) else None
    return True if word in _YES else False if word in _NO else answer


def _date(answer: Any) -> Any:
    """A day. Of a month alone the last one, so that no years are counted too many."""
    if not isinstance(answer, str):
        return answer
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", answer).strip())
    if not match:
        return answer
    year, month = int(match.group(1)), int(match.group(2))
    try:
        last = calendar.monthrange(year, month)[1]
        return dt.date(year, month, int(match.group(3) or last))
    except ValueError:
        return answer


def _period(answer: Any) -> Any:
    """The two ends of a period, named or written in one (2019-2023)."""
    if isinstance(answer, str):
        ends = period(answer)
        return answer if ends is None else {"start": ends[0], "end": ends[1]}
    if not isinstance(answer, Mapping):
        return answer
    named = {_TERM_KEYS.get(key, key): value for key, value in answer.items()}
    return {key: _end(value, begins=key == "start") for key, value in named.items()}


def _end(value: Any, *, begins: bool) -> Any:
    told = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    found = end_of(told, begins=begins) if isinstance(told, str) else None
    return value if found is None else found
