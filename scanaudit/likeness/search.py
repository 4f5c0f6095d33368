"""All pairs of pages that are the same, without comparing every page with every other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from scanaudit.facts import PageFacts
from scanaudit.likeness.compare import same_page
from scanaudit.likeness.lines import Sheet, bare, sheet

# Pairs are looked at that share a run of so many characters; runs that more pages than this have are a template's.
_RUN, _COMMON = 4, 60
# Of the rarest runs of a page so many are looked up, and so many must be shared.
_RAREST, _LEAST = 60, 4


def duplicates(pages: Sequence[PageFacts]) -> tuple[tuple[int, int], ...]:
    """Pairs of indices (earlier, later) of pages that are the same, each later page once: with its first twin."""
    found: dict[int, int] = {}
    made: dict[int, Sheet] = {}

    def sheet_of(page: PageFacts) -> Sheet:
        if id(page) not in made:
            made[id(page)] = sheet(page)
        return made[id(page)]

    for first, second in sorted(_candidates(pages), key=lambda pair: (pair[1], pair[0])):
        one, other = pages[first], pages[second]
        if one.parts and (one.file, one.page) == (other.file, other.page):  # two documents on one picture
            continue
        if second not in found and same_page(one, other, sheet_of):
            found[second] = first
    return tuple((first, second) for second, first in sorted(found.items()))


def _candidates(pages: Sequence[PageFacts]) -> Iterator[tuple[int, int]]:
    runs = [_runs(page) for page in pages]
    counts = Counter(run for page in runs for run in page)
    where: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(runs):
        for run in sorted((run for run in own if counts[run] > 1), key=lambda run: (counts[run], run))[
            :_RAREST
        ]:
            where[run].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for places in where.values():
        if len(places) <= _COMMON:
            shared.update(combinations(places, 2))
    yield from (pair for pair, count in shared.items() if count >= _LEAST)
    hashes: dict[tuple[str, int | None], int] = {}
    for index, page in enumerate(pages):
        key = (page.content_hash, page.page)
        if page.content_hash and page.page is not None and hashes.setdefault(key, index) != index:
            yield hashes[key], index


def _runs(page: PageFacts) -> set[str]:
    if page.page is None or (page.capture is not None and page.capture.blank):
        return set()
    texts = [bare(line) for line in page.text.splitlines()]
    return {text[i : i + _RUN] for text in texts for i in range(len(text) - _RUN + 1)}
