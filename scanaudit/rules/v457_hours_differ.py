"""V457: registered hours and certificates do not agree.

What it does: compares, year by year, the hours on the registration pages with those on the certificates.

Why it matters: a reviewer adds up both and asks about every difference.

Example: 96 hours registered in 2021, certificates of 72.

How to mend it: add the certificate that is missing, or have the registration corrected.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import AgreementDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.ledger import REGISTERED, add_up, each_once
from scanaudit.rules.wording import hours

CODE = "V457"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each year whose sums differ: one of the two may be misread, or a page not uploaded."""
    if "hours" not in context.asked(AgreementDemand).of:
        return
    upload = context.upload
    pages = each_once(upload, upload.opened())
    registered = add_up((kind, page) for kind, page in pages if kind in REGISTERED)
    certified = add_up((kind, page) for kind, page in pages if kind == "ce_completion_certificate")
    for year in sorted(set(registered.years()) & set(certified.years())):
        one, other = registered.total([year]), certified.total([year])
        if abs(one - other) > 0.5:
            values = {"year": year, "registered": hours(one), "certified": hours(other)}
            yield Observation(CODE, "unsure", context.indices, None, 0.6, values)


RULE = Rule(CODE, ("agreement",), check)
