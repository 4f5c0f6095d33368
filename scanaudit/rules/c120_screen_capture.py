"""C120: it is a capture of a screen.

What it does: tells captures of a screen by their bars, clocks and menus.

Why it matters: what surrounds the page is no part of it, and the page has few pixels.

Example: a certificate in a chat, captured with the clock at its top.

How to mend it: save and upload the file itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import CAPTURE_CONFIDENCE, captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C120"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each capture of a screen."""
    for index, _, capture in captured(context, "original", "sharp", "complete"):
        if capture.screen == "capture":
            yield Observation(CODE, "unsure", (index,), confidence=CAPTURE_CONFIDENCE)


RULE = Rule(CODE, ("capture",), check)
