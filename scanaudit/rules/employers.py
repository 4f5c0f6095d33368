"""The employer that a page names."""

from __future__ import annotations

from collections.abc import Iterable

from scanaudit.facts import PageFacts
from scanaudit.rules.organisations import likeness
from scanaudit.rules.seals import is_authority


def employer_of(page: PageFacts) -> str | None:
    """The employer that a page names; a firm that certifies its own shareholders is one, too."""
    issuer = page.fields.issuer if page.kind == "equity_proof" else None
    return page.fields.employer or (issuer if issuer and not is_authority(issuer) else None)


def first_naming(pages: Iterable[tuple[int, PageFacts]], employer: str) -> int | None:
    """The index of the first page that names this employer, to hold the others against."""
    named = ((index, employer_of(page)) for index, page in pages)
    return next((index for index, one in named if one and likeness(one, employer) == "same"), None)
