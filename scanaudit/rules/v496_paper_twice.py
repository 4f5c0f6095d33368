"""V496: the same publication is claimed twice.

What it does: compares the titles of papers, the names of books and the numbers of patents among the documents.

Why it matters: one publication counts once, and two of it may leave the applicant one short.

Example: the same paper as a scan of the journal and once more as the offprint.

How to mend it: take one of the two out, or replace it by another publication.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from scanaudit.notices.model import AuthorDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import compact_name

CODE = "V496"
# Two readings of one title differ by a character or so of OCR; series of papers differ by more (…研究(一), …(二)
# by one in twelve). Design value, no data yet.
_SAME = 96.0


def check(context: RequirementContext) -> Iterable[Observation]:
    """A warning for each document whose publication another one before it bears already."""
    context.asked(AuthorDemand)
    known: list[tuple[str, int]] = []
    for pages in context.groups("document"):
        title = next((t for i in pages if (t := _title(context, i))), None)
        if title is None:
            continue
        first = next((i for other, i in known if fuzz.ratio(title, other) >= _SAME), None)
        if first is not None:
            before = context.upload.pages[first]
            values = {"file": before.file, "page": before.page}
            yield Observation(CODE, "none", pages, None, 0.8, values, "warn", beside=first)
        known.append((title, pages[0]))


def _title(context: RequirementContext, index: int) -> str | None:
    """What a page's publication is known by: its title, its ISBN or its patent number."""
    fields = context.upload.pages[index].fields
    found = fields.paper_title or fields.isbn or fields.patent_number
    return compact_name(found) if found else None


RULE = Rule(CODE, ("author",), check)
