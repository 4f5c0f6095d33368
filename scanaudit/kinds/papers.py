"""Which cover, contents page, number page and body pages make one paper.

Pages are joined best first: what agrees on journal, issue, numbers, title or authors before what merely lies in
one file, so that the parts of several papers may be shuffled.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from pathlib import PurePath

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from stdnum import isbn, issn

from scanaudit.facts import PageFacts
from scanaudit.kinds.neighbours import next_in_file
from scanaudit.kinds.series import paper_number
from scanaudit.reading.rows import fold

# Names as read on a cover and in a running head differ by a character or two of OCR.
_SAME = 85.0
# From here to there one character of five or six differs: a misreading or another journal, so it tells nothing.
_UNCLEAR = 80.0
# The page after a body page is of its paper unless its running head is quite another journal's.
_UNLIKE = 50.0
# What agreement and disagreement are worth. A disagreement outweighs standing in the same file, since all
# papers of an applicant often stand in one PDF; set by reasoning on such dossiers, checked in tests/kinds and
# measured by benchmarks/kinds.py.
_AGREE = {"paper_title": 4.0, "journal": 2.5, "issue": 1.5, "issn": 2.0, "cn": 2.0, "isbn": 4.0}
_DISAGREE = {"paper_title": 5.0, "journal": 5.0, "issue": 4.0, "issn": 4.0, "cn": 4.0, "isbn": 5.0}
# A misread name and the same issue: less than the same name, so that what agrees wholly is joined first.
_BORNE_OUT = 1.5
# Share of a long name's characters that may be misread where the issue is the same (names of tuning seeds lost two of
# seven or eight under a fold); other journals' names mostly have another length too.
_SPOILT = 0.3
# The provinces that journals are named after: OCR reads none of them for another.
_PROVINCE = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|"
    "云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
# The number of 2022-04, or of 31(4).
_ISSUE_NUMBER = re.compile(r"(?<=[-(])0?(\d+)\)?$")
_CHECKED = {"issn": issn.is_valid, "isbn": isbn.is_valid}
# A list of contents that names the paper or its author is of its issue; one that was read and does not, hardly.
_MENTIONED, _NOT_MENTIONED, _READ = 3.0, 1.5, 120
# Lines at the head of a page, where a journal names itself, the issue, the paper and its page; shorter titles may be
# the journal's name or a section's.
_HEAD_LINES, _LEAST_TITLE = 4, 8
# Kinds of which a paper has one; a second one that does not go on from the first is another paper's.
_ONCE = {"paper_cover": 3.0, "paper_copyright_page": 3.0, "isbn_page": 3.0, "paper_toc": 1.0}


@dataclass(frozen=True)
class _Part:
    """Some pages of one paper: ``indices`` into the upload, the pages themselves, and the numbers that the names of
    their files give the paper.
    """

    indices: tuple[int, ...]
    pages: tuple[PageFacts, ...]
    numbers: frozenset[str] = frozenset()

    def with_(self, other: _Part) -> _Part:
        both = sorted(
            zip(self.indices + other.indices, self.pages + other.pages, strict=True), key=lambda p: p[0]
        )
        numbers = self.numbers | other.numbers
        return _Part(tuple(i for i, _ in both), tuple(page for _, page in both), numbers)

    @cached_property
    def values(self) -> dict[str, tuple[str, ...]]:
        """What the pages say, folded for comparing; only what they say at all."""
        told = {name: [v for page in self.pages if (v := getattr(page.fields, name))] for name in _AGREE}
        return {name: tuple(dict.fromkeys(map(fold, found))) for name, found in told.items() if found}

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(page.file for page in self.pages)

    @cached_property
    def folders(self) -> frozenset[str]:
        return frozenset(str(PurePath(file).parent) for file in self.files) - {"."}

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset(page.kind for page in self.pages)

    @cached_property
    def authors(self) -> frozenset[str]:
        return frozenset(fold(a) for page in self.pages for a in page.fields.authors)

    @cached_property
    def contents(self) -> str:
        """The text of its contents pages."""
        return fold("".join(page.text for page in self.pages if page.kind == "paper_toc"))

    @cached_property
    def imprint(self) -> str:
        """The text of its covers and number pages, rows apart."""
        own = (page.text for page in self.pages if page.kind in ("paper_cover", "paper_copyright_page"))
        return "\n".join(fold(row) for text in own for row in text.splitlines())

    @cached_property
    def running_heads(self) -> str:
        """The first lines of its body's pages."""
        bodies = (page.text for page in self.pages if page.kind == "paper_body")
        return fold("".join(line for text in bodies for line in text.strip().splitlines()[:_HEAD_LINES]))


