"""The applicant's profile: the facts that decide what is asked of this person."""

from __future__ import annotations

import datetime as dt
import json
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from scanaudit.notices.possible import KIND, impossible


class Term(BaseModel):
    """The present appointment period; years inclusive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: dt.date
    end: dt.date


class Profile(BaseModel):
    """What the applicant says of themselves. None: not given, and whatever hangs on it is unsure.

    What cannot be (``possible``) is refused; the validation's context may give the day it is as ``today``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str | None = None
    # Before the number: what a number may be hangs on it, and a validator sees only what stands above.
    nationality: Literal["mainland", "hmt", "foreign"] | None = None
    id_number: str | None = None
    employer: str | None = None
    employer_type: (
        Literal["public_institution", "state_owned", "private", "freelance", "dispatched"] | None
    ) = None
    target_level: Literal["senior_full", "senior", "intermediate", "junior"] | None = None
    specialty: str | None = None
    series: str | None = None
    route: (
        Literal[
            "regular", "exception", "skilled_talent", "professional_qualification",
            "postdoc", "recognition", "cross_region", "grassroots",
        ] | None
    ) = None  # fmt: skip
    career_change: bool | None = None
    education: Literal["doctor", "master", "bachelor", "college", "secondary"] | None = None
    graduation_year: int | None = None
    has_publication: bool | None = None
    achievements_joint: bool | None = None
    paper_achievements: bool = False  # large or classified achievements go in on paper: the exception
    achievement_kinds: tuple[Literal["guidance", "benefit", "patent", "award", "standard"], ...] | None = None
    title_issued_elsewhere: bool | None = None
    insurance_elsewhere: bool | None = None
    entrusted: bool | None = None
    relies_on_senior_title: bool | None = None
    direct_route: bool | None = None
    peer_experts: tuple[str, ...] | None = None
    prior_title_date: dt.date | None = None
    work_start_date: dt.date | None = None
    term: Term | None = None
    service_status: Literal["in_service", "civil_service", "retired"] | None = None
    file_keeper: str | None = None
    chsi_found: bool | None = None
    first_login: bool | None = None
    applications_this_year: int | None = None
    confirmed: dict[str, bool] = {}

    @field_validator("*")
    @classmethod
    def _can_be(cls, value: Any, info: ValidationInfo) -> Any:
        if value is None or info.field_name is None:
            return value
        today = info.context.get("today") if isinstance(info.context, dict) else None
        wrong = impossible(info.field_name, value, info.data.get("nationality"), today)
        if wrong is not None:
            raise PydanticCustomError(KIND, "{en}", {"zh": wrong.zh, "en": wrong.en})
        return value


def as_kept(told: str) -> Profile:
    """A profile that was kept as JSON. What is refused by now but was taken then counts as not said."""
    try:
        return Profile.model_validate_json(told)
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors(include_url=False) if one["type"] == KIND}
        return Profile.model_validate({k: v for k, v in json.loads(told).items() if k not in wrong})


FactType = Literal["choice", "choices", "yes_no", "number", "date", "text", "texts", "period", "other"]


def choices(fact: str) -> tuple[str, ...]:
    """The values that a fact may have; empty where it is free."""
    inner = _inner(fact)
    if get_origin(inner) is tuple:
        inner = get_args(inner)[0]
    return get_args(inner) if get_origin(inner) is Literal else ()


def fact_type(fact: str) -> FactType:
    """What a fact's value looks like: the way to ask for it and to read it."""
    inner = _inner(fact)
    if get_origin(inner) is tuple:
        return "choices" if choices(fact) else "texts"
    if get_origin(inner) is Literal:
        return "choice"
    plain: dict[Any, FactType] = {
        bool: "yes_no",
        int: "number",
        dt.date: "date",
        str: "text",
        Term: "period",
    }
    return plain.get(inner, "other")


def _inner(fact: str) -> Any:
    """The type of a fact without its ``| None``."""
    annotation = Profile.model_fields[fact].annotation
    if get_origin(annotation) in (Union, UnionType):
        return next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation
