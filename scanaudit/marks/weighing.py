"""Three witnesses of every mark, weighed against each other: the rules (ink, outline, strokes, place), the network that
looks over the page, and the verifier that looks closely at what either of them saw.

Each gives log odds; what only one of them saw stays doubtful unless that one is very sure. The weights are a
logistic regression on labelled marks (``python -m training weigh``; docs/marks.md gives the sets).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace

from scanaudit.boxes import contained
from scanaudit.facts import Box, Signature
from scanaudit.marks import proposed, sameness
from scanaudit.marks.detector import Kind, Proposal
from scanaudit.marks.ink import Ink
from scanaudit.marks.seals import Stamped
from scanaudit.marks.signature_labels import Field, field_at, is_date
from scanaudit.marks.verifier import Verdict
from scanaudit.reading.lines import Line

SEEN = 0.35
"""Least confidence at which a mark is reported; from 0.5 on it is more likely one than not."""

_FLOOR_RULES, _FLOOR_NETWORK = 0.02, 0.05  # likelihoods that stand for "did not see it"
_CEILING = 0.999
_FLOOR_CLOSE, _CEILING_CLOSE = 0.003, 0.997  # the verifier's: surer than that it is of drawn pages only
# Likelihood from which a signature is where the verifier says. Of 126 drawn ones that were proposed, 81 % had a box of
# IoU 0.5 from the detector, 89 % after one look and 91 % after two; seals' boxes are better as the detector tells them.
_DRAWN_OUT = 0.5
_PRINTED = 0.93  # OCR confidence from which a line is print
_HIGH = 0.35  # of the page's height: above stand titles, emblems and logos
_USUAL = 0.03  # of the page's height: a signature's; size counts as the logarithm against it
_MOST_SIZE = 1.5
# Where the rules are sure and the network is not, neither is to be believed: of such seals 3 of 7 are seals, of such
# labelled signatures 5 of 12 (400 drawn pages and the real set), so a person is to look.
_SURE, _DOUBT = 0.65, 0.45
# What only the network proposes beside a label: rather a signature than none, and below what the audit counts as seen
# (0.80). Design value: the weight of a label was fitted on what the rules see.
_TO_SEE = 0.6
_BELIEVED = 0.5  # likelihood from which rules or network rather believe in a mark
# Lines of print of so many characters, so many of which inside a mark, by so much of their area, make it no seal where
# only the network sees one: the seals of the real set hold three such lines at most.
_WORDS, _A_TEXT, _IN_IT = 4, 5, 0.9
# From this confidence on a seal takes the place of a surer line or frame inside it; below, it is the doubtful one.
_WHOLE = 0.6
_PROPOSED: dict[Kind, float] = {
    "seal": 0.3,
    "signature": 0.15,
}  # and the network; where both do, 263 of 267 are marks
# Share of a signature inside another mark, or a printed title of office, from which it is that one's text.
_TAKEN = 0.75


@dataclass(frozen=True)
class Evidence:
    """What speaks for one mark: log odds of ``rules``, ``network`` and, seen ``closely``, verifier; its circumstances.

    ``labelled``: 1 beside a label; ``printed``: share of it that one line of surely read print covers; ``other``:
    likelihood of a mark of another kind there; ``high``: 1 in the page's upper third; ``size``: logarithm of its
    height against a usual signature's; ``agreed``: 1 where both believe in it.
    """

    rules: float
    network: float
    labelled: float
    printed: float
    other: float
    high: float
    size: float
    agreed: float
    closely: float


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


Look = Callable[[Sequence[Box]], list[Verdict]]
"""A close look at boxes of the page: one verdict each."""

# Fitted with the verifier on 300 drawn pages (tuning part), 200 of the sample generator (seed 7401) and the real set,
# the last two counting four times. A signature's went three tenths of the way there from those that were fitted before
# there was a verifier: farther on, labels count nothing, since drawn pages have them without hands more often than
# documents do, and running hands of a photographed book were told on a real page.
SEAL = Weights(-0.22, 0.44, 0.71, 0.0, -2.13, -0.07, -1.42, 0.54, 1.87, 0.74)
SIGNATURE = Weights(1.29, 0.3, 1.45, 1.63, -1.52, -1.53, -0.78, 0.47, 2.03, 0.57)


def weigh_seals(
    ink: Ink, found: Sequence[Stamped], proposals: Sequence[Proposal], lines: Sequence[Line], look: Look
) -> list[Stamped]:
    """The page's seals, most certain first: those the rules ``found`` and those the network proposes."""
    seen = [
        (replace(seal, confidence=_doubtful(SEAL.confidence(evidence), seal.confidence)), evidence)
        for seal, evidence in seals_seen(ink, found, proposals, lines, look)
    ]
    seen.sort(key=lambda one: -one[0].confidence)
    text = _shares([line for line in lines if len(line.text.strip()) >= _WORDS], ink.scale, ink.shape)
    kept: list[Stamped] = []
    for seal, evidence in seen:
        if seal.confidence < SEEN:
            break
        if evidence.rules < _log_odds(_BELIEVED) and _holds_a_text(seal.box, text):
            continue
        own = _seen_for_itself(evidence)
        others = [k for k in kept if not sameness.is_piece(k.box, seal.box)]
        if len(others) < len(kept) and not (own and seal.confidence >= _WHOLE):
            continue
        if sameness.another_seal(seal.box, [k.box for k in others], seen_for_itself=own):
            kept = [*others, seal]
    return kept


