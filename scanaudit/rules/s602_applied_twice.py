"""S602: more than one application in a year.

What it does: looks at the number of applications that the profile or a bulk audit gives.

Why it matters: a second application in the same year voids the results.

Example: the same person in the lists of two departments.

How to mend it: keep one application and withdraw the others.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "S602"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet from two on; without a number Q502 asks for it."""
    count = context.profile.applications_this_year
    if count is not None and count > 1:
        yield Observation(CODE, "unmet", values={"count": count})


RULE = Rule(CODE, ("one_per_year",), check)
