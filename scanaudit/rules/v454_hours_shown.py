"""V454: the hours that were added up, for a person to compare.

What it does: shows the sums by year and category where the notice leaves the number to another document.

Why it matters: the reviewer knows the number; the sums save the adding up.

Example: 2019: 30 + 60, 2020: 24 + 72.

How to mend it: compare with the number that your province prescribes.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import HoursDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.ledger import ledger
from scanaudit.rules.wording import hours_table

CODE = "V454"


def check(context: RequirementContext) -> Iterable[Observation]:
    """The sums: status unsure where the notice names no number, else a note."""
    demand, book = context.asked(HoursDemand), ledger(context)
    numbered = any(least is not None for least in (demand.common, demand.specialist, demand.total))
    if book.entries:
        values = {"table": hours_table(book)}
        yield Observation(CODE, "none" if numbered else "shown", context.indices, None, 0.8, values)


RULE = Rule(CODE, ("hours",), check)
