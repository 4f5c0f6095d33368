"""M221: a copied page without a fresh seal of the unit.

What it does: on every page that is a copy, looks for a seal stamped on the copy itself.

Why it matters: a copy counts only when the unit confirms it page by page with its seal.

Example: a photocopied diploma, scanned without the unit's seal.

How to mend it: have the unit stamp every copied page and scan it in colour, or scan the original in its
place.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.facts import PageFacts
from scanaudit.notices.model import SealDemand
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.seals import judge
from scanaudit.rules.upload import MARK_SEEN

CODE = "M221"
# How sure the capture measure is that a page is a copy: not measured yet, so a finding stays below certainty.
COPY_CONFIDENCE = 0.85
_FRESH = SealDemand(demand="seal", of="employer", each="page", fresh=True)


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet without any seal; unsure where a seal is there that may be the unit's."""
    for index, page in context.pages:
        if page.capture is None or not page.capture.is_copy:
            continue
        judged = judge(context, (index,), _FRESH)
        if judged.state in {"good", "unread"}:
            continue
        box = judged.stamp.seal.bbox if judged.stamp else None
        sure = judged.state == "missing" or (judged.state == "photocopied" and not _may_be_fresh(page))
        effect: Effect = "unmet" if sure else "unsure"
        yield Observation(CODE, effect, (index,), box, COPY_CONFIDENCE if sure else 0.5)


def _may_be_fresh(page: PageFacts) -> bool:
    """On a grey scan a fresh red seal looks like a copied one."""
    grey = page.capture is not None and page.capture.colour != "colour"
    return grey and any(seal.confidence >= MARK_SEEN for seal in page.seals)


RULE = Rule(CODE, ("sealed_copy",), check)
