"""C122: the page leans.

What it does: tells pages that lean by more than a few degrees.

Why it matters: a leaning page is hard to read on a screen and looks careless.

Example: a sheet laid askew on the scanner.

How to mend it: lay the sheet along the edge of the glass, or straighten the picture.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C122"
# Degrees from which a reviewer sees that a page leans; office scans lie within 1.5. Design value, no data yet.
LEANS = 3.0


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each leaning page."""
    for index, page, _ in captured(context, "upright"):
        if page.skew is not None and abs(page.skew) > LEANS:
            yield Observation(
                CODE,
                "none",
                (index,),
                confidence=CAPTURE_CONFIDENCE,
                values={"angle": round(abs(page.skew), 1)},
            )


RULE = Rule(CODE, ("capture",), check)
