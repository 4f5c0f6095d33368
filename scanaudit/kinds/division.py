"""Several certificates or cards on one picture: where one ends and the next begins.

Applicants lay a graduation and a degree certificate on one sheet, or photograph two cards beside each other. Such a
picture is cut along the straight gap in its print on whose both sides a certificate or card of its own stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from statistics import median

import numpy as np

from scanaudit.facts import Box
from scanaudit.kinds.catalogue import Kind, catalogue
from scanaudit.kinds.classifier import KindDecision, classify
from scanaudit.kinds.evidence import PageEvidence
from scanaudit.kinds.headings import headed
from scanaudit.reading.lines import Line
from scanaudit.reading.rows import fold, rows
from scanaudit.reading.watermark import watermark

# What stands several to a sheet: small papers that are whole by themselves.
_FAMILIES, _KINDS = (
    ("card", "certificate"),
    ("title_certificate", "vocational_certificate", "patent_certificate"),
)
# A title that heads such a page; what names the kind less surely stands on others, too.
_TITLES_FROM = 7.0
# A part without one is told by its wording alone where that leaves no doubt, among as many lines as a whole page has.
_WORDED_SURE, _WORDED_LINES = 0.99, 6
# An identity card's front has no title.
_FRONT = re.compile("公民身份号码")
# A part is told from a page of its own by what a person would: a title, some lines, a kind without doubt. Design
# values: a picture taken apart wrongly may hide that a seal is missing, one left whole is looked at by a person.
_LEAST_LINES, _KIND_SURE = 3, 0.9
_CHINESE = re.compile("[一-鿿]")
_LEAST_CHINESE = 10
# The narrowest gap in heights of a line, across and down the page, and how many of the widest are tried each way.
_LEAST_GAP, _TRIED = (1.0, 1.2), 4
# Lines of all of them: a sheet with more is a form or a paper that speaks of certificates.
_MOST_LINES = 90
# Cuts within one another: eight pieces at most.
_DEPTH = 3


Region = tuple[int, int, int, int]
"""A part of the picture in its pixels."""
Side = tuple[Region, tuple[int, ...]]
"""What lies on one side of a cut: the region, and the numbers of the lines in it."""


@dataclass(frozen=True)
class Piece:
    """A part of a picture: its region in pixels, the lines in it by their numbers, and what it is."""

    box: Region
    lines: tuple[int, ...]
    decision: KindDecision


AreTwo = Callable[[Piece, Piece], bool]


def divide(
    evidence: PageEvidence, seals: Sequence[Box], portraits: Sequence[Box], are_two: AreTwo
) -> tuple[Piece, ...]:
    """The certificates and cards on one upright picture from top to bottom, then from left to right; nothing where it
    shows one. ``seals`` and ``portraits`` are boxes in fractions of the picture; ``are_two`` tells of pieces of one
    kind whether they are two documents.
    """
    marked = watermark(evidence.lines)
    kept = [i for i in range(len(evidence.lines)) if i not in marked]
    if not 2 * _LEAST_LINES <= len(kept) <= _MOST_LINES or not _titles([evidence.lines[i] for i in kept]):
        return ()
    whole = (0, 0, evidence.width, evidence.height)
    pieces = _Picture(evidence, seals, portraits, are_two).parts(whole, tuple(kept), _DEPTH)
    return tuple(sorted(pieces, key=lambda piece: (piece.box[1], piece.box[0])))


def may_be_several(decision: KindDecision) -> bool:
    """Whether a page that is told to be this as a whole may show several certificates: a form that quotes some is a
    form.
    """
    kind = catalogue().by_id.get(decision.kind)
    return (
        decision.confidence < _KIND_SURE or decision.kind == "other" or (kind is not None and is_small(kind))
    )


def within(evidence: PageEvidence, box: Sequence[int], indices: Sequence[int]) -> list[Line]:
    """Lines of the picture in pixels of the region ``box``."""
    corner = np.array(box[:2], np.float32)
    return [replace(evidence.lines[i], quad=evidence.lines[i].quad - corner) for i in indices]


@dataclass(frozen=True)
class _Picture:
    evidence: PageEvidence
    seals: Sequence[Box]
    portraits: Sequence[Box]
    are_two: AreTwo

    def parts(self, box: Region, indices: tuple[int, ...], depth: int) -> tuple[Piece, ...]:
        """The pieces that the region divides into, two or more; none where it does not."""
        if depth == 0:
            return ()
        for one, other in self._cuts(box, indices):
            before = self._whole_or_parts(*one, depth - 1)
            after = self._whole_or_parts(*other, depth - 1) if before else ()
            if after and self._differ(before + after):
                return before + after
        return ()

    def _differ(self, pieces: Sequence[Piece]) -> bool:
        """Whether no two pieces are one document: the two sides of a card and the two open pages of a booklet are."""
        return all(
            one.decision.kind != other.decision.kind or self.are_two(one, other)
            for one, other in combinations(pieces, 2)
        )

    def _whole_or_parts(self, box: Region, indices: tuple[int, ...], depth: int) -> tuple[Piece, ...]:
        several = _titles([self.evidence.lines[i] for i in indices]) > 1
        return (self.parts(box, indices, depth) if several else ()) or self._one(box, indices)

    def _one(self, box: Region, indices: tuple[int, ...]) -> tuple[Piece, ...]:
        """The region as one certificate or card, if it is one by itself."""
        lines = within(self.evidence, box, indices)
        if len(lines) < _LEAST_LINES:
            return ()
        if len(_CHINESE.findall("".join(line.text for line in lines))) < _LEAST_CHINESE:
            return ()
        decision = classify(
            PageEvidence(
                lines,
                box[2] - box[0],
                box[3] - box[1],
                n_seals=self._in(box, self.seals),
                has_portrait=self._in(box, self.portraits) > 0,
            )
        )
        sure = decision.confidence >= _KIND_SURE and is_small(catalogue().by_id[decision.kind])
        return (Piece(box, indices, decision),) if sure and _stands_alone(decision, len(lines)) else ()

    def _in(self, box: Sequence[float], marks: Sequence[Box]) -> int:
        width, height = self.evidence.width, self.evidence.height
        middles = [((m[0] + m[2]) / 2 * width, (m[1] + m[3]) / 2 * height) for m in marks]
        return sum(box[0] <= x < box[2] and box[1] <= y < box[3] for x, y in middles)

    def _cuts(self, box: Region, indices: tuple[int, ...]) -> Iterator[tuple[Side, Side]]:
        """Both sides of the straight gaps that no line crosses, the widest gap first."""
        lines = [self.evidence.lines[i] for i in indices]
        if len(lines) < 2 * _LEAST_LINES:
            return
        usual = median(line.height for line in lines)
        cuts = []
        for axis in (0, 1):
            spans = [(line.box[axis], line.box[axis + 2]) for line in lines]
            gaps = [gap for gap in _gaps(spans) if gap[0] >= _LEAST_GAP[axis] * usual]
            cuts += [(width, axis, at) for width, at in sorted(gaps, reverse=True)[:_TRIED]]
        for _, axis, at in sorted(cuts, reverse=True):
            before, after = list(box), list(box)
            before[axis + 2] = after[axis] = at
            first = tuple(i for i in indices if self.evidence.lines[i].box[axis] < at)
            rest = tuple(i for i in indices if self.evidence.lines[i].box[axis] >= at)
            yield (
                ((before[0], before[1], before[2], before[3]), first),
                (
                    (after[0], after[1], after[2], after[3]),
                    rest,
                ),
            )


def _stands_alone(decision: KindDecision, lines: int) -> bool:
    """Whether a title heads the region, or its wording needs none; the front of an identity card has none."""
    worded = decision.confidence >= _WORDED_SURE and lines >= _WORDED_LINES
    return headed(decision.cues) or worded or catalogue().family(decision.kind) == "card"


def is_small(kind: Kind) -> bool:
    """Whether pages of the kind are laid several to a sheet."""
    return kind.family in _FAMILIES or kind.id in _KINDS


def _gaps(spans: Sequence[tuple[float, float]]) -> Iterator[tuple[float, int]]:
    """Width and middle of each gap between the spans."""
    ordered = sorted(spans)
    reach = ordered[0][1]
    for start, end in ordered[1:]:
        if start > reach:
            yield start - reach, round((start + reach) / 2)
        reach = max(reach, end)


def _titles(lines: Sequence[Line]) -> int:
    """How many titles of certificates and cards the lines bear, each where it stands."""
    text = "\n".join(fold(row.text) for row in rows(lines))
    return len(_names().findall(text)) + len(_FRONT.findall(text))


@cache
def _names() -> re.Pattern[str]:
    kinds = filter(is_small, catalogue().kinds)
    phrases = {p for kind in kinds for p, weight in kind.phrases if weight >= _TITLES_FROM}
    return re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))))
