"""S603: something that no scan shows is not confirmed.

What it does: asks the applicant or the unit whether a thing was done that leaves no page.

Why it matters: it is a requirement of the notice all the same.

Example: the outcome of the publicity was entered into the platform.

How to mend it: do it, and say so in the profile under ``confirmed``.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.text import Text

CODE = "S603"


def check(context: RequirementContext) -> Iterable[Observation]:
    """Unmet where the answer is no; unsure where there is none."""
    requirement = context.requirement
    if requirement is None:
        return
    answer = context.profile.confirmed.get(requirement.id)
    if not answer:
        line = Text(zh=f"{requirement.id}: 是", en=f"{requirement.id}: true")
        values = {"line": line, "title": requirement.title}
        yield Observation(CODE, "unmet" if answer is False else "unsure", values=values)


RULE = Rule(CODE, ("confirmed",), check)
