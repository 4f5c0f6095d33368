"""Conditions of a checklist that nobody meets, that everybody meets, or under which two demands exclude one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from scanaudit.notices import demands as asked
from scanaudit.notices.complaints import Complaint, say
from scanaudit.notices.conditions import AllOf, Condition, FactRange, Not, evaluate
from scanaudit.notices.evidence import EveryOf, EvidenceSpec, Kinds, OneOf, kinds_of
from scanaudit.notices.model import Notice, Requirement
from scanaudit.notices.open_facts import answers, facts_in, values_in
from scanaudit.notices.profile import Profile
from scanaudit.notices.source import Loc


def possible(row: Requirement, loc: Loc) -> Iterator[Complaint]:
    """Conditions that no applicant meets, alone or together with the row's."""
    if row.when is not None and not _satisfiable(row.when):
        yield say(
            (*loc, "when"),
            "没有人会符合这个条件；请改正或删去这一条。",
            "nobody meets this condition; mend it or drop the row.",
        )
        return
    for place, inner in _inner_conditions(row, loc):
        both = inner if row.when is None else AllOf(all=(row.when, inner))
        if not _satisfiable(both):
            yield say(
                place,
                "与这一条的 when 合在一起，没有人会符合；请改正。",
                "together with the row's when nobody meets it; mend one of them.",
            )
        elif row.when is not None and not _satisfiable(AllOf(all=(row.when, _not(inner)))):
            yield say(
                place, "这一条的 when 已经包含它；请删去。", "the row's own when says so already; drop it."
            )
    if (not_all := row.when) is not None and not _satisfiable(_not(not_all)):
        yield say(
            (*loc, "when"), "每个人都符合这个条件；请删去。", "everybody meets this condition; drop it."
        )


def _inner_conditions(row: Requirement, loc: Loc) -> Iterator[tuple[Loc, Condition]]:
    for i, demand in enumerate(row.demands):
        if demand.when is not None:
            yield (*loc, "demands", i, "when"), demand.when
    yield from _leaf_conditions(row.evidence, (*loc, "evidence"))


def _leaf_conditions(spec: EvidenceSpec | None, loc: Loc) -> Iterator[tuple[Loc, Condition]]:
    match spec:
        case Kinds(when=when) if when is not None:
            yield (*loc, "when"), when
        case EveryOf():
            for i, branch in enumerate(spec.all_of):
                yield from _leaf_conditions(branch, (*loc, "all_of", i))
        case OneOf():
            for i, branch in enumerate(spec.any_of):
                yield from _leaf_conditions(branch, (*loc, "any_of", i))


def _satisfiable(condition: Condition) -> bool:
    """Whether some applicant meets ``condition``: every answer that can make a difference is tried."""
    named: dict[str, set[Any]] = {}
    for leaf in facts_in(condition):
        if leaf.fact not in Profile.model_fields:
            return True
        if (
            isinstance(leaf, FactRange)
            and leaf.at_least is not None
            and leaf.at_most is not None
            and leaf.at_least > leaf.at_most
        ):
            named.setdefault(leaf.fact, set())
        named.setdefault(leaf.fact, set()).update(values_in(leaf))
    domains = [answers(fact, values) for fact, values in named.items()]
    profiles = (
        Profile.model_construct(**dict(zip(named, given, strict=True))) for given in product(*domains)
    )
    return any(evaluate(condition, profile).value is not False for profile in profiles)


def _not(condition: Condition) -> Condition:
    return Not.model_validate({"not": condition})


def contradictions(notice: Notice) -> Iterator[Complaint]:
    """Demands on the same pages, of the same people, that exclude one another."""
    rows = [
        (i, j, row, demand)
        for i, row in enumerate(notice.requirements)
        for j, demand in enumerate(row.demands)
    ]
    comparable = [entry for entry in rows if _number(entry[3]) is not None]
    for (_, _, one, a), (i, j, other, b) in combinations(comparable, 2):
        if (
            type(a) is not type(b)
            or _number(a) == _number(b)
            or not kinds_of(one.evidence) & kinds_of(other.evidence)
        ):
            continue
        conditions = tuple(c for c in (one.when, other.when, a.when, b.when) if c is not None)
        if _satisfiable(AllOf(all=conditions)):
            yield say(
                ("requirements", i, "demands", j),
                f"与 {one.id} 的同一要求不一致；请统一，或用 when 分开。",
                f"{one.id} demands something else of the same pages; make them agree, or part them by when.",
            )


def _number(demand: asked.Demand) -> object:
    """What two demands of one kind must agree on; None for those that may differ."""
    match demand:
        case asked.PortraitDemand(background=background) if background != "any":
            return background
        case asked.PublicityDemand(working_days=days):
            return days
        case _:
            return None
