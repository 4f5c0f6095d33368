"""M212: there may be a signature of the party asked for, but it is not certain.

What it does: hands middling detections, signatures that stand beside another person's label, and the applicant's name
that was read in the place to sign, to a person.

Why it matters: a printed name or a stray line taken for a signature would call an unsigned page complete.

Example: the head of the unit signed on the line for the applicant.

How to mend it: look at the marked place; if the right person signed, nothing needs doing, else sign the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SignatureDemand
from scanaudit.rules.asked_places import asked_hand, only_others
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.signatures import collected, judgements
from scanaudit.rules.wording import party

CODE = "M212"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each group with possible signatures but none that is certain."""
    if collected(context):
        return
    of = context.asked(SignatureDemand).of
    values = {"party": party(of)}
    for judged in judgements(context):
        if not judged.possible or judged.seen or judged.doubt is None:
            continue
        if not only_others(judged, asked_hand(context, judged.pages, of)):  # M211 asks there
            index, place = judged.doubt
            yield Observation(CODE, "unsure", (index,), place, 0.5, values, party=of)


RULE = Rule(CODE, ("signature",), check)
