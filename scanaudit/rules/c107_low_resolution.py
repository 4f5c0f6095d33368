"""C107: the resolution is too low.

What it does: tells pages whose characters are only a few pixels high.

Why it matters: small print and seal texts vanish on such pictures.

Example: a thumbnail, or a picture that a chat program made smaller.

How to mend it: scan at 200 to 300 dpi, or send the original picture instead of the preview.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C107"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page of too low a resolution."""
    for index, _, capture in captured(context, "readable", "sharp"):
        if capture.low_resolution:
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
