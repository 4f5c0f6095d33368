"""V482: the documents are not of enough different people.

What it does: compares the names on the documents; two that differ by one character of three or more may be one misread.

Why it matters: two recommending experts have to be two people.

Example: two scans of the same peer's certificate.

How to mend it: add the other person's document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz.distance import Hamming

from scanaudit.notices.model import DistinctPersonsDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import compact_name

CODE = "V482"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where every name was read and they are too few; unsure where one was not read, or another page
    may be such a document.
    """
    need = context.asked(DistinctPersonsDemand).count
    groups = context.groups("document")
    names = [next((n for i in pages if (n := context.upload.pages[i].fields.name)), None) for pages in groups]
    read = {compact_name(name) for name in names if name}
    different = _surely_different(read, compact_name(context.profile.name or ""))
    if not groups or different >= need:
        return
    upload = context.upload
    kinds = {upload.kind(i) for i in context.indices}
    possible = len(read) + names.count(None) + len(upload.second_choices(kinds))
    sure = possible < need and not upload.hidden()
    confidence = 0.9 * value_confidence(upload, context.indices, "name") if sure else 0.5
    other = groups[1][0] if len(groups) > 1 else None
    values = {"have": different, "need": need}
    yield Observation(
        CODE, "unmet" if sure else "unsure", context.indices, None, confidence, values, beside=other
    )


def _surely_different(names: Collection[str], applicant: str) -> int:
    """How many people the names are of for sure, none of them the applicant, not even by a misread character."""
    known: list[str] = []
    for name in sorted(names):
        if name != applicant and not any(_may_be(name, other) for other in (*known, applicant)):
            known.append(name)
    return len(known)


def _may_be(name: str, other: str) -> bool:
    """Whether one may be the other misread. Of two characters one that differs is no sign: a family name is shared."""
    return len(name) == len(other) > 2 and Hamming.distance(name, other) == 1


RULE = Rule(CODE, ("distinct_persons",), check)
