"""What is lacking in the material itself: the check that the rules on missing materials share."""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Check, Effect, Observation, RequirementContext, Shortfall
from scanaudit.rules.wording import kind_names, part_name, word
from scanaudit.text import Text


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
                    "where": _where(shortfall, context),
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


def _where(shortfall: Shortfall, context: RequirementContext) -> Text:
    """Where what was not found may be after all; nothing where it is on no page for certain."""
    hidden = context.upload.hidden()
    if not shortfall.pages:
        return word("may_be_on", "hidden") if hidden else Text(zh="", en="")
    return word("may_be_on", "here_or_hidden" if hidden else "here")
