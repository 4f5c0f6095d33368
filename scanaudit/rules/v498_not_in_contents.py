"""V498: the contents page does not name the paper.

What it does: looks for the paper's title, and for its authors, in the text of the contents pages that lie with it.

Why it matters: the contents page shows that the paper was published in this issue; another issue's, or another book's,
shows nothing.

Example: the contents page of the October issue with a paper of the March issue.

How to mend it: scan the contents page on which the paper stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rapidfuzz import fuzz

from scanaudit.facts import PageFacts
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.paper_issues import issues_apart
from scanaudit.rules.people import folded

CODE = "V498"
# Least characters of a contents page that was read: one with less bears a heading or is not legible.
_READ = 60
# A title in a list is broken over lines, shortened or misread here and there; two papers of one field share words
# ("…研究与应用"), which makes them 40 to 60 alike. Design value, checked in tests/rules.
_NAMED = 70.0
# A shorter title than this is found in any long list by chance.
_LEAST_TITLE = 5


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for a paper whose contents pages were read and bear neither its title nor one of its authors.

    The title is the one over the paper's own body: a book has its title on the cover, and not in its contents.
    """
    for indices in context.groups("document"):
        contents = tuple(i for i in indices if context.upload.pages[i].kind == "paper_toc")
        if not contents or not context.upload.all_readable(contents):
            continue
        members = [context.upload.pages[i] for i in indices]
        titled = [i for i in indices if _is_titled_body(context.upload.pages[i])]
        titles = _all_folded(context.upload.pages[i].fields.paper_title for i in titled)
        authors = _all_folded(author for page in members for author in page.fields.authors)
        said = "".join(folded(context.upload.pages[i].text) for i in contents)
        if _is_told(context, indices, contents):
            continue
        if titles and len(said) >= _READ and not _named(said, titles, authors):
            values = {"title": titles[0]}
            yield Observation(CODE, "unsure", contents, confidence=0.6, values=values, beside=titled[0])


def _is_told(context: RequirementContext, indices: Iterable[int], contents: Collection[int]) -> bool:
    """Whether V423 tells already that these contents and another part are of two issues."""
    legible = [i for i in indices if context.upload.readable(i)]
    return any(i in contents for pair in issues_apart(context.upload.pages, legible) for i in pair)


def _is_titled_body(page: PageFacts) -> bool:
    return page.kind == "paper_body" and bool(page.fields.paper_title)


def _all_folded(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(folded(value) for value in values if value)


def _named(said: str, titles: Sequence[str], authors: Sequence[str]) -> bool:
    """Whether the list names one of the authors, or something like one of the titles."""
    if any(len(author) >= 2 and author in said for author in authors):
        return True
    return any(len(title) < _LEAST_TITLE or fuzz.partial_ratio(title, said) >= _NAMED for title in titles)


RULE = Rule(CODE, ("author",), check)
