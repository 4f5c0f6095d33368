"""C126: traces of a copier.

What it does: tells pages without colour that show a copier's black edge and specks.

Why it matters: they are signs of a photocopy where an original is asked for.

Example: a photocopied certificate, scanned.

How to mend it: scan or photograph the original.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C126"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page with a copier's traces."""
    for index, _, capture in captured(context, "original"):
        if capture.toner and not capture.is_copy:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
