"""M211: no signature where one is asked for.

What it does: looks for a handwritten signature on each page, document or set that the notice wants signed. Where only
other people's hands are on a paper, each by its own label, it asks. Where no page of a form asks for the party's hand
it says that the page that does may not have been scanned.

Why it matters: unsigned pages are returned, and the notice often wants every single page signed.

Example: three pages of continuing-education registration of which the last is not signed.

How to mend it: sign the page by hand, scan it again, and replace the file.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SignatureDemand
from scanaudit.rules.asked_places import asked_hand, only_others
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule
from scanaudit.rules.signatures import collected, judgements
from scanaudit.rules.wording import party

CODE = "M211"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation for each page, document or set without any signature; unsure where others signed it."""
    if collected(context):
        return  # told once for all materials by M214
    of = context.asked(SignatureDemand).of
    for judged in judgements(context):
        asked = asked_hand(context, judged.pages, of)
        if judged.possible and not only_others(judged, asked):
            continue
        effect: Effect = "unsure" if judged.possible else "unmet"
        sure = 0.5 if judged.possible else context.upload.kind_confidence(judged.pages)
        values = {"party": party(of), **asked.words}
        yield Observation(CODE, effect, asked.pages, asked.place, sure, values, party=of)


RULE = Rule(CODE, ("signature",), check)
