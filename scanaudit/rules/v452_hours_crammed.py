"""V452: all the hours of the term were taken in one year.

What it does: looks whether the hours are spread over the term.

Why it matters: notices forbid making up the whole term's hours in one year.

Example: 450 hours in 2023 for a term of 2019 to 2023.

How to mend it: add the certificates of the other years; if there are none, ask your unit.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import HoursDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.ledger import asked_years, ledger

CODE = "V452"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where one year of a term of several holds all hours; unsure where some hours have no year."""
    if not context.asked(HoursDemand).never_crammed:
        return
    book, years = ledger(context), asked_years(context)
    if len(book.years()) != 1 or (years is not None and len(years) < 2):
        return
    sure = years is not None and book.loose() == 0
    values = {"year": book.years()[0]}
    yield Observation(CODE, "unmet" if sure else "unsure", context.indices, None, 0.8, values)


RULE = Rule(CODE, ("hours",), check)
