"""K310: the notice does not name the pages that prove this.

What it does: tells which requirements have no set of materials in the notice.

Why it matters: a person has to see whether what was uploaded is enough.

Example: a notice that asks for evidence of the post without saying which.

How to mend it: have your unit confirm that the evidence is complete.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "K310"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each requirement without named materials."""
    for lacking in context.shortfalls:
        if lacking.what == "unlisted":
            yield Observation(CODE, "unsure", lacking.pages, None, lacking.confidence)


RULE = Rule(CODE, ("material",), check)
