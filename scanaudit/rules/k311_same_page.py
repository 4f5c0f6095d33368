"""K311: two scans show the same page.

What it does: lays every two pages over each other by the lines that they share, and compares what stands in the
same places: text, numbers, signatures. A form filled for somebody else, or for another year, is another page.

Why it matters: it does no harm, but one of the two was often meant to be another page.

Example: a certificate photographed twice, from the left and from the right, and its second page not at all.

How to mend it: keep the better one, and look whether the other was meant to be another page.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "K311"
# Of 360 pairs told to be the same (docs/duplicates.md) none was wrong.
_CONFIDENCE = 0.9


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each page that was captured before; files that are the same byte for byte are K308's."""
    pages = context.upload.pages
    for index, first in context.upload.scanned_before.items():
        one, other = pages[first], pages[index]
        if not one.content_hash or (one.content_hash, one.page) != (other.content_hash, other.page):
            values = {"file": one.file, "page": one.page}
            yield Observation(CODE, "none", (index,), confidence=_CONFIDENCE, values=values, beside=first)


RULE = Rule(CODE, ("upload",), check)
