"""K301: a material that the notice asks for is not in the upload.

What it does: tells which materials no page of the upload serves.

Why it matters: an application without it is returned.

Example: no publicity proof anywhere in the upload.

How to mend it: add a scan of the material.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.wording import kind_names

CODE = "K301"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unmet observation for each material that is missing."""
    for lacking in context.shortfalls:
        if lacking.what == "missing":
            values = {"kinds": kind_names(lacking.kinds)}
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
