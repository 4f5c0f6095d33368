"""M207: two pages bear the very same strike of a seal.

What it does: compares the ink patterns of all seals of the upload: pressure, ink and angle. Two scans of one paper
are left out.

Why it matters: no two stamps by hand are alike, so one of the two may be a picture that was pasted in. Electronic
seals are alike by nature, and a page may have been made from another by right. So this is never more than something
to look at: no status and no verdict hangs on it.

Example: the seal on the register of 2021 has the same pale spots as that of 2020.

How to mend it: have a look at both pages. Where it is an electronic seal, nothing needs doing; else scan the
papers that were stamped.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.strikes import strikes, used_twice

CODE = "M207"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One warning for each seal that repeats an earlier one, whatever the notice asks for."""
    index = {id(page): i for i, page in context.pages}
    for twice in used_twice(strikes(page for _, page in context.pages)):
        yield Observation(
            CODE,
            "none",
            (index[id(twice.again.page)],),
            twice.again.seal.bbox,
            round(max(0.0, twice.match.likeness), 3),
            {"file": twice.first.page.file, "page": twice.first.page.page},
            severity="warn",
            beside=index[id(twice.first.page)],
        )


RULE = Rule(CODE, ("upload",), check)
