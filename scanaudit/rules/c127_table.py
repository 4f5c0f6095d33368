"""C127: the table is in the picture.

What it does: tells pictures that show what the page lies on.

Why it matters: it does no harm, but a cropped page looks better and its characters stay larger.

Example: a certificate photographed on a desk.

How to mend it: crop the picture to the page, or let `scanaudit fix` do it.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C127"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each picture that shows the table."""
    for index, _, capture in captured(context, "complete"):
        if capture.table and not capture.page_small:
            yield Observation(CODE, "none", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
