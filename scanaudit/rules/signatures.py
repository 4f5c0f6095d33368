"""Whose signatures stand on a page: the judgement that the signature rules share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from scanaudit.facts import Box, PageFacts, Signature
from scanaudit.notices.model import Party, SignatureDemand
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.places import (
    asks_for_signature,
    covered_places,
    name_to_sign,
    role_before,
    signing_label,
    stands_apart,
)
from scanaudit.rules.upload import MARK_DOUBTFUL, MARK_SEEN, Upload

_LABELS: dict[str, re.Pattern[str]] = {
    "applicant": re.compile(r"本人|申报人|申请人|承诺人|持证人|填表人|学员|参评"),
    "employer": re.compile(r"负责人|法定代表人|单位|领导|经办"),
    "peer": re.compile(r"专家|推荐人|同行|评议"),
    "department": re.compile(r"主管部门|审核人|审批"),
}
_NAME = re.compile(r"[一-鿿]{2,4}")


@dataclass(frozen=True)
class SignatureJudgement:
    """How many persons of the party signed for certain (``seen``), how many signatures there may be
    (``possible``); ``doubt`` is the place to look at. ``others``: every hand there may be stands, for certain, by a
    label that names somebody else. ``on``: the pages with the hands that were seen.
    """

    pages: tuple[int, ...]
    seen: int
    possible: int
    doubt: tuple[int, Box] | None = None
    others: bool = False
    on: tuple[int, ...] = ()


def judgements(context: RequirementContext) -> tuple[SignatureJudgement, ...]:
    """One judgement for each page, document or set that the signature demand speaks of."""
    demand = context.asked(SignatureDemand)
    return tuple(judge(context, pages, demand) for pages in context.groups(demand.each))


def collected(context: RequirementContext) -> bool:
    """Whether single materials without a signature are told all at once (rule M214)."""
    requirement = context.requirement
    every = requirement is not None and requirement.applies_to == "every_material"
    return every and context.asked(SignatureDemand).each != "set"


def judge(context: RequirementContext, pages: tuple[int, ...], demand: SignatureDemand) -> SignatureJudgement:
    """A signature counts where the page asks for one. Where every page or every material is to be signed, or where
    no label on the page asks, it may stand anywhere. The applicant's name read in the place to sign may be a hand
    that was not seen for one, and under a photocopied seal none is seen.
    """
    upload, requirement = context.upload, context.requirement
    every = requirement is not None and requirement.applies_to == "every_material"
    anywhere = every or demand.each == "page"
    placed = [(i, s) for i in pages for s in upload.pages[i].signatures if s.confidence >= MARK_DOUBTFUL]
    counted = [
        (i, s)
        for i, s in placed
        if s.confidence >= MARK_SEEN
        and (anywhere or not asks_for_signature(upload.pages[i]) or signing_label(s, upload.pages[i]))
        and not _of_another(s, upload.pages[i], demand.of, context.profile.name)
        and not (demand.of == "applicant" and stands_apart(s, upload.pages[i]))
    ]
    seen = [s for _, s in counted]
    # A hand by another's label is the last one to look at.
    own = {(i, s.bbox) for i, s in placed if not _is_by_others_label(s, upload.pages[i], demand.of)}
    doubtful = [((i, s.bbox) in own, s.confidence, i, s.bbox) for i, s in placed if s not in seen]
    if not placed and demand.of == "applicant" and context.profile.name:
        read = ((i, name_to_sign(upload.pages[i], context.profile.name)) for i in pages)
        doubtful = [(True, MARK_DOUBTFUL, i, box) for i, box in read if box is not None]
    if not placed and not doubtful:
        doubtful = [(True, MARK_DOUBTFUL, i, box) for i, box in _covered(upload, pages, demand.of)]
    surest = max(doubtful, default=None)
    return SignatureJudgement(
        pages,
        _persons(seen),
        len(seen) + len(doubtful),
        surest[2:] if surest else None,
        bool(placed) and not own,
        tuple(dict.fromkeys(i for i, _ in counted)),
    )


def _covered(upload: Upload, pages: Sequence[int], of: Party) -> Iterator[tuple[int, Box]]:
    """The photocopied seals over the party's places to sign, and over those that name nobody."""
    for i in pages:
        for line, seal in covered_places(upload.pages[i]):
            named = parties_named(line.text)
            if of == "any" or of in named or not named:
                yield i, seal


def parties_named(label: str) -> set[str]:
    """The parties that a printed label names: none, one or several.

    >>> parties_named("主要负责人签字："), parties_named("签名：")
    ({'employer'}, set())
    """
    return {name for name, pattern in _LABELS.items() if pattern.search(label)}


def _is_by_others_label(signature: Signature, page: PageFacts, of: Party) -> bool:
    """Whether what is a hand for certain stands by a label that names other parties only."""
    named = parties_named(signing_label(signature, page) or "")
    return signature.confidence >= MARK_SEEN and of in _LABELS and bool(named) and of not in named


def _persons(signatures: Sequence[Signature]) -> int:
    """How many persons signed for all that is known: a name that was read twice is one person's."""
    named = {s.text for s in signatures if s.text and _NAME.fullmatch(s.text)}
    unread = sum(not (s.text and _NAME.fullmatch(s.text)) for s in signatures)
    return len(named) + unread


def _of_another(signature: Signature, page: PageFacts, of: Party, applicant: str | None) -> bool:
    """Whether the printed label, or the written name, speaks for somebody else."""
    label = signing_label(signature, page) or ""
    if of != "any" and label:
        parties = parties_named(label)
        if parties and of in _LABELS and of not in parties:
            return True
    if of == "applicant" and role_before(signature, page):
        return True
    written = signature.text or ""
    if of != "applicant" or applicant is None or not _NAME.fullmatch(written):
        return False
    # Handwriting is read badly: only a name that shares no character with the applicant's
    # counts as another's.
    return Levenshtein.distance(written, applicant) >= max(len(written), len(applicant))
