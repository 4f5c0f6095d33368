"""S606: the folder bears one name, the applicant's papers another.

What it does: holds the name of the folder (or ZIP) that was handed in against the name that is stated, else against
the one on which all of the applicant's own pages agree (title certificates left aside: experts hand in theirs).

Why it matters: somebody else's papers may have been put into the folder, and everything is told to the wrong person.

Example: a folder 刘洋 in which every certificate names 姜华.

How to mend it: look whose papers they are, and rename the folder or replace what is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanaudit.fields.names import in_title
from scanaudit.rules.agreement import personal
from scanaudit.rules.context import Observation, RequirementContext, Rule
from scanaudit.rules.people import compact_name
from scanaudit.rules.wording import word

CODE = "S606"


def check(context: RequirementContext) -> Iterable[Observation]:
    """One note to look at, never a fault: folders are named by whoever collects them."""
    folder = in_title(context.called or "")
    if folder is None:
        return
    stated = context.profile.name
    found = [stated] if stated else list(_read(context))
    names = {compact_name(name) for name in found}
    if len(names) != 1 or any(name in compact_name(context.called or "") for name in names):
        return
    where = word("named_in", "profile" if stated else "pages")
    values = {"folder": folder, "name": found[0], "where": where}
    yield Observation(CODE, "none", severity="warn", values=values)


def _read(context: RequirementContext) -> Iterator[str]:
    """The names on the applicant's own pages; a title certificate may be a recommending expert's."""
    named = [(context.upload.kind(i), page.fields.name) for i, page in personal(context) if page.fields.name]
    own = [name for kind, name in named if kind != "title_certificate"]
    yield from own or (name for _, name in named)


RULE = Rule(CODE, ("upload",), check)
