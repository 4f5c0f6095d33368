"""The arithmetic of accuracy: detection scores, kinds, ranks, text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from scanaudit.facts import Box


class Detection(BaseModel):
    """Counts of a look that finds things: right, false and missed."""

    model_config = ConfigDict(frozen=True)
    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is there; 1 when nothing was found."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 when nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Detection) -> Detection:
        return Detection(
            right=self.right + other.right,
            false=self.false + other.false,
            missed=self.missed + other.missed,
        )


def overlap(one: Box, other: Box) -> float:
    """Intersection over union of two boxes."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    area = sum((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return shared / (area - shared)


def matched(found: Sequence[Box], true: Sequence[Box], at_least: float = 0.5) -> Detection:
    """Found boxes against true ones, one to one, best overlap first."""
    pairs = sorted(
        ((overlap(f, t), i, j) for i, f in enumerate(found) for j, t in enumerate(true)), reverse=True
    )
    used_found: set[int] = set()
    used_true: set[int] = set()
    for iou, i, j in pairs:
        if iou >= at_least and i not in used_found and j not in used_true:
            used_found.add(i)
            used_true.add(j)
    right = len(used_true)
    return Detection(right=right, false=len(found) - right, missed=len(true) - right)


def presence(found: bool, true: bool) -> Detection:
    """Whether a page has such a mark at all."""
    return Detection(right=int(found and true), false=int(found and not true), missed=int(true and not found))


def auc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Area under the ROC curve: how often a positive scores above a negative (ties half). None without both."""
    above = [s for s, p in zip(scores, positive, strict=True) if p]
    below = [s for s, p in zip(scores, positive, strict=True) if not p]
    if not above or not below:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in above for b in below)
    return wins / (len(above) * len(below))


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Mean F1 over the true kinds that occur, without ``other``; ``pairs``: (true, told). None without any."""
    kinds = sorted({true for true, _ in pairs} - {"other"})
    if not kinds:
        return None
    scores = []
    for kind in kinds:
        tally = sum((presence(told == kind, true == kind) for true, told in pairs), Detection())
        scores.append(tally.f1)
    return sum(scores) / len(scores)


def confusion(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Kinds taken for others: (true, told, how often), most frequent first."""
    wrong = Counter((true, told) for true, told in pairs if true != told)
    return [(true, told, count) for (true, told), count in wrong.most_common()]
