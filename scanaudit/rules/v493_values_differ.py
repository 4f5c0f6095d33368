"""V493: a certificate number or a date does not agree between pages or with the profile.

What it does: compares the numbers of certificates of one kind with each other, and dates with the profile.

Why it matters: what is entered must be what the scans show.

Example: the profile gives another date of the title than the certificate.

How to mend it: compare with the original and correct the entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanaudit.notices.model import AgreementDemand
from scanaudit.privacy import mask
from scanaudit.rules.agreement import personal
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.employers import first_naming
from scanaudit.rules.organisations import likeness
from scanaudit.rules.people import sameness
from scanaudit.rules.upload import span
from scanaudit.rules.wording import differing_digits, field_name
from scanaudit.text import Text

CODE = "V493"
_EDUCATION = frozenset({"graduation_certificate", "xuexin_record"})


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each difference: a person may have several certificates, and dates several meanings."""
    of = context.asked(AgreementDemand).of
    if "certificate_number" in of:
        yield from _numbers(context)
    if "dates" in of:
        yield from _dates(context)
    if "employer" in of:
        yield from _employers(context)


def _numbers(context: RequirementContext) -> Iterator[Observation]:
    records = [
        (i, p) for i, p in personal(context) if p.kind == "xuexin_record" and p.fields.certificate_number
    ]
    for index, page in personal(context):
        number = page.fields.certificate_number
        if page.kind == "graduation_certificate" and number and records:
            on_records = "".join(f"{p.fields.certificate_number} {p.text}" for _, p in records)
            if number not in on_records:
                other, record = records[0]
                stated = record.fields.certificate_number or ""
                yield _differs(index, "certificate_number", number, stated, beside=other)


def _dates(context: RequirementContext) -> Iterator[Observation]:
    stated, year = context.profile.prior_title_date, context.profile.graduation_year
    titles = [
        (i, p, span(p.fields.issue_date)) for i, p in personal(context) if p.kind == "title_certificate"
    ]
    dated = [(i, p, s) for i, p, s in titles if s is not None]
    if stated is not None and dated and not any(s.first <= stated <= s.last for _, _, s in dated):
        index, page, _ = dated[0]
        if sameness(context.profile.name, page) != "different":
            bearing = (i for i, p in personal(context) if i != index and str(stated) in p.fields.dates)
            found = str(page.fields.issue_date)
            yield _differs(index, "issue_date", found, str(stated), beside=next(bearing, None))
    degrees = [
        (i, s) for i, p in personal(context) if p.kind in _EDUCATION and (s := span(p.fields.issue_date))
    ]
    if year is not None and degrees and not any(s.first.year == year for _, s in degrees):
        index, made = degrees[0]
        yield _differs(index, "graduation_year", str(made.first.year), str(year))


def _employers(context: RequirementContext) -> Iterator[Observation]:
    stated = context.profile.employer
    own = first_naming(personal(context), stated) if stated else None
    for index, page in personal(context):
        found = page.fields.employer
        if stated and found and likeness(found, stated) == "different":
            yield _differs(index, "employer", found, stated, beside=own)


def _differs(index: int, field: str, found: str, stated: str, beside: int | None = None) -> Observation:
    masked = mask(found) != found or mask(stated) != stated  # a diploma's number is as long as an ID number
    where = differing_digits(found, stated) if masked else Text(zh="", en="")
    values = {"field": field_name(field), "found": found, "stated": stated, "where": where}
    return Observation(CODE, "unsure", (index,), None, 0.6, values, beside=beside)


RULE = Rule(CODE, ("agreement",), check)
