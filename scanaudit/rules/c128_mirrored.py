"""C128: the page is a mirror image.

What it does: tells pages whose characters are read once left and right are changed.

Why it matters: nobody can read the page, nor say what it is.

Example: a certificate held before a telephone's front camera.

How to mend it: flip the picture with any program for pictures, or take it again with the camera at the back.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C128"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unmet observation for each mirror image."""
    for index, _, capture in captured(context, "readable", "sharp", "upright"):
        if capture.mirrored:
            yield Observation(CODE, "unmet", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
