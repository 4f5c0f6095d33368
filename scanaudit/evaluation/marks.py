"""Marks against labels: boxes, presence on the page, and what printed names were taken for.

A mark counts as found from the confidence on at which it is likelier one than not; what is told below is for a
person to look at, and counts neither as found nor as false.
"""

from __future__ import annotations

from collections.abc import Sequence

from scanaudit.boxes import contained
from scanaudit.evaluation.labels import Label
from scanaudit.evaluation.measures import Detection, matched, presence
from scanaudit.facts import Box, PageFacts, Seal, Signature

Pair = tuple[Label, PageFacts]

FOUND = 0.5
"""Confidence from which a mark counts as found (docs/marks.md says what the confidence means)."""

_ON_NAME = 0.5  # share of a printed name that a signature covers from which the name was taken for it


def marks_of(pairs: Sequence[Pair]) -> dict[str, Detection]:
    """Boxes (IoU 0.5) and presence of red seals, of others, of hard ones, and of signatures.

    Hard are seals that are blue, black, overlapped, cut or faint; their presence is counted on pages that bear
    no easy seal, any seal told counting.
    """
    tally: dict[str, Detection] = {}

    def add(name: str, result: Detection) -> None:
        tally[name] = tally.get(name, Detection()) + result

    for label, facts in pairs:
        seals = [seal for seal in facts.seals if seal.confidence >= FOUND]
        for red in (True, False):
            true = label.boxes(tuple(s for s in label.seals if (s.colour == "red") is red))
            found = [s.bbox for s in seals if (s.colour == "red") is red]
            name = "red seals" if red else "other seals"
            add(f"{name}, boxes", matched(found, true))
            add(f"{name}, presence", presence(bool(found), bool(true)))
        if all(seal.hard or seal.colour != "red" for seal in label.seals):
            add("hard seals, presence", presence(bool(seals), bool(label.seals)))
        signed, hands = label.boxes(label.signatures), _found(facts.signatures)
        add("signatures, boxes", matched(hands, signed))
        add("signatures, presence", presence(bool(hands), bool(signed)))
    return tally


def false_marks(pairs: Sequence[Pair]) -> tuple[int, int]:
    """Of how many pages without seal and signature a mark is told, and how many there are."""
    bare = [facts for label, facts in pairs if not label.seals and not label.signatures]
    return sum(bool(_found(facts.seals) or _found(facts.signatures)) for facts in bare), len(bare)


def wrong_boxes(label: Label, facts: PageFacts) -> list[str]:
    """What was missed or told falsely on one page, in words."""
    return [
        f"{name}: {result.missed} missed, {result.false} false"
        for name, result in marks_of([(label, facts)]).items()
        if name.endswith("boxes") and (result.false or result.missed)
    ]


def names_taken(pairs: Sequence[Pair]) -> tuple[int, int]:
    """How many labelled printed names were taken for signatures, and of how many."""
    taken = total = 0
    for label, facts in pairs:
        signed, hands = label.boxes(label.signatures), _found(facts.signatures)
        for name in label.fractions(label.printed_names):
            if any(contained(name, box) > 0 for box in signed):
                continue  # signed across the name: what was found is the signature
            total += 1
            taken += any(contained(name, box) > _ON_NAME for box in hands)
    return taken, total


def _found(marks: Sequence[Seal | Signature]) -> list[Box]:
    return [mark.bbox for mark in marks if mark.confidence >= FOUND]
