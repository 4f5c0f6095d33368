"""C103: the page cannot be read.

What it does: tells pages on which the text that matters cannot be made out.

Why it matters: what cannot be read counts as not handed in.

Example: a shaken photograph.

How to mend it: scan the page again; check at full size that every character can be read.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C103"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unmet observation for each unreadable page."""
    for index, _, capture in captured(context, "readable", "sharp"):
        if not capture.readable and not capture.mirrored:  # see C128
            yield Observation(CODE, "unmet", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
