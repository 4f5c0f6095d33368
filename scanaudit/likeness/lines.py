"""The text lines of a page, laid out so that two captures of the same page can be put over each other."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from scanaudit.boxes import contained
from scanaudit.facts import Box, PageFacts, TextLine, unturned
from scanaudit.seal_scraps import WITHIN, of_letters, of_number
from scanaudit.simplified import simplified

_NOISE = re.compile(r"[\W_]+")
# What is rather a seal than print (docs/marks.md).
_SEAL = 0.5
# What is rather a signature than print.
_SIGNATURE = 0.5
# Runs of so many characters that stand in so many lines are a watermark's, or a label that is repeated so often that it
# tells little.
_RUN, _MANY = 4, 4


@dataclass(frozen=True)
class Printed:
    """One line: its text without blanks and punctuation, how sure the reading is, whether it lies in a seal, which
    part of it is written in a signature, and whether it is a piece of the seal's own letters or number.
    """

    text: str
    confidence: float
    stamped: bool = False
    signed: float = 0.0
    of_seal: bool = False


@dataclass(frozen=True, eq=False)
class Sheet:
    """A page's lines. ``boxes``: n × 4 (x0, y0, x1, y1) on the upright page, in parts of its width."""

    lines: tuple[Printed, ...]
    boxes: NDArray[np.float64]
    aspect: float

    @property
    def centres(self) -> NDArray[np.float64]:
        """The lines' middles, n × 2."""
        return (self.boxes[:, :2] + self.boxes[:, 2:]) / 2

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Runs of characters that stand in many lines: a watermark's."""
        counts = Counter(run for line in self.lines for run in set(_runs(line.text)))
        return frozenset(run for run, count in counts.items() if count >= _MANY)

    @property
    def heights(self) -> NDArray[np.float64]:
        """The shorter sides of the boxes."""
        return np.asarray(np.minimum(*(self.boxes[:, 2:] - self.boxes[:, :2]).T))


def sheet(page: PageFacts) -> Sheet:
    """The lines of ``page`` that say something."""
    turn = page.rotation or 0
    width, height = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)
    aspect = height / max(width, 1)
    kept = [(bare(line.text), line) for line in page.lines]
    kept = [(text, line) for text, line in kept if text]
    boxes = np.array([unturned(line.bbox, turn) for _, line in kept], np.float64).reshape(-1, 4)
    seals = [mark.bbox for mark in page.seals if mark.confidence >= _SEAL]
    hands = [mark.bbox for mark in page.signatures if mark.confidence >= _SIGNATURE]
    lines = tuple(_printed(text, line, seals, hands) for text, line in kept)
    return Sheet(lines, boxes * [1, aspect, 1, aspect], aspect)


def _printed(text: str, line: TextLine, seals: Sequence[Box], hands: Sequence[Box]) -> Printed:
    stamped = any(contained(line.bbox, seal) > WITHIN for seal in seals)
    signed = max((contained(line.bbox, hand) for hand in hands), default=0.0)
    # a date is known by its marks, which ``text`` has lost
    return Printed(
        text, line.confidence, stamped, signed, stamped and (of_letters(text) or of_number(line.text))
    )


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """``text`` as it is compared: characters and digits only, of one width and case."""
    return simplified(_NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold())


def is_of(text: str, repeated: frozenset[str]) -> bool:
    """Whether a line is a piece of what is repeated."""
    if not repeated:
        return False
    if len(text) < _RUN:
        return any(text in run for run in repeated)
    return all(run in repeated for run in _runs(text))


def _runs(text: str) -> list[str]:
    return [text[at : at + _RUN] for at in range(len(text) - _RUN + 1)]


def characters(lines: Sequence[Printed]) -> int:
    """How many characters the lines have."""
    return sum(len(line.text) for line in lines)
