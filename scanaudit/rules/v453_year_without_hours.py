"""V453: a year has no hours.

What it does: looks for hours in each year where the notice wants every year's.

Why it matters: every year counts by itself.

Example: hours of 2019, 2020 and 2022, none of 2021.

How to mend it: add the page or certificate of that year.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import HoursDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.ledger import asked_years, ledger

CODE = "V453"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation for each year without hours; unsure where hours without a year may fill it."""
    demand = context.asked(HoursDemand)
    book, years = ledger(context), asked_years(context)
    if not demand.every_year or years is None or not book.entries:
        return
    for year in years:
        if year not in book.years():
            sure = book.loose() == 0
            effect: Effect = demand.below if sure else "unsure"
            reading = 0.9 * value_confidence(context.upload, context.indices, "hours")
            confidence = reading if sure else 0.5
            yield Observation(CODE, effect, context.indices, None, confidence, {"year": year})


RULE = Rule(CODE, ("hours",), check)
