"""Pages put together to documents: the parts of a paper, the pages of a booklet, a card's two sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from scanaudit.facts import PageFacts
from scanaudit.kinds import booklets, papers
from scanaudit.kinds.catalogue import Family, catalogue
from scanaudit.kinds.headings import heads
from scanaudit.kinds.neighbours import next_in_file
from scanaudit.kinds.sections import begins
from scanaudit.kinds.series import same_series
from scanaudit.kinds.strays import brought_home
from scanaudit.simplified import simplified

# Two readings of one page agree at least so far; pages of one certificate that say different things do not.
# Design value (OCR of legible pages is above 0.95 right), no data yet on pairs of scans.
SAME_TEXT = 85.0
# Shorter numbers are ordinals.
_LEAST_NUMBER = 6


@dataclass(frozen=True)
class Document:
    """Pages that belong together. ``pages``: indices into the sequence that was grouped, in its order."""

    id: str
    family: Family
    pages: tuple[int, ...]


@dataclass
class _Open:
    """A document that may still grow."""

    family: Family
    kind: str
    pages: list[int]


def group(pages: Sequence[PageFacts]) -> tuple[Document, ...]:
    """Documents in the order of their first page. Every page with a kind is in exactly one; files that could
    not be opened are in none.
    """
    documents: list[_Open] = []
    assembled = _assembled(pages)
    for index, page in enumerate(pages):
        if page.page is None:
            continue
        family = catalogue().family(page.kind)
        if index in assembled:
            members = assembled[index]
            if members[0] == index:
                documents.append(_Open(family, page.kind, list(members)))
            continue
        home = _home(documents, pages, index, family)
        if home is None:
            documents.append(_Open(family, page.kind, [index]))
        else:
            home.pages.append(index)
    return _named(documents)


def _assembled(pages: Sequence[PageFacts]) -> dict[int, tuple[int, ...]]:
    """The pages of each paper and booklet, by each of their indices: these are judged all at once, since their parts
    may lie in any order.
    """
    found: dict[int, tuple[int, ...]] = {}
    for family, assemble in (("paper", papers.assemble), ("ce_booklet", booklets.assemble)):
        parts = [
            i for i, p in enumerate(pages) if p.page is not None and catalogue().family(p.kind) == family
        ]
        members_of_each = assemble(pages, parts)
        if family == "paper":
            members_of_each = brought_home(pages, members_of_each)
        for members in members_of_each:
            found.update(dict.fromkeys(members, members))
    return found


def _named(documents: Sequence[_Open]) -> tuple[Document, ...]:
    counts: dict[str, int] = {}
    named = []
    for document in documents:
        stem = document.family if document.family in ("paper", "ce_booklet") else document.kind
        counts[stem] = counts.get(stem, 0) + 1
        named.append(Document(f"{stem}-{counts[stem]}", document.family, tuple(document.pages)))
    return tuple(named)


def _home(documents: Sequence[_Open], pages: Sequence[PageFacts], index: int, family: Family) -> _Open | None:
    """The open document that the page at ``index`` belongs to, None where it begins one."""
    page = pages[index]
    if page.kind in ("other", "blank"):
        return None
    if page.kind == "patent_certificate":
        same = (d for d in documents if d.kind == page.kind and _one_certificate(d, pages, page))
        if (home := next(same, None)) is not None:
            return home
    for document in reversed(documents):
        if document.family != family or document.kind != page.kind:
            continue
        last = pages[document.pages[-1]]
        # The next page of a form or contract names others too: referees, heads, witnesses.
        turned_over = family in ("contract", "form") and next_in_file(last, page) and not begins(page)
        if not turned_over and _other_person(document, pages, page):
            continue
        if family == "card":
            if _other_side(document, pages, page):
                return document
        elif _goes_on(last, page, family, begins(page)) or _is_section(document, pages, index):
            return document
    return None


def _goes_on(last: PageFacts, page: PageFacts, family: Family, titled: bool) -> bool:
    """Whether ``page`` carries on the document whose last page is ``last``."""
    following = next_in_file(last, page)
    if family == "record":
        return following or (not titled and same_series(last.file, page.file))
    if titled and (family != "booklet" or heads(last)):
        return False
    if family == "booklet":
        complementary = not (page.fields.name and last.fields.name)
        return complementary and (following or same_series(last.file, page.file))
    if family == "certificate":
        numbered = page.fields.certificate_number or page.fields.name
        return following and not numbered
    return following or (family in ("contract", "form") and same_series(last.file, page.file))


def _is_section(document: _Open, pages: Sequence[PageFacts], index: int) -> bool:
    """Whether the page is one of the review form, or the next one of the contract, under whatever name it was scanned:
    no title heads it, and it says what no other page of these does (the same: it was scanned twice).
    """
    page = pages[index]
    if begins(page) or not (page.kind == "review_form" or _is_next_of_contract(document, pages, index)):
        return False
    return all(fuzz.ratio(pages[i].text, page.text) < SAME_TEXT for i in document.pages)


def _is_next_of_contract(document: _Open, pages: Sequence[PageFacts], index: int) -> bool:
    """Whether the page follows the contract's last one in the upload; a contract's first page has its title."""
    begun = any(begins(pages[i]) for i in document.pages)
    return pages[index].kind == "labour_contract" and begun and document.pages[-1] == index - 1


def _other_person(document: _Open, pages: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether both name a person, or bear a certificate number, and these differ."""
    for index in document.pages:
        known = pages[index].fields
        if known.name and page.fields.name and simplified(known.name) != simplified(page.fields.name):
            return True
        if document.family in ("contract", "form"):
            continue
        numbers = (known.certificate_number, page.fields.certificate_number)
        if all(numbers) and numbers[0] != numbers[1]:
            return True
    return False


def _one_certificate(document: _Open, pages: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether the page is another of the certificate's pages: it bears the same number and says other things (the
    same things: a second scan).
    """

    def bears(other: PageFacts) -> bool:
        numbers = (
            (other.fields.patent_number, page.fields.patent_number),
            (other.fields.certificate_number, page.fields.certificate_number),
        )
        return any(one and one == two and len(one) >= _LEAST_NUMBER for one, two in numbers)

    known = [pages[i] for i in document.pages]
    return any(map(bears, known)) and all(fuzz.ratio(p.text, page.text) < SAME_TEXT for p in known)


def _other_side(document: _Open, pages: Sequence[PageFacts], page: PageFacts) -> bool:
    """Whether the page is the side of a card that the document lacks."""
    if len(document.pages) != 1:
        return False
    first = pages[document.pages[0]]
    return _is_front(first) != _is_front(page)


def _is_front(page: PageFacts) -> bool:
    return bool(page.fields.id_number or page.fields.name)
