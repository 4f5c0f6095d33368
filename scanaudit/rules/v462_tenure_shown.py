"""V462: the years that were counted, for a person to compare.

What it does: shows the full years to the cut-off where the notice leaves the number to another document.

Why it matters: the reviewer knows the number; the count saves the reckoning.

Example: since 2018-12-20: six full years to 2024-12-31.

How to mend it: compare with the years that your province prescribes.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import TenureDemand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.tenure import tenure
from scanaudit.rules.wording import word
from scanaudit.text import Text

CODE = "V462"


def check(context: RequirementContext) -> Iterable[Observation]:
    """The count: status unsure where the notice names no number, else a note."""
    held = tenure(context)
    if held is None:
        return
    years = str(held.least) if held.least == held.most else f"{held.least}–{held.most}"
    since = str(held.since.first) if held.since.exact else f"{held.since.first}–{held.since.last}"
    less = (
        word("subtracted", "years").fill(count=len(held.subtracted))
        if held.subtracted
        else Text(zh="", en="")
    )
    values = {"have": years, "since": since, "cutoff": context.notice.cutoff, "less": less}
    effect: Effect = "none" if context.asked(TenureDemand).required else "shown"
    yield Observation(CODE, effect, confidence=0.9, values=values)


RULE = Rule(CODE, ("tenure",), check)
