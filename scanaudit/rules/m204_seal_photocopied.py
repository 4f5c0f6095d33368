"""M204: the only seal is part of a photocopy.

What it does: where the notice wants a seal stamped on the paper itself, tells copied seals from fresh ones.

Why it matters: a copied seal proves nothing about the copy.

Example: a photocopy of a form with its seal in grey.

How to mend it: have the paper stamped afresh and scan it in colour.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SealDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.seals import judgements
from scanaudit.rules.wording import party

CODE = "M204"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet on colour scans; unsure on grey ones, where a fresh seal looks like a copied one."""
    whose = party(context.asked(SealDemand).of)
    for judged in judgements(context):
        if judged.state == "photocopied" and judged.stamp is not None:
            stamp = judged.stamp
            capture = context.upload.pages[stamp.page].capture
            in_colour = capture is None or capture.colour == "colour"
            yield Observation(
                CODE,
                "unmet" if in_colour else "unsure",
                (stamp.page,),
                stamp.seal.bbox,
                stamp.seal.confidence,
                {"party": whose},
            )


RULE = Rule(CODE, ("seal",), check)
