"""V402: the applicant's name was not found on the document.

What it does: tells documents on which neither the applicant's name nor another one could be read.

Why it matters: nobody can say whose document it is; mostly the name is there and was not read.

Example: a certificate with the name in brush writing.

How to mend it: look for the name on the page; if it is there, nothing needs doing.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import sameness

CODE = "V402"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each document without a name; without the applicant's name see Q502."""
    name = context.profile.name
    if name is None:
        return
    for pages in context.groups("document"):
        if {sameness(name, context.upload.pages[i]) for i in pages} == {"unread"}:
            yield Observation(CODE, "unsure", pages, confidence=0.5, values={"name": name})


RULE = Rule(CODE, ("name",), check)
