"""K302: fewer of a material than the notice asks for.

What it does: counts the documents that serve a requirement.

Why it matters: two recommending experts need two certificates.

Example: one peer's title certificate where two are asked for.

How to mend it: add the ones that are missing.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.wording import kind_names

CODE = "K302"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unmet observation for each material of which there are too few."""
    for lacking in context.shortfalls:
        if lacking.what == "few":
            values = {"kinds": kind_names(lacking.kinds), "have": lacking.have, "need": lacking.need}
            effect: Effect = "unmet" if lacking.sure else "unsure"
            yield Observation(
                CODE,
                effect,
                lacking.pages,
                confidence=lacking.confidence,
                values=values,
                practice=lacking.practice,
            )


RULE = Rule(CODE, ("material",), check)
