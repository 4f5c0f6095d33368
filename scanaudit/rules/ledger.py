"""The ledger of continuing-education hours: year by category, added up from the pages that bear hours.

Registration pages, verification pages and completion certificates tell the same hours again and again. The
ledger takes, for each year, the source with the largest sum and never adds two. A page that was handed in twice counts
once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from scanaudit.facts import PageFacts
from scanaudit.notices.model import HoursDemand
from scanaudit.rules.certainty import READING_DOUBTFUL, reading_confidence
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.dates import term_years
from scanaudit.rules.told_twice import Key, key_of, source, told_once
from scanaudit.rules.upload import Upload


@dataclass(frozen=True)
class Ledger:
    """Hours by (year, category); either is None where the page does not say."""

    entries: dict[Key, float] = field(default_factory=dict)

    def total(self, years: Iterable[int] | None = None, category: str | None = None) -> float:
        """Hours of ``years`` (None: all, undated ones included) and ``category`` (None: all)."""
        wanted = None if years is None else set(years)
        return sum(
            hours
            for (year, named), hours in self.entries.items()
            if (wanted is None or year in wanted) and category in {None, named}
        )

    def loose(self, category: str | None = None) -> float:
        """Hours that might belong to any year, or, for a category, to any category as well."""
        return sum(
            hours
            for (year, named), hours in self.entries.items()
            if year is None or (category is not None and named is None)
        )

    def years(self) -> tuple[int, ...]:
        """Years with hours, in order."""
        return tuple(sorted({year for (year, _), hours in self.entries.items() if year and hours}))


def add_up(
    pages: Iterable[tuple[str, PageFacts]], hours_per_credit: float | None = None, *, once: bool = False
) -> Ledger:
    """The ledger of pages given with their kinds; credits count only where it is known what one is worth.

    ``once``: hours that two pages may tell of one course count one time (``told_once``).
    """
    sums: defaultdict[str, defaultdict[Key, float]] = defaultdict(lambda: defaultdict(float))
    for kind, page in told_once(pages) if once else pages:
        for entry in page.fields.hours:
            worth = hours_per_credit if entry.unit == "credit" else 1.0
            if worth is not None:
                sums[source(kind)][key_of(page, entry)] += entry.hours * worth
    entries: dict[Key, float] = {}
    for year in {key[0] for account in sums.values() for key in account}:
        accounts = [{key: h for key, h in account.items() if key[0] == year} for account in sums.values()]
        best = max(accounts, key=lambda account: sum(account.values()))
        entries.update(best)
    return Ledger(entries)


def ledger(
    context: RequirementContext,
    *,
    once: bool = False,
    sure: bool = False,
    kinds: Collection[str] | None = None,
) -> Ledger:
    """The ledger of the pages that the demand is about, of these ``kinds`` where any are given; ``once``: see
    ``add_up``; ``sure``: without pages whose hours are a doubt.
    """
    indices = [i for i in context.indices if not (sure and _is_doubtful(context.upload, i))]
    pages = [one for one in each_once(context.upload, indices) if kinds is None or one[0] in kinds]
    return add_up(pages, context.asked(HoursDemand).hours_per_credit, once=once)


def _is_doubtful(upload: Upload, index: int) -> bool:
    return reading_confidence(upload, (index,), "hours") < READING_DOUBTFUL


def each_once(upload: Upload, indices: Sequence[int]) -> list[tuple[str, PageFacts]]:
    """The pages with their kinds, one that several scans show once."""
    first = {upload.scanned_before.get(i, i): i for i in reversed(indices)}
    return [(upload.kind(i), upload.pages[i]) for i in sorted(first.values())]


def has_open_credits(context: RequirementContext) -> bool:
    """Whether pages name credits and the notice does not say what one is worth."""
    if context.asked(HoursDemand).hours_per_credit is not None:
        return False
    return any(entry.unit == "credit" for _, page in context.pages for entry in page.fields.hours)


def has_unread(context: RequirementContext) -> bool:
    """Whether the hours of a certificate that may be of the years asked were not read. What tells neither its number
    nor a date is a cover or a back, and what tells one may be of another year.
    """
    wanted = asked_years(context)

    def may_count(page: PageFacts) -> bool:
        named = {date[:4] for date in page.fields.dates}
        return wanted is None or not named or not named.isdisjoint(map(str, wanted))

    return any(
        kind == "ce_completion_certificate"
        and not page.fields.hours
        and bool(page.fields.dates or page.fields.certificate_number)
        and may_count(page)
        for kind, page in each_once(context.upload, context.indices)
    )


def asked_years(context: RequirementContext) -> tuple[int, ...] | None:
    """The years that the demand counts: its own, else the applicant's term; None where that is not known."""
    demand = context.asked(HoursDemand)
    return demand.years or term_years(context)


def term_length(context: RequirementContext) -> float:
    """By how many years a mean is taken at the most favourable: the term's length in days, at
    least one year.
    """
    demand, term = context.asked(HoursDemand), context.profile.term
    if demand.years or term is None:
        return float(len(demand.years) or 1)
    last = min(term.end, context.notice.cutoff)
    return max(1.0, float(round((last - term.start).days / 365.25)))
