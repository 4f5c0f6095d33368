"""C113: a shadow lies on the page.

What it does: tells pages on which a hand, a head or the telephone threw its shadow.

Why it matters: under a shadow, seals and fine print are hard to see.

Example: a page photographed with the lamp behind the photographer.

How to mend it: let the light come from the side, or scan the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C113"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page in shadow."""
    for index, _, capture in captured(context, "readable", "sharp"):
        if capture.shadow:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
