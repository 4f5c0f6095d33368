"""S605: today is outside the notice's window.

What it does: compares today with the first window of the notice.

Why it matters: a complete application that comes too late is not accepted.

Example: the window closed on 20 September.

How to mend it: ask your unit whether a later date applies to you.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "S605"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note after the first window's last day."""
    window = context.notice.windows[0] if context.notice.windows else None
    if window is not None and context.today > window.closes:
        yield Observation(CODE, "none", values={"window": window.title, "closes": window.closes})


RULE = Rule(CODE, ("upload",), check)
