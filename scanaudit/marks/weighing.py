"""Three witnesses of every mark, weighed against each other (`witnesses.py` tells what each of them saw).

Each gives log odds; what only one of them saw stays doubtful unless that one is very sure. The weights are a
logistic regression on labelled marks (``python -m training weigh``; docs/marks.md gives the sets).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from scanaudit.boxes import contained, in_pixels
from scanaudit.facts import Box, Signature
from scanaudit.marks import sameness
from scanaudit.marks.detector import Proposal
from scanaudit.marks.ink import Ink
from scanaudit.marks.seal_shape import is_drawn_round
from scanaudit.marks.seals import Stamped
from scanaudit.marks.signature_labels import Field, field_at, is_date
from scanaudit.marks.witnesses import (
    BELIEVED,
    Evidence,
    Look,
    LookForSeals,
    log_odds,
    seals_seen,
    shares,
    signatures_seen,
)
from scanaudit.reading.lines import Line

SEEN = 0.35
"""Least confidence at which a mark is reported; from 0.5 on it is more likely one than not."""

# Where the rules are sure and the network is not, neither is to be believed: of such seals 3 of 7 are seals, of such
# labelled signatures 5 of 12 (400 drawn pages and the real set), so a person is to look.
_SURE, _DOUBT = 0.65, 0.45
# Log odds of the close look from which there is surely no hand, whatever rules and network agree on, and from which
# there is none where a line was read. Of some 400 signatures that are told on the real set, on drawn pages 0-399 and on
# those of another renderer none but one under a seal lies below -2.2, and none that was read below -0.8; of typed names
# in Kai and running Kai 17 of 24 do, told at 0.57 to 0.97 before.
_NO_HAND, _NO_HAND_READ = -2.4, -1.0
_READ = 0.9  # OCR confidence from which a line counts as read there
# What only the network proposes beside a label: rather a signature than none, and below what the audit counts as seen
# (0.80). Design value: the weight of a label was fitted on what the rules see.
_TO_SEE = 0.6
# Lines of print of so many characters, so many of which inside a mark, by so much of their area, make it no seal where
# only the network sees one: the seals of the real set hold three such lines at most. A seal in a colour across a table
# holds as many; what tells it is a close look that is as sure as the last (log odds; design value).
_WORDS, _A_TEXT, _IN_IT = 4, 5, 0.9
_SURELY = 3.9
# From this confidence on a seal takes the place of a surer line or frame inside it; below, it is the doubtful one.
_WHOLE = 0.6
# Share of a signature inside another mark, or a printed title of office, from which it is that one's text.
_TAKEN = 0.75


@dataclass(frozen=True)
class Sheet:
    """The page that signatures are weighed on. ``size``: its height and width in pixels, in which all ``lines`` are and
    those that are ``pressed``, print by their strokes; ``taken``: boxes of other marks in fractions; ``asked``: its
    signature fields.
    """

    size: tuple[int, int]
    lines: Sequence[Line] = ()
    pressed: Sequence[Line] = ()
    taken: Sequence[Box] = ()
    asked: Sequence[Field] = ()


@dataclass(frozen=True)
class Weights:
    """Log odds: a constant, and what each piece of evidence counts."""

    constant: float
    rules: float
    network: float
    labelled: float
    printed: float
    other: float
    high: float
    size: float
    agreed: float
    closely: float

    def confidence(self, evidence: Evidence) -> float:
        """0–1."""
        constant, *weights = astuple(self)
        odds = constant + sum(w * e for w, e in zip(weights, astuple(evidence), strict=True))
        return float(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))))


# Fitted with the verifier on 300 drawn pages (tuning part), 200 of the sample generator (seed 7401) and the real set,
# the last two counting four times. A signature's went three tenths of the way there from those that were fitted before
# there was a verifier: farther on, labels count nothing, since drawn pages have them without hands more often than
# documents do, and running hands of a photographed book were told on a real page.
SEAL = Weights(-0.22, 0.44, 0.71, 0.0, -2.13, -0.07, -1.42, 0.54, 1.87, 0.74)
SIGNATURE = Weights(1.29, 0.3, 1.45, 1.63, -1.52, -1.53, -0.78, 0.47, 2.03, 0.57)


def weigh_seals(
    ink: Ink,
    found: Sequence[Stamped],
    proposals: Sequence[Proposal],
    lines: Sequence[Line],
    look: LookForSeals,
) -> list[Stamped]:
    """The page's seals, most certain first: those the rules ``found`` and those the network proposes."""
    seen = [
        (replace(seal, confidence=_stamped(seal, evidence, ink)), evidence)
        for seal, evidence in seals_seen(ink, found, proposals, lines, look)
    ]
    seen.sort(key=lambda one: -one[0].confidence)
    text = shares([line for line in lines if len(line.text.strip()) >= _WORDS], ink.scale, ink.shape)
    kept: list[Stamped] = []
    for seal, evidence in seen:
        if seal.confidence < SEEN:
            break
        if not _struck(seal, evidence) and _holds_a_text(seal.box, text):
            continue
        own = _seen_for_itself(evidence)
        others = [k for k in kept if not sameness.is_piece(k.box, seal.box)]
        if len(others) < len(kept) and not (own and seal.confidence >= _WHOLE):
            continue
        if sameness.another_seal(seal.box, [k.box for k in others], seen_for_itself=own):
            kept = [*others, seal]
    return kept


