"""Whose signatures stand on a page: the judgement that the signature rules share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from scanaudit.facts import Signature
from scanaudit.notices.model import Party, SignatureDemand
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.upload import MARK_DOUBTFUL, MARK_SEEN

_LABELS: dict[str, re.Pattern[str]] = {
    "applicant": re.compile(r"本人|申报人|申请人|承诺人|持证人|填表人|学员|参评"),
    "employer": re.compile(r"负责人|法定代表人|单位|领导|经办"),
    "peer": re.compile(r"专家|推荐人|同行|评议"),
    "department": re.compile(r"主管部门|审核人|审批"),
}
_NAME = re.compile(r"[一-鿿]{2,4}")


@dataclass(frozen=True)
class SignatureJudgement:
    """How many signatures of the party are certain (``seen``) and possible; ``doubt`` is the
    place to look at.
    """

    pages: tuple[int, ...]
    seen: int
    possible: int
    doubt: tuple[int, Signature] | None = None


def judgements(context: RequirementContext) -> tuple[SignatureJudgement, ...]:
    """One judgement for each page, document or set that the signature demand speaks of."""
    demand = context.asked(SignatureDemand)
    return tuple(_judge(context, pages, demand.of) for pages in context.groups(demand.each))


def collected(context: RequirementContext) -> bool:
    """Whether single materials without a signature are told all at once (rule M214)."""
    requirement = context.requirement
    every = requirement is not None and requirement.applies_to == "every_material"
    return every and context.asked(SignatureDemand).each != "set"


def _judge(context: RequirementContext, pages: tuple[int, ...], of: Party) -> SignatureJudgement:
    placed = [(i, s) for i in pages for s in context.upload.pages[i].signatures]
    placed = [(i, s) for i, s in placed if s.confidence >= MARK_DOUBTFUL]
    seen = [
        s for _, s in placed if s.confidence >= MARK_SEEN and not _of_another(s, of, context.profile.name)
    ]
    doubtful = [(i, s) for i, s in placed if s not in seen]
    doubt = max(doubtful, key=lambda item: item[1].confidence, default=None)
    return SignatureJudgement(pages, len(seen), len(placed), doubt)


def _of_another(signature: Signature, of: Party, applicant: str | None) -> bool:
    """Whether the printed label, or the written name, speaks for somebody else."""
    label = signature.label or ""
    if of != "any" and label:
        parties = {name for name, pattern in _LABELS.items() if pattern.search(label)}
        if parties and of in _LABELS and of not in parties:
            return True
    written = signature.text or ""
    if of != "applicant" or applicant is None or not _NAME.fullmatch(written):
        return False
    # Handwriting is read badly: only a name that shares no character with the applicant's
    # counts as another's.
    return Levenshtein.distance(written, applicant) >= max(len(written), len(applicant))
