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
from scanaudit.rules.asked_places import unsigned
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "M212"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each group with possible signatures but none that is certain."""
    of = context.asked(SignatureDemand).of
    for one in unsigned(context):
        if one.told == "doubt" and one.judged.doubt is not None:
            index, place = one.judged.doubt
            yield Observation(CODE, "unsure", (index,), place, 0.5, party=of)


RULE = Rule(CODE, ("signature",), check)
