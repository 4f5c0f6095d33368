"""V443: the publicity was for another year's application.

What it does: compares the days of the publicity with the notice's year: long before its first window, or after its
cut-off.

Why it matters: each year's application is publicised anew; last year's proof proves nothing of this year's.

Example: a proof of publicity from 28 August to 4 September 2022 for an application in September 2023.

How to mend it: have the unit publicise this year's application and issue the proof anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from scanaudit.notices.model import Notice
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import exact_period

CODE = "V443"
# A unit may publicise before the notice's own windows open, even in the year before where these open in January: so
# many days before the first one are no other year's. Design value: a quarter.
EARLY = dt.timedelta(days=92)


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where exact days all lie in another year's time."""
    earliest, latest = limits(context.notice)
    for index, page in context.pages:
        period = exact_period(page)
        if period is None or (earliest <= period[1] and period[0] <= latest):
            continue
        confidence = 0.95 * value_confidence(context.upload, (index,), "period_start", "period_end")
        values = {"first": period[0], "last": period[1], "year": context.notice.year}
        yield Observation(CODE, "unmet", (index,), None, confidence, values)


def limits(notice: Notice) -> tuple[dt.date, dt.date]:
    """The first and the last day on which a publicity may be one for the notice's application."""
    opens = min((w.opens or w.closes for w in notice.windows), default=dt.date(notice.year, 1, 1))
    closes = max((w.closes for w in notice.windows), default=notice.cutoff)
    return min(dt.date(notice.year, 1, 1), opens - EARLY), max(notice.cutoff, closes)


RULE = Rule(CODE, ("publicity",), check)
