"""Full years in title, in work or since a certificate: what the tenure rules share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scanaudit.facts import PageFacts
from scanaudit.fields import assessment
from scanaudit.notices.model import TenureDemand
from scanaudit.rules.certainty import READING_DOUBTFUL, reading_confidence, value_confidence
from scanaudit.rules.context import RequirementContext
from scanaudit.rules.dates import document_date, full_years, newest, own_indices, stated_years, title_date
from scanaudit.rules.upload import Span, span

# 合格 or better counts; these do not (notice Anhui 2024, 四(一); 称职 is the civil service's word for 合格).
FAILED = assessment.BELOW


@dataclass(frozen=True)
class Tenure:
    """Full years to the cut-off: at least and at most (a date may be known to the month or year only, a bad result may
    be misread), with the years that failed assessments subtract taken off already. ``confidence``: of the starting
    date.
    """

    least: int
    most: int
    since: Span
    subtracted: tuple[int, ...] = ()
    confidence: float = 1.0


def since(context: RequirementContext) -> Span | None:
    """The date that the tenure counts from; None where neither profile nor scans give it."""
    demand, profile = context.asked(TenureDemand), context.profile
    if demand.since == "prior_title_date":
        return title_date(context)
    if demand.since == "work_start":
        return span(profile.work_start_date)
    if demand.since == "graduation":
        stated = span(str(profile.graduation_year)) if profile.graduation_year else None
        return newest(context, "graduation_certificate") or stated
    return document_date((page for _, page in context.pages), context.today)


def tenure(context: RequirementContext) -> Tenure | None:
    """The years counted to the notice's cut-off."""
    begun, demand = since(context), context.asked(TenureDemand)
    if begun is None:
        return None
    pages = context.upload.opened() if demand.subtract_failed_assessments else ()
    failed = _failed(context, pages, begun)
    sure = _failed(context, [i for i in pages if is_surely_read(context, i)], begun)
    cutoff = context.notice.cutoff
    most, least = full_years(begun.first, cutoff) - len(sure), full_years(begun.last, cutoff) - len(failed)
    return Tenure(max(0, least), max(0, most), begun, failed, _date_confidence(context))


def _failed(context: RequirementContext, indices: Sequence[int], begun: Span) -> tuple[int, ...]:
    """The years since the tenure began whose assessment on these pages was below 合格."""
    results = assessments(context, indices)
    return tuple(
        sorted(year for year, result in results.items() if result in FAILED and year >= begun.first.year)
    )


def is_surely_read(context: RequirementContext, index: int) -> bool:
    """Whether a page's assessment was read surely enough to count."""
    return reading_confidence(context.upload, (index,), "assessment") >= READING_DOUBTFUL


def _date_confidence(context: RequirementContext) -> float:
    """How far the starting date may be trusted: what the applicant states fully, a scan as far as it was read."""
    demand, profile, upload = context.asked(TenureDemand), context.profile, context.upload
    if demand.since == "work_start" or (demand.since == "prior_title_date" and profile.prior_title_date):
        return 1.0
    kind = {"prior_title_date": "title_certificate", "graduation": "graduation_certificate"}.get(demand.since)
    own = own_indices(upload, kind, profile.name) if kind else context.indices
    dated = [i for i in own if upload.pages[i].fields.issue_date]
    return value_confidence(upload, dated or own, "issue_date", "dates") if own else 1.0


def assessments(context: RequirementContext, indices: Sequence[int]) -> dict[int, str]:
    """Result of each year's assessment on these pages; of contradicting ones the worse."""
    results: dict[int, str] = {}
    for index in indices:
        if context.upload.kind(index) in {"annual_assessment", "review_form"}:
            for year, result in _results_on(context.upload.pages[index]).items():
                if results.get(year) not in FAILED:
                    results[year] = result
    return results


def _results_on(page: PageFacts) -> dict[int, str]:
    """Results by year as the page's field gives them, else its text; a single one goes to its year."""
    field = page.fields.assessment or ""
    listed = assessment.from_text(field) or assessment.by_year("".join(page.text.split()))
    if listed or not field:
        return listed
    year = _assessed_year(page)
    return {year: field} if year else {}


def _assessed_year(page: PageFacts) -> int | None:
    """The year that a page with a single result speaks of: the only one it names as such, never the signature's."""
    years = set(stated_years(page))
    return years.pop() if len(years) == 1 else None


def required(context: RequirementContext) -> tuple[int, int] | None:
    """Years asked for, at least and at most (the education may not be known); None where none are asked."""
    table, education = context.asked(TenureDemand).required, context.profile.education
    if not table:
        return None
    if "any" in table:
        return table["any"], table["any"]
    if education is None:
        return min(table.values()), max(table.values())
    return (table[education], table[education]) if education in table else None
