"""C108: the page is blank.

What it does: tells pages on which there is nothing.

Why it matters: a blank page does no harm, but it may be the back of a sheet whose front is missing.

Example: the empty reverse of a certificate, scanned along with it.

How to mend it: take the page out, or scan the right side of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C108"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each blank page."""
    for index, page in context.pages:
        if page.capture is not None and page.capture.blank:
            yield Observation(CODE, "none", (index,), confidence=0.9)


RULE = Rule(CODE, ("upload",), check)
