"""The other page of a finding that compares two: nobody can say of one page alone whether both agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scanaudit.facts import PageFacts
from scanaudit.privacy import mask
from scanaudit.verdicts import AuditReport, Finding, PageRef

_COMPARES: Final = frozenset({"V401", "V403", "V491", "V492", "V493", "V498", "V499"})
"""Findings that hold a page against another one, or against what most of the pages say."""
_WHOSE: Final = frozenset({"V401", "V491", "V492", "V499"})
"""Of these the ones about whose page it is: the identity card tells."""


def beside(finding: Finding, report: AuditReport) -> PageRef | None:
    """The page that is to be looked at beside the finding's own; None where there is none.

    The one that the sentence names (K308, K311, M207, V496), else one with a value that it quotes, else the identity
    card.
    """
    others = [one for one in report.pages if one.capture is not None and not _is_at(finding, one)]
    found = next((one for one in others if _is_named(one, finding)), None)
    if found is None and finding.code in _COMPARES:
        quoting = (one for one in others if any(f"“{value}”" in finding.message.zh for value in _values(one)))
        cards = (one for one in others if one.kind == "id_card" and finding.code in _WHOSE)
        found = next(quoting, None) or next(cards, None)
    return PageRef(file=found.file, page=found.page) if found is not None else None


def _is_at(finding: Finding, page: PageFacts) -> bool:
    return (finding.file, finding.page) == (page.file, page.page)


def _is_named(page: PageFacts, finding: Finding) -> bool:
    """Whether the sentence names the page: “{file}”第 {page} 页, or {file} 第 {page} 页."""
    said = finding.message.zh
    return any(f"{mask(page.file)}{between} {page.page} 页" in said for between in ("”第", " 第"))


def _values(page: PageFacts) -> Iterator[str]:
    """What stands on the page as it may be quoted."""
    fields = page.fields
    for value in (fields.name, fields.employer, fields.certificate_number, fields.paper_title):
        if value:
            yield mask(value)
