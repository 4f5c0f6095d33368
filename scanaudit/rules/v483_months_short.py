"""V483: the documents cover fewer months than asked for.

What it does: counts the months that the documents name.

Why it matters: a salary flow of one month does not prove lasting work.

Example: salary of May and June, where three months are asked for.

How to mend it: add the documents of the missing months.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from scanaudit.facts import PageFacts
from scanaudit.notices.model import MonthsDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.upload import span

CODE = "V483"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where the period is stated and too short; unsure where only single dates were read."""
    need = context.asked(MonthsDemand).at_least
    pages = [page for _, page in context.pages]
    months = {month for page in pages for month in _months(page)}
    if not pages or len(months) >= need:
        return
    stated = all(
        page.fields.months or (page.fields.period_start and page.fields.period_end) for page in pages
    )
    values = {"have": len(months), "need": need}
    effect: Effect = "unmet" if stated else "unsure"
    reading = 0.9 * value_confidence(context.upload, context.indices, "months", "period_start", "period_end")
    yield Observation(CODE, effect, context.indices, None, reading if stated else 0.5, values)


def _months(page: PageFacts) -> Iterator[tuple[int, int]]:
    fields = page.fields
    if fields.months:
        yield from ((int(month[:4]), int(month[5:])) for month in fields.months)
        return
    first, last = span(fields.period_start), span(fields.period_end)
    if first is not None and last is not None:
        day = first.first.replace(day=1)
        while day <= last.last:
            yield day.year, day.month
            day = (day + dt.timedelta(days=32)).replace(day=1)
    for value in fields.dates:
        if value.count("-") >= 1 and (found := span(value)) is not None:
            yield found.first.year, found.first.month


RULE = Rule(CODE, ("months",), check)
