"""K308: the same picture was uploaded twice.

What it does: compares the content of the files.

Why it matters: it does no harm, but one of the two was often meant to be another page.

Example: the front of the identity card twice, the back not at all.

How to mend it: replace one of the two by the page that you meant, or take it out.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule

CODE = "K308"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note for each page whose file is, byte for byte, one that came before."""
    seen: dict[tuple[str, int | None], int] = {}
    for index, page in context.pages:
        key = (page.content_hash, page.page)
        if page.content_hash and key in seen:
            first = context.upload.pages[seen[key]]
            values = {"file": first.file, "page": first.page}
            yield Observation(CODE, "none", (index,), values=values, beside=seen[key])
        seen.setdefault(key, index)


RULE = Rule(CODE, ("upload",), check)
