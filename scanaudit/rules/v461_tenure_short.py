"""V461: the years in title or work do not reach what the notice asks for.

What it does: counts full anniversaries to the notice's cut-off, less the years that failed assessments
subtract.

Why it matters: an application that comes too early is returned whatever its quality.

Example: a title of March 2016 and five years asked for to 31 December 2020: four full years.

How to mend it: check the date of the title; apply in a later year if it is right.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.tenure import required, tenure

CODE = "V461"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where even the most favourable reading is short; unsure where it hangs on a date or
    the education.
    """
    asked, held = required(context), tenure(context)
    if asked is None or held is None or held.least >= asked[1]:
        return
    short = held.most < asked[0]
    years = str(held.least) if held.least == held.most else f"{held.least}–{held.most}"
    values = {"have": years, "need": asked[0] if short else asked[1], "cutoff": context.notice.cutoff}
    effect: Effect = "unmet" if short else "unsure"
    yield Observation(
        CODE, effect, context.indices[:1], None, 0.95 * held.confidence if short else 0.5, values
    )


RULE = Rule(CODE, ("tenure",), check)
