"""V422: the applicant is not in the place among the authors that the notice asks for.

What it does: compares the applicant's place among the authors with the place asked for.

Why it matters: some notices count only first or corresponding authors, or the first three.

Example: a paper on which the applicant is the second of four authors.

How to mend it: add proof of being the corresponding author, or use another paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scanaudit.notices.model import AuthorDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.naming import authorship
from scanaudit.rules.people import compact_name, folded
from scanaudit.rules.wording import word

CODE = "V422"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where the best place on the document's pages is too low; unsure where a corresponding author is
    announced whose name was not read, and where no page tells the place on which the first author's is asked for.
    """
    demand = context.asked(AuthorDemand)
    first = 1 if demand.role == "first_or_corresponding" else demand.among_first
    name = context.profile.name
    if first is None or name is None:
        return
    for pages in context.groups("document"):
        ranks = dict(_ranks(context, pages, compact_name(name)))
        marked = {compact_name(a) for i in pages for a in context.upload.pages[i].fields.corresponding}
        if demand.role == "first_or_corresponding" and compact_name(name) in marked:
            continue
        if not ranks and first == 1 and _place_is_open(context, pages, compact_name(name)):
            yield Observation(CODE, "unsure", pages, None, 0.5, _values(context, pages, first, None))
        if not ranks or min(ranks.values()) <= first:
            continue
        index = min(ranks, key=lambda i: ranks[i])
        announced = any(w in context.upload.text(pages) for w in ("通讯作者", "通信作者", "*"))
        # Somebody else was read as corresponding: then the applicant is not. Announced but not read: open.
        unsure = demand.role == "first_or_corresponding" and announced and not marked
        # Without the place where the authors were read nobody can say that none was left out before.
        unsure |= "authors" not in context.upload.pages[index].fields.evidence
        values = _values(context, pages, first, ranks[index])
        confidence = 0.5 if unsure else 0.85 * value_confidence(context.upload, (index,), "authors")
        yield Observation(CODE, "unsure" if unsure else "unmet", (index,), None, confidence, values)


def _values(
    context: RequirementContext, pages: Sequence[int], first: int, rank: int | None
) -> dict[str, object]:
    values = {**authorship(context.upload, pages), "rank": rank or "", "first": first}
    return {**values, "told": word("author_places", "read" if rank else "unread").fill(**values)}


# Before the applicant's name where it stands first: nothing, or what speaks of the first author.
_STANDS_FIRST = r"(?:^|第一作者(?:简介)?[:：]?|作者简介[:：]?)"


def _place_is_open(context: RequirementContext, pages: Sequence[int], name: str) -> bool:
    """Whether a paper's pages name the applicant, but never in a row that begins with them. Where they are named
    nowhere V421 tells it.
    """
    rows = [folded(row) for i in pages for row in context.upload.pages[i].text.splitlines()]
    named = [row for row in rows if name in row]
    first = re.compile(rf"{_STANDS_FIRST}{re.escape(name)}(?=等|[^一-鿿]|$)")
    return (
        any(context.upload.kind(i) == "paper_body" for i in pages)
        and bool(named)
        and not any(first.search(row) for row in named)
    )


def _ranks(context: RequirementContext, pages: tuple[int, ...], name: str) -> Iterator[tuple[int, int]]:
    """The applicant's place on each page that names the authors: a list of contents may name several papers'."""
    for index in pages:
        authors = [compact_name(a) for a in context.upload.pages[index].fields.authors]
        if name in authors:
            yield index, authors.index(name) + 1


RULE = Rule(CODE, ("author",), check)
