"""One audit: everything that is given, and how the rules are asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scanaudit.kinds.documents import Document
from scanaudit.notices.conditions import Condition, Truth, evaluate
from scanaudit.notices.model import Demand, Notice, Requirement
from scanaudit.notices.profile import Profile
from scanaudit.rules.context import Observation, RequirementContext
from scanaudit.rules.registry import rules_on
from scanaudit.rules.upload import Upload


@dataclass(frozen=True)
class Case:
    """The notice, the applicant, the upload, the day of the audit, and what the upload's folder is called."""

    notice: Notice
    profile: Profile
    upload: Upload
    today: dt.date
    called: str | None = None

    def truth(self, condition: Condition | None) -> Truth:
        """Whether a condition holds for the applicant."""
        return evaluate(condition, self.profile)

    def context(
        self, requirement: Requirement | None, served: tuple[Document, ...] = ()
    ) -> RequirementContext:
        """What the rules are given for a requirement and the documents that serve it."""
        return RequirementContext(
            requirement, None, self.profile, self.notice, self.today, self.upload, served, called=self.called
        )

    def demands(self, requirement: Requirement) -> Iterator[tuple[Demand, Truth]]:
        """The demands that hold for this applicant, or may hold."""
        for demand in requirement.demands:
            truth = self.truth(demand.when)
            if truth.value is not False:
                yield demand, truth


def ask(context: RequirementContext, trigger: str) -> Iterator[Observation]:
    """What all rules on a trigger see."""
    for rule in rules_on(trigger):
        yield from rule.check(context)


def ask_demand(context: RequirementContext, demand: Demand) -> tuple[Observation, ...]:
    """What the rules on a demand see; with ``one_is_enough`` one document that meets it settles it."""
    asked = replace(context, demand=demand)
    if demand.one_is_enough and len(asked.documents) > 1:
        alone = [tuple(ask(replace(asked, served=(d,)), demand.demand)) for d in asked.documents]
        return min(alone, key=cost)
    return tuple(ask(asked, demand.demand))


def cost(observations: Iterable[Observation]) -> int:
    """How badly something fares: a failure weighs three doubts."""
    return sum({"unmet": 3, "unsure": 1}.get(seen.effect, 0) for seen in observations)
