"""Whose seals stand on a page: the judgement that the seal rules share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from scanaudit.facts import PageFacts, Seal
from scanaudit.notices.model import Party, SealDemand
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.upload import MARK_DOUBTFUL, MARK_SEEN

State = Literal["good", "unread", "other", "photocopied", "doubtful", "missing"]

# Two spellings of one organisation's name score above this and names of different ones below it: tried on
# invented pairs only (one misread character in eight, left-out 有限公司, bracketed city), so a mismatch
# is never
# more than "unsure".
SAME_ORGANISATION = 80
# A seal text shorter than this names nobody ("专用章", two characters of an arc).
LEAST_SEAL_TEXT = 4

_NOISE = re.compile(r"[\s\d()（）·・★☆*.,，。、—\-]|(合同|业务|人事|财务|公示|档案|证明)?专用章?$|公章$")
_AUTHORITY = re.compile(r"人力资源|人社|人事|职称|厅|局|委员会|政府|办公室|继续教育|验证|管理|部$|中心")

Owner = Literal["party", "other", "unread"]


@dataclass(frozen=True)
class Stamp:
    """A seal on a page (its index) and whether it is that of the party asked for."""

    page: int
    seal: Seal
    owner: Owner


@dataclass(frozen=True)
class SealJudgement:
    """What the best seal among the pages amounts to."""

    state: State
    pages: tuple[int, ...]
    stamp: Stamp | None = None


def same_organisation(one: str, other: str) -> bool:
    """Whether two readings are likely the same organisation's name.

    >>> same_organisation("简阳市机械有限公司", "简阳市机诫有限公司")
    True
    >>> same_organisation("简阳市机械有限公司", "成都大学")
    False
    """
    a, b = _NOISE.sub("", one), _NOISE.sub("", other)
    if min(len(a), len(b)) < LEAST_SEAL_TEXT:
        return bool(a) and a == b
    return fuzz.partial_ratio(a, b) >= SAME_ORGANISATION


def is_name_chop(seal: Seal) -> bool:
    """Whether a square seal is a person's (a headmaster's, a legal representative's): no body's seal."""
    text = re.sub(r"[\s之的]|印章?$", "", seal.text or "")
    return seal.shape in {"square", "rectangle"} and bool(re.fullmatch(r"[一-鿿]{2,4}", text))


def owner(text: str | None, of: Party, page: PageFacts, context: RequirementContext) -> Owner:
    """Whether a seal's text is that of the party; "unread" where the text or the party's name is
    not known.
    """
    if of == "any":
        return "party"
    if text is None or len(_NOISE.sub("", text)) < LEAST_SEAL_TEXT:
        return "unread"
    own = _employers(page, context)
    is_own = any(same_organisation(text, name) for name in own)
    if of == "employer":
        return "party" if is_own else ("other" if own else "unread")
    named = [n for n in (page.fields.issuer, page.fields.grantor) if n]
    if of in {"department", "verifier"}:
        known = bool(_AUTHORITY.search(text)) or any(same_organisation(text, n) for n in named)
        return "party" if known and not is_own else "other"
    if of in {"applicant", "peer"}:
        return "unread"
    if any(same_organisation(text, n) for n in named):
        return "party"
    return "other" if is_own and of == "issuer" else "party"


def judge(context: RequirementContext, pages: tuple[int, ...], demand: SealDemand) -> SealJudgement:
    """The best that can be said of the seals on ``pages``: a good one outweighs all others."""
    stamps = sorted(_stamps(context, pages, demand.of), key=lambda s: -s.seal.confidence)
    seen = [s for s in stamps if s.seal.confidence >= MARK_SEEN]
    fresh = [s for s in seen if not (demand.fresh and s.seal.photocopied)]
    order: tuple[tuple[Owner, State], ...] = (("party", "good"), ("unread", "unread"), ("other", "other"))
    for whose, state in order:
        for stamp in fresh:
            if stamp.owner == whose:
                return SealJudgement(state, pages, stamp)
    if seen:
        return SealJudgement("photocopied", pages, seen[0])
    doubtful = [s for s in stamps if s.seal.confidence >= MARK_DOUBTFUL]
    return SealJudgement("doubtful", pages, doubtful[0]) if doubtful else SealJudgement("missing", pages)


def judgements(context: RequirementContext) -> tuple[SealJudgement, ...]:
    """One judgement for each page, document or set that the seal demand speaks of."""
    demand = context.asked(SealDemand)
    return tuple(judge(context, pages, demand) for pages in context.groups(demand.each))


def different(stamps: Iterable[Seal]) -> tuple[int, int]:
    """How many different seals there are for sure, and at most (seals without text may be any)."""
    texts: list[str] = []
    unread = 0
    for seal in stamps:
        if seal.text is None:
            unread += 1
        elif not any(same_organisation(seal.text, text) for text in texts):
            texts.append(seal.text)
    return max(len(texts), min(1, unread)), len(texts) + unread


def _stamps(context: RequirementContext, pages: tuple[int, ...], of: Party) -> Iterable[Stamp]:
    for index in pages:
        page = context.upload.pages[index]
        for seal in page.seals:
            if is_name_chop(seal):
                continue
            yield Stamp(index, seal, owner(seal.text, of, page, context))


def _employers(page: PageFacts, context: RequirementContext) -> tuple[str, ...]:
    profile = context.profile
    keeper = profile.file_keeper if profile.employer_type == "freelance" else None
    stated = profile.employer or page.fields.employer
    return tuple(name for name in (stated, keeper) if name)
