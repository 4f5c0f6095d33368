"""V403: the employer on the document is not the applicant's, or differs between documents.

What it does: compares the employer's name on the documents with the one in the profile and with each other.

Why it matters: insurance, contract, salary and tax must come from the same unit.

Example: social insurance paid by another company.

How to mend it: explain the difference with a statement of both units, or add the right document.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import EmployerDemand
from scanaudit.rules.certainty import value_confidence
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.organisations import likeness

CODE = "V403"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each differing employer; unmet where the notice is strict and the name is surely another."""
    demand = context.asked(EmployerDemand)
    stated = context.profile.employer
    for index, page in context.pages:
        found = page.fields.employer
        if not found:
            continue
        stated = stated or found
        answer = likeness(found, stated)
        if answer != "same":
            sure = value_confidence(context.upload, (index,), "employer")
            unmet = demand.strict and answer == "different" and context.upload.readable(index)
            evidence = page.fields.evidence.get("employer")
            yield Observation(
                CODE,
                "unmet" if unmet else "unsure",
                (index,),
                evidence.bbox if evidence else None,
                sure if unmet else 0.7 * sure,
                {"found": found, "name": stated},
            )


RULE = Rule(CODE, ("employer",), check)
