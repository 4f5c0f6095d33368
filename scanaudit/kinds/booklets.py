"""Which pages of continuing-education booklets are of one person's booklet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from scanaudit.facts import PageFacts
from scanaudit.kinds.catalogue import catalogue
from scanaudit.reading.rows import fold

# Characters of a booklet's number that two readings of it may differ by.
_MISREAD = 2
# Pages with hours that may be copied onto a sheet below another of the booklet's, and what each of their titles weighs
# at least (catalogue.yaml: these stand on no other page as a row of their own).
_WITH_HOURS, _TITLE = ("ce_registration_page", "ce_verification_page"), 7.0
# Such a page may be of the second kind as well: what a missing one is looked for in (rules/upload.py: 0.08), and no
# rival of the first (rules/seals.py: 0.25).
_AS_WELL = 0.2
# Rows at the top in which a page's own title stands: the booklet's name or a number above it, and the title. Design
# value; a second page's title is always below the first one's table.
_HEAD_ROWS = 3


@dataclass(frozen=True)
class _Person:
    """Who some pages say that they are of: names, ID numbers and booklets' numbers, as far as they were read."""

    names: frozenset[str]
    numbers: frozenset[str]
    booklets: frozenset[str]

    @classmethod
    def of(cls, pages: Sequence[PageFacts], indices: Sequence[int]) -> _Person:
        fields = [pages[i].fields for i in indices]
        return cls(
            frozenset(one.name for one in fields if one.name),
            frozenset(one.id_number for one in fields if one.id_number),
            frozenset(
                pages[i].fields.certificate_number or ""
                for i in indices
                if pages[i].kind == "ce_name_page" and pages[i].fields.certificate_number
            ),
        )

    def is_(self, other: _Person) -> bool:
        """Whether a name or a number is the same."""
        return bool(
            self.names & other.names or self.numbers & other.numbers or self.booklets & other.booklets
        )

    def is_not(self, other: _Person) -> bool:
        """Whether nothing is the same, and names stand against names or numbers against numbers."""
        both = (self.names and other.names) or (self.numbers and other.numbers) or self._other_booklet(other)
        return bool(both) and not self.is_(other)

    def _other_booklet(self, other: _Person) -> bool:
        """Whether the booklets' own numbers are too unlike for misread ones."""
        return all(
            Levenshtein.distance(a, b) > _MISREAD for a in self.booklets for b in other.booklets
        ) and bool(self.booklets and other.booklets)


def assemble(pages: Sequence[PageFacts], indices: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """``indices``: the pages of booklets. Pages of one file are one booklet unless they are of several persons; those
    of several files are joined where no two persons stand against each other, and a nameless file goes to the
    booklet before it.
    """
    by_file: dict[str, list[int]] = {}
    for index in indices:
        by_file.setdefault(pages[index].file, []).append(index)
    booklets: list[list[int]] = []
    for members in by_file.values():
        for part in _by_person(pages, members):
            home = _home(pages, booklets, part)
            if home is None:
                booklets.append(list(part))
            else:
                home.extend(part)
    return tuple(tuple(sorted(booklet)) for booklet in booklets)


def _by_person(pages: Sequence[PageFacts], members: Sequence[int]) -> list[list[int]]:
    """A file's pages cut where another person's begin; nameless pages stay with those before them."""
    parts: list[list[int]] = []
    for index in members:
        person = _Person.of(pages, (index,))
        known = next((part for part in parts if person.is_(_Person.of(pages, part))), None)
        last = parts[-1] if parts else None
        if known is not None:
            known.append(index)
        elif last is not None and not person.is_not(_Person.of(pages, last)):
            last.append(index)
        else:
            parts.append([index])
    return parts


def _home(pages: Sequence[PageFacts], booklets: Sequence[list[int]], part: Sequence[int]) -> list[int] | None:
    """The booklet that a file's pages belong to: the same person's, else the last, if no name or number is against."""
    person = _Person.of(pages, part)
    for booklet in reversed(booklets):
        if person.is_(_Person.of(pages, booklet)):
            return booklet
    last = booklets[-1] if booklets else None
    if last is not None and not person.is_not(_Person.of(pages, last)):
        return last
    return None


def second_on_sheet(page: PageFacts) -> PageFacts:
    """The page; one of a booklet with hours under the title of another of its pages, further down, may be that page as
    well: two were copied onto one sheet. Nobody may say then that the second is missing.
    """
    if catalogue().family(page.kind) != "ce_booklet" or not page.fields.hours:
        return page
    below = {fold(row) for row in page.text.strip().splitlines()[_HEAD_ROWS:]}
    chances = dict(page.kind_candidates)
    for kind in _WITH_HOURS:
        titles = {title for title, weight in catalogue().by_id[kind].phrases if weight >= _TITLE}
        if kind != page.kind and below & titles:
            chances[kind] = max(chances.get(kind, 0.0), _AS_WELL)
    if chances == dict(page.kind_candidates):
        return page
    return page.model_copy(
        update={"kind_candidates": tuple(sorted(chances.items(), key=lambda item: -item[1]))}
    )
