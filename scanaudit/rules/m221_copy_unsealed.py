"""M221: a copied page without a fresh seal of the unit.

What it does: on every page that is a copy, looks for a seal stamped on the copy itself; one that reads like another
body's is named.

Why it matters: a copy counts only when the unit confirms it page by page with its seal.

Example: a photocopied diploma, scanned without the unit's seal.

How to mend it: have the unit stamp every copied page and scan it in colour, or scan the original in its
place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from scanaudit.facts import PageFacts
from scanaudit.notices.model import SealDemand, SealedCopyDemand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.organisations import likeness
from scanaudit.rules.seals import (
    SealJudgement,
    employers,
    is_another_authoritys,
    is_name_chop,
    judge,
    reads_as_another,
)
from scanaudit.rules.upload import MARK_SEEN
from scanaudit.rules.wording import word
from scanaudit.text import Text

CODE = "M221"
# How sure the capture measure is that a page is a copy: design value, no data yet.
COPY_CONFIDENCE = 0.85
_FRESH = SealDemand(demand="seal", of="employer", each="page", fresh=True)


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet without any seal; unsure where a seal is there that may be the unit's, or that reads like another's."""
    units = employers(context)
    for index, page in context.pages:
        if page.capture is None or not page.capture.is_copy:
            continue
        judged = judge(context, (index,), _FRESH)
        another = judged.stamp is not None and reads_as_another(judged.stamp.seal, units)
        unread = judged.state == "unread" and not another
        if judged.state == "good" or (unread and context.asked(SealedCopyDemand).practice):
            continue
        box = judged.stamp.seal.bbox if judged.stamp else None
        may_be_fresh = judged.state == "photocopied" and _may_be_fresh(page, units)
        sure = judged.state in {"missing", "photocopied"} and not may_be_fresh
        effect: Effect = "unmet" if sure else "unsure"
        confidence = COPY_CONFIDENCE if sure else 0.5
        yield Observation(CODE, effect, (index,), box, confidence, {"seen": _seen(judged, units)})


def _seen(judged: SealJudgement, units: Collection[str]) -> Text:
    """What is said of the page's fresh seal: whose it reads like, or that it does not tell."""
    seal = judged.stamp.seal if judged.stamp and judged.state in {"other", "unread"} else None
    if seal is not None and (judged.state == "other" or reads_as_another(seal, units)):
        return word("seals_open", "on_a_copy").fill(text=seal.text or seal.guess or "")
    if seal is not None:
        return word("seals_open", "unread_on_a_copy")
    return word("seals_open", "none_on_a_copy")


def _may_be_fresh(page: PageFacts, units: Collection[str]) -> bool:
    """On a grey scan a fresh red seal looks like a copied one, unless it reads as the issuer's own or as an authority's
    that is none of the ``units``.
    """
    if page.capture is None or page.capture.colour == "colour":
        return False
    issuers = [name for name in (page.fields.issuer, page.fields.grantor) if name]
    others = (seal for seal in page.seals if seal.confidence >= MARK_SEEN and not is_name_chop(seal))
    return any(
        not any(likeness(seal.text or "", name) == "same" for name in issuers)
        and not is_another_authoritys(seal.text or "", units)
        for seal in others
    )


RULE = Rule(CODE, ("sealed_copy",), check)
