"""M201: no seal where one is asked for.

What it does: looks for a seal on each page, document or set that the notice wants sealed.

Why it matters: a material without its seal is returned; this is the most frequent reason of all.

Example: an approval form that the unit filled in but did not stamp.

How to mend it: have the page sealed, scan it again in colour, and replace the file.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SealDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.places import look_at, sealing_place, units_sealing_place
from scanaudit.rules.seals import judgements
from scanaudit.rules.wording import party

CODE = "M201"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation for each page, document or set without any seal."""
    of = context.asked(SealDemand).of
    values = {"party": party(of)}
    place_on = units_sealing_place if of == "employer" else sealing_place
    for judged in judgements(context):
        if judged.state == "missing":
            sure = context.upload.kind_confidence(judged.pages)
            pages, place = look_at(context, judged.pages, place_on)
            yield Observation(CODE, "unmet", pages, place, sure, values)


RULE = Rule(CODE, ("seal",), check)
