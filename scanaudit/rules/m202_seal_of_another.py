"""M202: there is a seal, but it does not read like that of the party asked for.

What it does: compares each seal's text with the unit's, the issuer's or the department's name.

Why it matters: a seal of another body does not count; but seal texts are easily misread, and dispatched or
freelance applicants have another body's seal by right, so a person decides.

Example: a statement that the employer should have sealed bears the seal of a hospital.

How to mend it: compare the seal with the name in your application; have it sealed by the right body if
it differs.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SealDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.seals import judgements, stands_elsewhere
from scanaudit.rules.wording import party

CODE = "M202"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each group whose only fresh seals are another body's."""
    whose = party(context.asked(SealDemand).of)
    for judged in judgements(context):
        if judged.state == "other" and judged.stamp is not None and not stands_elsewhere(context, judged):
            seal = judged.stamp.seal
            yield Observation(
                CODE,
                "unsure",
                (judged.stamp.page,),
                bbox=seal.bbox,
                confidence=0.5 * seal.confidence,
                values={"party": whose, "text": seal.text or ""},
            )


RULE = Rule(CODE, ("seal",), check)
