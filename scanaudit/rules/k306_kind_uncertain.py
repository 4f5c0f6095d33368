"""K306: it is not certain that this page is the material asked for.

What it does: tells which pages may be the material, where none is for certain.

Why it matters: calling it missing would accuse a correct applicant, calling it present might hide a gap.

Example: a certificate of unusual layout.

How to mend it: look at the page; if it is the right one, nothing needs doing.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule, Shortfall
from scanaudit.rules.wording import kind_names

CODE = "K306"
_LIKELY = 0.05  # confidence from which a kind is worth naming


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each material with uncertain pages only."""
    for lacking in context.shortfalls:
        if lacking.what == "kind":
            values = {"kinds": kind_names(_likely(context, lacking))}
            yield Observation(CODE, "unsure", lacking.pages, None, lacking.confidence, values)


def _likely(context: RequirementContext, lacking: Shortfall) -> tuple[str, ...]:
    """Which of the kinds that would do the pages may be: a requirement may take a dozen."""
    likely = {
        kind
        for at in lacking.pages
        for kind, confidence in context.upload.pages[at].kind_candidates
        if confidence >= _LIKELY
    }
    return tuple(kind for kind in lacking.kinds if kind in likely) or lacking.kinds


RULE = Rule(CODE, ("material",), check)