def assemble(pages: Sequence[PageFacts], indices: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """``indices``: the pages that are parts of papers. Each comes back in exactly one paper."""
    parts = _continued(pages, indices)
    queue = [(-_score(parts[a], parts[b]), a, b, 1, 1) for a in parts for b in parts if a < b]
    heapify(queue)
    sizes = dict.fromkeys(parts, 1)
    while queue and queue[0][0] < 0:
        _, a, b, *when_scored = heappop(queue)
        if a not in parts or b not in parts or when_scored != [sizes[a], sizes[b]]:
            continue  # one of them has grown since
        parts[a] = parts[a].with_(parts.pop(b))
        sizes[a] += sizes.pop(b)
        for c in parts.keys() - {a}:
            low, high = min(a, c), max(a, c)
            heappush(queue, (-_score(parts[low], parts[high]), low, high, sizes[low], sizes[high]))
    return tuple(part.indices for part in parts.values())


def _continued(pages: Sequence[PageFacts], indices: Sequence[int]) -> dict[int, _Part]:
    """The pages by themselves, but a body page that begins nothing with the body page before it."""
    parts: dict[int, _Part] = {}
    latest: int | None = None
    named = {index: number for index in indices if (number := paper_number(pages[index].file))}
    # 论文1 to 论文4 with a page each are one scan after the other, and no four papers
    of_papers = max(Counter(named.values()).values(), default=0) > 1
    for index in indices:
        page = pages[index]
        numbers = frozenset({named[index]} if index in named and of_papers else ())
        one = _Part((index,), (page,), numbers)
        goes_on = latest is not None and page.kind == "paper_body" and not page.fields.paper_title
        if goes_on and latest is not None and _follows(parts[latest].pages[-1], page):
            joined = parts[latest]
            if not any(_compare(joined, one, name, _UNLIKE) < 0 for name in _AGREE):
                parts[latest] = joined.with_(one)
                continue
        parts[index] = one
        latest = index
    return parts


def _follows(last: PageFacts, page: PageFacts) -> bool:
    return last.kind == page.kind and next_in_file(last, page)


def _score(one: _Part, other: _Part) -> float:
    """How well two parts fit, above 0 where nothing speaks against it."""
    compared = {name: _compare(one, other, name) for name in one.values.keys() & other.values.keys()}
    if compared.get("journal", 1.0) <= 0.0 and (_is_named(one, other) or _is_named(other, one)):
        compared["journal"] = _AGREE["journal"]
    if compared.get("journal", 1.0) < 0.0 and compared.get("issue", 0.0) > 0 and _spoilt(one, other):
        compared["journal"] = 0.0
    score = 0.3 + _by_place(one, other) + sum(compared.values())
    if compared.get("journal") == 0.0 and compared.get("issue", 0.0) > 0:
        score += _BORNE_OUT  # a misread name, borne out by the issue
    if one.authors and other.authors:
        score += 2.0 if one.authors & other.authors else -2.0
    if one.numbers and other.numbers:
        score += 2.0 if one.numbers & other.numbers else -5.0
    score += _by_contents(one, other) + _by_contents(other, one)
    score += _by_running_head(one, other) + _by_running_head(other, one)
    return score + _by_part(one, other)


def _by_place(one: _Part, other: _Part) -> float:
    """Pages of one file or folder rather belong together, the more the nearer they lie."""
    near = 0.2 / _gap(*sorted((one.indices, other.indices), key=len))
    if one.files & other.files:
        return 2.0 + near
    return (1.0 if one.folders & other.folders else 0.0) + near


def _gap(few: Sequence[int], many: Sequence[int]) -> int:
    """How far apart the nearest two of the pages lie; both in order."""
    places = ((bisect(many, i), i) for i in few)
    return min(abs(i - many[k]) for at, i in places for k in (max(0, at - 1), min(at, len(many) - 1)))


def _compare(one: _Part, other: _Part, name: str, unclear: float = _UNCLEAR) -> float:
    """What agreeing or disagreeing in one field is worth; names less alike than ``unclear`` disagree."""
    mine, theirs = one.values.get(name, ()), other.values.get(name, ())
    if not mine or not theirs:
        return 0.0
    pairs = [(a, b) for a in mine for b in theirs if name != "journal" or a.isascii() == b.isascii()]
    if not pairs:
        return 0.0  # the name in another language says neither
    if name == "journal":
        pairs = [(a, b) for a, b in pairs if not _of_two_provinces(a, b)]
        if not pairs:
            return -_DISAGREE[name]
    if name == "issue":
        return _compare_issues(pairs)
    likeness = max(fuzz.ratio(a, b) for a, b in pairs)
    if name in _CHECKED and likeness < 99.0 and not all(map(_CHECKED[name], (*mine, *theirs))):
        return 0.0  # a misread number says neither
    if name not in ("paper_title", "journal"):
        return _AGREE[name] if likeness >= 99.0 else -_DISAGREE[name]
    if unclear <= likeness < _SAME or (likeness < _SAME and any(_by_one(a, b) for a, b in pairs)):
        return 0.0
    return _AGREE[name] if likeness >= _SAME else -_DISAGREE[name]


def _compare_issues(pairs: Sequence[tuple[str, str]]) -> float:
    """What the issues are worth. 31(4), whose year is not told, may be 2022-04 and cannot be 2022-05."""
    if any(a == b for a, b in pairs):
        return _AGREE["issue"]
    alike = [a.endswith(")") == b.endswith(")") for a, b in pairs]
    numbers = [[_ISSUE_NUMBER.findall(issue) for issue in pair] for pair in pairs]
    if not any(alike) and any(one == other != [] for one, other in numbers):
        return 0.0
    return -_DISAGREE["issue"]


def _is_named(one: _Part, other: _Part) -> bool:
    """Whether the one's journal stands on the other's cover or number page, though another reading of the name there
    was taken for it: such pages name their journal more than once, and a seal or a fold spoils one place.
    """
    return any(
        len(name) >= 4 and re.search(rf"(?<![一-鿿a-z]){re.escape(name)}(?![一-鿿a-z])", other.imprint)
        for name in one.values["journal"]
    )


def _spoilt(one: _Part, other: _Part) -> bool:
    """Whether the journals' names could be one that was badly read: as long, the same in the word that they begin with,
    which tells journals of one field or of two provinces apart, and with most characters in their places.
    """
    pairs = (
        (a, b)
        for a in one.values["journal"]
        for b in other.values["journal"]
        if len(a) == len(b) >= 6 and a[:2] == b[:2]
    )
    return any(sum(x != y for x, y in zip(a, b, strict=True)) <= _SPOILT * len(a) for a, b in pairs)


def _of_two_provinces(one: str, other: str) -> bool:
    """Whether two journals are named after different provinces, so that they are two however alike the rest is."""
    mine, theirs = _PROVINCE.match(one), _PROVINCE.match(other)
    return mine is not None and theirs is not None and mine.group() != theirs.group()


def _by_one(one: str, other: str) -> bool:
    """Whether two names differ by one character: of four it may be misread too."""
    return min(len(one), len(other)) >= 4 and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _by_part(one: _Part, other: _Part) -> float:
    """A second cover or number page is another paper's, unless it goes on from the first.

    Bodies have several pages; that one starts anew is told by its own title (``_compare``).
    """
    score = 0.5 if one.kinds != other.kinds else 0.0
    for kind in one.kinds & other.kinds & _ONCE.keys():
        following = kind != "paper_cover" and any(
            _follows(a, b) or _follows(b, a) for a in one.pages for b in other.pages if a.kind == kind
        )
        score -= 0.0 if following else _ONCE[kind]
    return score


def _by_running_head(one: _Part, other: _Part) -> float:
    """Whether the one's body, whose first page lies elsewhere, bears the other's title at its head."""
    titles = () if "paper_title" in one.values else other.values.get("paper_title", ())
    named = (t for t in titles if len(t) >= _LEAST_TITLE and not any(t in j for j in _journals(one, other)))
    return _AGREE["paper_title"] if any(title in one.running_heads for title in named) else 0.0


def _journals(*parts: _Part) -> list[str]:
    return [name for part in parts for name in part.values.get("journal", ())]


def _by_contents(one: _Part, other: _Part) -> float:
    """Whether the one's contents pages name what the other is; a book's list its chapters, and not its title."""
    titles = other.values.get("paper_title", ())
    if not one.contents or not (titles or other.authors):
        return 0.0
    score = sum(_MENTIONED for names in (titles, other.authors) if any(n in one.contents for n in names))
    listed = bool(one.values.keys() & {"journal", "issue"}) or any(
        page.kind == "paper_body" and page.fields.paper_title for page in other.pages
    )
    return score or (-_NOT_MENTIONED if len(one.contents) > _READ and titles and listed else 0.0)
