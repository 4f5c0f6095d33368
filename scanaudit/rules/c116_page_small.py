"""C116: the page is small in its picture.

What it does: tells pages that fill less than half of their picture.

Why it matters: the characters get few pixels, and reviewers see a table with a paper on it.

Example: a certificate photographed from too far away.

A note that holds nothing up: what is too small to read is told by C103, and pictures printed on journal covers
look alike.

How to mend it: go nearer until the page fills the picture, or crop the picture.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C116"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each page that is small in its picture."""
    for index, _, capture in captured(context, "complete", "sharp"):
        if capture.page_small:
            yield Observation(CODE, "none", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
