"""V421: the applicant was not found among the authors.

What it does: looks for the applicant's name among the authors read from the paper and in its text. Where the contents
name the applicant and the body that lies with them names others only, the body is another article's.

Why it matters: only the applicant's own papers count.

Example: a paper by two colleagues.

How to mend it: mark your name on the page, or replace the paper.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from scanaudit.facts import PageFacts
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.naming import authorship
from scanaudit.rules.people import compact_name, former_names, may_be_named, only_signs
from scanaudit.rules.upload import VALUE_SURE
from scanaudit.rules.wording import listed, word
from scanaudit.text import Text

CODE = "V421"
_MOST_TOLD = 6  # authors in a sentence: more than nearly all papers have
# Rows in which a paper's first page has its head, title and authors, where no abstract ends them. Design value: a
# running head of three rows, a title of two, authors and their units of three each, and one over.
_HEAD_ROWS = 12
# Characters of a name of which one may be misread: of two (周婷, 周娟) one in common is as often another person's.
_TELLING = 3


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
            yield from _body_by_others(context, pages, wanted)
            continue
        sure = (
            bool(authors)
            and context.upload.all_readable(pages)
            and not _may_be_misread(members, wanted, authors)
        )
        confidence = 0.85 * value_confidence(context.upload, pages, "authors") if sure else 0.5
        values = _values(context, pages, members)
        yield Observation(CODE, "unmet" if sure else "unsure", pages, confidence=confidence, values=values)


def _body_by_others(
    context: RequirementContext, indices: Sequence[int], wanted: str
) -> Iterable[Observation]:
    """Unsure where a paper's own first page was read, with its title and authors, and neither it nor another page of
    the body names the applicant, who stands on the other parts only.
    """
    upload = context.upload
    bodies = [i for i in indices if upload.pages[i].kind == "paper_body"]
    first = [i for i in bodies if _opens(upload.pages[i])]
    book = any(upload.pages[i].kind == "isbn_page" or upload.pages[i].fields.isbn for i in indices)
    if not first or book or not upload.all_readable(bodies):
        return
    members = [upload.pages[i] for i in bodies]
    authors = {compact_name(author) for page in members for author in page.fields.authors}
    known = former_names(upload.pages, context.profile.name) | {wanted}
    named = any(_is_named(members, name, known=True) or _is_like(name, authors) for name in known)
    if named or any(may_be_named(wanted, _head(upload.pages[i])) for i in first):
        return
    others = (i for i in indices if i not in bodies)
    beside = next((i for i in others if wanted in compact_name(upload.pages[i].text)), None)
    names = listed(Text(zh=one, en=one) for one in upload.pages[first[0]].fields.authors[:_MOST_TOLD])
    where = word("works", "body_by").fill(names=names)
    values = {**_values(context, indices, members), "where": where}
    yield Observation(CODE, "unsure", (first[0],), confidence=0.6, values=values, beside=beside)


def _opens(page: PageFacts) -> bool:
    """Whether a body page bears title and authors, all of them in Chinese, and both were read well."""
    evidence = [page.fields.evidence.get(name) for name in ("paper_title", "authors")]
    read = all(one is not None and one.confidence >= VALUE_SURE for one in evidence)
    return (
        read
        and bool(page.fields.paper_title)
        and all(re.fullmatch(r"[一-鿿]{2,4}", compact_name(author)) for author in page.fields.authors)
    )


def _is_like(name: str, authors: Collection[str]) -> bool:
    """Whether an author may be that person, misread by a character; of a name of two one says too little."""
    return len(name) >= _TELLING and any(
        Levenshtein.distance(author, name, score_cutoff=1) <= 1 for author in authors
    )


def _head(page: PageFacts) -> str:
    """What stands above the abstract: the rows of authors among it."""
    rows = [compact_name(row) for row in page.text.splitlines()[:_HEAD_ROWS]]
    return "\n".join(itertools.takewhile(lambda row: not row.startswith(("摘要", "[摘要", "【摘要")), rows))


def _values(
    context: RequirementContext, indices: Sequence[int], members: Iterable[PageFacts]
) -> dict[str, object]:
    told = {"name": context.profile.name, "those": _those(members), "where": Text(zh="", en="")}
    return {**authorship(context.upload, indices), **told}


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
