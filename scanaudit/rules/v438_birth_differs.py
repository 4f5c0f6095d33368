"""V438: the birth date on a page is not the one in the ID number.

What it does: compares year and month of the birth dates that the applicant's pages state with those in their ID number.

Why it matters: another day of birth is another person of the same name, a mistake of the issuer, or a misreading;
reviewers ask for an explanation.

Example: a diploma says 一九九一年二月二十六日生, the ID number July 1991.

How to mend it: compare with the original; where it really differs, add the school's or the unit's explanation.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from scanaudit.facts import Box, PageFacts
from scanaudit.fields import dates, id_number
from scanaudit.notices.model import AgreementDemand
from scanaudit.rules.agreement import identity_card, personal, reference_number
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import full_years
from scanaudit.rules.people import ONE_NAME, sameness
from scanaudit.rules.wording import word
from scanaudit.text import Text

CODE = "V438"
# Ages of applicants: a birth date or a number that gives another is misread or made up. Design value, as V435's.
_APPLICANTS = range(16, 101)
_LABEL = re.compile(r"出生(?:年月日?|日期|时间)?[:：]?\n?$")
_BORN = re.compile(r"\n?生(?:于|[,，。.;；、\s]|$)")  # and not 生效, 生产


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each page: numerals are easily misread, and old papers state days that were put right later."""
    born = _known(context) if "dates" in context.asked(AgreementDemand).of else None
    if born is None:
        return
    card = identity_card(context)
    for index, page in personal(context):
        stated = [one for one in _stated(page) if _may_be(one, context.today)]
        differing = [one for one in stated if _months(one) != _months(born)]
        # A form may name a relative's day of birth beside the applicant's own.
        if not differing or (page.kind not in ONE_NAME and len(differing) < len(stated)):
            continue
        if sameness(context.profile.name, page) == "different":
            continue  # another person's page, which V491 tells
        found = differing[0]
        values = {"found": f"{found:%Y-%m}", "part": _part(found, born)}
        beside = card if card != index else None
        yield Observation(CODE, "unsure", (index,), _place(page, found), 0.5, values, beside=beside)


def _known(context: RequirementContext) -> dt.date | None:
    """The day of birth in the applicant's number: as stated, else as the identity card or most pages have it."""
    number = reference_number(context)
    born = id_number.birth_date(number) if number and id_number.is_valid(number) else None
    return born if born and _may_be(born, context.today) else None


def _may_be(born: dt.date, today: dt.date) -> bool:
    return full_years(born, today) in _APPLICANTS


def _stated(page: PageFacts) -> Iterator[dt.date]:
    """The birth dates behind a label or before 生, to the month at least; the first where no day is told."""
    text = "\n".join("".join(row.split()) for row in page.text.splitlines())
    for date in dates.find(text):
        told = _LABEL.search(text[max(0, date.start - 12) : date.start]) or _BORN.match(text, date.end)
        if told and len(date.iso) >= len("1991-07"):
            yield dt.date.fromisoformat(f"{date.iso}-01"[:10])


def _months(date: dt.date) -> tuple[int, int]:
    return date.year, date.month


def _part(found: dt.date, born: dt.date) -> Text:
    """What differs. The day of birth in the number itself is not told: reports mask it."""
    year, month = found.year != born.year, found.month != born.month
    return word("differing", "year_and_month" if year and month else "year" if year else "month")


def _place(page: PageFacts, born: dt.date) -> Box | None:
    """Where the line stands that bears the date."""
    wanted = f"{born:%Y-%m}"
    lines = ((line.bbox, dates.find("".join(line.text.split()))) for line in page.lines)
    return next((box for box, found in lines if any(d.iso.startswith(wanted) for d in found)), None)


RULE = Rule(CODE, ("agreement",), check)
