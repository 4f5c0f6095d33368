"""C102: the page is soft, though it can be read.

What it does: tells pages that a reviewer would call blurred at a glance while their text can still be read.

Why it matters: some reviewers return soft pictures, others do not.

Example: a photograph taken by hand indoors.

How to mend it: scan the page, or photograph it again on a table with more light.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C102"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each soft page that can be read."""
    for index, _, capture in captured(context, "sharp"):
        if capture.readable and not capture.sharp:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
