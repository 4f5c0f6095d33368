"""K305: a recommended material is not in the upload.

What it does: tells which recommended materials are not there.

Why it matters: it is not demanded, but often asked for when a case is unclear.

Example: no labour contract.

How to mend it: add it if you have it at hand.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.wording import kind_names

CODE = "K305"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each recommended material that is not there."""
    for lacking in context.shortfalls:
        if lacking.what == "recommended":
            values = {"kinds": kind_names(lacking.kinds)}
            yield Observation(CODE, "none", lacking.pages, None, lacking.confidence, values)


RULE = Rule(CODE, ("material",), check)
