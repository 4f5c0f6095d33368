"""K312: pages lie in another order than their printed numbers.

What it does: follows the page numbers that were read at the head or foot of the pages of one kind in a document, file
by file. A contents page printed at the end of an issue rightly comes before the body.

Why it matters: a reviewer reads a paper from front to back, and a page that seems to be missing is sent back for.

Example: page 32 of a paper scanned before page 31.

How to mend it: put the pages into the order of their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from scanaudit.facts import PageFacts
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.upload import VALUE_SURE

CODE = "K312"
# Numbers of one document lie near each other; farther apart, one of them is a year or was misread. A journal's issue
# has at most some hundred pages, a paper some dozen.
_FARTHEST = 60


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation for each page whose number is below that of the page before it."""
    for document in context.upload.documents:
        known = [(i, page, n) for i in document.pages if (n := _number(page := context.upload.pages[i]))]
        for (_, before, first), (index, page, second) in pairwise(known):
            if (page.file, page.kind) == (before.file, before.kind) and first - _FARTHEST <= second < first:
                values = {"number": second, "before": first}
                yield Observation(CODE, "unmet", (index,), confidence=0.9, values=values)


def _number(page: PageFacts) -> int | None:
    """The page's printed number where it was read for certain."""
    evidence = page.fields.evidence.get("printed_page")
    sure = evidence is None or evidence.confidence >= VALUE_SURE
    return page.fields.printed_page if sure else None


RULE = Rule(CODE, ("upload",), check)
