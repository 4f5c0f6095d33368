"""C118: the page was photographed at an angle.

What it does: tells pages whose opposite edges, or lines of text, run together.

Why it matters: far parts are smaller and less sharp; reviewers return crooked pictures.

Example: a page on a table, photographed from the chair.

How to mend it: hold the telephone parallel to the page, above its middle.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C118"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page seen at an angle."""
    for index, _, capture in captured(context, "upright", "sharp"):
        if capture.perspective:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
