"""V472: the result of a year's assessment was not found.

What it does: tells for how many of the years that the notice asks for no result was read.

Why it matters: every year has to be proved.

Example: a table of five years of which four results were read.

How to mend it: look for the missing years; add them if they are not there.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import AssessmentsDemand
from scanaudit.rules.certainty import READING_DOUBTFUL, reading_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.dates import term_years
from scanaudit.rules.tenure import assessments

CODE = "V472"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure where fewer years than asked have a result that is sure; the cut-off's own year may or may not be
    assessed yet.
    """
    demand, cutoff = context.asked(AssessmentsDemand), context.notice.cutoff.year
    if not context.indices:
        return
    # What the applicant's own form says counts where the unit's papers are not handed in at all; beside them a year
    # that only the form names has a paper missing.
    papers = tuple(i for i in context.indices if context.upload.kind(i) == "annual_assessment")
    found = assessments(context, [i for i in papers or context.indices if _is_sure(context, i)])
    if demand.years:
        have = sum(cutoff - demand.years <= year <= cutoff for year in found)
        need = demand.years
    else:
        years = [year for year in term_years(context) or () if year < cutoff]
        have, need = sum(year in found for year in years), len(years) or 1
        have = have if years else len(found)
    if have < need:
        yield Observation(CODE, "unsure", context.indices, None, 0.6, {"have": have, "need": need})


def _is_sure(context: RequirementContext, index: int) -> bool:
    return reading_confidence(context.upload, (index,), "assessment") >= READING_DOUBTFUL


RULE = Rule(CODE, ("assessments",), check)
