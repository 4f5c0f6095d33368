"""C104: part of the page is cut off.

What it does: tells pages whose content runs over the edge of the picture.

Why it matters: numbers, seals and signatures stand near the edge.

Example: a certificate photographed too close, its seal halved.

How to mend it: take the whole page into the picture, with a little of the background around it.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C104"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation for each page that is cut off."""
    for index, _, capture in captured(context, "complete"):
        if capture.cut_off and not capture.seal_cut:
            yield Observation(CODE, "unmet", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
