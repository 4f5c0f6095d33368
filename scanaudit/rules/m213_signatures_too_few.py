"""M213: fewer signatures than asked for.

What it does: counts the signatures where the notice wants those of several people.

Why it matters: a recommendation by two experts needs both.

Example: a recommendation form signed by one expert.

How to mend it: have the other person sign, and scan the page again.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SignatureDemand
from scanaudit.rules.asked_places import asked_another_hand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.signatures import judgements

CODE = "M213"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where even the possible signatures are too few; unsure where only the certain ones are."""
    demand = context.asked(SignatureDemand)
    for judged in judgements(context):
        if demand.count < 2 or not judged.seen or judged.seen >= demand.count:
            continue
        effect: Effect = "unmet" if judged.possible < demand.count else "unsure"
        sure = context.upload.kind_confidence(judged.pages)
        asked = asked_another_hand(context, judged.pages, judged.on, demand.of)
        values = {"have": judged.seen, "need": demand.count, **asked.words}
        yield Observation(CODE, effect, asked.pages, asked.place, sure, values, party=demand.of)


RULE = Rule(CODE, ("signature",), check)
