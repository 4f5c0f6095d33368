"""V421: the applicant was not found among the authors.

What it does: looks for the applicant's name among the authors read from the paper and in its text.

Why it matters: only the applicant's own papers count.

Example: a paper by two colleagues.

How to mend it: mark your name on the page, or replace the paper.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz.distance import Levenshtein

from scanaudit.facts import PageFacts
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.naming import authorship
from scanaudit.rules.people import compact_name, only_signs
from scanaudit.rules.wording import listed, word
from scanaudit.text import Text

CODE = "V421"
_MOST_TOLD = 6


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where authors were read on a sharp page and the applicant is nowhere in the document."""
    name = context.profile.name
    if name is None:
        return
    for pages in context.groups("document"):
        members = [context.upload.pages[i] for i in pages]
        authors = {compact_name(a) for page in members for a in page.fields.authors}
        owners = {compact_name(page.fields.name) for page in members if page.fields.name}
        wanted = compact_name(name)
        if wanted in authors | owners or _is_named(members, wanted, known=bool(authors)):
            continue
        sure = (
            bool(authors)
            and context.upload.all_readable(pages)
            and not _may_be_misread(members, wanted, authors)
        )
        confidence = 0.85 * value_confidence(context.upload, pages, "authors") if sure else 0.5
        values = {**authorship(context.upload, pages), "name": name, "those": _those(members)}
        yield Observation(CODE, "unmet" if sure else "unsure", pages, confidence=confidence, values=values)


def _is_named(pages: Collection[PageFacts], wanted: str, *, known: bool) -> bool:
    """Whether a page names the applicant; where the authors are ``known``, other than as who signed the copy."""
    naming = [page for page in pages if wanted in compact_name(page.text)]
    return any(not (known and only_signs(page, wanted)) for page in naming)


def _may_be_misread(pages: Collection[PageFacts], wanted: str, authors: Collection[str]) -> bool:
    """Whether an author differs from the applicant, who signed the page, in one character: print is misread, too."""
    signed = any(wanted in compact_name(page.text) for page in pages)
    return signed and any(
        len(author) == len(wanted) and Levenshtein.distance(author, wanted) == 1 for author in authors
    )


def _those(pages: Iterable[PageFacts]) -> Text:
    """The authors that were read, for the applicant to compare: a misread name is known by its neighbours."""
    names = list(dict.fromkeys(name for page in pages for name in page.fields.authors))[:_MOST_TOLD]
    if not names:
        return Text(zh="", en="")
    return word("works", "those_read").fill(names=listed(Text(zh=name, en=name) for name in names))


RULE = Rule(CODE, ("author",), check)
