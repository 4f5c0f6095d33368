"""V464: between two appointments there is a time without one.

What it does: lines up the periods of the applicant's letters of appointment since the present title, where the notice
counts the years in it, and tells the time between the end of one and the beginning of the next.

Why it matters: years in which nobody was appointed may not count, and a reviewer asks for the letter in between.

Example: appointed from September 2018 to August 2020 and from September 2021 to August 2023.

How to mend it: add the letter of the time in between; if there was none, ask the unit how the years are counted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scanaudit.notices.conditions import evaluate
from scanaudit.notices.model import DatedDemand, Notice, TenureDemand
from scanaudit.notices.profile import Profile
from scanaudit.rules.certainty import reading_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import title_date
from scanaudit.rules.people import names_another
from scanaudit.rules.upload import VALUE_SURE, Span, Upload, span

CODE = "V464"
_KIND = "appointment_letter"
# Between two terms the next letter is made out; what takes longer a reviewer asks about. Design value: a month.
_BETWEEN = dt.timedelta(days=31)
# An appointment that goes on by itself has no end that was read.
_GOES_ON = re.compile(r"自动(?:延续|延长|续聘|顺延)|期满后?[^。]{0,8}(?:自动|继续)|无固定期限|长期聘[任用]")


@dataclass(frozen=True)
class _Term:
    """What one letter says: the first and the last day, and its pages."""

    first: Span
    last: Span
    pages: tuple[int, ...]


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each gap, where every letter's both ends were surely read and no letter may be among other pages."""
    demand, upload = context.asked(DatedDemand), context.upload
    title = title_date(context)
    if not demand.running or title is None or not _years_count(context.notice, context.profile):
        return
    letters = [pages for pages in context.groups("document") if _is_letter(context, pages)]
    terms = [_term(upload, pages) for pages in letters]
    known = sorted((term for term in terms if term is not None), key=lambda term: term.first.first)
    if len(known) < len(letters) or upload.second_choices({_KIND}):
        return
    reached: _Term | None = None
    for term in known:
        if reached is not None and _is_gap(context, reached, term, title):
            values = {"until": reached.last.stated, "since": term.first.stated}
            yield Observation(CODE, "unsure", term.pages, None, 0.5, values, beside=reached.pages[0])
        if reached is None or term.last.last > reached.last.last:
            reached = term


def _years_count(notice: Notice, profile: Profile) -> bool:
    """Whether the notice counts the years since the present title for this applicant."""
    return any(
        isinstance(demand, TenureDemand)
        and demand.since == "prior_title_date"
        and evaluate(one.when, profile).value is not False
        and evaluate(demand.when, profile).value is not False
        for one in notice.requirements
        for demand in one.demands
    )


def _is_letter(context: RequirementContext, pages: Sequence[int]) -> bool:
    """Whether the pages are a letter of appointment, and not surely somebody else's."""
    upload, name = context.upload, context.profile.name
    return any(upload.kind(i) == _KIND for i in pages) and not any(
        i in context.strangers or names_another(name, upload.pages[i]) for i in pages
    )


def _term(upload: Upload, pages: tuple[int, ...]) -> _Term | None:
    """The period of a letter; None where one of its ends was not surely read, and where it may go on by itself or names
    several periods.
    """
    stated = [upload.pages[i].fields for i in pages if upload.pages[i].fields.period_start]
    if len(stated) != 1 or not upload.all_readable(pages) or not upload.whole(pages):
        return None
    first, last = span(stated[0].period_start), span(stated[0].period_end)
    sure = upload.surely_of(pages, {_KIND}) and all(
        reading_confidence(upload, pages, end) >= VALUE_SURE for end in ("period_start", "period_end")
    )
    if (
        first is None
        or last is None
        or last.last < first.first
        or not sure
        or _GOES_ON.search(upload.text(pages))
    ):
        return None
    return _Term(first, last, pages)


def _is_gap(context: RequirementContext, before: _Term, after: _Term, title: Span) -> bool:
    """Whether more than the time between two letters lies between the two terms, since the title and to the cut-off,
    and no letter names a day in it: one may have been renewed on the same sheet.
    """
    begins, ends = max(before.last.last, title.last), after.first.first
    if ends > context.notice.cutoff or ends - begins <= _BETWEEN:
        return False
    fields = (context.upload.pages[i].fields for i in context.indices)
    others = (date for one in fields for date in one.dates if date != one.issue_date)
    days = (found for date in others if (found := span(date)) is not None)
    return not any(begins < day.first and day.last < ends - _BETWEEN for day in days)


RULE = Rule(CODE, ("dated",), check)
