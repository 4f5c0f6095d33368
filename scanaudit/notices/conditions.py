"""Conditions on the applicant's profile, and what can be said of them when facts are missing.

Three-valued after Kleene: what does not depend on the missing fact is decided all the same
(``employer_type`` unknown and ``has_publication`` true: "private and without a paper" is false).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from scanaudit.notices.node import Node
from scanaudit.notices.profile import Profile


class FactIs(Node):
    """``{fact: route, is: [regular, exception]}``: the fact is one of the values (a list fact: has one).

    ``match``: for facts that are free text, whether the whole text, its start or a part of it must be
    one of the values (建筑 is the start of 建筑电气).
    """

    fact: str
    is_: tuple[str | int | bool, ...] = Field(alias="is")
    match: Literal["whole", "start", "part"] = "whole"

    @model_validator(mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        if isinstance(value, dict) and "is" in value and not isinstance(value["is"], (list, tuple)):
            return {**value, "is": [value["is"]]}
        return value


class FactRange(Node):
    """``{fact: graduation_year, at_least: 2002}``; both ends inclusive."""

    fact: str
    at_least: int | None = None
    at_most: int | None = None


class AllOf(Node):
    """Every condition holds."""

    all: tuple[Condition, ...]


class AnyOf(Node):
    """At least one condition holds."""

    any: tuple[Condition, ...]


class Not(Node):
    """The condition does not hold."""

    not_: Condition = Field(alias="not")


def _condition_tag(value: Any) -> str | None:
    """The branch of the union by the keys that are there, so that an error speaks of one branch only."""
    if isinstance(value, Node):
        value = value.model_dump(by_alias=True, exclude_unset=True)
    if not isinstance(value, dict):
        return None
    if "fact" in value:
        return "condition range" if {"at_least", "at_most"} & value.keys() else "condition is"
    return next((f"condition {key}" for key in ("all", "any", "not") if key in value), None)


Condition = Annotated[
    Annotated[FactIs, Tag("condition is")]
    | Annotated[FactRange, Tag("condition range")]
    | Annotated[AllOf, Tag("condition all")]
    | Annotated[AnyOf, Tag("condition any")]
    | Annotated[Not, Tag("condition not")],
    Discriminator(
        _condition_tag,
        custom_error_type="shape",
        custom_error_message="expected one of the keys fact, all, any, not",
    ),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()


@dataclass(frozen=True)
class Truth:
    """What is known of a condition. ``value`` None: it hangs on the ``unknown`` profile facts."""

    value: bool | None
    unknown: frozenset[str] = frozenset()


TRUE, FALSE = Truth(True), Truth(False)


def evaluate(condition: Condition | None, profile: Profile) -> Truth:
    """Whether ``condition`` holds for ``profile``; no condition always holds."""
    match condition:
        case None:
            return TRUE
        case FactIs():
            return _is(condition, profile)
        case FactRange():
            return _in_range(condition, profile)
        case Not():
            inner = evaluate(condition.not_, profile)
            return inner if inner.value is None else Truth(not inner.value)
        case AllOf():
            return _combine(tuple(evaluate(c, profile) for c in condition.all), decisive=False)
        case AnyOf():
            return _combine(tuple(evaluate(c, profile) for c in condition.any), decisive=True)


def _combine(parts: tuple[Truth, ...], *, decisive: bool) -> Truth:
    """Kleene's "and" (one false decides) or "or" (one true decides)."""
    if any(part.value is decisive for part in parts):
        return Truth(decisive)
    unknown = frozenset[str]().union(*(part.unknown for part in parts))
    return Truth(None, unknown) if any(part.value is None for part in parts) else Truth(not decisive)


def _is(condition: FactIs, profile: Profile) -> Truth:
    value = getattr(profile, condition.fact)
    if value is None:
        return Truth(None, frozenset({condition.fact}))
    held = value if isinstance(value, tuple) else (value,)
    return Truth(any(_matches(one, wanted, condition.match) for one in held for wanted in condition.is_))


def _matches(value: object, wanted: object, how: str) -> bool:
    if not (isinstance(value, str) and isinstance(wanted, str)):
        return value == wanted
    text, sought = _plain(value), _plain(wanted)
    return {"whole": text == sought, "start": text.startswith(sought), "part": sought in text}[how]


def _plain(text: str) -> str:
    """Half width, without white space and without a closing 专业: 「化学工程 专业」 is 化学工程."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return folded.removesuffix("专业") or folded


def _in_range(condition: FactRange, profile: Profile) -> Truth:
    value = getattr(profile, condition.fact)
    if value is None:
        return Truth(None, frozenset({condition.fact}))
    low, high = condition.at_least, condition.at_most
    return Truth((low is None or value >= low) and (high is None or value <= high))
