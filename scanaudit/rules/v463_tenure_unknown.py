"""V463: the date that the years count from was not found on the certificate.

What it does: tells where years count from a certificate's date and none was read.

Why it matters: without the date the years cannot be counted.

Example: a skill certificate whose date lies under the seal.

How to mend it: look for the date on the certificate and count the years yourself.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import TenureDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.tenure import since

CODE = "V463"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation where there is a certificate without a readable date."""
    demand = context.asked(TenureDemand)
    if demand.since == "certificate" and context.indices and since(context) is None:
        yield Observation(CODE, "unsure", context.indices, confidence=0.6)


RULE = Rule(CODE, ("tenure",), check)
