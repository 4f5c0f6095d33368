"""V471: a yearly assessment is below 合格.

What it does: reads the result of each year's assessment.

Why it matters: such a year bars the application or is subtracted from the tenure.

Example: 2021: 基本合格.

How to mend it: count the tenure without that year; ask your unit whether to apply later.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import AssessmentsDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.tenure import FAILED, assessments
from scanaudit.rules.wording import word

CODE = "V471"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where the notice asks for so many good years; unsure where bad years are only subtracted."""
    demand = context.asked(AssessmentsDemand)
    first = context.notice.cutoff.year - demand.years if demand.years else 0
    for year, result in sorted(assessments(context, context.indices).items()):
        if result in FAILED and year >= first:
            page = next((i for i, p in context.pages if str(year) in p.text), context.indices[0])
            use = "asked" if demand.years else "subtracted"
            values = {
                "year": year,
                "result": result,
                "means": word("assessments", use).fill(years=demand.years),
                "todo": word("assessment_advice", use),
            }
            confidence = 0.9 * value_confidence(context.upload, (page,), "assessment")
            yield Observation(CODE, "unmet" if demand.years else "unsure", (page,), None, confidence, values)


RULE = Rule(CODE, ("assessments",), check)
