"""V472: the result of a year's assessment was not found.

What it does: tells for how many of the years that the notice asks for no result was read, and for which where that is
known. A bad result that V471 tells was read, however surely.

Why it matters: every year has to be proved.

Example: a table of five years of which four results were read.

How to mend it: look for the missing years; add them if they are not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scanaudit.notices.model import AssessmentsDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import stated_years, term_years
from scanaudit.rules.tenure import FAILED, assessments, is_surely_read
from scanaudit.rules.wording import word
from scanaudit.text import Text

CODE = "V472"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure where fewer years than asked have a result that is sure; the cut-off's own year may or may not be
    assessed yet.
    """
    if not context.indices:
        return
    # What the applicant's own form says counts where the unit's papers are not handed in at all; beside them a year
    # that only the form names has a paper missing.
    papers = tuple(i for i in context.indices if context.upload.kind(i) == "annual_assessment")
    pages = papers or context.indices
    found = set(assessments(context, [i for i in pages if is_surely_read(context, i)]))
    found |= {year for year, result in assessments(context, pages).items() if result in FAILED}
    have, need, missing = _counted(context, found)
    if have < need:
        bearing, told = _bearing(context, pages, missing), _told(missing)
        values = {"have": have, "need": need, "which": told}
        yield Observation(CODE, "unsure", bearing or context.indices, None, 0.6, values)


def _counted(context: RequirementContext, found: set[int]) -> tuple[int, int, Sequence[int]]:
    """For how many years a result was read, for how many it is asked, and which are missing, where that is known."""
    demand, cutoff = context.asked(AssessmentsDemand), context.notice.cutoff.year
    if demand.years:
        have, need = sum(cutoff - demand.years <= year <= cutoff for year in found), demand.years
        years: Sequence[int] = range(cutoff - need + (cutoff in found), cutoff)
    else:
        asked = [year for year in term_years(context) or () if year < cutoff]
        have, need = sum(year in found for year in asked) if asked else len(found), len(asked) or 1
        years = asked
    missing = [year for year in years if year not in found]
    return have, need, missing if len(missing) == need - have else ()


def _bearing(context: RequirementContext, pages: Sequence[int], missing: Sequence[int]) -> tuple[int, ...]:
    """The pages that state one of the missing years."""
    return tuple(i for i in pages if not set(missing).isdisjoint(stated_years(context.upload.pages[i])))


def _told(missing: Sequence[int]) -> Text:
    """The missing years, in words; nothing where they are not known."""
    if not missing:
        return Text(zh="", en="")
    return word("assessments", "missing").fill(
        years="、".join(map(str, missing)), listed=", ".join(map(str, missing))
    )


RULE = Rule(CODE, ("assessments",), check)
