"""Hours of continuing education that two pages may tell of one course: none of them is to be counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanaudit.facts import Hours, PageFacts

Key = tuple[int | None, str | None]
"""Year and sort of hours; either is None where the page does not say."""
# Which pages make one account of the hours; every kind that is not named is a certificate.
_SOURCES = {
    "ce_registration_page": "registration",
    "ce_name_page": "registration",
    "ce_verification_page": "verification",
    "ce_hours_check": "check",
}
REGISTERED = frozenset(_SOURCES)
# Courses of one length may fill two pages of a booklet; that both name the same days as well is no chance from so many
# days on. Design value.
_DAYS = 2


def source(kind: str) -> str:
    """Which account of the hours a page of this kind belongs to."""
    return _SOURCES.get(kind, "certificates")


def key_of(page: PageFacts, entry: Hours) -> Key:
    """Year and sort of an entry, the year as the page's dates name it where the entry does not."""
    return entry.year or only_year(page), entry.category


def only_year(page: PageFacts) -> int | None:
    """The page's year, where its dates all name the same one."""
    named = [page.fields.issue_date, page.fields.period_start, page.fields.period_end]
    years = {value[:4] for value in (*page.fields.dates, *named) if value}
    year = years.pop() if len(years) == 1 else ""
    return int(year) if year.isdigit() else None


def told_once(pages: Iterable[tuple[str, PageFacts]]) -> Iterator[tuple[str, PageFacts]]:
    """The pages, given with their kinds, without the hours that an earlier one may tell.

    Of a booklet's pages in two files these are the same hours of the same year and sort, and all of a year and sort
    that make the same sum, as a table of courses and the column that adds them up do. In one file they are those of a
    page with the same hours and days; of certificates, those with the same number.
    """
    before: list[tuple[str, PageFacts]] = []
    for kind, page in pages:
        earlier = [other for of, other in before if source(of) == source(kind)]
        before.append((kind, page))
        left = tuple(entry for entry in page.fields.hours if not _is_told(kind, page, entry, earlier))
        yield kind, page.model_copy(update={"fields": page.fields.model_copy(update={"hours": left})})


def _is_told(kind: str, page: PageFacts, entry: Hours, earlier: list[PageFacts]) -> bool:
    if kind not in REGISTERED:
        return any(_is_one_certificate(page, other) for other in earlier)
    key = key_of(page, entry)
    alike = (entry.hours, entry.unit, key)
    for other in earlier:
        if other.file == page.file:
            if _tells_the_same_days(page, other):
                return True
        elif alike in _entries(other) or _sum(page, key) == _sum(other, key):
            return True
    return False


def _is_one_certificate(page: PageFacts, other: PageFacts) -> bool:
    number = page.fields.certificate_number
    return number is not None and (number, _entries(page)) == (
        other.fields.certificate_number,
        _entries(other),
    )


def _tells_the_same_days(page: PageFacts, other: PageFacts) -> bool:
    """Whether two pages of one file tell the same hours of the same days: one page, scanned twice."""
    days = page.fields.dates
    return len(days) >= _DAYS and (days, _entries(page)) == (other.fields.dates, _entries(other))


def _entries(page: PageFacts) -> list[tuple[float, str, Key]]:
    return [(entry.hours, entry.unit, key_of(page, entry)) for entry in page.fields.hours]


def _sum(page: PageFacts, key: Key) -> float:
    return sum(entry.hours for entry in page.fields.hours if key_of(page, entry) == key)
