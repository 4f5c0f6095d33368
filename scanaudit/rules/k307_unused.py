"""K307: a page serves no requirement of the notice.

What it does: lists the pages that no requirement of this notice asks for.

Why it matters: a page that belongs to the application but was not recognised would be listed here.

Example: an invoice among the scans.

How to mend it: take the page out, or check that it is the page that you meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "K307"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each page that serves nothing; blank pages are told by C108."""
    for index in context.unused:
        capture = context.upload.pages[index].capture
        if capture is None or not capture.blank:
            yield Observation(CODE, "none", (index,), confidence=0.8)


RULE = Rule(CODE, ("upload",), check)
