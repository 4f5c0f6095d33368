"""One picture of a seal used twice: across the pages of an upload, or across the uploads of several applicants.

Both callers make ``strikes`` of page facts and ask ``used_twice``; no pixels are needed. The answer is for a person
to look at: electronic seals are alike by nature, and one paper scanned twice bears one strike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from scanaudit.facts import PageFacts, Seal
from scanaudit.ink_pattern import ALIKE_AT_A_GLANCE, Match, Pattern, compare, decode, glance
from scanaudit.rules.organisations import names_another

# Two pages with this likeness of text (0–100) and no value that differs are one paper. Design value: scans of one
# page of the rendered dossiers at two qualities have 93 and more.
_ONE_PAPER = 90.0
_LEAST_TEXT = 20  # characters; two pages with fewer are alike by chance
_VALUES = (
    "name",
    "id_number",
    "certificate_number",
    "issue_date",
    "period_start",
    "dates",
    "hours",
    "printed_page",
)
_BLOCK = 512  # strikes compared with all others at a time: bounds the memory for many thousands of them


@dataclass(frozen=True)
class Strike:
    """One seal that was stamped on one page of somebody's upload; ``owner`` names whose."""

    owner: str
    page: PageFacts
    seal: Seal


@dataclass(frozen=True)
class Twice:
    """Two strikes that are one picture; ``first`` came earlier. ``match`` says how alike they are."""

    first: Strike
    again: Strike
    match: Match


def strikes(pages: Iterable[PageFacts], owner: str = "") -> tuple[Strike, ...]:
    """The seals of ``pages`` whose ink pattern is known, in order."""
    return tuple(Strike(owner, page, seal) for page in pages for seal in page.seals if seal.ink_pattern)


def used_twice(found: Sequence[Strike], *, across: bool = False) -> tuple[Twice, ...]:
    """The strikes that repeat an earlier one, each with the first that it repeats.

    ``across``: compare only strikes of different owners. Strikes of one page, and of one paper that was scanned
    twice, are not compared, nor seals that read as two units' names. Cost: 2,000 strikes take seconds.
    """
    # a strike that lies on two documents of one picture is one strike
    once: dict[tuple[object, ...], Strike] = {}
    for strike in found:
        once.setdefault((strike.owner, strike.page.file, strike.page.page, strike.seal.bbox), strike)
    read = [(strike, decode(strike.seal.ink_pattern or "")) for strike in once.values()]
    kept = [(strike, pattern) for strike, pattern in read if pattern is not None]
    told: list[Twice] = []
    repeated: set[int] = set()
    for i, j in _candidates([pattern for _, pattern in kept]):
        (one, a), (other, b) = kept[i], kept[j]
        if j in repeated or not _comparable(one, other, across=across):
            continue
        match = compare(a, b)
        if match.one_picture and not _one_paper(one.page, other.page):
            repeated.add(j)
            told.append(Twice(one, other, match))
    return tuple(told)


def _candidates(patterns: Sequence[Pattern]) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) that are alike at a glance."""
    if len(patterns) < 2:
        return
    glances = np.stack([glance(pattern) for pattern in patterns])
    for start in range(0, len(glances), _BLOCK):
        alike = glances[start : start + _BLOCK] @ glances.T >= ALIKE_AT_A_GLANCE
        for row, other in zip(*np.nonzero(alike), strict=True):
            if other > start + row:
                yield int(start + row), int(other)


def _comparable(one: Strike, other: Strike, *, across: bool) -> bool:
    if across and one.owner == other.owner:
        return False
    same_place = (one.owner, one.page.file, one.page.page) == (other.owner, other.page.file, other.page.page)
    return not same_place and one.seal.colour == other.seal.colour and not _other_texts(one.seal, other.seal)


def _other_texts(one: Seal, other: Seal) -> bool:
    """Whether two seals clearly read as two units' names, so that they are no one picture however alike they look."""
    a, b = one.text or one.guess, other.text or other.guess
    if not a or not b:
        return False
    sure = one.text is not None and other.text is not None
    return names_another(a, b, sure=sure) and names_another(b, a, sure=sure)


def _one_paper(one: PageFacts, other: PageFacts) -> bool:
    """Whether two pages are scans of one paper: the same text, and no value that differs."""
    if one.content_hash and (one.content_hash, one.page) == (other.content_hash, other.page):
        return True
    said, other_said = "".join(one.text.split()), "".join(other.text.split())
    if min(len(said), len(other_said)) < _LEAST_TEXT or fuzz.ratio(said, other_said) < _ONE_PAPER:
        return False
    pairs = ((getattr(one.fields, name), getattr(other.fields, name)) for name in _VALUES)
    return all(a == b for a, b in pairs if a and b)
