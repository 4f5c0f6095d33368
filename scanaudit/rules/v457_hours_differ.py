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
from scanaudit.rules.ledger import add_up, each_once
from scanaudit.rules.told_twice import REGISTERED, only_year
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
            speaking = _speaking_of(context, year) or context.indices
            yield Observation(CODE, "unsure", speaking, None, 0.6, values, beside=speaking[-1])


def _speaking_of(context: RequirementContext, year: int) -> tuple[int, ...]:
    """The pages of that year, the one to look at first: a certificate whose hours were not read, then the other
    certificates, then the registration.
    """

    def rank(index: int) -> int | None:
        page, kind = context.upload.pages[index], context.upload.kind(index)
        certificate = kind == "ce_completion_certificate"
        if certificate and not page.fields.hours:
            return 0 if any(date.startswith(str(year)) for date in page.fields.dates) else None
        told = {entry.year or only_year(page) for entry in page.fields.hours}
        if year not in told or not (certificate or kind in REGISTERED):
            return None
        return 1 if certificate else 2

    ranked = [(place, i) for i in context.upload.opened() if (place := rank(i)) is not None]
    return tuple(i for _, i in sorted(ranked))


RULE = Rule(CODE, ("agreement",), check)
