"""K313: a page that may be of this material lacks the seal or signature that each of its pages needs.

What it does: looks at pages of another kind, told without certainty, that may be of the kinds whose every page is to be
sealed or signed, and tells those that bear no such mark.

Why it matters: a verification page taken for a check of the total would hide that it is not sealed.

Example: a form that tells each year's hours and their total, without the verifier's seal, beside a sealed one.

How to mend it: look at the page; if it is of this material, have it sealed or sign it, and replace the file.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SealDemand, SignatureDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.places import look_at, sealing_place, signing_place
from scanaudit.rules.seals import RIVAL
from scanaudit.rules.seals import judge as judge_seals
from scanaudit.rules.signatures import judge as judge_signatures
from scanaudit.rules.wording import kind_names, party, word

CODE = "K313"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each page that may be of the material and lacks the mark."""
    demand, upload = context.demand, context.upload
    if not isinstance(demand, (SealDemand, SignatureDemand)) or demand.each != "page":
        return
    kinds = demand.kinds or tuple(dict.fromkeys(upload.kind(i) for i in context.indices))
    sealed = isinstance(demand, SealDemand)
    for index in upload.second_choices(kinds) if context.indices else ():
        chances = {k: p for k, p in upload.pages[index].kind_candidates if k in kinds}
        if sum(chances.values()) >= RIVAL and _lacks(context, index):
            mark = word("marks", "seal" if sealed else "signature").fill(party=party(demand.of))
            values = {"kinds": kind_names(tuple(chances)), "mark": mark}
            pages, place = look_at(context, (index,), sealing_place if sealed else signing_place)
            yield Observation(CODE, "unsure", pages, place, 0.5, values)


def _lacks(context: RequirementContext, index: int) -> bool:
    if isinstance(context.demand, SealDemand):
        return judge_seals(context, (index,), context.demand).state not in ("good", "unread")
    asked = context.asked(SignatureDemand)
    return judge_signatures(context, (index,), asked).seen < asked.count


RULE = Rule(CODE, ("seal", "signature"), check)