def _holds_a_text(box: Box, lines: Sequence[Box]) -> bool:
    """Whether so many ``lines`` of print lie inside that this is a part of the page."""
    return sum(contained(line, box) > _IN_IT for line in lines) >= _A_TEXT


def _seen_for_itself(evidence: Evidence) -> bool:
    """Whether rules or network saw the mark; the verifier sees a seal in every large piece of one."""
    return evidence.rules >= _log_odds(_BELIEVED) or evidence.network >= _log_odds(_BELIEVED)


def weigh_signatures(  # noqa: PLR0917
    found: Sequence[Signature],
    proposals: Sequence[Proposal],
    lines: Sequence[Line],
    size: tuple[int, int],
    taken: Sequence[Box],
    look: Look,
    asked: Sequence[Field] = (),
) -> tuple[Signature, ...]:
    """The page's signatures. ``size``: height and width of the page in pixels; ``taken``: boxes of other marks;
    ``asked``: the page's signature fields. A title of office alone on its line (校长) is no signature; other labels may
    have been read together with the hand behind them (承诺人赵敏), so nothing is said of what lies in those.
    """
    seen = signatures_seen(found, proposals, lines, size, look)
    weighed = [_asked_for(one, evidence, asked, size) for one, evidence in seen]
    weighed.sort(key=lambda signature: -signature.confidence)
    offices = [field.label_box for field in asked if field.office]
    kept: list[Signature] = []
    for one in weighed:
        free = not _lies_in(one.bbox, taken) and not _lies_in(_pixels(one.bbox, size), offices)
        if one.confidence >= SEEN and free and sameness.apart(one.bbox, [k.bbox for k in kept]):
            kept.append(one)
    return tuple(kept)


def _lies_in(box: Box, others: Sequence[Box]) -> bool:
    return any(contained(box, other) > _TAKEN for other in others)


def _asked_for(
    signature: Signature, evidence: Evidence, asked: Sequence[Field], size: tuple[int, int]
) -> Signature:
    """A signature with its confidence. One that only the network proposes where a label asks for nothing else is looked
    at, and never more than that for its label: a typed name, a date and a hand stand there alike.
    """
    sure, label = _signed(signature, evidence), signature.label
    if label is None and signature.confidence == 0 and sure < _TO_SEE:
        field = field_at(
            _pixels(signature.bbox, size), [f for f in asked if f.strong and not is_date(f.text)]
        )
        beside = SIGNATURE.confidence(replace(evidence, labelled=1.0))
        if field is not None and beside > sure:
            sure, label = min(beside, _TO_SEE), field.label
    return signature.model_copy(update={"confidence": round(sure, 3), "label": label})


def _pixels(box: Box, size: tuple[int, int]) -> Box:
    height, width = size
    return box[0] * width, box[1] * height, box[2] * width, box[3] * height


def _signed(signature: Signature, evidence: Evidence) -> float:
    sure = SIGNATURE.confidence(evidence)
    return _doubtful(sure, signature.confidence) if signature.label is not None else sure


def _doubtful(sure: float, rules: float) -> float:
    """``sure``, but not so low that what the ``rules`` alone are sure of is never looked at."""
    return max(sure, _DOUBT) if rules >= _SURE else sure


