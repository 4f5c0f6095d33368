"""V443: the publicity was for another year's application.

What it does: compares the days of the publicity with the notice's year: long before its first window, or after its
cut-off.

Why it matters: each year's application is publicised anew; last year's proof proves nothing of this year's.

Example: a proof of publicity from 28 August to 4 September 2022 for an application in September 2023.

How to mend it: have the unit publicise this year's application and issue the proof anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import exact_period
from scanaudit.rules.publicity import is_another_years

CODE = "V443"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where exact days all lie in another year's time."""
    for index, page in context.pages:
        period = exact_period(page)
        if period is None or not is_another_years(period, context.notice):
            continue
        confidence = 0.95 * value_confidence(context.upload, (index,), "period_start", "period_end")
        values = {"first": period[0], "last": period[1], "year": context.notice.year}
        yield Observation(CODE, "unmet", (index,), None, confidence, values)


RULE = Rule(CODE, ("publicity",), check)
