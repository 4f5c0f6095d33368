"""C123: a reflection hides something.

What it does: tells pages on which a lamp is mirrored among the text.

Why it matters: text and seals under a reflection cannot be checked.

Example: a laminated card photographed under a ceiling lamp.

How to mend it: turn off the flash, tilt the page away from the lamp, or scan it.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C123"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page with a reflection."""
    for index, _, capture in captured(context, "readable", "sharp"):
        if capture.glare:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
