"""What speaks for each possible mark: what the rules saw (ink, outline, strokes, place), what the network saw that
looks over the page, and what the verifier tells that looks closely at either.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scanaudit.boxes import contained
from scanaudit.facts import Box, Signature
from scanaudit.marks import proposed, sameness
from scanaudit.marks.detector import Kind, Proposal
from scanaudit.marks.ink import Ink
from scanaudit.marks.seals import Stamped
from scanaudit.marks.verifier import Verdict
from scanaudit.reading.lines import Line

BELIEVED = 0.5
"""Likelihood from which a mark is rather one than none, by one witness or by all of them."""

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
# Likelihoods of network and rules from which both believe in a mark: where they do, 263 of 267 are marks.
_PROPOSED: dict[Kind, float] = {"seal": 0.3, "signature": 0.15}


Look = Callable[[Sequence[Box]], list[Verdict]]
"""A close look at boxes of the page: one verdict each."""

LookForSeals = Callable[[Sequence[Box]], list[float]]
"""A close look at boxes of the page: how likely (0–1) each is a seal."""


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


def seals_seen(
    ink: Ink,
    found: Sequence[Stamped],
    proposals: Sequence[Proposal],
    lines: Sequence[Line],
    look: LookForSeals,
) -> list[tuple[Stamped, Evidence]]:
    """Each possible seal that any witness saw, with what speaks for it."""
    found = [_with_its_frame(seal, proposals) for seal in found]
    pairs = sameness.paired([seal.box for seal in found], _of("seal", proposals), sameness.same_seal)
    likely = look([found[i].box if i is not None else _own(p) for i, p in pairs])
    print_ = shares(lines, ink.scale, ink.shape)
    seen = []
    for (index, proposal), closely in zip(pairs, likely, strict=True):
        if index is not None:
            seal, rules = found[index], found[index].confidence
            around = proposed.colour_around(ink, seal.box)
            if around is not None and (rules < BELIEVED or seal.colour == "black"):
                seal = replace(seal, colour=around)  # of a pale red ring JPEG leaves little red, but no black
        else:
            seal, rules = proposed.stamped(ink, _own(proposal)), 0.0
        evidence = _evidence("seal", seal.box, rules, proposal, proposals, print_)
        seen.append((seal, replace(evidence, closely=_closely(closely))))
    return seen


def _with_its_frame(seal: Stamped, proposals: Sequence[Proposal]) -> Stamped:
    """A stamp that its words alone tell, as large as the seal that the network proposes around them: the words are
    what such a stamp says, and its frame may be too pale for an outline.
    """
    if seal.shape != "rectangle" or seal.frame is not None:
        return seal
    around = [
        p.box
        for p in proposals
        if p.kind == "seal" and p.likelihood >= _PROPOSED["seal"] and sameness.is_piece(seal.box, p.box)
    ]
    return replace(seal, box=around[0]) if around else seal


def signatures_seen(
    found: Sequence[Signature],
    proposals: Sequence[Proposal],
    lines: Sequence[Line],
    size: tuple[int, int],
    look: Look,
) -> list[tuple[Signature, Evidence]]:
    """Each possible signature that any witness saw, with what speaks for it; its confidence is still the rules'."""
    pairs = sameness.paired([s.bbox for s in found], _of("signature", proposals), sameness.same_mark)
    boxes = _places(pairs, found, look)
    print_ = shares(lines, 1.0, size)
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


def _places(
    pairs: Sequence[tuple[int | None, Proposal | None]], found: Sequence[Signature], look: Look
) -> list[Box]:
    """Where each signature is looked at: where the network proposes it. Where the rules believe in one and the network
    hardly does, or only in a piece of it, the rules' place counts if a look there sees a hand.
    """
    places = [found[i].bbox if p is None and i is not None else _own(p) for i, p in pairs]
    rivals = {
        at: found[i].bbox
        for at, (i, p) in enumerate(pairs)
        if i is not None and p is not None and found[i].confidence >= BELIEVED and _is_vague(p, found[i].bbox)
    }
    for at, verdict in zip(rivals, look(list(rivals.values())), strict=True):
        if verdict.signature >= BELIEVED:
            places[at] = rivals[at]
    return places


def _is_vague(proposal: Proposal, box: Box) -> bool:
    """Whether a proposal is hardly one of the signature that rules found in ``box``, or only of a piece of it."""
    return proposal.likelihood < _PROPOSED["signature"] or sameness.is_piece(proposal.box, box)


def _own(proposal: Proposal | None) -> Box:
    if proposal is None:
        raise ValueError("a mark that nobody saw")
    return proposal.box


def _closely(likelihood: float) -> float:
    return log_odds(min(_CEILING_CLOSE, max(_FLOOR_CLOSE, likelihood)))


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
    objected = kind == "signature" or rules < BELIEVED
    return Evidence(
        rules=log_odds(max(rules, _FLOOR_RULES)),
        network=log_odds(max(network, _FLOOR_NETWORK)),
        labelled=0.0,
        printed=max((contained(box, line) for line in print_), default=0.0) if objected else 0.0,
        other=max((contained(box, p.box) * p.likelihood for p in proposals if p.kind != kind), default=0.0),
        high=float(box[3] < _HIGH),
        size=max(-_MOST_SIZE, min(_MOST_SIZE, size)),
        agreed=float(rules >= BELIEVED and network >= _PROPOSED[kind]),
        closely=0.0,
    )


def shares(lines: Sequence[Line], scale: float, shape: tuple[int, int]) -> list[Box]:
    """The boxes of surely read lines in fractions of the page of ``shape`` (height, width) at ``scale``."""
    height, width = shape
    boxes = (line.box for line in lines if line.confidence > _PRINTED)
    return [
        (x0 * scale / width, y0 * scale / height, x1 * scale / width, y1 * scale / height)
        for x0, y0, x1, y1 in boxes
    ]


def _of(kind: Kind, proposals: Sequence[Proposal]) -> list[Proposal]:
    return [proposal for proposal in proposals if proposal.kind == kind]


def log_odds(likelihood: float) -> float:
    """Of a likelihood below 1, which counts as 0.999 at most."""
    p = min(_CEILING, likelihood)
    return math.log(p / (1 - p))
