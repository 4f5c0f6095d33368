"""S601: the applicant is not within the notice's scope.

What it does: compares the profile with who may apply.

Why it matters: an application out of scope is not accepted, however complete it is.

Example: a civil servant applies for an engineering title.

How to mend it: check the profile; ask your unit which notice is for you.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.conditions import evaluate
from scanaudit.notices.model import ScopeDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "S601"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where the profile is out of scope for sure; an open question is told by Q501."""
    if evaluate(context.asked(ScopeDemand).must, context.profile).value is False:
        yield Observation(CODE, "unmet")


RULE = Rule(CODE, ("scope",), check)
