"""Questions as form fields, and form fields as answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData

from scanaudit.notices import Notice, Profile, Question, parse_answer, question, questions_for
from scanaudit.notices.answers import why_not
from scanaudit.notices.profile import fact_type
from scanaudit.notices.questions import wordings
from scanaudit.text import Text

# Of what was not understood no more is said again in the sentence beside its field.
_SHOWN = 40


@dataclass(frozen=True)
class Read:
    """A form that was read: the profile with its answers, or, where some are ``wrong``, the profile as it was.

    ``wrong``: why, by fact; ``typed``: what the form's fields held, by fact, to be shown in them again.
    """

    profile: Profile
    wrong: Mapping[str, Text]
    typed: Mapping[str, Any]


def open_and_given(notice: Notice, profile: Profile) -> tuple[list[Question], list[Question]]:
    """The questions that are open, and those that were answered already, in the order of asking."""
    open_ = questions_for(notice, profile)
    given = [
        question(fact)
        for fact in wordings()
        if fact in profile.model_fields_set and getattr(profile, fact) is not None
    ]
    asked = {one.fact for one in open_}
    return open_, [one for one in given if one.fact not in asked and fact_type(one.fact) != "other"]


def read(form: FormData, profile: Profile) -> Read:
    """What the form says.

    A field that was left empty takes its answer back; a fact that the form does not have stays.
    """
    said = profile.model_dump(exclude_unset=True)
    typed = {fact: _value(fact, form) for fact in wordings() if f"has.{fact}" in form}
    for fact, value in typed.items():
        said.pop(fact, None)
        if value is not None:
            said[fact] = parse_answer(fact, value)
    try:
        return Read(Profile.model_validate(said), {}, typed)
    except ValidationError as error:
        wrong = {fact: _told(typed.get(fact), why) for fact, why in why_not(error).items()}
        return Read(profile, wrong, typed)


def _told(value: Any, why: Text) -> Text:
    """What was typed, as far as it is read again at a glance, and what would be right."""
    words = value if isinstance(value, str) else ""
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return Text(zh=f"“{shown}”：{why.zh}。", en=f"“{shown}”: {why.en}.") if shown else why


def _value(fact: str, form: FormData) -> Any:
    match fact_type(fact):
        case "choices":
            return [str(value) for value in form.getlist(fact)] or None
        case "period":
            start, end = _text(form, f"{fact}.start"), _text(form, f"{fact}.end")
            return {"start": start, "end": end} if start or end else None
        case "number":
            text = _text(form, fact)
            return int(text) if text and text.isdecimal() and len(text) < 9 else text
        case _:
            return _text(form, fact)


def _text(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return value.strip() or None if isinstance(value, str) else None


def values(profile: Profile, typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the form's fields hold now: what was ``typed``, else what is known."""
    said = profile.model_dump(mode="json", exclude_unset=True)  # what merely has a default was not answered
    known = dict.fromkeys(Profile.model_fields) | said
    return known | {fact: _field(fact, value) for fact, value in typed.items()}


def _field(fact: str, value: Any) -> Any:
    """What was typed, as the form's template takes a fact."""
    match fact_type(fact):
        case "yes_no":
            return {"yes": True, "no": False}.get(value)
        case "texts":
            return None if value is None else [value]
    return value
