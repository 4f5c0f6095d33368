"""C112: the print hardly stands out.

What it does: tells pages whose text differs little from the paper behind it.

Why it matters: pale text is returned as not clear, and seals of the same paleness vanish.

Example: a receipt that has faded, or a photograph in fog-grey light.

How to mend it: scan it with more contrast, or photograph it in even daylight.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C112"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page of low contrast. Blur pales print, too: where a page cannot be read for it,
    that is told already (C103).
    """
    for index, _, capture in captured(context, "readable", "sharp"):
        if capture.low_contrast and (capture.readable or capture.sharp):
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
