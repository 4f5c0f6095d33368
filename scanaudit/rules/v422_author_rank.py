"""V422: the applicant is not in the place among the authors that the notice asks for.

What it does: compares the applicant's place among the authors with the place asked for.

Why it matters: some notices count only first or corresponding authors, or the first three.

Example: a paper on which the applicant is the second of four authors.

How to mend it: add proof of being the corresponding author, or use another paper.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import AuthorDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import compact_name

CODE = "V422"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where the place is surely too low; unsure where a corresponding author is named."""
    demand = context.asked(AuthorDemand)
    first = 1 if demand.role == "first_or_corresponding" else demand.among_first
    name = context.profile.name
    if first is None or name is None:
        return
    for pages in context.groups("document"):
        for index in pages:
            authors = [compact_name(a) for a in context.upload.pages[index].fields.authors]
            if compact_name(name) not in authors or authors.index(compact_name(name)) < first:
                continue
            corresponding = any(w in context.upload.text(pages) for w in ("通讯作者", "通信作者", "*"))
            unsure = demand.role == "first_or_corresponding" and corresponding
            values = {"rank": authors.index(compact_name(name)) + 1, "first": first}
            confidence = 0.5 if unsure else 0.8
            yield Observation(CODE, "unsure" if unsure else "unmet", (index,), None, confidence, values)
            break


RULE = Rule(CODE, ("author",), check)
