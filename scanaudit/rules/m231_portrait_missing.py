"""M231: too few portrait photographs, or the wrong background.

What it does: counts the portraits on each document and looks at the colour behind them.

Why it matters: forms without the photographs that the notice describes are returned.

Example: a review form with one portrait on white, where two on red are asked for.

How to mend it: stick on recent photographs as the notice describes them, and scan the page in colour.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import PortraitDemand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.upload import MARK_DOUBTFUL, MARK_SEEN
from scanaudit.rules.wording import background

CODE = "M231"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where even doubtful portraits are too few or all backgrounds differ; unsure in between."""
    demand = context.asked(PortraitDemand)
    for pages in context.groups("document"):
        found = [p for i in pages for p in context.upload.pages[i].portraits]
        found = [p for p in found if p.confidence >= MARK_DOUBTFUL]
        right = [p for p in found if demand.background in {"any", p.background}]
        sure = [p for p in right if p.confidence >= MARK_SEEN]
        if len(sure) >= demand.count:
            continue
        possible = len(right) >= demand.count or any(p.background == "other" for p in found)
        grey = any((c := context.upload.pages[i].capture) and c.colour != "colour" for i in pages)
        effect: Effect = "unsure" if possible or (found and grey) else "unmet"
        values = {"have": len(sure), "need": demand.count, "background": background(demand.background)}
        yield Observation(CODE, effect, pages, None, context.upload.kind_confidence(pages), values)


RULE = Rule(CODE, ("portrait",), check)
