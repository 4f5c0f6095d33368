"""V499: nothing was read that could be compared.

What it does: asks whether any of the values that must agree stands on two pages, or on one and in the profile.

Why it matters: values that nobody could compare do not agree; to call that in order would be a guess.

Example: the name was read on no page, or on one only and the applicant's name was not given.

How to mend it: give your name and ID number in the profile, and compare them with the scans yourself.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import AgreementDemand
from scanaudit.rules.agreement import personal
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "V499"
_TWO = 2


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unsure where none of the values that tell whose the pages are was found twice."""
    pages = [page.fields for _, page in personal(context)]
    profile = context.profile
    found = {
        "name": [profile.name, *(fields.name for fields in pages)],
        "id_number": [profile.id_number, *(fields.id_number for fields in pages)],
        "employer": [profile.employer, *(fields.employer for fields in pages)],
    }
    asked = [found[what] for what in context.asked(AgreementDemand).of if what in found]
    if asked and all(len([value for value in values if value]) < _TWO for values in asked):
        yield Observation(CODE, "unsure", confidence=0.5)


RULE = Rule(CODE, ("agreement",), check)
