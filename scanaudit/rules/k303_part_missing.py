"""K303: a part of a set is missing.

What it does: checks that each paper has its cover, contents, number page and body.

Why it matters: a paper counts only with all its parts.

Example: a paper without the page that bears the ISSN and CN numbers.

How to mend it: scan the missing part from the journal and add it.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.wording import part_name

CODE = "K303"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unmet observation for each missing part of each set."""
    for lacking in context.shortfalls:
        if lacking.what == "part":
            values = {"part": part_name(lacking.part or ""), "document": lacking.have}
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
