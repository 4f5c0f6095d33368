"""Which questions are still open: profile facts that are not given and still decide something."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from scanaudit.notices import demands as asked
from scanaudit.notices.conditions import Condition, evaluate
from scanaudit.notices.evidence import EveryOf, EvidenceSpec, Kinds, OneOf, Set
from scanaudit.notices.model import Notice, Requirement
from scanaudit.notices.profile import FactType, Profile, fact_type
from scanaudit.text import Text
from scanaudit.yamltext import parse


class Choice(BaseModel):
    """One answer; ``also``: other spellings that profile files may use."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Text
    also: tuple[str, ...] = ()


class Wording(BaseModel):
    """How a fact is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Text
    text: Text
    why: Text
    choices: dict[str, Choice] = {}


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


def questions_for(notice: Notice, profile: Profile) -> list[Question]:
    """The facts that are unknown and on which a requirement hangs, in the order of asking.

    What only a person judges by (``shown``) is not asked about. An answer can open further questions
    (the route before its details), so ask again with the completed profile.
    """
    hangs: dict[str, list[str]] = {}
    for requirement in notice.requirements:
        for fact in set(open_facts(requirement, profile)):
            hangs.setdefault(fact, []).append(requirement.id)
    return [question(fact, tuple(hangs[fact])) for fact in wordings() if fact in hangs]


def open_facts(requirement: Requirement, profile: Profile) -> Iterator[str]:
    """The unknown facts that this requirement's state hangs on."""
    applies = evaluate(requirement.when, profile)
    yield from applies.unknown
    if applies.value is False:
        return
    needed = set(_needed_by_evidence(requirement.evidence, profile))
    for demand in requirement.demands:
        if isinstance(demand, asked.ShownDemand):
            continue
        when = evaluate(demand.when, profile)
        yield from when.unknown
        if when.value is not False:
            needed |= set(_needed_by_demand(demand, profile))
    yield from (fact for fact in needed if getattr(profile, fact) is None)


def _needed_by_evidence(spec: EvidenceSpec | None, profile: Profile) -> Iterator[str]:
    match spec:
        case Kinds():
            when = evaluate(spec.when, profile)
            yield from when.unknown
            if when.value is not False:
                yield from ("term",) if spec.per_year else ()
                yield from ("name",) if spec.whose != "any" else ()
        case EveryOf():
            for branch in spec.all_of:
                yield from _needed_by_evidence(branch, profile)
        case OneOf():
            for branch in spec.any_of:
                yield from _needed_by_evidence(branch, profile)
        case Set() | None:
            return


def _needed_by_demand(demand: asked.Demand, profile: Profile) -> Iterator[str]:
    match demand:
        case asked.ScopeDemand():
            yield from _unknown(demand.must, profile)
        case asked.NameDemand() | asked.AuthorDemand():
            yield "name"
        case asked.EmployerDemand() | asked.SealedCopyDemand() | asked.SealDemand(of="employer"):
            yield "employer"
        case asked.AgreementDemand():
            yield from (fact for fact in ("name", "id_number", "employer") if fact in demand.of)
        case asked.DatedDemand(after=after) if after is not None:
            yield {"graduation": "graduation_year", "term_start": "term"}.get(after, after)
        case asked.HoursDemand(basis="term_average" | "term_total") | asked.CoversTermDemand():
            yield "term"
        case asked.AssessmentsDemand(years=None):
            yield "term"
        case asked.TenureDemand():
            yield from _needed_by_tenure(demand)
        case asked.OnePerYearDemand():
            yield "applications_this_year"
        case _:
            return


def _needed_by_tenure(demand: asked.TenureDemand) -> Iterator[str]:
    since = {"graduation": "graduation_year", "work_start": "work_start_date", "certificate": None}
    fact = since.get(demand.since, demand.since)
    if fact is not None:
        yield fact
    if demand.required and "any" not in demand.required:
        yield "education"


def _unknown(condition: Condition, profile: Profile) -> frozenset[str]:
    return evaluate(condition, profile).unknown
