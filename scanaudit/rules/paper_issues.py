"""Which parts of a paper are not of the issue that the others are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scanaudit.facts import PageFacts
from scanaudit.kinds.issues import Numbering, numbered, of_other_issues

PARTS = {
    "paper_cover": "cover",
    "paper_toc": "contents",
    "paper_copyright_page": "numbers",
    "paper_body": "body",
}
"""The kinds of a paper's pages and how each is called (messages.yaml)."""


def issues_apart(pages: Sequence[PageFacts], indices: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Each part of another issue than most parts, with one of those beside it; where as many bear each, the body's
    counts. ``indices``: the legible pages of one paper.
    """
    known = dict(_known(pages, [i for i in indices if pages[i].kind in PARTS]))
    for sort in ("year", "volume"):
        groups = [
            [i for i in known if known[i] == one] for one in dict.fromkeys(known.values()) if one[0] == sort
        ]
        usual = max(
            groups, key=lambda group: (len(group), list(PARTS).index(pages[group[-1]].kind)), default=[]
        )
        for i in (i for group in groups if group != usual for i in group):
            beside = next((k for k in usual if of_other_issues(pages[i], pages[k])), None)
            if beside is not None:
                yield i, beside


def _known(pages: Sequence[PageFacts], indices: Sequence[int]) -> Iterator[tuple[int, Numbering]]:
    """A page of each part that bears its issue, where all of its pages that do bear the same."""
    for kind in PARTS:
        told = {i: found for i in indices if pages[i].kind == kind and (found := numbered(pages[i]))}
        for sort in ("year", "volume"):
            of_sort = [i for i, found in told.items() if found[0] == sort]
            if len({told[i] for i in of_sort}) == 1:
                yield of_sort[0], told[of_sort[0]]
