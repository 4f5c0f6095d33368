"""C117: several sheets are in one picture.

What it does: tells pictures that show more than one sheet, where these were not taken for documents of their own.

Why it matters: portals ask for one page an image, and each gets half of the pixels.

Example: two pages of a booklet photographed side by side.

How to mend it: photograph each page by itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C117"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each picture of several sheets."""
    for index, _, capture in captured(context, "complete", "sharp"):
        if capture.several_sheets and not context.upload.pages[index].parts:  # which were taken apart
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