def seals_seen(
    ink: Ink, found: Sequence[Stamped], proposals: Sequence[Proposal], lines: Sequence[Line], look: Look
) -> list[tuple[Stamped, Evidence]]:
    """Each possible seal that any witness saw, with what speaks for it."""
    pairs = sameness.paired([seal.box for seal in found], _of("seal", proposals), sameness.same_seal)
    verdicts = look([found[i].box if i is not None else _own(p) for i, p in pairs])
    print_ = _shares(lines, ink.scale, ink.shape)
    seen = []
    for (index, proposal), verdict in zip(pairs, verdicts, strict=True):
        if index is not None:
            seal, rules = found[index], found[index].confidence
            around = proposed.colour_around(ink, seal.box)
            if around is not None and (rules < _BELIEVED or seal.colour == "black"):
                seal = replace(seal, colour=around)  # of a pale red ring JPEG leaves little red, but no black
        else:
            seal, rules = proposed.stamped(ink, _own(proposal)), 0.0
        evidence = _evidence("seal", seal.box, rules, proposal, proposals, print_)
        seen.append((seal, replace(evidence, closely=_closely(verdict.seal))))
    return seen


def signatures_seen(
    found: Sequence[Signature],
    proposals: Sequence[Proposal],
    lines: Sequence[Line],
    size: tuple[int, int],
    look: Look,
) -> list[tuple[Signature, Evidence]]:
    """Each possible signature that any witness saw, with what speaks for it; its confidence is still the rules'."""
    pairs = sameness.paired([s.bbox for s in found], _of("signature", proposals), sameness.same_mark)
    boxes = [found[i].bbox if p is None and i is not None else _own(p) for i, p in pairs]
    print_ = _shares(lines, 1.0, size)
    verdicts = look(boxes)
    whole = _drawn_out(verdicts, look)
    seen = []
    for at, ((index, proposal), box, verdict) in enumerate(zip(pairs, boxes, verdicts, strict=True)):
        signature = found[index] if index is not None else Signature(bbox=box, confidence=0.0)
        evidence = _evidence("signature", box, signature.confidence, proposal, proposals, print_)
        labelled = float(signature.label is not None)
        evidence = replace(evidence, labelled=labelled, closely=_closely(verdict.signature))
        seen.append((signature.model_copy(update={"bbox": whole.get(at, box)}), evidence))
    return seen


def _drawn_out(verdicts: Sequence[Verdict], look: Look) -> dict[int, Box]:
    """Where the signatures among ``verdicts`` end, by their number: a second look, at where the first one saw them."""
    signed = [at for at, verdict in enumerate(verdicts) if verdict.signature >= _DRAWN_OUT]
    again = look([verdicts[at].box for at in signed])
    return {at: verdict.box for at, verdict in zip(signed, again, strict=True)}


def _own(proposal: Proposal | None) -> Box:
    if proposal is None:
        raise ValueError("a mark that nobody saw")
    return proposal.box


def _closely(likelihood: float) -> float:
    return _log_odds(min(_CEILING_CLOSE, max(_FLOOR_CLOSE, likelihood)))


def _evidence(  # noqa: PLR0917
    kind: Kind,
    box: Box,
    rules: float,
    proposal: Proposal | None,
    proposals: Sequence[Proposal],
    print_: Sequence[Box],
) -> Evidence:
    network = proposal.likelihood if proposal is not None else 0.0
    size = math.log(max(0.005, box[3] - box[1]) / _USUAL)
    # A stamp's own words are read as print; where the outline or the words tell a stamp, that is no objection.
    objected = kind == "signature" or rules < _BELIEVED
    return Evidence(
        rules=_log_odds(max(rules, _FLOOR_RULES)),
        network=_log_odds(max(network, _FLOOR_NETWORK)),
        labelled=0.0,
        printed=max((contained(box, line) for line in print_), default=0.0) if objected else 0.0,
        other=max((contained(box, p.box) * p.likelihood for p in proposals if p.kind != kind), default=0.0),
        high=float(box[3] < _HIGH),
        size=max(-_MOST_SIZE, min(_MOST_SIZE, size)),
        agreed=float(rules >= _BELIEVED and network >= _PROPOSED[kind]),
        closely=0.0,
    )


def _shares(lines: Sequence[Line], scale: float, shape: tuple[int, int]) -> list[Box]:
    """The boxes of surely read lines in fractions of the page of ``shape`` (height, width) at ``scale``."""
    height, width = shape
    boxes = (line.box for line in lines if line.confidence > _PRINTED)
    return [
        (x0 * scale / width, y0 * scale / height, x1 * scale / width, y1 * scale / height)
        for x0, y0, x1, y1 in boxes
    ]


def _of(kind: Kind, proposals: Sequence[Proposal]) -> list[Proposal]:
    return [proposal for proposal in proposals if proposal.kind == kind]


def _log_odds(likelihood: float) -> float:
    p = min(_CEILING, likelihood)
    return math.log(p / (1 - p))
