"""C110: the page is a copy where the original is asked for.

What it does: tells pages that are scans or photographs of a copy.

Why it matters: some notices call a copy void.

Example: a photograph of a photocopied diploma.

How to mend it: scan or photograph the original certificate.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C110"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unmet observation for each page that is a copy."""
    for index, _, capture in captured(context, "original"):
        if capture.is_copy:
            yield Observation(CODE, "unmet", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
