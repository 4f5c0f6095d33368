"""V441: the publicity period is too short.

What it does: counts the working days of the period, public holidays and shifted weekends included.

Why it matters: a publicity of fewer working days than the notice asks for has to be repeated.

Example: publicity from 30 September to 8 October, of which two days are working days.

How to mend it: publicise again for long enough, and have the proof issued anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import PublicityDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import exact_period
from scanaudit.rules.workdays import working_days

CODE = "V441"
# A publicity of more days than this is a misread date rather than a period.
LONGEST = 366


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where exact dates give too few days; unsure beyond the calendar's years."""
    asked = context.asked(PublicityDemand).working_days
    for index, page in context.pages:
        period = exact_period(page)
        if period is None or (period[1] - period[0]).days > LONGEST:
            continue
        days, certain = working_days(*period)
        values = {"have": days, "need": asked, "first": period[0], "last": period[1]}
        if days < asked:
            confidence = 0.95 * value_confidence(context.upload, (index,), "period_start", "period_end")
            yield Observation(CODE, "unmet" if certain else "unsure", (index,), None, confidence, values)


RULE = Rule(CODE, ("publicity",), check)
