"""What is lacking in the material itself: the check that the rules on missing materials share."""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Check, Effect, Observation, RequirementContext
from scanaudit.rules.wording import kind_names, part_name


def lacking(code: str, what: str) -> Check:
    """The check of a rule: one observation for each shortfall of a sort, unsure where it may be on a page
    that could not be read.
    """

    def check(context: RequirementContext) -> Iterable[Observation]:
        for shortfall in context.shortfalls:
            if shortfall.what == what:
                effect: Effect = "unmet" if shortfall.sure else "unsure"
                values = {
                    "kinds": kind_names(shortfall.kinds),
                    "have": shortfall.have,
                    "need": shortfall.need,
                    "part": part_name(shortfall.part or ""),
                    "year": shortfall.year,
                }
                yield Observation(
                    code,
                    effect,
                    shortfall.pages,
                    confidence=shortfall.confidence,
                    values=values,
                    practice=shortfall.practice,
                )

    return check
