"""K304: a year of the term is not covered.

What it does: checks that there is a document for each year where the notice wants one a year.

Why it matters: years without proof do not count.

Example: assessments of 2020 to 2023, but none of 2022.

How to mend it: add the document of the missing year.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.wording import kind_names

CODE = "K304"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unmet observation for each year without a document."""
    for lacking in context.shortfalls:
        if lacking.what == "year":
            values = {"kinds": kind_names(lacking.kinds), "year": lacking.year}
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
