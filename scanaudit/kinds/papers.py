"""Which paper a cover, contents page, number page or body page belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from rapidfuzz import fuzz

from scanaudit.facts import PageFacts
from scanaudit.reading.rows import fold

# Names as read on a cover and in a running head differ by a character or two of OCR.
_SAME = 85.0
# What agreement and disagreement are worth. A disagreement outweighs standing in the same file, since all
# papers of an applicant often stand in one PDF; set by reasoning on such dossiers, checked in tests/kinds.
_AGREE = {"paper_title": 4.0, "journal": 2.5, "issue": 1.5, "issn": 2.0, "cn": 2.0, "isbn": 4.0}
_DISAGREE = {"paper_title": 5.0, "journal": 5.0, "issue": 4.0, "issn": 4.0, "cn": 4.0, "isbn": 5.0}
_NUMBER = re.compile(r"(?:论文|paper|著作|文章)\D{0,3}([0-9一二三四五六七八九十]+)")


@dataclass
class Paper:
    """A paper while its pages are being gathered: ``indices`` of them, and the pages themselves."""

    indices: list[int]
    pages: list[PageFacts] = field(default_factory=list)

    def add(self, index: int, page: PageFacts) -> None:
        """Take a page in."""
        self.indices.append(index)
        self.pages.append(page)


def best_paper(papers: Sequence[Paper], page: PageFacts) -> Paper | None:
    """The paper that the page most likely belongs to; None where it begins another one."""
    scored = [(_score(paper, page, latest=paper is papers[-1]), paper) for paper in papers]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _score(paper: Paper, page: PageFacts, latest: bool) -> float:
    """How well the page fits, above 0 where nothing speaks against it."""
    score = 0.3 + (0.2 if latest else 0.0)
    if any(member.file == page.file for member in paper.pages):
        score += 2.0
    elif any(_folder(member) == _folder(page) != "." for member in paper.pages):
        score += 1.0
    for name in _AGREE:
        score += _compare(paper, page, name)
    authors = {a for member in paper.pages for a in member.fields.authors}
    if authors and page.fields.authors:
        score += 2.0 if authors & set(page.fields.authors) else -2.0
    score += _by_file_name(paper, page)
    return score + _by_part(paper, page)


def _folder(page: PageFacts) -> str:
    return str(PurePath(page.file).parent)


def _compare(paper: Paper, page: PageFacts, name: str) -> float:
    value = getattr(page.fields, name)
    known = [getattr(member.fields, name) for member in paper.pages if getattr(member.fields, name)]
    if not value or not known:
        return 0.0
    alike = any(fuzz.ratio(fold(value), fold(other)) >= _limit(name) for other in known)
    return _AGREE[name] if alike else -_DISAGREE[name]


def _limit(name: str) -> float:
    return _SAME if name in ("paper_title", "journal") else 99.0


def _by_file_name(paper: Paper, page: PageFacts) -> float:
    """File names that number the papers (论文1-封面.jpg) tell them apart."""
    mine = _NUMBER.search(fold(page.file))
    known = {m.group(1) for member in paper.pages if (m := _NUMBER.search(fold(member.file)))}
    if not mine or not known:
        return 0.0
    return 2.0 if mine.group(1) in known else -5.0


def _by_part(paper: Paper, page: PageFacts) -> float:
    """A second cover or number page is another paper's, unless it goes on from the last page.

    Bodies have several pages; that one starts anew is told by its own title (``_compare``).
    """
    same = [member for member in paper.pages if member.kind == page.kind]
    if not same:
        return 0.5
    following = any(m.file == page.file and (page.page or 0) == (m.page or 0) + 1 for m in same)
    if page.kind in ("paper_cover", "paper_copyright_page", "isbn_page"):
        return 0.0 if following and page.kind != "paper_cover" else -3.0
    if page.kind == "paper_toc":
        return 0.0 if following else -1.0
    return 0.0
