"""V431: the document is older than the notice allows.

What it does: compares each document's date with the date of the present title, the graduation, or the term.

Why it matters: achievements and papers count only since the present title.

Example: a paper of 2015, where the present title dates from 2018.

How to mend it: use a later one; take the older one out.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import DatedDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.dates import document_date, own_indices, title_date
from scanaudit.rules.upload import Span, span

CODE = "V431"


def limit(context: RequirementContext) -> Span | None:
    """The date that documents must be later than; None where it is not known."""
    after, profile = context.asked(DatedDemand).after, context.profile
    if after == "prior_title_date":
        return title_date(context)
    if after == "graduation":
        return span(str(profile.graduation_year)) if profile.graduation_year else None
    return span(profile.term.start) if after == "term_start" and profile.term else None


def _limit_confidence(context: RequirementContext) -> float:
    """How far the limit may be trusted: what the applicant states fully, a certificate as far as it was read."""
    profile, upload = context.profile, context.upload
    if context.asked(DatedDemand).after != "prior_title_date" or profile.prior_title_date is not None:
        return 1.0
    own = own_indices(upload, "title_certificate", profile.name)
    return value_confidence(upload, [i for i in own if upload.pages[i].fields.issue_date], "issue_date")


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where every document is too early; a note on single ones while another one counts."""
    after = limit(context)
    if after is None:
        return
    dates = {
        g: document_date((context.upload.pages[i] for i in g), context.today)
        for g in context.groups("document")
    }
    counts = any(date is not None and date.first > after.last for date in dates.values())
    for pages, date in dates.items():
        if date is None or date.first > after.last:
            continue
        sure = date.last < after.first
        effect: Effect = "none" if counts else ("unmet" if sure else "unsure")
        values = {"date": date.stated, "limit": after.stated}
        reading = value_confidence(context.upload, pages, "issue_date", "issue", "dates")
        confidence = 0.95 * reading * _limit_confidence(context) if sure else 0.5
        yield Observation(CODE, effect, pages, None, confidence, values, "warn" if counts and sure else None)


RULE = Rule(CODE, ("dated",), check)
