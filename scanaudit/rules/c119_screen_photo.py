"""C119: a screen was photographed.

What it does: tells photographs of a screen by the grid of its cells.

Why it matters: such a picture is a copy of a copy; originals are asked for.

Example: a certificate on a monitor, photographed by telephone.

A note that holds nothing up: fine dotted lines of print have a grid, too.

How to mend it: scan the paper itself, or upload the file that the screen showed.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C119"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each photograph of a screen."""
    for index, _, capture in captured(context, "original", "sharp"):
        if capture.screen == "photo":
            yield Observation(CODE, "none", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
