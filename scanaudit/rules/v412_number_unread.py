"""V412: a number that must be there could not be read.

What it does: tells where the notice needs a number and none of those asked for was read.

Why it matters: without it the document cannot be checked against the register.

Example: a business licence photographed so that its code is in the shadow.

How to mend it: look for the number on the page; scan the page again if it cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.notices.model import NumberDemand
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.numbers import numbers_on
from scanaudit.rules.wording import number_names

CODE = "V412"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each document without any of the required numbers."""
    demand = context.asked(NumberDemand)
    if not demand.required:
        return
    for pages in context.groups("document"):
        if not any(True for i in pages for _ in numbers_on(context.upload.pages[i], demand.of)):
            values = {"number": number_names(demand.of)}
            yield Observation(CODE, "unsure", pages, confidence=0.6, values=values)


RULE = Rule(CODE, ("number",), check)
