"""C106: part of the page is washed out.

What it does: tells pages that are overexposed, or where a reflection covers content.

Why it matters: text and seals under a reflection cannot be checked.

Example: a laminated card photographed under a ceiling lamp.

How to mend it: turn off the flash, tilt the page away from the lamp, or scan it.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C106"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each washed-out page."""
    for index, _, capture in captured(context, "readable", "sharp"):
        if capture.overexposed or capture.glare:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
