"""Pages of several applicants that are one picture saved again, found without comparing every page with every other.

A page leaves a few short hashes of what tells it from others (``tokens``). Pages of one kind that share most of these,
and each with few others, are compared by their facts. Cost: a sort of the tokens, and a comparison for each pair.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import Final

import numpy as np

from scanaudit.facts import PageFacts
from scanaudit.likeness import same_picture

Facts = Callable[[str, int], PageFacts | None]
"""The facts of a page by its file's content hash and its number, with its lines; None where they are not known."""

_DIGITS: Final = re.compile(r"\d{6,}")
"""Numbers from six digits on: shorter ones are years, hours, sums."""
_MOST_TOKENS: Final = 12
_BYTES: Final = 6
_FEW: Final = 8
"""A token that more contents of a kind have than this (a unit's number, a common name) tells nobody apart. Design
value: it bounds the comparisons to 28 a token.
"""


@dataclass(frozen=True)
class Content:
    """One page's content, whoever holds it. ``owners``: keys of applicants."""

    content_hash: str
    page: int
    owners: frozenset[str]
    tokens: tuple[str, ...]


def tokens(page: PageFacts) -> tuple[str, ...]:
    """Hashes of what tells a page from others of its kind: names, titles, months of issue, the longest numbers.

    The day is left out: under a seal one of two captures may lose it.
    """
    fields = page.fields
    said = [one for one in (fields.name, fields.paper_title, (fields.issue_date or "")[:7]) if one]
    numbers = set(_DIGITS.findall(unicodedata.normalize("NFKC", page.text)))
    said += sorted(numbers, key=lambda number: (-len(number), number))
    return tuple(_hash(page.kind, one) for one in said[:_MOST_TOKENS])


def resaved(contents: Sequence[Content], facts: Facts) -> Iterator[tuple[int, int]]:
    """Pairs of indices of contents that are one picture and that not only one applicant holds."""
    for first, second in sorted(_candidates(contents)):
        one, other = contents[first], contents[second]
        pages = [facts(content.content_hash, content.page) for content in (one, other)]
        if pages[0] is not None and pages[1] is not None and same_picture(pages[0], pages[1]):
            yield first, second


def _candidates(contents: Sequence[Content]) -> Iterator[tuple[int, int]]:
    shared: Counter[tuple[int, int]] = Counter()
    for holders in _holders(contents):
        shared.update(
            pair
            for pair in combinations(holders, 2)
            if len(contents[pair[0]].owners | contents[pair[1]].owners) > 1
        )
    for (first, second), count in shared.items():
        # More than half of what stands on the one with less: two people of one name share the name alone.
        if 2 * count > min(len(contents[first].tokens), len(contents[second].tokens)):
            yield first, second


def _holders(contents: Sequence[Content]) -> Iterator[list[int]]:
    """For each token that few have, the indices of those that have it."""
    count = sum(len(one.tokens) for one in contents)
    told = np.fromiter((int(token, 16) for one in contents for token in one.tokens), np.int64, count)
    where = np.repeat(np.arange(len(contents)), [len(one.tokens) for one in contents])
    order = np.argsort(told, kind="stable")
    starts = np.flatnonzero(np.diff(told[order], prepend=-1))
    sizes = np.diff(starts, append=len(order))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        if size <= _FEW:
            yield where[order[start : start + size]].tolist()


def _hash(kind: str, said: str) -> str:
    return blake2b(f"{kind}\0{said}".encode(), digest_size=_BYTES).hexdigest()