def _stamped(seal: Stamped, evidence: Evidence, ink: Ink) -> float:
    """How likely it is a seal. What the network alone believes is a doubt: of some 1,900 candidates on 400 drawn pages
    and the real set one of these was told, at 0.70: the stamp itself, photographed on a desk.
    """
    sure = SEAL.confidence(evidence)
    if max(evidence.rules, evidence.closely) < log_odds(BELIEVED):
        sure = min(sure, _DOUBT)
    if seal.ring is not None and sure >= SEEN and is_drawn_round(ink.density(seal.colour), ink, seal.ring):
        return min(sure, _DOUBT)
    return _doubtful(sure, seal.confidence)


def _struck(seal: Stamped, evidence: Evidence) -> bool:
    """Whether it is a seal whatever lies inside: the rules see its outline, or the close look surely one in colour."""
    coloured = seal.colour != "black" and evidence.closely >= _SURELY
    return evidence.rules >= log_odds(BELIEVED) or coloured


def _holds_a_text(box: Box, lines: Sequence[Box]) -> bool:
    """Whether so many ``lines`` of print lie inside that this is a part of the page."""
    return sum(contained(line, box) > _IN_IT for line in lines) >= _A_TEXT


def _seen_for_itself(evidence: Evidence) -> bool:
    """Whether rules or network saw the mark; the verifier sees a seal in every large piece of one."""
    return evidence.rules >= log_odds(BELIEVED) or evidence.network >= log_odds(BELIEVED)


def weigh_signatures(
    found: Sequence[Signature], proposals: Sequence[Proposal], sheet: Sheet, look: Look
) -> tuple[Signature, ...]:
    """The signatures of ``sheet``. A title of office alone on its line (校长) is no signature; other labels may have
    been read together with the hand behind them (承诺人赵敏), so nothing is said of what lies in those.
    """
    seen = signatures_seen(found, proposals, sheet.pressed, sheet.size, look)
    weighed = [_asked_for(one, evidence, sheet) for one, evidence in seen]
    weighed.sort(key=lambda signature: -signature.confidence)
    offices = [field.label_box for field in sheet.asked if field.office]
    kept: list[Signature] = []
    for one in weighed:
        box = in_pixels(one.bbox, sheet.size)
        free = not _lies_in(one.bbox, sheet.taken) and not _lies_in(box, offices)
        if one.confidence >= SEEN and free and sameness.apart(one.bbox, [k.bbox for k in kept]):
            kept.append(one)
    return tuple(kept)


def _lies_in(box: Box, others: Sequence[Box]) -> bool:
    return any(contained(box, other) > _TAKEN for other in others)


def _asked_for(signature: Signature, evidence: Evidence, sheet: Sheet) -> Signature:
    """A signature with its confidence. One that only the network proposes where a label asks for nothing else is looked
    at, and never more than that for its label: a typed name, a date and a hand stand there alike.
    """
    box, label = in_pixels(signature.bbox, sheet.size), signature.label
    sure = _signed(signature, evidence, _is_read(box, sheet.lines))
    if label is None and signature.confidence == 0 and sure < _TO_SEE:
        field = field_at(box, [f for f in sheet.asked if f.strong and not is_date(f.text)])
        beside = SIGNATURE.confidence(replace(evidence, labelled=1.0))
        if field is not None and beside > sure:
            sure, label = min(beside, _TO_SEE), field.label
    return signature.model_copy(update={"confidence": round(sure, 3), "label": label})


def _is_read(box: Box, lines: Sequence[Line]) -> bool:
    """Whether what stands in ``box`` (pixels) was read: it lies in a line, alone or behind its label."""
    return any(line.confidence >= _READ and contained(box, line.box) > _TAKEN for line in lines)


def _signed(signature: Signature, evidence: Evidence, read: bool) -> float:
    sure = SIGNATURE.confidence(evidence)
    if evidence.closely <= (_NO_HAND_READ if read else _NO_HAND):
        sure = min(sure, _DOUBT)
    return _doubtful(sure, signature.confidence) if signature.label is not None else sure


def _doubtful(sure: float, rules: float) -> float:
    """``sure``, but not so low that what the ``rules`` alone are sure of is never looked at."""
    return max(sure, _DOUBT) if rules >= _SURE else sure
