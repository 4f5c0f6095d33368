"""V451: the hours of continuing education do not reach what the notice asks for.

What it does: adds up the hours by year and category over the term and compares them with the least hours.

Why it matters: hours that are short are among the first reasons for a return.

Example: 20 common hours a year on average, where 30 are asked for.

How to mend it: add the certificates that are missing from the upload, or make up the hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanaudit.notices.model import HoursDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.ledger import asked_years, has_open_credits, has_unread, ledger, term_length
from scanaudit.rules.wording import category_name, hours, word

CODE = "V451"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where even loose hours and the shorter count of years do not help; unsure where they might, and where
    they suffice only if two files do not tell the same course, or if what does not add up is right, and where the
    hours of a certificate were not read at all.
    """
    demand, book = context.asked(HoursDemand), ledger(context)
    years = asked_years(context)
    if not book.entries or years is None:
        return  # V458 tells it
    for category, least in (
        ("common", demand.common),
        ("specialist", demand.specialist),
        (None, demand.total),
    ):
        if least is not None:
            yield from _compare(context, category, least)


def _compare(context: RequirementContext, category: str | None, least: float) -> Iterator[Observation]:
    demand, book, years = context.asked(HoursDemand), ledger(context), asked_years(context) or ()
    surely = book.total(years, category)
    perhaps = surely + book.loose(category)
    strict = mild = 1.0
    is_twice = False
    if demand.basis == "term_average":
        strict, mild = float(len(years)), min(float(len(years)), term_length(context))
    if surely / strict >= least:
        surely = ledger(context, once=True, sure=True).total(years, category)
        if surely / strict >= least:
            return
        is_twice = ledger(context, once=True).total(years, category) / strict < least
    why = "twice" if is_twice else _doubt(context, is_short=perhaps / mild < least)
    values = {
        "category": category_name(category),
        "have": hours(surely / strict),
        "need": hours(least),
        "basis": word("bases", demand.basis),
        # too few for certain as the pages say it, and still a doubt where they were not read well
        "why": word("hours_doubts", why or "reading"),
    }
    short = why in {None, "below"}
    confidence = 0.9 * value_confidence(context.upload, context.indices, "hours") if short else 0.5
    yield Observation(CODE, "unsure" if why else "unmet", context.indices, None, confidence, values)


def _doubt(context: RequirementContext, *, is_short: bool) -> str | None:
    """Why hours that do not surely reach what is asked are a doubt; None: they are too few for certain."""
    if has_open_credits(context):
        return "credits"
    if is_short and has_unread(context):
        return "unread"
    if not is_short:
        return "reading"
    return "below" if context.asked(HoursDemand).below == "unsure" else None


RULE = Rule(CODE, ("hours",), check)
