"""Q502: a fact of the profile is missing, without which a page cannot be judged.

What it does: tells which facts a demand compares with, where neither the profile nor a scan gives them.

Why it matters: without the term nobody can say whether the hours suffice, without the name whose page it is.

Example: the profile does not say when the present appointment period began.

How to mend it: answer the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanaudit.notices.model import (
    AuthorDemand,
    CoversTermDemand,
    DatedDemand,
    EveryOf,
    EvidenceSpec,
    HoursDemand,
    Kinds,
    NameDemand,
    OneOf,
    TenureDemand,
)
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.ledger import asked_years
from scanaudit.rules.tenure import since
from scanaudit.rules.v431_too_early import limit
from scanaudit.rules.wording import question

CODE = "Q502"
_AFTER = {"prior_title_date": "prior_title_date", "graduation": "graduation_year", "term_start": "term"}
_SINCE = {
    "prior_title_date": "prior_title_date",
    "graduation": "graduation_year",
    "work_start": "work_start_date",
}


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each missing fact; a note for tenure that is shown only."""
    for fact in _missing(context):
        yield Observation(CODE, "unsure", values={"question": question(fact), "fact": fact})


def _missing(context: RequirementContext) -> Iterator[str]:
    demand, profile = context.demand, context.profile
    if demand is None:
        evidence = context.requirement.evidence if context.requirement else None
        if context.served and profile.term is None and _per_year(evidence):
            yield "term"
        return
    if isinstance(demand, TenureDemand):
        if since(context) is None and demand.since in _SINCE:
            yield _SINCE[demand.since]
        if demand.required and "any" not in demand.required and profile.education is None:
            yield "education"
    elif not context.indices:
        return
    elif (isinstance(demand, HoursDemand) and asked_years(context) is None) or (
        isinstance(demand, CoversTermDemand) and profile.term is None
    ):
        yield "term"
    elif isinstance(demand, DatedDemand) and demand.after and limit(context) is None:
        yield _AFTER[demand.after]
    elif isinstance(demand, NameDemand | AuthorDemand) and profile.name is None:
        yield "name"


def _per_year(spec: EvidenceSpec | None) -> bool:
    """Whether a leaf of the evidence wants one document for each year of the term."""
    if isinstance(spec, Kinds):
        return spec.per_year
    branches = spec.all_of if isinstance(spec, EveryOf) else spec.any_of if isinstance(spec, OneOf) else ()
    return any(map(_per_year, branches))


RULE = Rule(CODE, ("material", "tenure", "hours", "covers_term", "dated", "name", "author"), check)
