"""V494: pages are not A4.

What it does: computes the paper size of pages whose resolution is known; a photograph's is not.

Why it matters: paper files in other sizes are sent back to be copied to A4.

Example: an A3 spread of a certificate.

How to mend it: print or copy the page to A4.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.facts import PageFacts
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "V494"
# ISO 216 A4 in inches; scanners crop and PDF printers pad by some millimetres, hence the tolerance.
A4 = (8.27, 11.69)
TOLERANCE = 0.06


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation for all pages of another known size."""
    others = tuple(i for i, page in context.pages if not is_a4(page))
    if others:
        yield Observation(CODE, "unmet", others, None, 0.8, {"count": len(others)})


def is_a4(page: PageFacts) -> bool:
    """Whether the page is A4, either way round, or of unknown size, as it is in a photograph."""
    seen = page.capture
    if not page.dpi or (
        seen is not None and (seen.table or seen.page_small or seen.perspective or seen.screen)
    ):
        return True
    short, long = sorted((page.width / page.dpi, page.height / page.dpi))
    return abs(short / A4[0] - 1) <= TOLERANCE and abs(long / A4[1] - 1) <= TOLERANCE


RULE = Rule(CODE, ("paper_size",), check)
