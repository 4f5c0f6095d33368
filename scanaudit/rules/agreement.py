"""Values that must be the same everywhere: what the agreement rules share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from scanaudit.facts import PageFacts
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.people import IN_WORDS, PERSONAL


def personal(context: RequirementContext) -> Iterator[tuple[int, PageFacts]]:
    """The pages that are the applicant's own by their kind, without those that serve for other people."""
    yield from _of_kinds(context, PERSONAL)


def in_words(context: RequirementContext) -> Iterator[tuple[int, PageFacts]]:
    """The pages whose sentences say whom they are about."""
    yield from _of_kinds(context, IN_WORDS)


def _of_kinds(context: RequirementContext, kinds: Collection[str]) -> Iterator[tuple[int, PageFacts]]:
    for index, page in context.pages:
        if context.upload.kind(index) in kinds and index not in context.strangers:
            yield index, page


def is_of_material(context: RequirementContext) -> bool:
    """Whether the requirement is about documents that it asks for itself."""
    requirement = context.requirement
    return requirement is not None and requirement.applies_to == "evidence" and not requirement.informative


def reference_name(context: RequirementContext) -> str | None:
    """What the pages' names are held against: the given name, else the usual one, else the first that was read."""
    names = [page.fields.name for _, page in personal(context)]
    return context.profile.name or usual(iter(names)) or next((name for name in names if name), None)


def reference_number(context: RequirementContext) -> str | None:
    """What the pages' ID numbers are held against: the given one, else the identity card's, else the usual one."""
    card = next((page.fields.id_number for _, page in personal(context) if page.kind == "id_card"), None)
    numbers = (page.fields.id_number for _, page in personal(context))
    return context.profile.id_number or card or usual(numbers)


def identity_card(context: RequirementContext) -> int | None:
    """The index of the page that tells who the applicant is."""
    upload = context.upload
    return next(
        (i for i in range(len(upload.pages)) if upload.kind(i) == "id_card" and i not in context.strangers),
        None,
    )


def usual(values: Iterator[str | None]) -> str | None:
    """The value that most pages bear; None where fewer than two agree on one."""
    counted = Counter(value for value in values if value).most_common(2)
    if not counted or counted[0][1] < 2 or (len(counted) > 1 and counted[1][1] == counted[0][1]):
        return None
    return counted[0][0]
