"""V402: the applicant's name was not found on the document.

What it does: tells documents on which neither the applicant's name nor another one could be read: where a demand
compares the name, and of a requirement's own material certificates of one person, whoever asks for them.

Why it matters: nobody can say whose document it is; mostly the name is there and was not read.

Example: a certificate with the name in brush writing.

How to mend it: look for the name on the page; if it is there, nothing needs doing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from scanaudit.rules.agreement import personal
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import ONE_NAME, sameness

CODE = "V402"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each document without a name; without the applicant's name see Q502."""
    name = context.profile.name
    if name is None or (context.demand is None and not _is_of_one_person(context)):
        return
    upload = context.upload
    documents = context.groups("document")
    named = {
        upload.kind(i) for pages in documents for i in pages if sameness(name, upload.pages[i]) == "same"
    }
    for pages in documents:
        if context.demand is None and not _is_alone(context, pages, named):
            continue
        if {sameness(name, upload.pages[i]) for i in pages} == {"unread"}:
            yield Observation(CODE, "unsure", pages, confidence=0.5, values={"name": name})


def _is_alone(context: RequirementContext, pages: Sequence[int], named: Collection[str]) -> bool:
    """Whether a certificate of one person tells of somebody and no other of its kind is the applicant's: a cover, a
    second page and a card's back name nobody.
    """
    upload = context.upload
    own = {i for i, _ in personal(context) if upload.kind(i) in ONE_NAME and upload.kind(i) not in named}
    fields = [upload.pages[i].fields for i in pages]
    card = all(upload.kind(i) == "id_card" for i in pages)
    told = any(f.id_number or (not card and (f.dates or f.certificate_number)) for f in fields)
    return own.issuperset(pages) and told


def _is_of_one_person(context: RequirementContext) -> bool:
    """Whether the requirement is about documents of the applicant's that it asks for itself."""
    requirement = context.requirement
    return requirement is not None and requirement.applies_to == "evidence" and not requirement.informative


RULE = Rule(CODE, ("name", "material"), check)
