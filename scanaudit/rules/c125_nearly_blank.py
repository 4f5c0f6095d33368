"""C125: next to nothing stands on the page.

What it does: tells pages that bear a few characters and nothing else.

Why it matters: it may be the wrong side of the sheet, or a page whose content did not print.

Example: a page with a heading alone.

How to mend it: make sure that the right side was scanned.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C125"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each nearly blank page."""
    for index, _, capture in captured(context, "readable"):
        if capture.nearly_blank:
            yield Observation(CODE, "none", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
