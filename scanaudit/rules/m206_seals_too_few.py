"""M206: fewer different seals than asked for.

What it does: counts the different seals where the notice wants those of several bodies. One that was not read counts
for the body printed across it where what was guessed of its text bears that out.

Why it matters: a statement by two units needs both units' seals.

Example: a statement on insurance paid elsewhere, sealed by one of the two units only.

How to mend it: have the other body add its seal.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SealDemand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.distinct_seals import different
from scanaudit.rules.upload import MARK_SEEN

CODE = "M206"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where there are fewer seals than asked; unsure where some may be the same body's."""
    demand = context.asked(SealDemand)
    if demand.count < 2:
        return
    for pages in context.groups(demand.each):
        sheets = [context.upload.pages[i] for i in pages]
        seals = [(page, seal) for page in sheets for seal in page.seals if seal.confidence >= MARK_SEEN]
        sure, at_most = different(seals)
        if not seals or sure >= demand.count:
            continue
        effect: Effect = "unmet" if at_most < demand.count else "unsure"
        confidence = context.upload.kind_confidence(pages)
        values = {"have": sure, "need": demand.count}
        yield Observation(CODE, effect, pages, confidence=confidence, values=values)


RULE = Rule(CODE, ("seal",), check)
