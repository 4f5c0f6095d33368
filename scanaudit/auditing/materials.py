"""Which documents could serve a requirement, and what is lacking in them.

Evidence is a tree of branches (``all_of``, ``any_of``) with leaves that name page kinds or a set of parts. A
document serves a leaf with those of its pages that are of the leaf's kinds. Documents are shared: the same
award certificate may serve three rows. Only where a row wants the applicant's own documents and another row
wants other people's is a document given to one of them (``assignment``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from scanaudit.auditing.case import Case
from scanaudit.auditing.leaves import Leaf, leaf_kinds, leaves
from scanaudit.auditing.unclaimed import unclaimed
from scanaudit.kinds.documents import Document
from scanaudit.notices.model import EveryOf, EvidenceSpec, Kinds, OneOf, Requirement, Set
from scanaudit.rules.context import Shortfall
from scanaudit.rules.dates import stated_years, term_years
from scanaudit.rules.people import compact_name

# The documents that an assignment gives to each leaf of each requirement, by (requirement id, leaf number).
Given = Mapping[tuple[str, int], tuple[Document, ...]]


@dataclass(frozen=True)
class Material:
    """Documents that serve a requirement, cut down to the pages that do, and what is lacking."""

    served: tuple[Document, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    strangers: frozenset[int] = frozenset()

    @property
    def badness(self) -> tuple[int, int]:
        """How much is lacking: for sure, and perhaps."""
        lacking = [s for s in self.shortfalls if s.what in {"missing", "few", "part", "year", "kind"}]
        sure = sum(s.sure and s.what != "kind" for s in lacking)
        return sure, len(lacking) - sure


def candidates(case: Case, leaf: Leaf) -> tuple[Document, ...]:
    """Documents with pages of the leaf's kinds, cut down to these."""
    if case.truth(leaf.when if isinstance(leaf, Kinds) else None).value is False:
        return ()
    kinds = leaf_kinds(leaf)
    cut = (
        replace(d, pages=tuple(i for i in d.pages if case.upload.kind(i) in kinds))
        for d in case.upload.documents
    )
    return tuple(d for d in cut if d.pages)


def _nowhere(case: Case, kinds: Collection[str]) -> bool:
    """Whether a material that was not found can be on no page of the upload."""
    upload = case.upload
    return not (upload.hidden() or upload.second_choices(kinds) or unclaimed(case, kinds))


