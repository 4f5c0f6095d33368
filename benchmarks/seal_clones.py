"""Are pictures of seals that were used twice found, and no others? Asked by ``benchmarks/seals.py``."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, replace

from PIL import Image

from samples import seals
from samples.seal_sheets import Placed, Sheet, design, pasted, strikes
from scanaudit.facts import PageFacts, Seal
from scanaudit.marks import seal_shape
from scanaudit.marks.ink import Ink, separate
from scanaudit.marks.rings import Ring
from scanaudit.marks.seal_pattern import seal_pattern
from scanaudit.marks.seals import Stamped
from scanaudit.rules.strikes import Strike, used_twice

_STAMPS = 20  # different stamps among the strikes: many strikes of each are the harder case
_A_PAGE = 24


@dataclass(frozen=True)
class CloneScore:
    """``pages`` with one seal each, of which ``cloned`` pairs are one picture; ``found`` of them; ``false`` pairs
    told besides; ``strikes`` by hand and the ``false_strikes`` pairs told among them."""

    pages: int
    cloned: int
    found: int
    false: int
    strikes: int
    false_strikes: int


def measure(seed: int, pages: int, count: int) -> CloneScore:
    """``pages`` pages in pairs (half of them clones) and ``count`` independent strikes."""
    rng = random.Random(seed)
    stamps = [design(rng, "clean") for _ in range(_STAMPS)]
    truth, told = _pages(rng, seed, stamps, pages)
    found = len(truth & told)
    by_hand: list[Strike] = []
    for first in range(0, count, _A_PAGE):
        chosen = tuple(rng.choice(stamps) for _ in range(min(_A_PAGE, count - first)))
        by_hand += _strikes(strikes(seed + 1 + first, chosen, first))
    return CloneScore(pages, len(truth), found, len(told - truth), len(by_hand), len(used_twice(by_hand)))


def _pages(
    rng: random.Random, seed: int, stamps: list[seals.Stamp], pages: int
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs of pages that bear one picture, and the pairs told."""
    seen: list[Strike] = []
    truth: set[tuple[str, str]] = set()
    pictures = [_picture(rng, stamps) for _ in range(pages * 3 // 4)]
    numbers = [*range(len(pictures)), *range(pages - len(pictures))]
    rng.shuffle(numbers)
    first: dict[int, str] = {}
    for i, number in enumerate(numbers):
        (strike,) = _strikes(pasted(seed + 100_000 + i, ((number, pictures[number]),)))
        seen.append(strike)
        if number in first:
            truth.add((first[number], strike.page.file))
        first.setdefault(number, strike.page.file)
    return truth, {(twice.first.page.file, twice.again.page.file) for twice in used_twice(seen)}


def _picture(rng: random.Random, stamps: list[seals.Stamp]) -> Image.Image:
    return seals.stamp(replace(rng.choice(stamps), ink=rng.uniform(0.6, 1.0)), 300, rng)


def _strikes(sheet: Sheet) -> list[Strike]:
    """The patterns of a sheet's seals, each as on a page of its own. Rims are fitted from where they were drawn."""
    ink = separate(sheet.rgb)
    return [_strike(sheet, placed, ink) for placed in sheet.seals]


_page = itertools.count()


def _strike(sheet: Sheet, placed: Placed, ink: Ink) -> Strike:
    x0, y0, x1, y1 = (value * ink.scale for value in placed.box)
    drawn = Ring((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2)
    ring = seal_shape.settle(ink.density("red"), drawn)
    height, width = sheet.rgb.shape[:2]
    a, b, c, d = placed.box
    box = (a / width, b / height, c / width, d / height)
    stamped = Stamped(box, "round", "red", 1.0, partial=False, ring=ring)
    seal = Seal(
        bbox=box,
        shape="round",
        colour="red",
        photocopied=False,
        text=None,
        confidence=1.0,
        ink_pattern=seal_pattern(sheet.rgb, stamped, ink.scale),
    )
    return Strike("", PageFacts(file=f"{next(_page)}.jpg", page=1, seals=(seal,)), seal)
