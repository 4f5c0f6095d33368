"""C106: the page is washed out.

What it does: tells pages that are overexposed.

Why it matters: pale text and seals cannot be checked.

Example: a page photographed with the flash from too near.

How to mend it: turn off the flash, or scan it.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C106"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each washed-out page."""
    for index, _, capture in captured(context, "readable", "sharp"):
        if capture.overexposed:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
