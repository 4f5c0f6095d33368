"""V404: no employer could be read on the documents.

What it does: tells where the employer's name should be compared and none was read.

Why it matters: without it nobody can say whether the documents belong together.

Example: a bank statement that names the account only.

How to mend it: look for the employer's name; if it is there, nothing needs doing.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.employers import employer_of

CODE = "V404"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One unsure observation for each document on which no employer was read."""
    stated = context.profile.employer
    for pages in context.groups("document"):
        named = any(employer_of(context.upload.pages[i]) for i in pages)
        if not named and not (stated and stated in context.upload.text(pages)):
            yield Observation(CODE, "unsure", pages, confidence=0.5)


RULE = Rule(CODE, ("employer",), check)
