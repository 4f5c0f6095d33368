"""Dates of documents and full years between dates: what the rules on time share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from scanaudit.facts import PageFacts
from scanaudit.fields import assessment
from scanaudit.notices.model import Notice
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.people import sameness
from scanaudit.rules.upload import Span, Upload, span

# Kinds whose pages bear the day on which they were given to somebody.
GIVEN = frozenset(
    {
        "graduation_certificate", "degree_certificate", "title_certificate", "vocational_certificate",
        "ce_completion_certificate", "award_certificate", "patent_certificate",
    }
)  # fmt: skip
_YEAR_OF = re.compile(r"(?<!\d)((?:19|20)\d{2})年?度")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def exact_period(page: PageFacts) -> tuple[dt.date, dt.date] | None:
    """First and last day of the period that a page names, where both are read to the day and in order."""
    first, last = span(page.fields.period_start), span(page.fields.period_end)
    if first is None or last is None or not (first.exact and last.exact) or last.first < first.first:
        return None
    return first.first, last.first


def document_date(pages: Iterable[PageFacts], today: dt.date) -> Span | None:
    """When the document was issued: its issue date, else a journal's issue, else the latest date on it. A date of a
    year to come is another one misread, and none.
    """
    members = tuple(pages)
    for page in members:
        found = span(page.fields.issue_date)
        if found is not None:
            return None if is_to_come(found, today) else found
    for page in members:
        year = _YEAR.search(page.fields.issue or "")
        if year:
            return span(year.group(1))
    spans = [s for page in members for value in page.fields.dates if (s := span(value)) is not None]
    return max(spans, key=lambda s: s.last, default=None)


def title_date(context: RequirementContext) -> Span | None:
    """Since when the present title is held: as the profile says, else as the applicant's certificate says."""
    if context.profile.prior_title_date is not None:
        return span(context.profile.prior_title_date)
    return newest(context, "title_certificate")


def newest(context: RequirementContext, kind: str) -> Span | None:
    """The latest issue date on the applicant's documents of a kind; None where none is surely theirs. A date of a year
    to come is another one misread (V434).
    """
    return max((date for date, _ in dated(context, kind)), key=lambda s: s.last, default=None)


def dated(context: RequirementContext, kind: str) -> list[tuple[Span, int]]:
    """The issue dates of the applicant's documents of a kind, each with its page, without those of years to come."""
    upload = context.upload
    own = own_indices(upload, kind, context.profile.name)
    found = ((span(upload.pages[i].fields.issue_date), i) for i in own)
    return [(date, i) for date, i in found if date is not None and not is_to_come(date, context.today)]


def is_to_come(date: Span, today: dt.date) -> bool:
    """Whether the date lies in a year after this one."""
    return date.first.year > today.year


def own_indices(upload: Upload, kind: str, name: str | None) -> tuple[int, ...]:
    """Indices of the pages of the applicant's documents of a kind: those in their name, else the only document if its
    name was not read. With several people's certificates in one upload nobody's date is guessed.
    """
    documents = [
        [i for i in d.pages if upload.kind(i) == kind and upload.pages[i].page is not None]
        for d in upload.documents
    ]
    documents = [pages for pages in documents if pages]
    own = [pages for pages in documents if any(sameness(name, upload.pages[i]) == "same" for i in pages)]
    if not own and len(documents) == 1:
        own = [d for d in documents if all(sameness(name, upload.pages[i]) == "unread" for i in d)]
    return tuple(i for pages in own for i in pages)


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


def stated_years(page: PageFacts) -> Iterator[int]:
    """Years that the page states as those of an assessment or a registration: "2021年度", a result or hours
    of a year, a period. Other digits, and the date of a signature, state no year.
    """
    fields, text = page.fields, "".join(page.text.split())
    yield from (entry.year for entry in fields.hours if entry.year is not None)
    yield from assessment.by_year(text)
    yield from assessment.from_text(fields.assessment or "")
    yield from (int(found) for found in _YEAR_OF.findall(text))
    if page.kind == "annual_assessment":
        yield from assessment.stated_years("\n".join("".join(row.split()) for row in page.text.splitlines()))
    first, last = span(fields.period_start), span(fields.period_end)
    if first is not None:
        yield from range(first.first.year, (last or first).last.year + 1)
