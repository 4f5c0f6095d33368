"""Whether two pages are captures of the same sheet of paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from scanaudit.facts import PageFacts
from scanaudit.likeness.ink import handwriting
from scanaudit.likeness.lines import Printed, Sheet, characters, sheet
from scanaudit.likeness.overlay import Overlay, overlay

# Lines lie on each other from this share of the smaller one's box on.
_OVERLAP = 0.4
# Below this a line's text says too little to contradict another one.
_CERTAIN = 0.93


@dataclass(frozen=True)
class Likeness:
    """``shared``: of the characters that lie in both pictures, the share that agrees; ``contradictions``: of lines
    in the same place that were surely read, how many say something else; ``hand``: how far the least alike signature
    looks like the other page's in its place, None without one; ``characters``: how many were compared; ``digits``: how
    many stand in lines that were surely read and agree; ``other_digits``: how many stand against another digit, surely
    read or not.
    """

    shared: float
    contradictions: float
    hand: float | None
    characters: int
    digits: int
    other_digits: int


# Chosen on the set of `benchmarks/duplicates.py` (docs/duplicates.md). 34 pages captured twice: at least 0.86 of their
# characters agree, contradictions reach 0.4, signatures fall to 0.69. 209 pairs of one form filled for two people:
# contradictions begin at 2.0; their signatures (0.31 to 1.0) tell little at this coarseness.
_SHARED, _MOST_CONTRADICTIONS, _HAND, _LEAST_CHARACTERS = 0.85, 1.0, 0.6, 20
# A form that is filled in by hand alone has the same print for everybody: something that tells people apart must be
# read on both, a name or so many digits (a form's own number and year have up to 8).
_LEAST_DIGITS = 9
# Without either, a page is known again where it is print throughout, nobody signs it, and what was read is so much and
# so alike that another filling of the form would show. Chosen on the set of seed 5 (300 pages): of 15 pages that the
# rule above missed these find 9, and none of 44,730 other pairs.
_ALIKE, _LEAST_PRINT, _SOME_DIGITS = 0.95, 60, 4
# A number is known by so many last digits, of which no more than so many first ones were read otherwise.
_TAIL, _HEAD = 8, 4
_SIGNED = re.compile(r"签名|签字|签章|承诺人|签署|(?i:signature)")


def same_page(one: PageFacts, other: PageFacts) -> bool:
    """Whether the two are certainly the same page, captured twice or stored twice."""
    if one.page is None or other.page is None:
        return False
    if one.content_hash and (one.content_hash, one.page) == (other.content_hash, other.page):
        return True
    found = likeness(one, other)
    if found is None or found.characters < _LEAST_CHARACTERS or found.shared < _SHARED:
        return False
    if found.contradictions >= _MOST_CONTRADICTIONS or (found.hand is not None and found.hand < _HAND):
        return False
    return found.digits >= _LEAST_DIGITS or _same_name(one, other) or _same_print(found, one, other)


def _same_print(found: Likeness, one: PageFacts, other: PageFacts) -> bool:
    """Whether two pages are alike throughout, and nothing on them is left to be written by hand."""
    written = any(page.signatures or _SIGNED.search(page.text) for page in (one, other))
    return (
        not written
        and found.shared >= _ALIKE
        and found.other_digits == 0
        and found.characters >= _LEAST_PRINT
        and found.digits >= _SOME_DIGITS
    )


def _same_name(one: PageFacts, other: PageFacts) -> bool:
    return one.fields.name is not None and one.fields.name == other.fields.name


def likeness(one: PageFacts, other: PageFacts) -> Likeness | None:
    """How alike two pages are; None where they cannot be laid over each other."""
    sheets = sheet(one), sheet(other)
    if not _comparable(*sheets):
        return None
    laid = overlay(*sheets)
    if laid is None:
        return None
    agreed = total = digits = other_digits = 0
    contradictions = 0.0
    for here, there in _groups(*sheets, laid):
        if not (here and there) and all(line.stamped for line in (*here, *there)):
            continue  # a seal's letters, which one capture happened to read
        texts = "".join(line.text for line in here), "".join(line.text for line in there)
        agreed += 2 * (max(map(len, texts)) - Levenshtein.distance(*texts))
        total += sum(map(len, texts))
        other_digits += _other_digits(*texts)
        if here and there and min(line.confidence for line in (*here, *there)) >= _CERTAIN:
            contradictions += _weight(*texts) + _other_lengths(*texts)
            digits += sum(character.isdigit() for character in texts[0]) if texts[0] == texts[1] else 0
    hand = handwriting(one, other, sheets, laid)
    return Likeness(agreed / max(total, 1), contradictions, hand, total // 2, digits, other_digits)


def _comparable(one: Sheet, other: Sheet) -> bool:
    """Whether a closer look can be worth it: neither has three times the other's text."""
    counts = sorted((characters(one.lines), characters(other.lines)))
    return counts[0] > 0 and counts[1] <= 3 * counts[0]


