"""C114: the light had a colour.

What it does: tells pages photographed in light so yellow or blue that no paper looks white.

Why it matters: the colour of a seal, and whether a page is an original, is judged by its colour.

Example: a page photographed under a warm lamp at night.

How to mend it: photograph it by daylight, or scan it.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C114"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page in coloured light."""
    for index, _, capture in captured(context, "readable", "sharp", "colour"):
        if capture.colour_cast:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
