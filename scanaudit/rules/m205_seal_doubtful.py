"""M205: something looks like a seal, but it is not certain that it is one, or that it is this paper's.

What it does: hands middling detections to a person instead of calling them present or missing, and a seal on a page
of a document that may well be another paper's.

Why it matters: taking a red letterhead for a seal would call an unsealed page complete.

Example: a faint red smear at the foot of a page.

How to mend it: look at the marked place; if the seal is there and the page belongs to this paper, nothing needs
doing, else have the paper sealed.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.facts import Seal
from scanaudit.notices.model import SealDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.seals import judgements, may_be_name_chop
from scanaudit.rules.upload import MARK_SEEN
from scanaudit.rules.wording import party, word

CODE = "M205"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each group whose best seal is a doubt."""
    whose = party(context.asked(SealDemand).of)
    for judged in judgements(context):
        if judged.state == "doubtful" and judged.stamp is not None:
            stamp = judged.stamp
            values = {"party": whose, "seen": word("seals_open", _open(stamp.seal)).fill(party=whose)}
            confidence = 1 - stamp.seal.confidence
            yield Observation(CODE, "unsure", (stamp.page,), stamp.seal.bbox, confidence, values)


def _open(seal: Seal) -> str:
    """What is not certain: whether it is a seal, whether a unit's, or whether of this paper."""
    if seal.confidence < MARK_SEEN:
        return "may_be_none"
    return "may_be_a_chop" if may_be_name_chop(seal) else "may_be_elsewhere"


RULE = Rule(CODE, ("seal",), check)
