"""Pages that no row of a notice asks for, among which a material that seems to be missing may be."""

from __future__ import annotations

from collections.abc import Collection

from scanaudit.auditing.case import Case
from scanaudit.auditing.leaves import leaf_kinds, leaves
from scanaudit.facts import PageFacts
from scanaudit.kinds.classifier import CANDIDATES
from scanaudit.rules.upload import UNKIND

# A page with fewer characters says nothing that a material could be known by. Design value.
LEAST_TEXT = 20
# From here on a page is what it is told to be and no other material in unknown words: the identity card that nobody
# asked for. Of pages told with less one in twenty and more is another. Design value.
KIND_CERTAIN = 0.95
# A page told to be of no known kind with this chance is one that was understood: it may be a material only where that
# has at least LEAST_CHANCE. Of 735 pages in words that nobody foresaw (benchmarks/wordings) 14 were told so or
# abstained, and each was undecided or had its true kind at .1 and more.
NO_KIND_SURE, LEAST_CHANCE = 0.8, 0.01
# So many of the pages that may be it are named where a material was not found.
MOST_SHOWN = 3


def unclaimed(case: Case, kinds: Collection[str]) -> tuple[int, ...]:
    """The likeliest of ``kinds`` among the pages with text that no row of the notice asks for, whose kind is not
    certain and that may be one: a material in words that the classifier does not know is among them.
    """
    pages = case.upload.pages
    chances = {i: sum(p for kind, p in pages[i].kind_candidates if kind in kinds) for i in _unclaimed(case)}
    possible = [
        i for i in chances if max(chances[i], _untold(pages[i])) >= LEAST_CHANCE or not _of_no_kind(pages[i])
    ]
    return tuple(sorted(possible, key=chances.__getitem__, reverse=True)[:MOST_SHOWN])


def _untold(page: PageFacts) -> float:
    """The most that a kind can have which is not among the candidates: no more than the least of them."""
    chances = [p for _, p in page.kind_candidates]
    return min(chances) if len(chances) >= CANDIDATES else 0.0


def _of_no_kind(page: PageFacts) -> bool:
    """Whether the page is surely none that the catalogue knows."""
    return page.kind in UNKIND and dict(page.kind_candidates).get("other", 0.0) >= NO_KIND_SURE


def _unclaimed(case: Case) -> tuple[int, ...]:
    upload = case.upload
    claimed = {
        kind for r in case.notice.requirements for leaf in leaves(r.evidence) for kind in leaf_kinds(leaf)
    }
    return tuple(
        i
        for i in upload.opened()
        if upload.kind(i) not in claimed
        and (upload.kind(i) in UNKIND or upload.pages[i].kind_confidence < KIND_CERTAIN)
        and len(upload.pages[i].text) >= LEAST_TEXT
    )
