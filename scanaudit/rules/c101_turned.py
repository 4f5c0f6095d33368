"""C101: the page lies on its side or stands on its head.

What it does: tells pages whose content is turned by 90, 180 or 270 degrees as a viewer shows them.

Why it matters: a reviewer at a screen cannot turn the page; notices ask for upright images.

Example: a diploma in landscape that was scanned in portrait.

How to mend it: turn the page and save it, or let `scanaudit` write an upright copy.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C101"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unmet observation for each turned page."""
    for index, page, _ in captured(context, "upright"):
        if page.rotation not in {None, 0}:
            yield Observation(
                CODE, "unmet", (index,), confidence=CAPTURE_CONFIDENCE, values={"angle": page.rotation}
            )


RULE = Rule(CODE, ("capture",), check)
