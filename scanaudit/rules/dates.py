"""Dates of documents and full years between dates: what the rules on time share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from scanaudit.facts import PageFacts
from scanaudit.notices.model import Notice
from scanaudit.notices.profile import Profile
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.upload import Span, Upload, span

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def document_date(pages: Iterable[PageFacts]) -> Span | None:
    """When the document was issued: its issue date, else a journal's issue, else the latest date on it."""
    members = tuple(pages)
    for page in members:
        found = span(page.fields.issue_date)
        if found is not None:
            return found
    for page in members:
        year = _YEAR.search(page.fields.issue or "")
        if year:
            return span(year.group(1))
    spans = [s for page in members for value in page.fields.dates if (s := span(value)) is not None]
    return max(spans, key=lambda s: s.last, default=None)


def title_date(profile: Profile, upload: Upload) -> Span | None:
    """Since when the present title is held: as the profile says, else as the applicant's certificate says."""
    if profile.prior_title_date is not None:
        return span(profile.prior_title_date)
    return newest(upload, "title_certificate", profile.name)


def newest(upload: Upload, kind: str, name: str | None) -> Span | None:
    """The latest issue date on pages of a kind, leaving out those in another person's name."""
    pages = (upload.pages[i] for i in upload.opened() if upload.kind(i) == kind)
    own = (p for p in pages if not (name and p.fields.name) or p.fields.name == name)
    spans = [s for page in own if (s := span(page.fields.issue_date)) is not None]
    return max(spans, key=lambda s: s.last, default=None)


def full_years(since: dt.date, until: dt.date) -> int:
    """Full anniversaries from ``since`` to ``until``, both days included.

    >>> full_years(dt.date(2019, 12, 31), dt.date(2024, 12, 31))
    5
    >>> full_years(dt.date(2020, 1, 1), dt.date(2024, 12, 31))
    4
    """
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def application_day(today: dt.date, notice: Notice) -> dt.date:
    """The day to judge validity on: today within the notice's first window, else its nearer end."""
    window = notice.windows[0]
    return min(max(today, window.opens or today), window.closes)


def term_years(context: RequirementContext) -> tuple[int, ...] | None:
    """Calendar years of the applicant's term, not beyond the cut-off; None where the term is not known."""
    term = context.profile.term
    if term is None:
        return None
    return tuple(range(term.start.year, min(term.end, context.notice.cutoff).year + 1))


def years_on(page: PageFacts) -> Iterator[int]:
    """Every year that the page's fields name."""
    fields = page.fields
    yield from (entry.year for entry in fields.hours if entry.year is not None)
    for value in (*fields.dates, fields.issue_date, fields.period_start, fields.period_end):
        if value and value[:4].isdigit():
            yield int(value[:4])
    first, last = span(fields.period_start), span(fields.period_end)
    if first is not None and last is not None:
        yield from range(first.first.year, last.last.year + 1)
