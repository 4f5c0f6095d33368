"""C109: the page is grey or black-and-white where colour is asked for.

What it does: tells pages without colour, where the notice asks for colour.

Why it matters: in grey, an original cannot be told from a copy; some notices call such a page void.

Example: a title certificate scanned in grey.

How to mend it: scan the original again in colour.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C109"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unmet observation for each page without colour."""
    for index, _, capture in captured(context, "colour"):
        if capture.colour != "colour":
            yield Observation(CODE, "unmet", (index,), confidence=0.95)


RULE = Rule(CODE, ("capture",), check)
