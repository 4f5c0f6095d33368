"""M214: some materials bear no signature, where the notice wants every material signed.

What it does: looks for a signature anywhere in each material, and tells once which materials have none.

Why it matters: the notice does not say whether one signature for the set is enough; a reviewer may want each.

Example: a set of fourteen materials of which the business licence and the award certificate are not signed.

How to mend it: sign each material once, in a free place, before it is scanned.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SignatureDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.signatures import judgements
from scanaudit.rules.wording import kind_list

CODE = "M214"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One advice in all, where some materials are signed and others are not (none at all: M211 tells it)."""
    requirement, demand = context.requirement, context.asked(SignatureDemand)
    if requirement is None or requirement.applies_to != "every_material" or demand.each != "document":
        return
    judged = judgements(context)
    unsigned = [j for j in judged if not j.seen]
    if unsigned and len(unsigned) < len(judged):
        pages = tuple(j.pages[0] for j in unsigned)
        kinds = dict.fromkeys(context.upload.kind(i) for i in pages)
        values = {"which": kind_list(kinds), "missing": len(unsigned), "need": len(judged)}
        yield Observation(CODE, "none", pages, None, 0.7, values, "warn")


RULE = Rule(CODE, ("signature",), check)
