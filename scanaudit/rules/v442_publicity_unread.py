"""V442: the publicity period could not be read or counted.

What it does: tells proofs on which no exact first and last day were read, or whose years lie outside
the calendar.

Why it matters: whether the publicity was long enough depends on both days.

Example: a proof that says "publicised for five working days" without dates.

How to mend it: look for the dates; have the proof say both days if they are not there.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import exact_period
from scanaudit.rules.upload import Upload
from scanaudit.rules.v441_publicity_short import LONGEST
from scanaudit.rules.workdays import working_days

CODE = "V442"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each document without a period that can be counted for sure."""
    for pages in context.groups("document"):
        if not any(_countable(context.upload, i) for i in pages):
            yield Observation(CODE, "unsure", pages, confidence=0.6)


def _countable(upload: Upload, index: int) -> bool:
    period = exact_period(upload.pages[index])
    return period is not None and (period[1] - period[0]).days <= LONGEST and working_days(*period)[1]


RULE = Rule(CODE, ("publicity",), check)
