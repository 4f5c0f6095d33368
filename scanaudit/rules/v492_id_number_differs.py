"""V492: the ID number on a page is not the applicant's.

What it does: compares ID numbers across the profile and all pages that are personal by their kind.

Why it matters: numbers that differ are a typing error in the entries or another person's page.

Example: the contract bears a number with two digits exchanged.

How to mend it: compare with the identity card, and have the wrong one corrected.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.fields.misreading import could_be
from scanaudit.notices.model import AgreementDemand
from scanaudit.privacy import mask
from scanaudit.rules.agreement import identity_card, personal, reference_number
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.numbers import is_id_number
from scanaudit.rules.upload import VALUE_SURE
from scanaudit.rules.wording import differing_digits

CODE = "V492"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where both numbers are valid and differ; unsure where one may be misread: two digits taken for others that
    look alike may keep the check digit right. Unsure, too, where nothing tells which of two numbers is the applicant's.
    """
    if "id_number" not in context.asked(AgreementDemand).of:
        return
    known = reference_number(context)
    stated = known or next(
        (n for _, p in personal(context) if (n := p.fields.id_number) and "*" not in n), None
    )
    for index, page in personal(context):
        found = page.fields.id_number
        if not found or not stated or "*" in found or found.upper() == stated.upper():
            continue
        evidence = page.fields.evidence.get("id_number")
        read = evidence.confidence if evidence else 0.9
        valid = is_id_number(found) and is_id_number(stated)
        sure = known is not None and read >= VALUE_SURE and valid and not could_be(found, stated)
        values = {"found": mask(found), "number": mask(stated), "where": differing_digits(found, stated)}
        box = evidence.bbox if evidence else None
        effect: Effect = "unmet" if sure else "unsure"
        confidence = read * page.kind_confidence if sure else 0.5
        yield Observation(CODE, effect, (index,), box, confidence, values, beside=_bearing(context, stated))


def _bearing(context: RequirementContext, number: str) -> int | None:
    """The first page with the applicant's own number: the identity card, where it bears that."""
    own = [i for i, p in personal(context) if (p.fields.id_number or "").upper() == number.upper()]
    card = identity_card(context)
    return card if card in own else next(iter(own), None)


RULE = Rule(CODE, ("agreement",), check)
