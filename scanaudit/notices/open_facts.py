"""Which facts still change what one requirement asks: decided by trying the answers, not by guessing.

A fact is open when it is not stated and there are answers to the other open facts under which two answers to
it lead to different demands. Conditions name few facts with few values each, so all answers can be tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from scanaudit.notices import demands as asked
from scanaudit.notices.conditions import AllOf, AnyOf, Condition, FactIs, FactRange, Not, evaluate
from scanaudit.notices.evidence import EveryOf, EvidenceSpec, Kinds, OneOf, Set
from scanaudit.notices.model import Requirement
from scanaudit.notices.profile import Profile, choices, fact_type

# An answer that is none of those which the conditions name.
_OTHER_TEXT, _OTHER_NUMBER = "（其他）", -1
# The shipped rows have at most 720 combinations of answers (QC-17) and are tried in some ms; a row with more than
# these is asked about in full: a question too many, never one too few.
_TRIED = 20_000


@dataclass(frozen=True)
class OpenFacts:
    """``deciding``: conditions hang on them. ``compared``: scans are compared with them, if the conditions
    allow; ``certain``: those of them that are compared whatever the answers are.
    """

    deciding: frozenset[str]
    compared: frozenset[str]
    certain: frozenset[str]


def open_facts(requirement: Requirement, profile: Profile) -> OpenFacts:
    """The facts that are not stated and that this requirement hangs on."""
    named = domains(requirement)
    unknown = [fact for fact in named if not stated(profile, fact)]
    if prod(len(named[fact]) for fact in unknown) > _TRIED:
        needed = frozenset(_all_needed(requirement)) | frozenset(unknown)
        return OpenFacts(
            frozenset(unknown), frozenset(f for f in needed if not stated(profile, f)), frozenset()
        )
    outcomes: dict[tuple[Any, ...], Outcome] = {}
    for answers in product(*(named[fact] for fact in unknown)):
        completed = profile.model_copy(update=dict(zip(unknown, answers, strict=True)))
        outcomes[answers] = outcome(requirement, completed)
    deciding = frozenset(fact for at, fact in enumerate(unknown) if _matters(at, outcomes))
    needs = [one.needed for one in outcomes.values()]
    compared = frozenset(f for f in frozenset().union(*needs) if not stated(profile, f))
    always = frozenset.intersection(*needs) if needs else frozenset[str]()
    return OpenFacts(deciding, compared, compared & always)


def stated(profile: Profile, fact: str) -> bool:
    """Whether the applicant said it; what merely has a default was not said."""
    return fact in profile.model_fields_set and getattr(profile, fact) is not None


@dataclass(frozen=True)
class Outcome:
    """What a requirement asks of a profile that decides all its conditions.

    ``asks``: whether it applies and which of its branches and demands do; ``needed``: facts to compare with.
    """

    asks: tuple[bool, ...]
    needed: frozenset[str]


def outcome(requirement: Requirement, profile: Profile) -> Outcome:
    """What ``requirement`` asks of ``profile``."""
    if not _holds(requirement.when, profile):
        return Outcome((False,), frozenset())
    asks, needed = [True], set[str]()
    for leaf in _leaves(requirement.evidence):
        holds = _holds(leaf.when, profile)
        asks.append(holds)
        needed |= _needed_by_leaf(leaf) if holds else set()
    for demand in requirement.demands:
        if isinstance(demand, asked.ShownDemand):
            continue
        holds = _holds(demand.when, profile)
        asks.append(holds)
        if holds and isinstance(demand, asked.ScopeDemand):
            asks.append(_holds(demand.must, profile))
        needed |= set(needed_by_demand(demand)) if holds else set()
    return Outcome(tuple(asks), frozenset(needed))


def domains(requirement: Requirement) -> dict[str, tuple[Any, ...]]:
    """The facts that the requirement's conditions name, each with all answers that can make a difference."""
    values: dict[str, set[Any]] = {}
    for condition in _conditions(requirement):
        for leaf in facts_in(condition):
            values.setdefault(leaf.fact, set()).update(values_in(leaf))
    return {fact: answers(fact, found) for fact, found in sorted(values.items())}


def answers(fact: str, values: set[Any]) -> tuple[Any, ...]:
    """The answers worth trying: every choice; for free facts the values that are named, and another."""
    match fact_type(fact):
        case "choice":
            return choices(fact)
        case "choices":
            return ((), *((choice,) for choice in choices(fact)))
        case "yes_no":
            return (True, False)
        case "number":
            return (*sorted(values), _OTHER_NUMBER)
        case _:
            return (*sorted(values), _OTHER_TEXT)


def _matters(at: int, outcomes: dict[tuple[Any, ...], Outcome]) -> bool:
    """Whether the answer at this place changes an outcome, the others being equal."""
    seen: dict[tuple[Any, ...], Outcome] = {}
    for given, made in outcomes.items():
        others = given[:at] + given[at + 1 :]
        if seen.setdefault(others, made).asks != made.asks:
            return True
    return False


def _holds(condition: Condition | None, profile: Profile) -> bool:
    return evaluate(condition, profile).value is True


def values_in(leaf: FactIs | FactRange) -> set[Any]:
    """The values that a condition on one fact names, with those just beyond the ends of a range."""
    if isinstance(leaf, FactIs):
        return set(leaf.is_)
    ends = {leaf.at_least, leaf.at_most} - {None}
    return {value for end in ends if end is not None for value in (end - 1, end, end + 1)}


def _conditions(requirement: Requirement) -> Iterator[Condition]:
    if requirement.when is not None:
        yield requirement.when
    yield from (leaf.when for leaf in _leaves(requirement.evidence) if leaf.when is not None)
    for demand in requirement.demands:
        if isinstance(demand, asked.ShownDemand):
            continue
        if demand.when is not None:
            yield demand.when
        if isinstance(demand, asked.ScopeDemand):
            yield demand.must


def facts_in(condition: Condition) -> Iterator[FactIs | FactRange]:
    """The conditions on single facts that a condition is made of."""
    match condition:
        case FactIs() | FactRange():
            yield condition
        case Not():
            yield from facts_in(condition.not_)
        case AllOf():
            yield from (leaf for part in condition.all for leaf in facts_in(part))
        case AnyOf():
            yield from (leaf for part in condition.any for leaf in facts_in(part))


def _leaves(spec: EvidenceSpec | None) -> Iterator[Kinds]:
    match spec:
        case Kinds():
            yield spec
        case EveryOf():
            yield from (leaf for branch in spec.all_of for leaf in _leaves(branch))
        case OneOf():
            yield from (leaf for branch in spec.any_of for leaf in _leaves(branch))
        case Set() | None:
            return


def _all_needed(requirement: Requirement) -> Iterator[str]:
    """The facts that some branch or demand compares scans with, whatever its condition."""
    for leaf in _leaves(requirement.evidence):
        yield from _needed_by_leaf(leaf)
    for demand in requirement.demands:
        yield from needed_by_demand(demand)


def _needed_by_leaf(leaf: Kinds) -> set[str]:
    return ({"term"} if leaf.per_year else set()) | ({"name"} if leaf.whose != "any" else set())


def needed_by_demand(demand: asked.Demand) -> Iterator[str]:
    """The facts that a demand compares scans with."""
    match demand:
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
