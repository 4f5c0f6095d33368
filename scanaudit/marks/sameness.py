"""Which boxes are one mark: what rules and network saw, and what lies on each other.

Overlap is the intersection over the union of two boxes. The shares below are design values, unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scanaudit.boxes import contained, overlap
from scanaudit.facts import Box
from scanaudit.marks.detector import Proposal

_SAME, _INSIDE = 0.3, 0.7  # overlap, and share of one box inside the other, from which both are one mark
_PIECE = 0.85  # share of a box inside a larger one from which it is a piece of that
_APART = 0.6  # share of a box inside a surer one from which it is that mark
# Overlap from which an outline and a proposal are one seal: what is less is a line of text or a frame inside it, and
# half is what a box is measured by. Of 168 red seals of the tuning pages 159 had their box so, 157 with 0.3.
_SAME_SEAL = 0.5


def paired(
    boxes: Sequence[Box], proposals: Sequence[Proposal], same: Callable[[Box, Box], bool]
) -> list[tuple[int | None, Proposal | None]]:
    """Each box's number with the proposal that fits it best, one to one; then what the network saw alone."""
    free = list(proposals)
    pairs: list[tuple[int | None, Proposal | None]] = []
    for index, box in enumerate(boxes):
        best = max((p for p in free if same(box, p.box)), key=lambda p: overlap(box, p.box), default=None)
        if best is not None:
            free.remove(best)
        pairs.append((index, best))
    return [*pairs, *((None, proposal) for proposal in free)]


def same_mark(one: Box, other: Box) -> bool:
    """Whether two boxes are one mark, or a part of one and the whole."""
    return overlap(one, other) > _SAME or max(contained(one, other), contained(other, one)) > _INSIDE


def same_seal(one: Box, other: Box) -> bool:
    """Whether an outline and a proposal are one seal: a line of text inside a seal is not the seal."""
    return overlap(one, other) > _SAME_SEAL


def is_piece(box: Box, whole: Box) -> bool:
    """Whether a seal's box is a part of another's: a line, a frame or half of it."""
    return not same_seal(box, whole) and contained(box, whole) > _PIECE


def another_seal(box: Box, others: Sequence[Box], *, seen_for_itself: bool) -> bool:
    """Whether a seal is another one than the surer ``others``. Stamps are struck across each other, so one that rules
    or network saw for itself may overlap them more.
    """
    if not seen_for_itself:
        return apart(box, others)
    return all(overlap(box, other) < _SAME_SEAL and contained(box, other) < _INSIDE for other in others)


def apart(box: Box, others: Sequence[Box]) -> bool:
    """Whether a mark is another one than the surer ``others``."""
    return all(overlap(box, other) < _SAME and contained(box, other) < _APART for other in others)
