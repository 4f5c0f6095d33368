"""A cover or contents page of another issue than the paper with which it was handed in."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from scanaudit.facts import PageFacts
from scanaudit.kinds.issues import of_other_issues
from scanaudit.kinds.series import paper_number
from scanaudit.reading.rows import fold

# Parts that are taken from the journal besides the paper's own pages, and in the wrong issue's volume by mistake.
_TAKEN = ("paper_cover", "paper_toc", "paper_copyright_page")
# Names of journals that are less alike are two (``kinds/papers.py``, _UNCLEAR).
_ALIKE = 80.0

Paper = tuple[int, ...]


def brought_home(pages: Sequence[PageFacts], papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """The papers, a part that lies alone and is of another issue put to the one paper that lacks such a part: that it
    is of the wrong issue is one fault (V423), and no second paper without all its other parts.
    """
    kept = list(papers)
    for kind in _TAKEN:
        alone = [paper for paper in kept if {pages[i].kind for i in paper} == {kind}]
        lacking = [paper for paper in kept if _lacks_only(pages, paper, kind)]
        if len(alone) == len(lacking) == 1 and _of_another_issue(pages, alone[0], lacking[0]):
            kept = [paper for paper in kept if paper not in (alone[0], lacking[0])]
            kept.append(tuple(sorted(alone[0] + lacking[0])))
    return tuple(kept)


def _lacks_only(pages: Sequence[PageFacts], paper: Paper, kind: str) -> bool:
    """Whether a paper is known by its body and another part, and has none of that kind."""
    kinds = {pages[i].kind for i in paper}
    return kind not in kinds and "paper_body" in kinds and len(kinds) > 1


def _of_another_issue(pages: Sequence[PageFacts], alone: Paper, paper: Paper) -> bool:
    """Whether a part is of the paper's journal, as far as it says, and surely of another issue than a page of it."""
    named = [
        (fold(one), fold(other))
        for i in alone
        for k in paper
        if (one := pages[i].fields.journal) and (other := pages[k].fields.journal)
    ]
    same = not named or any(fuzz.ratio(one, other) >= _ALIKE for one, other in named)
    same = same and not _numbered_as_another(pages, alone, paper)
    return same and any(of_other_issues(pages[i], pages[k]) for i in alone for k in paper)


def _numbered_as_another(pages: Sequence[PageFacts], alone: Paper, paper: Paper) -> bool:
    """Whether the files' names give the part another paper's number: 论文2目录 beside 论文1封面 and 论文1正文."""
    numbers = [number for i in paper if (number := paper_number(pages[i].file))]
    mine = {number for i in alone if (number := paper_number(pages[i].file))}
    return len(numbers) > 1 == len(set(numbers)) and bool(mine) and not mine & set(numbers)
