"""What is said of a page whose name is not the applicant's for certain."""

from __future__ import annotations

from collections.abc import Collection

from scanaudit.facts import PageFacts
from scanaudit.rules.people import compact_name, names_another
from scanaudit.rules.wording import word


def doubt(name: str | None, page: PageFacts, former: Collection[str] = ()) -> dict[str, object]:
    """What a sentence on the page's name says: the names, why they may be one, what to do. A misreading is an excuse
    only for names that have a character in common and were not read too well for it.
    """
    found = page.fields.name or ""
    common = set(compact_name(name or "")) & set(compact_name(found))
    how = "misread" if common and not names_another(name, page, former) else "another"
    values: dict[str, object] = {"found": found, "name": name or ""}
    return {
        **values,
        "why": word("names", how).fill(**values),
        "todo": word("names", f"{how}_advice").fill(**values),
    }
