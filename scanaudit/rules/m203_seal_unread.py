"""M203: there is a seal, but its text could not be read.

What it does: tells which seals were found and could not be compared with a name.

Why it matters: the seal is there, which is what most reviewers look for first; whose it is, a person
may check.

Example: a pale seal over a line of print.

How to mend it: nothing, if the seal is the right one; press it on a free place next time.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SealDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.seals import judgements
from scanaudit.rules.wording import party

CODE = "M203"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each group whose seal is there but cannot be read."""
    whose = party(context.asked(SealDemand).of)
    for judged in judgements(context):
        if judged.state == "unread" and judged.stamp is not None:
            stamp = judged.stamp
            yield Observation(
                CODE, "none", (stamp.page,), stamp.seal.bbox, stamp.seal.confidence, {"party": whose}
            )


RULE = Rule(CODE, ("seal",), check)
