"""Q501: whether this is asked of the applicant hangs on a question that is not answered.

What it does: tells which facts of the profile decide whether a requirement applies, where they are not given.

Why it matters: dropping the requirement could hide a missing material, demanding it could accuse a
correct applicant.

Example: whether a paper was published, for the row on papers.

How to mend it: answer the question.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.questions import not_waiting
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.wording import answering

CODE = "Q501"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each fact that the condition hangs on."""
    for fact in not_waiting(context.unknown):
        yield Observation(CODE, "unsure", values=answering(fact, context.notice.id))


RULE = Rule(CODE, ("condition",), check)
