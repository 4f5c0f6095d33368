"""M231: too few portrait photographs, or the wrong background.

What it does: counts the portraits on each document and looks at the colour behind them.

Why it matters: forms without the photographs that the notice describes are returned.

Example: a review form with one portrait on white, where two on red are asked for.

How to mend it: stick on recent photographs as the notice describes them, and scan the page in colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scanaudit.facts import Box, PageFacts
from scanaudit.notices.model import PortraitDemand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.places import asking_lines, look_at
from scanaudit.rules.upload import MARK_DOUBTFUL, MARK_SEEN
from scanaudit.rules.wording import background

CODE = "M231"
# What a place for a portrait is labelled with.
_PLACE = re.compile("照片|相片|[贴粘]照|证件照|免冠|彩照|一寸|[二两]寸")


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
        ordered, place = _looked_at(context, pages, demand.background)
        yield Observation(CODE, effect, ordered, place, context.upload.kind_confidence(pages), values)


def _looked_at(
    context: RequirementContext, pages: tuple[int, ...], wanted: str
) -> tuple[tuple[int, ...], Box | None]:
    """The pages with the one to look at first: that of a portrait on another background, else of a place for one, else
    of any portrait; and where.
    """

    def wrong(page: PageFacts) -> Box | None:
        doubtful = (p for p in page.portraits if p.confidence >= MARK_DOUBTFUL)
        return next((p.bbox for p in doubtful if wanted not in {"any", p.background}), None)

    def asking(page: PageFacts) -> Box | None:
        return next((line.bbox for line in asking_lines(page, _PLACE)), None)

    def any_(page: PageFacts) -> Box | None:
        return next((p.bbox for p in page.portraits), None)

    for place_on in (wrong, asking, any_):
        ordered, place = look_at(context, pages, place_on)
        if place is not None:
            return ordered, place
    return pages, None


RULE = Rule(CODE, ("portrait",), check)
