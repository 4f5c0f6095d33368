"""M215: of two booklet pages on one scan only one is signed.

What it does: where a notice wants every page signed and a scan shows a booklet lying open, looks for a signature on
either page.

Why it matters: both are pages of the booklet; one signature on the scan signs one of them.

Example: the registration pages of 2019 and 2020 on one scan, signed at the foot of 2019 only.

How to mend it: sign the other page as well and scan the two again.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import SignatureDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.opened_pages import unsigned_halves
from scanaudit.rules.signatures import collected

CODE = "M215"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each filled page of an opened booklet without a signature beside a signed one."""
    demand = context.asked(SignatureDemand)
    if demand.each != "page" or demand.of != "applicant" or collected(context):
        return
    for pages in context.groups(demand.each):
        for index in pages:
            for half in unsigned_halves(context.upload.pages[index]):
                yield Observation(CODE, "unsure", (index,), half.place or half.box, 0.5, party=demand.of)


RULE = Rule(CODE, ("signature",), check)
