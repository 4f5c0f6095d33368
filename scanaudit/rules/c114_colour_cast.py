"""C114: the light had a colour.

What it does: tells pages photographed in light so yellow or blue that no paper looks white. A cover is printed in
colour to its edges, so that it shows no white paper to judge the light by.

Why it matters: the colour of a seal, and whether a page is an original, is judged by its colour.

Example: a page photographed under a warm lamp at night.

How to mend it: photograph it by daylight, or scan it.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C114"
# From this chance on a page may be a journal's or book's cover: one with its numbers on it is taken for a number page
# too. Design value.
COVER = 0.1


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page in coloured light."""
    for index, page, capture in captured(context, "readable", "sharp", "colour"):
        if capture.colour_cast and dict(page.kind_candidates).get("paper_cover", 0.0) < COVER:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
