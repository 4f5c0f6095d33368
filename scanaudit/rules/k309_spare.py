"""K309: a better scan of the same document is used instead.

What it does: tells which pages were set aside because the same document is there in a better scan.

Why it matters: nothing is asked of a page that is not needed, but the upload gets clearer without it.

Example: a blurred and a sharp scan of the same certificate.

How to mend it: take the poorer scan out of the upload.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "K309"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each document that was set aside."""
    for lacking in context.shortfalls:
        if lacking.what == "spare":
            yield Observation(CODE, "none", lacking.pages, None, lacking.confidence)


RULE = Rule(CODE, ("material",), check)
