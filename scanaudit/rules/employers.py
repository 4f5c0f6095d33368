"""The employer that a page names."""

from __future__ import annotations

from scanaudit.facts import PageFacts
from scanaudit.rules.seals import is_authority


def employer_of(page: PageFacts) -> str | None:
    """The employer that a page names; a firm that certifies its own shareholders is one, too."""
    issuer = page.fields.issuer if page.kind == "equity_proof" else None
    return page.fields.employer or (issuer if issuer and not is_authority(issuer) else None)
