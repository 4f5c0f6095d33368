"""V491: the page is another person's.

What it does: compares the name on every page that is personal by its kind with the applicant's.

Why it matters: somebody else's page among the scans is a mix-up, and shows personal data that nobody needs.

Example: a colleague's certificate in the same folder.

How to mend it: take the page out and add your own.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import AgreementDemand
from scanaudit.rules.agreement import personal, usual
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import former_names, name_confidence, sameness

CODE = "V491"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet for each page whose name surely differs; unsure where it may be misread or no name was given."""
    if "name" not in context.asked(AgreementDemand).of:
        return
    stated = context.profile.name
    name = stated or usual(page.fields.name for _, page in personal(context))
    former = former_names(context.upload.pages, name)
    for index, page in personal(context):
        answer = sameness(name, page, former)
        if answer not in {"different", "doubtful"}:
            continue
        sure = answer == "different" and stated is not None
        evidence = page.fields.evidence.get("name")
        confidence = name_confidence(page) * page.kind_confidence if sure else 0.5
        values = {"found": page.fields.name or "", "name": name or ""}
        box = evidence.bbox if evidence else None
        yield Observation(CODE, "unmet" if sure else "unsure", (index,), box, confidence, values)


RULE = Rule(CODE, ("agreement",), check)
