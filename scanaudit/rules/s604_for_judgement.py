"""S604: a question that only a person can answer.

What it does: shows the reviewer the pages together with the question that the notice raises.

Why it matters: relevance, level and contribution are judged by people.

Example: does the paper belong to the specialty applied for?

How to mend it: nothing to mend; be ready to answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import ShownDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "S604"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note, on the first of the pages that the question is about."""
    question = context.asked(ShownDemand).question
    yield Observation(CODE, "none", context.indices, values={"question": question})


RULE = Rule(CODE, ("shown",), check)
