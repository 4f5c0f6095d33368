"""Whose seals stand on a page: the judgement that the seal rules share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from scanaudit.facts import PageFacts, Seal
from scanaudit.notices.model import Party, SealDemand
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.form_sections import in_higher_section
from scanaudit.rules.organisations import (
    LEAST_NAME,
    Likeness,
    is_whole,
    likeness,
    named_in,
    names_another,
    plain_name,
)
from scanaudit.rules.seal_spelling import may_show, shows
from scanaudit.rules.sealing_places import empty_places
from scanaudit.rules.upload import MARK_DOUBTFUL, MARK_SEEN, UNKIND, Upload

State = Literal["good", "unread", "other", "photocopied", "doubtful", "missing"]

_AUTHORITY = re.compile(
    r"(?:局|厅|委员会|委|人民政府|管委会|职改办|人社办|办公室|中心|协会|学会|基地)$|人力资源和社会|继续教育验证"
)
_FIRM = re.compile(r"公司|集团|厂|项目部|院|有限|学校|大学")
# A body named in print, up to its ending, wherever in a line it stands.
_BODY = re.compile(r"[一-鿿]{2,20}?(?:局|厅|委员会|人民政府|职改办|办公室|中心)")
# Print counts as beside a seal within one diameter of it. Design value, no data yet.
BESIDE = 1.0
# From this probability on a page may be of another kind. Design value.
RIVAL = 0.25
# A page that is told with this confidence and more gives the kind of the document that others are in. Design value.
_SURER = 0.60

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


def is_authority(text: str) -> bool:
    """Whether a name is that of an authority: by its ending, and not a firm's, school's or institute's.

    >>> is_authority("谯城区人力资源和社会保障局职称专用章"), is_authority("成都蜀拓工程管理有限公司")
    (True, False)
    """
    name = plain_name(text)
    return bool(_AUTHORITY.search(name)) and not _FIRM.search(name)


def is_another_authoritys(text: str, units: Collection[str]) -> bool:
    """Whether a seal's text names an authority and none of the ``units``, which are known."""
    return bool(units) and is_authority(text) and all(likeness(text, unit) == "different" for unit in units)


def reads_as_another(seal: Seal, units: Collection[str]) -> bool:
    """Whether a seal's text, or what was guessed of it, is clearly the name of a unit that is none of the ``units``,
    which are known. A name merely misread in a character or two is not.
    """
    reading = seal.text or seal.guess
    if not units or not reading or may_show(seal, units):
        return False
    return all(names_another(reading, unit, sure=seal.text is not None) for unit in units)


def is_name_chop(seal: Seal) -> bool:
    """Whether a square seal is a person's (a headmaster's, a legal representative's): no body's seal."""
    text = re.sub(r"[\s之的]|印章?$", "", seal.text or "")
    return seal.shape in {"square", "rectangle"} and bool(re.fullmatch(r"[一-鿿]{2,4}", text))


def may_be_name_chop(seal: Seal) -> bool:
    """Whether a square seal of which no body's name was read or guessed may be a person's: beside the unit's round seal
    stands the legal representative's chop, and alone it seals nothing.
    """
    readings = [plain_name(text) for text in (seal.text, seal.guess) if text]
    return seal.shape == "square" and all(len(text) < LEAST_NAME for text in readings)


def owner(seal: Seal, of: Party, page: PageFacts, context: RequirementContext) -> Owner:
    """Whether a seal is that of the party.

    A seal that was read badly or not at all is the party's where print beside it, or the page's issuer or employer,
    names the party; the employer's also where what was guessed of it is that name, character by character, or its arc
    may well say that, and not where another unit's or an authority's name was guessed. Otherwise it is "unread".
    """
    if of == "any":
        return "party"
    if of in {"applicant", "peer"}:
        return "unread"
    text = plain_name(seal.text or "")
    whose = _read(text, of, page, context) if len(text) >= LEAST_NAME else None
    if whose is None:
        units, guess = employers(context), seal.guess or ""
        if of == "employer" and (plain_name(guess) in map(plain_name, units) or shows(seal, units)):
            return "party"
        authority = is_another_authoritys(guess, units) and not may_show(seal, units)
        elsewhere = of == "employer" and (authority or reads_as_another(seal, units))
        return "party" if not elsewhere and _printed(seal, of, page, context) else "unread"
    return whose


def _read(text: str, of: Party, page: PageFacts, context: RequirementContext) -> Owner | None:
    """Whose a seal is by its own text; None where the text is too poor to tell."""
    own = _best(text, employers(context))
    if of == "employer":
        if own is None:
            return "unread"  # nothing to compare with, whatever the page prints: Q502 asks
        return {"same": "party", "different": "other"}.get(own)  # type: ignore[return-value]
    if of in {"department", "verifier"}:
        if own == "same":
            return "other"
        if is_authority(text):
            return "party"
        return "other" if own != "unsure" and is_whole(text) else None
    named = _best(text, _issuers(page))
    if own == "same" and of == "issuer" and named != "same":
        return "other"
    # Issuers are read badly, and the body that issues is not always the one that seals: no more than a doubt.
    return {"same": "party", "different": "unread"}.get(named or "different")  # type: ignore[return-value]


