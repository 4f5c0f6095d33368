"""V433: the date that matters could not be read.

What it does: tells documents without a readable date where the notice sets a limit.

Why it matters: whether the document counts depends on its date.

Example: an award certificate whose date lies under its seal.

How to mend it: look for the date on the page; if it is within the limit, nothing needs doing.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import DatedDemand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.dates import document_date

CODE = "V433"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each document without a date; a note while another document is dated."""
    demand = context.asked(DatedDemand)
    if demand.if_stated or demand.running:
        return
    groups = context.groups("document")
    members = {pages: [context.upload.pages[i] for i in pages] for pages in groups}
    if demand.valid_on_application:
        undated = [g for g, pages in members.items() if not any(p.fields.valid_until for p in pages)]
    else:
        undated = [g for g, pages in members.items() if document_date(pages, context.today) is None]
    effect: Effect = "unsure" if len(undated) == len(groups) else "none"
    for pages in undated:
        yield Observation(CODE, effect, pages, confidence=0.5)


RULE = Rule(CODE, ("dated",), check)