def _weight(one: str, other: str) -> float:
    """How much a difference between two surely read texts tells: another digit, or several other characters in a
    row, as much as a contradiction; a single misread character little; what only one of them has (a box that ends
    earlier, a seal's letters across a line) nothing.
    """
    weight = 0.0
    for pairs in _replaced(one, other):
        digits = sum(a.isdigit() and b.isdigit() for a, b in pairs)
        letters = sum(a.isalpha() and b.isalpha() for a, b in pairs)
        weight += 1.0 * digits + (1.0 if letters > 1 else 0.4 * letters)
    return min(weight, 2.0)


def _other_lengths(one: str, other: str) -> int:
    """How many numbers between the same words have another count of digits: January (1月) against November (11月).

    The first and the last of a line may be cut by its box.
    """
    if one == other:
        return 0
    words, others = re.split(r"(\d+)", one), re.split(r"(\d+)", other)
    if words[::2] != others[::2]:
        return 0
    inner = range(1 if words[0] else 3, len(words) - (0 if words[-1] else 2), 2)
    return sum(len(words[at]) != len(others[at]) for at in inner)


def _other_digits(one: str, other: str) -> int:
    """How many digits stand where the other text has another one."""
    return sum(a.isdigit() and b.isdigit() for pairs in _replaced(one, other) for a, b in pairs)


def _replaced(one: str, other: str) -> Iterator[list[tuple[str, str]]]:
    """The stretches in which characters of one text stand for others of the other."""
    if _cut_short(one, other):
        return
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "replace":
            here, there = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
            yield list(zip(here, there, strict=True))


def _cut_short(one: str, other: str) -> bool:
    """Whether both tell one number whose head a box or a seal's ring has cut in one of them: the tail is the same, and
    what stands before it is not as long. Numbers of one series differ at their ends, and are of one length.
    """
    tail = 0
    while tail < min(len(one), len(other)) and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    heads = one[: len(one) - tail], other[: len(other) - tail]
    return (
        len(heads[0]) != len(heads[1])
        and max(map(len, heads)) <= _HEAD
        and all(head.isdigit() or not head for head in heads)
        and tail >= _TAIL
        and one[-tail:].isdigit()
    )


def _groups(
    one: Sheet, other: Sheet, laid: Overlay
) -> Iterator[tuple[tuple[Printed, ...], tuple[Printed, ...]]]:
    """Lines that lie on each other, put together where one capture split a line that the other did not, and lines
    without a counterpart inside the other picture.
    """
    moved = _moved(one, laid)
    touching = _touching(moved, other.boxes)
    seen_a: set[int] = set()
    seen_b: set[int] = set()
    for start in range(len(one.lines)):
        if start in seen_a:
            continue
        here, there, todo = {start}, set[int](), [start]
        while todo:
            for b in np.flatnonzero(touching[todo.pop()]).tolist():
                if b not in there:
                    there.add(b)
                    fresh = set(np.flatnonzero(touching[:, b]).tolist()) - here
                    here |= fresh
                    todo += sorted(fresh)
        seen_a |= here
        seen_b |= there
        if there or _inside(moved[start], other.aspect):
            yield (
                tuple(one.lines[i] for i in _across(moved, here)),
                tuple(other.lines[i] for i in _across(other.boxes, there)),
            )
    bounds = np.array([*moved[:, :2].min(axis=0), *moved[:, 2:].max(axis=0)])
    for b in set(range(len(other.lines))) - seen_b:
        box = other.boxes[b]
        if (box[:2] >= bounds[:2]).all() and (box[2:] <= bounds[2:]).all():
            yield (), (other.lines[b],)


def _moved(one: Sheet, laid: Overlay) -> NDArray[np.float64]:
    """The first page's boxes on the second."""
    first, last = laid.move(one.boxes[:, :2]), laid.move(one.boxes[:, 2:])
    return np.concatenate([np.minimum(first, last), np.maximum(first, last)], axis=1)


def _touching(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.bool_]:
    low = np.maximum(one[:, None, :2], other[None, :, :2])
    high = np.minimum(one[:, None, 2:], other[None, :, 2:])
    shared = np.clip(high - low, 0, None).prod(axis=2)
    areas = [np.maximum((b[:, 2:] - b[:, :2]).prod(axis=1), 1e-9) for b in (one, other)]
    return np.asarray(shared >= _OVERLAP * np.minimum(areas[0][:, None], areas[1][None, :]))


def _inside(box: NDArray[np.float64], aspect: float) -> bool:
    return bool(box[0] >= 0 and box[1] >= 0 and box[2] <= 1 and box[3] <= aspect)


def _across(boxes: NDArray[np.float64], chosen: set[int]) -> list[int]:
    """From the left, and what stands above each other from the top."""
    return sorted(chosen, key=lambda i: (round(float(boxes[i, 0]) / 0.02), float(boxes[i, 1])))
