"""The text lines of a page, laid out so that two captures of the same page can be put over each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import PageFacts, unturned

_NOISE = re.compile(r"[\W_]+")
# Forms of the same character that the recogniser takes for each other on blurred print (read on the tuning set).
_VARIANTS = str.maketrans(
    "級設計優獎證書資業專學會師職稱員單發總經圖國區長間開關東車電術務報記認識許評",
    "级设计优奖证书资业专学会师职称员单发总经图国区长间开关东车电术务报记认识许评",
)


@dataclass(frozen=True)
class Printed:
    """One line: its text without blanks and punctuation, and how sure the reading is."""

    text: str
    confidence: float


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
    return Sheet(
        tuple(Printed(text, line.confidence) for text, line in kept), boxes * [1, aspect, 1, aspect], aspect
    )


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """``text`` as it is compared: characters and digits only, of one width and case."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(_VARIANTS)


def characters(lines: Sequence[Printed]) -> int:
    """How many characters the lines have."""
    return sum(len(line.text) for line in lines)
