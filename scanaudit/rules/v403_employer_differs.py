"""V403: the employer on the document is not the applicant's, or differs between documents.

What it does: compares the employer's name on the documents with the one in the profile and with each other.

Why it matters: insurance, contract, salary and tax must come from the same unit.

Example: social insurance paid by another company.

How to mend it: explain the difference with a statement of both units, or add the right document.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.organisations import likeness

CODE = "V403"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure for each differing employer: branches and changed names are common, so a person decides."""
    stated = context.profile.employer
    for index, page in context.pages:
        found = page.fields.employer
        if not found:
            continue
        stated = stated or found
        if likeness(found, stated) != "same":
            evidence = page.fields.evidence.get("employer")
            box = evidence.bbox if evidence else None
            confidence = 0.7 * (evidence.confidence if evidence else 0.9)
            yield Observation(CODE, "unsure", (index,), box, confidence, {"found": found, "name": stated})


RULE = Rule(CODE, ("employer",), check)
