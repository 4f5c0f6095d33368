"""Whether two pages are captures of the same sheet of paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from scanaudit.facts import PageFacts
from scanaudit.likeness.differences import (
    other_digits,
    other_lengths,
    same_digits,
    same_number,
    weight,
)
from scanaudit.likeness.ink import handwriting
from scanaudit.likeness.lines import Printed, Sheet, characters, is_of, sheet
from scanaudit.likeness.overlay import Overlay, overlay

# Lines lie on each other from this share of the smaller one's box on.
_OVERLAP = 0.4
# Below this a line's text says too little to contradict another one. Two readings that agree bear each other out, so
# less is needed for what they agree on to count.
_CERTAIN, _AGREES = 0.93, 0.8
# Between these it contradicts less: misread digits of the same page had up to 0.955.
_PLAIN, _LESS = 0.96, 0.6


@dataclass(frozen=True)
class Likeness:
    """``shared``: of the characters that lie in both pictures, the share that agrees; ``both``: the same of those in
    places where both were read; ``contradictions``: of lines in the same place that were surely read, how many say
    something else; ``hand``: how far the least alike signature
    looks like the other page's in its place, None without one; ``characters``: how many were compared; ``digits``: how
    many stand in lines that were surely read and agree; ``other_digits``: how many stand against another digit, surely
    read or not; ``number``: digits of the longest number that agrees in such a line; ``signed``: characters that were
    read alike in signatures; ``signed_once``: whether behind a label for signing something was read on one page alone.
    """

    shared: float
    both: float
    contradictions: float
    hand: float | None
    characters: int
    digits: int
    other_digits: int
    number: int
    signed: int
    signed_once: bool


# Chosen on sets of `benchmarks/duplicates.py` (docs/duplicates.md). 402 pages captured twice: contradictions reach 0.4,
# signatures fall to 0.54. No pair of one form filled for two people whose print agrees has less than one contradiction;
# their signatures (a quarter of them from 0.9 on) tell little at this coarseness.
_SHARED, _MOST_CONTRADICTIONS, _HAND, _LEAST_CHARACTERS = 0.85, 1.0, 0.35, 20
# A form that is filled in by hand alone has the same print for everybody: something that tells people apart must be
# read on both, a name or so many digits (a form's own number and year have up to 8).
_LEAST_DIGITS = 9
# Where a signature was read on one page alone, years and hours that everybody has are not enough: a number
# must be so long. Chosen on seed 14, where two people's verification pages were taken for one.
_OWN_NUMBER = 7
# One capture may lose whole lines: then what both read must agree to this share, with so many digits, none otherwise.
_PARTLY, _FLAWLESS, _MANY_DIGITS = 0.7, 0.95, 12
# Where the name is the same, too, this share of all is enough: letters of seals and ornaments are read by chance, and
# weigh most on short pages. Seed 13: one page of 120 more, no false pair of 44,730.
_NAMED = 0.8
# Without either, a page is known again where it is print throughout, nobody signs it, and what was read is so much and
# so alike that another filling of the form would show. Chosen on the set of seed 5 (300 pages): of 15 pages that the
# rule above missed these find 9, and none of 44,730 other pairs.
_ALIKE, _LEAST_PRINT, _SOME_DIGITS = 0.95, 60, 4
# A signed page is not, unless the signatures can be read and both captures read so many characters of them alike: two
# names.
_SIGNERS = 4
_SIGNED = re.compile(r"签名|签字|签章|承诺人|签署|(?i:signature)")


def same_page(one: PageFacts, other: PageFacts, sheet_of: Callable[[PageFacts], Sheet] = sheet) -> bool:
    """Whether the two are certainly the same page, captured twice or stored twice.

    ``sheet_of``: makes a page's sheet, or gives one that was made before.
    """
    if one.page is None or other.page is None:
        return False
    if one.content_hash and (one.content_hash, one.page) == (other.content_hash, other.page):
        return True
    found, named = likeness(one, other, sheet_of), _same_name(one, other)
    if found is None or found.characters < _LEAST_CHARACTERS or not _alike(found, named):
        return False
    if found.contradictions >= _MOST_CONTRADICTIONS or (found.hand is not None and found.hand < _HAND):
        return False
    return _same_numbers(found) or named or _same_print(found, one, other)


def _alike(found: Likeness, named: bool) -> bool:
    """Whether so much agrees that it is one print: in all, or without a flaw in what both captures show, where one of
    them lost lines to shadow or blur; ``named``: both were read to be one person's.
    """
    return found.shared >= _SHARED or (
        found.other_digits == 0
        and found.digits >= _MANY_DIGITS
        and ((found.shared >= _PARTLY and found.both >= _FLAWLESS) or (named and found.shared >= _NAMED))
    )


def _same_numbers(found: Likeness) -> bool:
    """Whether enough digits agree to tell people apart."""
    return found.digits >= _LEAST_DIGITS and (not found.signed_once or found.number >= _OWN_NUMBER)


def _is_signed(one: PageFacts, other: PageFacts) -> bool:
    return any(page.signatures or _SIGNED.search(page.text) for page in (one, other))


def _same_print(found: Likeness, one: PageFacts, other: PageFacts) -> bool:
    """Whether two pages are alike throughout, with nothing on them that is written by hand and cannot be read."""
    return (
        (not _is_signed(one, other) or found.signed >= _SIGNERS)
        and found.shared >= _ALIKE
        and found.other_digits == 0
        and found.characters >= _LEAST_PRINT
        and found.digits >= _SOME_DIGITS
    )


def _begins_to_sign(label: str, text: str) -> bool:
    """Whether ``text`` goes on where ``label``, of a place for signing, ends."""
    return len(text) > len(label) and text.startswith(label) and _SIGNED.search(label) is not None


def _same_name(one: PageFacts, other: PageFacts) -> bool:
    return one.fields.name is not None and one.fields.name == other.fields.name


def likeness(
    one: PageFacts, other: PageFacts, sheet_of: Callable[[PageFacts], Sheet] = sheet
) -> Likeness | None:
    """How alike two pages are; None where they cannot be laid over each other. ``sheet_of``: as in ``same_page``."""
    sheets = sheet_of(one), sheet_of(other)
    if not _comparable(*sheets):
        return None
    laid = overlay(*sheets)
    if laid is None:
        return None
    tally = _Tally()
    repeated = sheets[0].repeated & sheets[1].repeated
    for place in (part for whole in _groups(*sheets, laid) for part in _parted(whole)):
        sure = min((line.confidence for lines in place for line in lines), default=0.0)
        here, there = _without_seals(place)
        texts = "".join(line.text for line in here), "".join(line.text for line in there)
        if not _tells_nothing(here, there) and not any(is_of(text, repeated) for text in texts if text):
            tally.add(texts, sure)
            tally.signed += _signed(here, there) if texts[0] == texts[1] else 0.0
    return tally.likeness(handwriting(one, other, sheets, laid))


@dataclass
class _Tally:
    """What agrees and what does not, place by place."""

    agreed: float = 0
    total: float = 0
    missing: float = 0
    contradictions: float = 0.0
    digits: int = 0
    others: int = 0
    number: int = 0
    signed: float = 0.0
    signed_once: bool = False

    def add(self, texts: tuple[str, str], confidence: float) -> None:
        """Count one place; ``confidence``: of the less sure reading."""
        self.total += sum(map(len, texts))
        if not all(texts):
            self.missing += sum(map(len, texts))
            return
        self.agreed += 2 * (max(map(len, texts)) - Levenshtein.distance(*texts))
        self.others += other_digits(*texts)
        if confidence >= _CERTAIN:
            less = 1.0 if confidence >= _PLAIN else _LESS
            self.contradictions += less * (weight(*texts) + other_lengths(*texts))
        self.signed_once |= any(_begins_to_sign(*pair) for pair in (texts, texts[::-1]))
        if confidence >= _AGREES:
            self.digits += same_digits(*texts)
            self.number = max(self.number, same_number(*texts))

    def likeness(self, hand: float | None) -> Likeness:
        """The sum of it."""
        shared, both = (self.agreed / max(total, 1) for total in (self.total, self.total - self.missing))
        characters, signed = int(self.total // 2), round(self.signed)
        digits = self.digits, self.others, self.number
        return Likeness(
            shared, both, self.contradictions, hand, characters, *digits, signed, self.signed_once
        )


Place = tuple[tuple[Printed, ...], tuple[Printed, ...]]


def _parted(place: Place) -> Iterator[Place]:
    """The place's lines that stand word for word in both, each by itself, and the rest: what was drawn together around
    them, as a seal's number that the ring carries into the date, stands now before and now behind them.
    """
    here, there = list(place[0]), list(place[1])
    for line in place[0]:
        same = next((other for other in there if other.text == line.text), None)
        if same is not None and len(place[0]) + len(place[1]) > 2:
            here.remove(line)
            there.remove(same)
            yield (line,), (same,)
    if here or there:
        yield tuple(here), tuple(there)


def _without_seals(place: Place) -> Place:
    """The place without the letters of a seal that lies across what else stands there."""
    if all(line.of_seal for lines in place for line in lines):
        return place
    here, there = (tuple(line for line in lines if not line.of_seal) for lines in place)
    return here, there


def _tells_nothing(here: Sequence[Printed], there: Sequence[Printed]) -> bool:
    """Whether it is a seal's own letters, which one capture happened to read, or digits of its number."""
    lines = (*here, *there)
    if not (here and there):
        return all(line.stamped for line in lines)
    return all(line.of_seal and line.text.isdigit() for line in lines)


def _signed(here: Sequence[Printed], there: Sequence[Printed]) -> float:
    """How many characters of a place are written in signatures."""
    return max(sum(line.signed * len(line.text) for line in lines) for lines in (here, there))


def _comparable(one: Sheet, other: Sheet) -> bool:
    """Whether a closer look can be worth it: neither has three times the other's text."""
    counts = sorted((characters(one.lines), characters(other.lines)))
    return counts[0] > 0 and counts[1] <= 3 * counts[0]


def _groups(one: Sheet, other: Sheet, laid: Overlay) -> Iterator[Place]:
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
