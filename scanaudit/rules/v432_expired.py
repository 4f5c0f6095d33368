"""V432: the document is not valid on the day of application.

What it does: compares the end of validity with today, or with the notice's window when it is not open today.

Why it matters: an expired permit does not prove the right to apply.

Example: a work permit that ended in June, for an application in September.

How to mend it: scan the renewed document.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import DatedDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.dates import application_day
from scanaudit.rules.upload import span

CODE = "V432"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where the end of validity is past for sure; unsure where only its month is known."""
    if not context.asked(DatedDemand).valid_on_application:
        return
    day = application_day(context.today, context.notice)
    for index, page in context.pages:
        until = span(page.fields.valid_until)
        if until is None or until.first >= day:
            continue
        effect: Effect = "unmet" if until.last < day else "unsure"
        confidence = 0.95 * value_confidence(context.upload, (index,), "valid_until")
        yield Observation(CODE, effect, (index,), None, confidence, {"date": until.stated, "limit": day})


RULE = Rule(CODE, ("dated",), check)
