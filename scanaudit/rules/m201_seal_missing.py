"""M201: no seal where one is asked for.

What it does: looks for a seal on each page, document or set that the notice wants sealed. Where no page of a form asks
for one it says that the page that does may not have been scanned.

Why it matters: a material without its seal is returned; this is the most frequent reason of all.

Example: an approval form that the unit filled in but did not stamp.

How to mend it: have the page sealed, scan it again in colour, and replace the file.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SealDemand
from scanaudit.rules.asked_places import asked_seal
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.seals import judgements
from scanaudit.rules.wording import party

CODE = "M201"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation for each page, document or set without any seal."""
    of = context.asked(SealDemand).of
    for judged in judgements(context):
        if judged.state == "missing":
            sure = context.upload.kind_confidence(judged.pages)
            asked = asked_seal(context, judged.pages, of)
            values = {"party": party(of), **asked.words}
            yield Observation(CODE, "unmet", asked.pages, asked.place, sure, values)


RULE = Rule(CODE, ("seal",), check)
