"""Questions as form fields, and form fields as answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData

from scanaudit.notices import Notice, Profile, Question, parse_answer, question, questions_for
from scanaudit.notices.profile import fact_type
from scanaudit.notices.questions import wordings

_LONGEST = 200


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


def read(form: FormData, profile: Profile) -> tuple[Profile, dict[str, str]]:
    """The profile with what the form says, and the answers that were not understood, by fact.

    A field that was left empty takes its answer back; a fact that the form does not have stays.
    """
    said = profile.model_dump(exclude_unset=True)
    wrong: dict[str, str] = {}
    for fact in wordings():
        if f"has.{fact}" not in form:
            continue
        value = _value(fact, form)
        if value is None:
            said.pop(fact, None)
            continue
        parsed = parse_answer(fact, value)
        try:
            Profile.model_validate({fact: parsed})
        except ValidationError:
            wrong[fact] = str(value)[:_LONGEST]
            continue
        said[fact] = parsed
    return Profile.model_validate(said), wrong


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
    return value.strip()[:_LONGEST] or None if isinstance(value, str) else None


def values(profile: Profile) -> Mapping[str, Any]:
    """What the form's fields hold now."""
    return profile.model_dump(mode="json")