def _issuers(page: PageFacts) -> list[str]:
    return [name for name in (page.fields.issuer, page.fields.grantor) if name]


def _printed(seal: Seal, of: Party, page: PageFacts, context: RequirementContext) -> bool:
    """Whether print beside the seal, or the page's issuer or employer, names the party."""
    lines = list(_beside(seal, page))
    if of == "employer":
        own = employers(context)
        if any(named_in(line, name) for line in lines for name in own):
            return True
        stated = [n for n in (page.fields.issuer, page.fields.employer) if n]
        return any(_best(name, own) == "same" for name in stated) and not in_higher_section(seal, page)
    if of in {"department", "verifier"}:
        bodies = [found for line in lines for found in _BODY.findall(line)]
        return any(map(is_authority, [*_issuers(page), *bodies]))
    return bool(_issuers(page))


def _beside(seal: Seal, page: PageFacts) -> Iterable[str]:
    """The lines of print that the seal covers, or that lie within a diameter of it."""
    x0, y0, x1, y1 = seal.bbox
    dx, dy = BESIDE * (x1 - x0), BESIDE * (y1 - y0)
    for line in page.lines:
        lx0, ly0, lx1, ly1 = line.bbox
        if lx0 <= x1 + dx and lx1 >= x0 - dx and ly0 <= y1 + dy and ly1 >= y0 - dy:
            yield line.text


def _best(text: str, names: Iterable[str]) -> Likeness | None:
    """How the text compares with the likest of the names; None without names."""
    answers = [likeness(text, name) for name in names]
    order: tuple[Likeness, ...] = ("same", "unsure", "different")
    return next((answer for answer in order if answer in answers), None)


def judge(context: RequirementContext, pages: tuple[int, ...], demand: SealDemand) -> SealJudgement:
    """The best that can be said of the seals on ``pages``: a good one outweighs all others; where the only good ones
    stand on a page that may be another paper's, they are a doubt.
    """
    stamps = sorted(
        _stamps(context, pages, demand.of), key=lambda s: (_is_above(s, demand, context), -s.seal.confidence)
    )
    seen = [s for s in stamps if s.seal.confidence >= MARK_SEEN]
    fresh = [s for s in seen if not (demand.fresh and s.seal.photocopied)]
    bodies = [s for s in fresh if not may_be_name_chop(s.seal)]
    if fresh and not bodies:
        return SealJudgement("doubtful", pages, fresh[0])
    order: tuple[tuple[Owner, State], ...] = (("party", "good"), ("unread", "unread"), ("other", "other"))
    for whose, state in order:
        own = [stamp for stamp in bodies if stamp.owner == whose]
        staying = [s for s in own if not _may_be_elsewhere(context.upload, s.page, pages)]
        if own and (staying or state != "good"):
            return SealJudgement(state, pages, (staying or own)[0])
        if own:
            return SealJudgement("doubtful", pages, own[0])
    if seen:
        return SealJudgement("photocopied", pages, seen[0])
    doubtful = [s for s in stamps if s.seal.confidence >= MARK_DOUBTFUL]
    return SealJudgement("doubtful", pages, doubtful[0]) if doubtful else SealJudgement("missing", pages)


def _is_above(stamp: Stamp, demand: SealDemand, context: RequirementContext) -> bool:
    """Whether a seal stands in the section of a body above the unit: the last to be looked at for the unit's."""
    return demand.of == "employer" and in_higher_section(stamp.seal, context.upload.pages[stamp.page])


def stands_elsewhere(context: RequirementContext, judged: SealJudgement) -> bool:
    """Whether the unit's own place on the page is empty, so that the seal is not to be compared with the unit: it is
    that of another section, and M208 tells of the empty place.
    """
    if judged.stamp is None or context.asked(SealDemand).of != "employer":
        return False
    index = judged.stamp.page
    return bool(empty_places(context.upload.pages[index], context.upload.kind(index)))


def _may_be_elsewhere(upload: Upload, page: int, pages: tuple[int, ...]) -> bool:
    """Whether a page of several may well be of another kind than the surer ones, and so no part of their document."""
    rivals = (
        share
        for kind, share in upload.pages[page].kind_candidates
        if kind != upload.kind(page) and kind not in UNKIND
    )
    surer = any(upload.kind_confidence((other,)) >= _SURER for other in pages if other != page)
    return surer and max(rivals, default=0.0) >= RIVAL


def judgements(context: RequirementContext) -> tuple[SealJudgement, ...]:
    """One judgement for each page, document or set that the seal demand speaks of."""
    demand = context.asked(SealDemand)
    return tuple(judge(context, pages, demand) for pages in context.groups(demand.each))


def _stamps(context: RequirementContext, pages: tuple[int, ...], of: Party) -> Iterable[Stamp]:
    for index in pages:
        page = context.upload.pages[index]
        for seal in page.seals:
            if is_name_chop(seal):
                continue
            yield Stamp(index, seal, owner(seal, of, page, context))


def employers(context: RequirementContext) -> tuple[str, ...]:
    """Who seals for the applicant by right. What a page prints proves nothing of whose employer it is."""
    profile = context.profile
    keeper = profile.file_keeper if profile.employer_type == "freelance" else None
    return tuple(name for name in (profile.employer, keeper) if name)
