"""V434: the document bears a date of a year to come.

What it does: compares the year of each document that was given to somebody with this one.

Why it matters: a date to come was misread or mistyped, and whatever counts from it cannot be judged.

Example: a title certificate of 2108, which is one of 2018.

How to mend it: look at the date; if the scan is not legible there, scan the page again.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.agreement import is_of_material
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import GIVEN, is_to_come
from scanaudit.rules.upload import span

CODE = "V434"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page of the requirement's own material with such a date."""
    if not is_of_material(context):
        return
    for index, page in context.pages:
        date = span(page.fields.issue_date) if context.upload.kind(index) in GIVEN else None
        if date is None or not is_to_come(date, context.today):
            continue
        evidence = page.fields.evidence.get("issue_date")
        box = evidence.bbox if evidence else None
        yield Observation(CODE, "unsure", (index,), box, 0.5, {"date": date.stated})


RULE = Rule(CODE, ("material",), check)
