"""C105: the page is too dark.

What it does: tells pages that are so dark that seals and fine print are hard to see.

Why it matters: dark pages are returned as not clear.

Example: a photograph taken without a lamp.

How to mend it: scan the page, or photograph it by daylight.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C105"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page that is too dark."""
    for index, _, capture in captured(context, "readable", "sharp"):
        if capture.too_dark:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
