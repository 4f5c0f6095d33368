"""C115: a finger lies over the page.

What it does: tells pages with a finger in the picture.

Why it matters: what is under the finger cannot be checked.

Example: a booklet held open by the thumb.

How to mend it: hold the page down outside its edge, or lay a glass pane on it.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C115"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page under a finger."""
    for index, _, capture in captured(context, "complete", "sharp"):
        if capture.finger:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
