"""C124: the edge cuts a seal.

What it does: tells pages on which the picture's edge runs through a seal.

Why it matters: half a seal counts as none: its name cannot be read whole.

Example: a certificate cropped too closely at its lower right.

How to mend it: take the whole page into the picture.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C124"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unmet observation for each page with a cut seal."""
    for index, _, capture in captured(context, "complete"):
        if capture.seal_cut:
            yield Observation(CODE, "unmet", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
