"""V482: the documents are not of enough different people.

What it does: compares the names on the documents.

Why it matters: two recommending experts have to be two people.

Example: two scans of the same peer's certificate.

How to mend it: add the other person's document.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import DistinctPersonsDemand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.people import compact_name

CODE = "V482"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where every name was read and they are too few; unsure where one was not read."""
    need = context.asked(DistinctPersonsDemand).count
    groups = context.groups("document")
    names = [next((n for i in pages if (n := context.upload.pages[i].fields.name)), None) for pages in groups]
    different = len({compact_name(name) for name in names if name})
    if not groups or different >= need:
        return
    unread = names.count(None)
    effect: Effect = "unsure" if different + unread >= need else "unmet"
    values = {"have": different, "need": need}
    yield Observation(CODE, effect, context.indices, None, 0.8 if effect == "unmet" else 0.5, values)


RULE = Rule(CODE, ("distinct_persons",), check)
