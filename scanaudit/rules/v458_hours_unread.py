"""V458: the hours could not be added up.

What it does: tells where no hours were read.

Why it matters: without them nobody can say whether the hours suffice.

Example: registration pages written by hand.

How to mend it: add up the hours yourself.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.ledger import ledger

CODE = "V458"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation where there are pages but no hours on them."""
    if context.indices and not ledger(context).entries:
        yield Observation(CODE, "unsure", context.indices, None, 0.7)


RULE = Rule(CODE, ("hours",), check)
