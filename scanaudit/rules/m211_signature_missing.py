"""M211: no signature where one is asked for.

What it does: looks for a handwritten signature on each page, document or set that the notice wants signed.

Why it matters: unsigned pages are returned, and the notice often wants every single page signed.

Example: three pages of continuing-education registration of which the last is not signed.

How to mend it: sign the page by hand, scan it again, and replace the file.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SignatureDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.places import look_at, signing_place
from scanaudit.rules.signatures import collected, judgements
from scanaudit.rules.wording import party

CODE = "M211"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation for each page, document or set without any signature."""
    if collected(context):
        return  # told once for all materials by M214
    values = {"party": party(context.asked(SignatureDemand).of)}
    for judged in judgements(context):
        if not judged.possible:
            sure = context.upload.kind_confidence(judged.pages)
            pages, place = look_at(context, judged.pages, signing_place)
            yield Observation(CODE, "unmet", pages, place, sure, values)


RULE = Rule(CODE, ("signature",), check)
