"""V452: all the hours of the term were taken in one year.

What it does: looks whether the hours are spread over the term; where the registration pages have enough for the whole
term in one year, and other pages tell of another year, a person looks.

Why it matters: notices forbid making up the whole term's hours in one year.

Example: 450 hours in 2023 for a term of 2019 to 2023.

How to mend it: add the certificates of the other years; if there are none, ask your unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scanaudit.notices.model import HoursDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.ledger import Ledger, asked_years, ledger

CODE = "V452"
# A registration page of one year is most often one of several: only one that has enough for the term may be crammed. A
# year's hours where the notice gives no number: what the state asked for until 2015, 90 since.
_A_YEAR = 72.0


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where one year of a term of several holds all hours; unsure where some hours have no year, or where the
    registration pages alone have them so.
    """
    if not context.asked(HoursDemand).never_crammed:
        return
    book, years = ledger(context), asked_years(context)
    if years is not None and len(years) < 2:
        return
    crammed = book if len(book.years()) == 1 else _crammed_registration(context, years)
    if crammed is None:
        return
    sure = years is not None and book.loose() == 0 and crammed is book
    values = {"year": crammed.years()[0]}
    # Several pages misread to one and the same year would be a coincidence: the mean of them, not the worst.
    bearing = [i for i, page in context.pages if page.fields.hours]
    readings = [value_confidence(context.upload, (i,), "hours") for i in bearing]
    confidence = 0.9 * sum(readings) / len(readings)
    yield Observation(CODE, "unmet" if sure else "unsure", context.indices, None, confidence, values)


def _crammed_registration(context: RequirementContext, years: Sequence[int] | None) -> Ledger | None:
    """What the registration pages alone tell, where it is of one year and enough for all ``years``."""
    if years is None:
        return None
    demand = context.asked(HoursDemand)
    yearly = (demand.common or 0.0) + (demand.specialist or 0.0) or _A_YEAR
    registered = ledger(context, kinds=("ce_registration_page",))
    enough = registered.total() >= (demand.total or yearly * len(years))
    return registered if len(registered.years()) == 1 and enough else None


RULE = Rule(CODE, ("hours",), check)
