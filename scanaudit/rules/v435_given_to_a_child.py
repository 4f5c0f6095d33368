"""V435: the applicant would have been a child on the document's date.

What it does: compares the dates of certificates in the applicant's name with the day of birth in the ID number.

Why it matters: one of the two was misread or mistyped, or the certificate is somebody else's of the same name.

Example: a diploma of 1998 in the name of somebody born in 1991.

How to mend it: compare the date and the name with the identity card; scan again what is not legible.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from scanaudit.fields import id_number
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import GIVEN, full_years
from scanaudit.rules.people import sameness
from scanaudit.rules.upload import span

CODE = "V435"
# Nobody holds a diploma or a title younger than this; prodigies have been graduated at 14.
_LEAST_AGE = 14
# Ages of applicants: a number with another day of birth is misread or made up. Design value.
_APPLICANTS = range(16, 101)
_KINDS = GIVEN - {"award_certificate", "patent_certificate"}


def check(context: RequirementContext) -> Iterable[Observation]:
    """A warning for each page; the requirement stays as it is, since the number may be what is wrong."""
    born, name = _birth(context), context.profile.name
    if born is None or name is None:
        return
    for index in context.upload.opened():
        page = context.upload.pages[index]
        date = span(page.fields.issue_date) if context.upload.kind(index) in _KINDS else None
        if date is None or sameness(name, page) != "same" or full_years(born, date.last) >= _LEAST_AGE:
            continue
        evidence = page.fields.evidence.get("issue_date")
        values = {"date": date.stated, "age": _LEAST_AGE}
        yield Observation(CODE, "none", (index,), evidence.bbox if evidence else None, 0.5, values, "warn")


def _birth(context: RequirementContext) -> dt.date | None:
    """The applicant's day of birth; None where it is not known, or cannot be an applicant's."""
    number = context.profile.id_number
    born = id_number.birth_date(number) if number and id_number.is_valid(number) else None
    return born if born and full_years(born, context.today) in _APPLICANTS else None


RULE = Rule(CODE, ("upload",), check)
