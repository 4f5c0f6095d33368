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
from scanaudit.rules.asked_places import unsigned
from scanaudit.rules.context import Effect, Observation, RequirementContext, Rule

CODE = "M211"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation for each page, document or set without any signature; unsure where others signed it."""
    of = context.asked(SignatureDemand).of
    for one in unsigned(context):
        if one.told == "asked":
            possible, asked = one.judged.possible, one.asked
            effect: Effect = "unsure" if possible else "unmet"
            sure = 0.5 if possible else context.upload.kind_confidence(one.judged.pages)
            yield Observation(CODE, effect, asked.pages, asked.place, sure, asked.words, party=of)


RULE = Rule(CODE, ("signature",), check)
