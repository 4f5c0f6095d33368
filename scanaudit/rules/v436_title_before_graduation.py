"""V436: the title was conferred before the graduation that the scans show.

What it does: compares the dates of the applicant's title certificates with the earliest of their graduation
certificates.

Why it matters: reviewers count the years in title by the education that the title was conferred on. Who studied beside
work is asked for the earlier diploma, too, or for a word on it.

Example: a title of 2010 beside one diploma, of 2015.

How to mend it: add the diploma that you had when the title was conferred; nothing where the notice does not ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import dated

CODE = "V436"


def check(context: RequirementContext) -> Iterable[Observation]:
    """A note on the earliest title certificate of the applicant's that is older than their first diploma."""
    titles, diplomas = (dated(context, kind) for kind in ("title_certificate", "graduation_certificate"))
    if not titles or not diplomas:
        return
    title, graduation = (min(held, key=lambda one: one[0].first) for held in (titles, diplomas))
    if title[0].last < graduation[0].first:
        values = {"date": title[0].stated, "limit": graduation[0].stated}
        pages = (title[1], graduation[1])
        confidence = 0.9 * value_confidence(context.upload, pages, "issue_date")
        yield Observation(CODE, "none", pages, None, confidence, values, beside=graduation[1])


RULE = Rule(CODE, ("upload",), check)
