"""V452: all the hours of the term were taken in one year.

What it does: looks whether the hours are spread over the term; where the registration pages have them all in one year
and other pages in another, a person looks.

Why it matters: notices forbid making up the whole term's hours in one year.

Example: 450 hours in 2023 for a term of 2019 to 2023.

How to mend it: add the certificates of the other years; if there are none, ask your unit.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import HoursDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.ledger import Ledger, add_up, asked_years, each_once, ledger

CODE = "V452"
# A registration page of one year is most often one of several; one that has this share of all hours tells of them all.
_MOST_OF_ALL = 0.5


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where one year of a term of several holds all hours; unsure where some hours have no year, or only the
    registration pages have them so.
    """
    if not context.asked(HoursDemand).never_crammed:
        return
    book, years = ledger(context), asked_years(context)
    if years is not None and len(years) < 2:
        return
    registered = _registered(context)
    doubtful = len(registered.years()) == 1 and registered.total() >= _MOST_OF_ALL * book.total()
    if len(book.years()) != 1 and not doubtful:
        return
    sure = years is not None and book.loose() == 0 and len(book.years()) == 1
    values = {"year": (book.years() if sure else registered.years() or book.years())[0]}
    # Several pages misread to one and the same year would be a coincidence: the mean of them, not the worst.
    bearing = [i for i, page in context.pages if page.fields.hours]
    readings = [value_confidence(context.upload, (i,), "hours") for i in bearing]
    confidence = 0.9 * sum(readings) / len(readings)
    yield Observation(CODE, "unmet" if sure else "unsure", context.indices, None, confidence, values)


def _registered(context: RequirementContext) -> Ledger:
    """What the registration pages alone tell."""
    pages = each_once(context.upload, context.indices)
    own = [(kind, page) for kind, page in pages if kind == "ce_registration_page"]
    return add_up(own, context.asked(HoursDemand).hours_per_credit)


RULE = Rule(CODE, ("hours",), check)
