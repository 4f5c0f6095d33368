"""V437: the appointment or contract had ended on the day of application.

What it does: compares the last day of the appointment or contract that ends last with today, or with the notice's
window when it is not open today.

Why it matters: it is to prove the post that is held now.

Example: an appointment from 2019 to 2022, for an application in 2024.

How to mend it: add the new appointment or contract, or the page on which it was renewed.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import DatedDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import application_day
from scanaudit.rules.upload import Span, span

CODE = "V437"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure, since a contract may go on by itself or be renewed on a page that was not read."""
    if not context.asked(DatedDemand).running:
        return
    day = application_day(context.today, context.notice)
    ends = [(_end(context, pages), pages) for pages in context.groups("document")]
    known = [(end, pages) for end, pages in ends if end is not None]
    if not known or len(known) < len(ends):
        return
    last, pages = max(known, key=lambda one: one[0].last)
    if last.last < day:
        yield Observation(CODE, "unsure", pages, confidence=0.5, values={"date": last.stated, "limit": day})


def _end(context: RequirementContext, pages: Iterable[int]) -> Span | None:
    """The last day that a document's pages name as a period's end."""
    ends = [span(context.upload.pages[i].fields.period_end) for i in pages]
    return max((end for end in ends if end is not None), key=lambda end: end.last, default=None)


RULE = Rule(CODE, ("dated",), check)
