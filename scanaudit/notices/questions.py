"""Which questions are still open: profile facts that are not given and still decide something."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from scanaudit.notices.model import Notice
from scanaudit.notices.open_facts import open_facts
from scanaudit.notices.profile import FactType, Profile, fact_type
from scanaudit.text import Text
from scanaudit.yamltext import parse


class Choice(BaseModel):
    """One answer; ``also``: other spellings that profile files may use."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Text
    also: tuple[str, ...] = ()


class Wording(BaseModel):
    """How a fact is asked for. ``after``: a fact on whose answer it hangs whether this is worth asking at all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Text
    text: Text
    why: Text
    choices: dict[str, Choice] = {}
    after: str | None = None


class Question(BaseModel):
    """One open question. ``requirements``: the ids that hang on it."""

    model_config = ConfigDict(frozen=True)

    fact: str
    type: FactType
    label: Text
    text: Text
    why: Text
    choices: tuple[tuple[str, Text], ...] = ()
    requirements: tuple[str, ...] = ()


@cache
def wordings() -> dict[str, Wording]:
    """The wording of every fact, in the order of asking."""
    source = resources.files("scanaudit.notices").joinpath("questions.yaml").read_text(encoding="utf-8")
    return {fact: Wording.model_validate(entry) for fact, entry in parse(source).items()}


def question(fact: str, requirements: tuple[str, ...] = ()) -> Question:
    """The question for one fact."""
    wording = wordings()[fact]
    return Question(
        fact=fact,
        type=fact_type(fact),
        label=wording.label,
        text=wording.text,
        why=wording.why,
        choices=tuple((value, choice.label) for value, choice in wording.choices.items()),
        requirements=requirements,
    )


def not_waiting(facts: Collection[str]) -> tuple[str, ...]:
    """The facts to ask for now: without those that wait for another of them."""
    return tuple(fact for fact in facts if wordings()[fact].after not in facts)


def questions_for(notice: Notice, profile: Profile) -> list[Question]:
    """The facts that are not stated and whose answers change what is asked, in the order of asking.

    What only a person judges by (``shown``) is not asked about. An answer can open further questions
    (the route before its details), so ask again with the completed profile. Facts that scans are compared
    with come last where a condition still decides whether they are compared at all.
    """
    decides: dict[str, list[str]] = {}
    compared: dict[str, list[str]] = {}
    certain: set[str] = set()
    for requirement in notice.requirements:
        found = open_facts(requirement, profile)
        for fact in found.deciding:
            decides.setdefault(fact, []).append(requirement.id)
        for fact in found.compared:
            compared.setdefault(fact, []).append(requirement.id)
        certain |= found.certain
    order = [fact for fact in wordings() if fact in decides or fact in certain]
    order += [fact for fact in wordings() if fact in compared and fact not in order]
    return [
        question(f, tuple(dict.fromkeys((*decides.get(f, ()), *compared.get(f, ())))))
        for f in not_waiting(order)
    ]
