"""M208: a place that asks for a seal is empty.

What it does: looks at the places where a page itself asks for the seal of the body that made it out: behind a label
(甲方（盖章）), in the section of a form that the unit fills in (单位意见), by each year of a verification page, at the
foot of a unit's proof. Sections of bodies above the unit are left aside: those seal later. Where another requirement
asks for the seal of such a paper, that one alone tells of the empty place.

Why it matters: a form whose section was filled in but not sealed, or a proof that nobody sealed, proves nothing, though
no clause speaks of that seal.

Example: a contract with the employee's signature and without the employer's seal.

How to mend it: have the place sealed and scan the page again; a seal that is there but pale needs a better scan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scanaudit.kinds.documents import Document
from scanaudit.notices.evidence import kinds_of
from scanaudit.notices.model import SealDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.sealing_places import PROOFS, SealingPlace, empty_places, foot
from scanaudit.rules.seals import judge
from scanaudit.rules.upload import MARK_DOUBTFUL

CODE = "M208"
# How a paper ends that certifies something itself.
_CERTIFIES = re.compile(r"[特兹]此?证明|予以证明")
# How sure an empty place is a fault: of several rows that rest on the page the one that asks for a seal tells of it.
_ASKED_FOR, _ON_THE_PAGE_ALONE = 0.55, 0.5


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each empty place on the evidence, where no other rule tells of the missing seal."""
    requirement = context.requirement
    if requirement is None or requirement.applies_to != "evidence" or requirement.informative:
        return
    seals = [demand for demand in requirement.demands if isinstance(demand, SealDemand)]
    asked = any(not demand.practice for demand in seals)
    sure = _ASKED_FOR if seals else _ON_THE_PAGE_ALONE
    for document in context.served:
        if _is_told(context, document):
            continue
        for index, place in _empty(context, document):
            if not seals and _is_asked_elsewhere(context, context.upload.kind(index)):
                continue
            yield Observation(
                CODE, "unsure", (index,), place.box, sure, {"place": place.name}, practice=not asked
            )


def _empty(context: RequirementContext, document: Document) -> Iterator[tuple[int, SealingPlace]]:
    pages = [(index, context.upload.pages[index]) for index in document.pages]
    found = [
        (index, place) for index, page in pages for place in empty_places(page, context.upload.kind(index))
    ]
    yield from found
    last, page = pages[-1]
    sealed = any(seal.confidence >= MARK_DOUBTFUL for _, one in pages for seal in one.seals)
    at_the_foot = foot(page)
    if not found and not sealed and _is_a_proof(context, last) and at_the_foot is not None:
        yield last, at_the_foot


def _is_a_proof(context: RequirementContext, index: int) -> bool:
    """Whether a page says nothing without its unit's seal; of the papers on a firm's shareholders, one that certifies:
    others are printed from the register.
    """
    kind = context.upload.kind(index)
    return kind in PROOFS or (
        kind == "equity_proof" and bool(_CERTIFIES.search(context.upload.text((index,))))
    )


def _is_asked_elsewhere(context: RequirementContext, kind: str) -> bool:
    """Whether another requirement that surely applies asks for the unit's seal on papers of this kind."""
    return any(
        isinstance(demand, SealDemand)
        and demand.of == "employer"
        and demand.when is None
        and kind in (demand.kinds or kinds_of(other.evidence))
        for other in context.notice.requirements
        if other.applies_to == "evidence" and not other.informative and other.when is None
        for demand in other.demands
    )


def _is_told(context: RequirementContext, document: Document) -> bool:
    """Whether a demand for a seal already tells that this document bears none, or a doubtful one."""
    demands = context.requirement.demands if context.requirement else ()
    return any(
        judge(context, document.pages, demand).state in {"missing", "doubtful"}
        for demand in demands
        if isinstance(demand, SealDemand)
    )


RULE = Rule(CODE, ("material",), check)
