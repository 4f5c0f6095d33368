"""V491: the page is another person's.

What it does: compares the name on every page that is personal by its kind with the applicant's. A document that
surely names somebody else, and the applicant nowhere, does not settle a requirement about the applicant's own
document either: a person looks. So with a proof of publicity or a unit's statement that speaks of somebody else.

Why it matters: somebody else's page among the scans is a mix-up, proves nothing, and shows personal data that nobody
needs.

Example: a colleague's certificate in the same folder.

How to mend it: take the page out and add your own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from scanaudit.facts import PageFacts
from scanaudit.fields.names import NAME
from scanaudit.notices.conditions import evaluate
from scanaudit.notices.model import AgreementDemand, DistinctPersonsDemand, NameDemand
from scanaudit.rules.agreement import identity_card, in_words, is_of_material, personal, reference_name
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.naming import doubt
from scanaudit.rules.people import (
    IN_WORDS,
    ONE_NAME,
    about_another,
    compact_name,
    differs_by_one,
    former_names,
    name_confidence,
    names_another,
    sameness,
)

CODE = "V491"
# Of the pages in words those that are the applicant's own in any folder: a statement or a role proof may be a peer's.
_PUBLICITY = "public_notice_proof"
_OTHERS_BY_RIGHT = frozenset({"tax_proof"})


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet for each page whose name surely differs; unsure where it may be misread or no name was given. Of a
    requirement's own material: unsure for each document that is surely not the applicant's.
    """
    if context.demand is None:
        yield from _of_the_material(context)
    elif "name" in context.asked(AgreementDemand).of:
        yield from _of_every_page(context)


def _of_every_page(context: RequirementContext) -> Iterable[Observation]:
    stated, name = context.profile.name, reference_name(context)
    former, card = former_names(context.upload.pages, name), identity_card(context)
    for index, page in personal(context):
        answer = sameness(name, page, former)
        if answer not in {"different", "doubtful"} or _is_a_slip(context, index, name, former):
            continue
        sure = answer == "different" and stated is not None
        evidence = page.fields.evidence.get("name")
        confidence = name_confidence(page) * page.kind_confidence if sure else 0.5
        values = doubt(name, page, former)
        box = evidence.bbox if evidence else None
        yield Observation(CODE, "unmet" if sure else "unsure", (index,), box, confidence, values, beside=card)
    for index, page in in_words(context):
        if stated is not None and page.kind == _PUBLICITY and about_another(name, page, former):
            yield Observation(CODE, "unsure", (index,), None, 0.5, doubt(name, page, former), beside=card)


def _is_a_slip(context: RequirementContext, index: int, name: str | None, former: Collection[str]) -> bool:
    """Whether a page's name is the applicant's but for a character, and stands in full on another page of the document:
    then one of its readings slipped.
    """
    page = context.upload.pages[index]
    if (
        page.kind in ONE_NAME
        or names_another(name, page, former)
        or compact_name(page.fields.name or "") in former
    ):
        return False
    beside = (i for document in context.documents if index in document.pages for i in document.pages)
    return any(sameness(name, context.upload.pages[i], former) == "same" for i in beside if i != index)


def _of_the_material(context: RequirementContext) -> Iterable[Observation]:
    """What V401 says where a demand asks for the name, said where none does: never more than unsure."""
    name = context.profile.name
    if not name or not is_of_material(context):
        return
    former = former_names(context.upload.pages, name)
    kind = context.upload.kind
    own = {i for i, _ in (*personal(context), *in_words(context)) if not _name_is_asked(context, kind(i))}
    for pages in context.groups("document"):
        if any(sameness(name, context.upload.pages[i], former) == "same" for i in pages):
            continue
        another = (i for i in pages if i in own and _is_anothers(name, context.upload.pages[i], former))
        for index in list(another)[:1]:
            page = context.upload.pages[index]
            evidence = page.fields.evidence.get("name")
            yield Observation(
                CODE,
                "unsure",
                (index,),
                evidence.bbox if evidence else None,
                0.5,
                doubt(name, page, former),
                certain=sameness(name, page, former) == "different",
                beside=identity_card(context),
            )


def _is_anothers(name: str, page: PageFacts, former: Collection[str]) -> bool:
    """Whether the page surely names somebody else, if only by a character that was read too well for a slip; where a
    kind bears several names, what was read has to be a name and not a heading of a table. A tax proof may be the
    employer's by right, as proof of benefit.
    """
    if page.kind in IN_WORDS:
        return about_another(name, page, former)
    near = differs_by_one(name, page, former)
    if page.kind in _OTHERS_BY_RIGHT or not (near or names_another(name, page, former)):
        return False
    known = re.fullmatch(NAME, compact_name(page.fields.name or "")) is not None
    return known or sameness(name, page, former) == "different"


def _name_is_asked(context: RequirementContext, kind: str) -> bool:
    """Whether a demand of the requirement compares the name on pages of this kind, or wants several people's."""
    demands = context.requirement.demands if context.requirement else ()
    return any(
        isinstance(one, NameDemand | DistinctPersonsDemand)
        and (not one.kinds or kind in one.kinds)
        and evaluate(one.when, context.profile).value is not False
        for one in demands
    )


RULE = Rule(CODE, ("agreement", "material"), check)
