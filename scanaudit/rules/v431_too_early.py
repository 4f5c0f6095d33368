"""V431: the document is older than the notice allows.

What it does: compares each document's date with the date of the present title, the graduation, or the term.

Why it matters: achievements and papers count only since the present title.

Example: a paper of 2015, where the present title dates from 2018.

How to mend it: use a later one; take the older one out.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import DatedDemand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.dates import document_date, title_date
from scanaudit.rules.upload import Span, span

CODE = "V431"


def limit(context: RequirementContext) -> Span | None:
    """The date that documents must be later than; None where it is not known."""
    after, profile = context.asked(DatedDemand).after, context.profile
    if after == "prior_title_date":
        return title_date(profile, context.upload)
    if after == "graduation":
        return span(str(profile.graduation_year)) if profile.graduation_year else None
    return span(profile.term.start) if after == "term_start" and profile.term else None


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where every document is too early; a note on single ones while another one counts."""
    after = limit(context)
    if after is None:
        return
    dates = {g: document_date(context.upload.pages[i] for i in g) for g in context.groups("document")}
    counts = any(date is not None and date.first > after.last for date in dates.values())
    for pages, date in dates.items():
        if date is None or date.first > after.last:
            continue
        sure = date.last < after.first
        effect: Effect = "none" if counts else ("unmet" if sure else "unsure")
        values = {"date": date.last, "limit": after.first}
        confidence = 0.85 if sure else 0.5
        yield Observation(CODE, effect, pages, None, confidence, values, "warn" if counts and sure else None)


RULE = Rule(CODE, ("dated",), check)
