"""Q502: a fact of the profile is missing, without which a page cannot be judged.

What it does: tells which facts a demand compares with, where neither the profile nor a scan gives them.

Why it matters: without the term nobody can say whether the hours suffice, without the name whose page it is.

Example: the profile does not say when the present appointment period began.

How to mend it: answer the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanaudit.notices.model import (
    AgreementDemand,
    AuthorDemand,
    CoversTermDemand,
    DatedDemand,
    EveryOf,
    EvidenceSpec,
    HoursDemand,
    Kinds,
    NameDemand,
    OneOf,
    OnePerYearDemand,
    SealDemand,
    SealedCopyDemand,
    TenureDemand,
)
from scanaudit.rules.agreement import personal
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.ledger import asked_years
from scanaudit.rules.seals import employers
from scanaudit.rules.tenure import since
from scanaudit.rules.upload import MARK_SEEN
from scanaudit.rules.v431_too_early import limit
from scanaudit.rules.wording import answering

CODE = "Q502"
_AFTER = {"prior_title_date": "prior_title_date", "graduation": "graduation_year", "term_start": "term"}
_SINCE = {
    "prior_title_date": "prior_title_date",
    "graduation": "graduation_year",
    "work_start": "work_start_date",
}


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each missing fact; a note for what never decides."""
    for fact in _missing(context):
        # How often a person applied no scan can show: asked, never held against the application.
        effect: Effect = "shown" if isinstance(context.demand, OnePerYearDemand) else "unsure"
        yield Observation(CODE, effect, values=answering(fact, context.notice.id))


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
    elif isinstance(demand, OnePerYearDemand):
        yield from ("applications_this_year",) if profile.applications_this_year is None else ()
    elif not context.indices:
        return
    elif isinstance(demand, SealDemand | SealedCopyDemand):
        yield from ("employer",) if _unknown_employers_seal(context, demand) else ()
    elif (isinstance(demand, HoursDemand) and asked_years(context) is None) or (
        isinstance(demand, CoversTermDemand) and profile.term is None
    ):
        yield "term"
    elif isinstance(demand, DatedDemand) and demand.after and limit(context) is None:
        yield _AFTER[demand.after]
    elif isinstance(demand, NameDemand | AuthorDemand) and profile.name is None:
        yield "name"
    elif isinstance(demand, AgreementDemand) and "name" in demand.of and profile.name is None:
        yield from ("name",) if any(page.fields.name for _, page in personal(context)) else ()


def _unknown_employers_seal(context: RequirementContext, demand: SealDemand | SealedCopyDemand) -> bool:
    """Whether there is a seal to compare with the employer's name, and the name is not known."""
    others = isinstance(demand, SealDemand) and demand.of != "employer"
    if others or demand.practice or employers(context):
        return False
    copies = isinstance(demand, SealedCopyDemand)
    asked = (p for _, p in context.pages if not copies or (p.capture is not None and p.capture.is_copy))
    return any(seal.confidence >= MARK_SEEN for page in asked for seal in page.seals)


def _per_year(spec: EvidenceSpec | None) -> bool:
    """Whether a leaf of the evidence wants one document for each year of the term."""
    if isinstance(spec, Kinds):
        return spec.per_year
    branches = spec.all_of if isinstance(spec, EveryOf) else spec.any_of if isinstance(spec, OneOf) else ()
    return any(map(_per_year, branches))


RULE = Rule(
    CODE,
    (
        "material",
        "tenure",
        "hours",
        "covers_term",
        "dated",
        "name",
        "author",
        "agreement",
        "seal",
        "sealed_copy",
        "one_per_year",
    ),
    check,
)