class Gathering:
    """The material of one requirement, given an assignment of documents to its leaves."""

    def __init__(self, case: Case, requirement: Requirement, given: Given) -> None:
        self.case, self.requirement, self.given = case, requirement, given
        self._numbers = {id(leaf): n for n, leaf in enumerate(leaves(requirement.evidence))}

    def gather(self) -> Material:
        """Served documents in upload order, each once, and all that is lacking."""
        if self.requirement.evidence is None:
            return Material()
        found = self._of(self.requirement.evidence)
        pages: dict[str, set[int]] = {}
        for document in found.served:
            pages.setdefault(document.id, set()).update(document.pages)
        served = tuple(
            replace(d, pages=tuple(sorted(pages[d.id]))) for d in self.case.upload.documents if d.id in pages
        )
        return replace(found, served=served)

    def _of(self, spec: EvidenceSpec) -> Material:
        if isinstance(spec, Kinds):
            return self._kinds(spec)
        if isinstance(spec, Set):
            return self._set(spec)
        branches = spec.all_of if isinstance(spec, EveryOf) else spec.any_of
        branches = tuple(branch for branch in branches if not self._left_out(branch))
        found = [self._of(branch) for branch in branches]
        if isinstance(spec, OneOf):
            best = _best(found)
            chosen = next((b for b, m in zip(branches, found, strict=True) if m is best), None)
            return self._by_practice(spec, chosen, best)
        return Material(
            tuple(d for material in found for d in material.served),
            tuple(s for material in found for s in material.shortfalls),
            frozenset().union(*(material.strangers for material in found)),
        )

    def _by_practice(self, spec: OneOf, chosen: EvidenceSpec | None, material: Material) -> Material:
        """A branch that only practice accepts, in place of one that the notice names, is for
        a person to accept.
        """
        named = [leaf for leaf in leaves(spec) if not leaf.practice]
        if not (isinstance(chosen, Kinds) and chosen.practice and named and material.served):
            return material
        kinds = tuple(kind for leaf in named for kind in leaf_kinds(leaf))
        pages = tuple(i for d in material.served for i in d.pages)
        accepted = Shortfall("accepted", kinds, pages=pages, confidence=0.5, sure=False, practice=True)
        return replace(material, shortfalls=(*material.shortfalls, accepted))

    def _left_out(self, spec: EvidenceSpec) -> bool:
        return isinstance(spec, Kinds) and self.case.truth(spec.when).value is False

    def _kinds(self, leaf: Kinds) -> Material:
        documents = self.given.get((self.requirement.id, self._numbers[id(leaf)]), ())
        strangers = (
            frozenset(i for d in documents for i in d.pages) if leaf.whose == "others" else frozenset()
        )
        uncertain = tuple(self._uncertain(leaf, documents))
        lacking = self._count(leaf, documents) if documents or not uncertain else ()
        years = self._years(leaf, documents) if documents else ()
        return Material(documents, (*lacking, *years, *uncertain), strangers)

    def _sure(self, leaf: Leaf) -> bool:
        """Whether what seems to be lacking can be on no page of the upload."""
        return _nowhere(self.case, leaf_kinds(leaf))

    def _practice(self, leaf: Leaf) -> bool:
        return leaf.practice or self.requirement.practice

    def _count(self, leaf: Kinds, documents: tuple[Document, ...]) -> Iterator[Shortfall]:
        have = _people(self.case, documents) if leaf.whose == "others" else _distinct(self.case, documents)
        if have < leaf.count:
            yield Shortfall(
                "few" if have else "missing",
                leaf.kinds,
                have=have,
                need=leaf.count,
                pages=unclaimed(self.case, leaf.kinds),
                confidence=_absence(self.case, leaf.kinds),
                sure=self._sure(leaf) and self.case.truth(leaf.when).value is True,
                practice=self._practice(leaf),
            )

    def _uncertain(self, leaf: Kinds, documents: tuple[Document, ...]) -> Iterator[Shortfall]:
        """Pages that may be of the leaf's kinds: told where too few are so for certain."""
        upload = self.case.upload
        certain = [d for d in documents if upload.surely_of(d.pages, leaf.kinds)]
        if len(certain) >= leaf.count:
            return
        likely = [d.pages for d in documents if d not in certain]
        if _distinct(self.case, documents) < leaf.count:
            likely += [(i,) for i in upload.second_choices(leaf.kinds)]
        for pages in likely:
            yield Shortfall(
                "kind", leaf.kinds, pages=pages, confidence=0.5, sure=False, practice=self._practice(leaf)
            )

    def _years(self, leaf: Kinds, documents: tuple[Document, ...]) -> Iterator[Shortfall]:
        """Years of the term, before the cut-off's own, that no document names."""
        years = term_years(self.case.context(self.requirement))
        if not leaf.per_year or years is None:
            return
        upload = self.case.upload
        indices = [i for d in documents for i in d.pages]
        stated = {year for i in indices for year in stated_years(upload.pages[i])}
        mentioned = upload.text(indices)
        for year in years:
            if year < self.case.notice.cutoff.year and year not in stated:
                # An appointment that begins in the course of a year may leave that year without its document.
                sure = bool(stated) and year != years[0] and str(year) not in mentioned and self._sure(leaf)
                yield Shortfall(
                    "year", leaf.kinds, year=year, confidence=0.8, sure=sure, practice=self._practice(leaf)
                )

    def _set(self, leaf: Set) -> Material:
        documents = self.given.get((self.requirement.id, self._numbers[id(leaf)]), ())
        lacking: list[Shortfall] = []
        have = _distinct(self.case, documents)
        if have < leaf.count:
            lacking.append(
                Shortfall(
                    "few" if have else "missing",
                    leaf_kinds(leaf),
                    have=have,
                    need=leaf.count,
                    pages=unclaimed(self.case, leaf_kinds(leaf)),
                    confidence=_absence(self.case, leaf_kinds(leaf)),
                    sure=self._sure(leaf),
                    practice=self.requirement.practice,
                )
            )
        parts = (part for document in documents for part in self._parts(leaf, document))
        return Material(documents, (*lacking, *parts))

    def _parts(self, leaf: Set, document: Document) -> Iterator[Shortfall]:
        upload = self.case.upload
        for part, wanted in leaf.parts.items():
            pages = tuple(i for i in document.pages if upload.kind(i) in wanted)
            if not pages:
                yield Shortfall(
                    "part",
                    wanted,
                    part,
                    pages=document.pages,
                    confidence=upload.kind_confidence(document.pages) * _absence(self.case, wanted),
                    sure=_nowhere(self.case, wanted),
                    practice=self._practice(leaf),
                )
            elif not upload.surely_of(pages, wanted):
                yield Shortfall(
                    "kind", wanted, pages=pages, confidence=0.5, sure=False, practice=self._practice(leaf)
                )


def _best(found: list[Material]) -> Material:
    """The branch in which least is lacking; where all are missing, one shortfall that names every kind."""
    best = min(found, key=lambda material: (material.badness, -len(material.served)), default=Material())
    missing = [s for m in found for s in m.shortfalls if s.what == "missing"]
    if best.served or not any(s.what == "missing" for s in best.shortfalls):
        return best
    kinds = tuple(dict.fromkeys(kind for s in missing for kind in s.kinds))
    sure = all(s.sure for s in missing)
    return replace(best, shortfalls=(replace(missing[0], kinds=kinds, sure=sure),))


def _people(case: Case, documents: tuple[Document, ...]) -> int:
    """How many documents of other people there are; names tell them apart however their pages
    were grouped.
    """
    names = (case.upload.pages[i].fields.name for d in documents for i in d.pages)
    return max(_distinct(case, documents), len({compact_name(name) for name in names if name}))


def _distinct(case: Case, documents: tuple[Document, ...]) -> int:
    """How many documents there are, one of which every page is another's as well not counted again."""
    before, seen, count = case.upload.scanned_before, set[int](), 0
    for document in documents:
        shown = {before.get(i, i) for i in document.pages}
        count += not shown <= seen
        seen |= shown
    return count


def _absence(case: Case, kinds: tuple[str, ...]) -> float:
    """The probability that no page of the upload is of these kinds, at least one half."""
    chances = [
        p
        for i in case.upload.opened()
        for kind, p in case.upload.pages[i].kind_candidates
        if kind in kinds and case.upload.pages[i].kind not in kinds
    ]
    return max(0.5, 1 - max(chances, default=0.05))
