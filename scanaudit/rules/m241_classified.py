"""M241: a page bears a classification mark.

What it does: stops on every page marked 秘密, 机密 or 绝密.

Why it matters: classified material must not be uploaded anywhere; it is handed in on paper only.

Example: a project report with 机密★10年 in its corner.

How to mend it: take the page out of the upload, delete the scan, and ask your unit how to hand it in on
paper.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "M241"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One observation for each marked page; it blocks whatever the notice says."""
    for index, page in context.pages:
        if page.classification is not None:
            yield Observation(CODE, "unmet", (index,), severity="block", values={"mark": page.classification})


RULE = Rule(CODE, ("not_classified", "upload"), check)
