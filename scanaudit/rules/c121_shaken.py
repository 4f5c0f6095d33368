"""C121: the camera moved.

What it does: tells pages smeared in one direction.

Why it matters: a shaken picture is returned as blurred, and knowing the cause tells how to avoid it.

Example: a photograph in dim light, the telephone held with one hand.

How to mend it: rest your elbows on the table, use both hands or the timer, and get more light.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C121"
# Directions in which a page may be smeared, by degrees clockwise from horizontal.
_ALONG = {
    0: ("左右", "from side to side"),
    45: ("左上到右下", "from the upper left to the lower right"),
    90: ("上下", "up and down"),
    135: ("右上到左下", "from the upper right to the lower left"),
}


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each smeared page."""
    for index, _, capture in captured(context, "sharp", "readable"):
        if capture.motion is not None and not capture.sharp:
            zh, en = _ALONG[capture.motion % 180]
            values = {"direction": zh, "direction_en": en}
            yield Observation(CODE, "none", (index,), confidence=CAPTURE_CONFIDENCE, values=values)


RULE = Rule(CODE, ("capture",), check)
