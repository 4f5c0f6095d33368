"""C111: which way is up cannot be told.

What it does: tells pages with too little text to say whether they are upright.

Why it matters: a person sees at a glance what the program cannot.

Example: a page with a seal and nothing else.

How to mend it: look at the page; turn it if needed.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.captured import captured
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "C111"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page whose orientation is not known."""
    for index, page, _ in captured(context, "upright"):
        if page.rotation is None:
            yield Observation(CODE, "unsure", (index,), confidence=0.3)


RULE = Rule(CODE, ("capture",), check)
