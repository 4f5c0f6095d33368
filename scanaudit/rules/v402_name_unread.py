"""V402: the applicant's name was not found on the document.

What it does: tells documents on which neither the applicant's name nor another one could be read: where a demand
compares the name, and of a requirement's own material certificates of one person, whoever asks for them.

Why it matters: nobody can say whose document it is; mostly the name is there and was not read.

Example: a certificate with the name in brush writing.

How to mend it: look for the name on the page; if it is there, nothing needs doing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from scanaudit.rules.agreement import is_of_material, personal
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import ONE_NAME, sameness

CODE = "V402"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each document without a name; without the applicant's name see Q502."""
    name = context.profile.name
    if name is None or (context.demand is None and not is_of_material(context)):
        return
    documents = context.groups("document")
    told = {i: sameness(name, context.upload.pages[i]) for pages in documents for i in pages}
    alone = _alone(context, {context.upload.kind(i) for i, answer in told.items() if answer == "same"})
    for pages in documents:
        asked = context.demand is not None or (alone.issuperset(pages) and _tells(context, pages))
        if asked and {told[i] for i in pages} == {"unread"}:
            yield Observation(CODE, "unsure", pages, confidence=0.5, values={"name": name})


def _alone(context: RequirementContext, named: Collection[str]) -> frozenset[int]:
    """Pages of the applicant's certificates of which no other of the kind is surely theirs (``named``): beside one, a
    cover and a second page name nobody.
    """
    kind = context.upload.kind
    return frozenset(i for i, _ in personal(context) if kind(i) in ONE_NAME and kind(i) not in named)


def _tells(context: RequirementContext, pages: Sequence[int]) -> bool:
    """Whether the document tells of somebody: a cover does not, and a card's back dates alone."""
    fields = [context.upload.pages[i].fields for i in pages]
    card = all(context.upload.kind(i) == "id_card" for i in pages)
    return any(f.id_number or (not card and (f.dates or f.certificate_number)) for f in fields)


RULE = Rule(CODE, ("name", "material"), check)
