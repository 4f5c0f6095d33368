"""K310: the material is not the one that the notice names, but one that reviewers commonly accept.

What it does: tells requirements that are served only by a material which practice accepts in place of
the named one.

Why it matters: whether it is accepted is the reviewer's decision.

Example: an award in place of a foreigner's permanent residence card, as proof of high-level talent.

How to mend it: add the named material if you have it; otherwise ask whether this one is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.wording import kind_names

CODE = "K310"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each requirement that is served by an accepted material only."""
    for lacking in context.shortfalls:
        if lacking.what == "accepted":
            values = {"kinds": kind_names(lacking.kinds)}
            yield Observation(CODE, "unsure", lacking.pages, None, lacking.confidence, values)


RULE = Rule(CODE, ("material",), check)
