"""What an audit says: findings, the state of each requirement, and the verdict (``report.json``)."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from scanaudit.facts import Box, PageFacts
from scanaudit.text import Text

Severity = Literal["block", "warn", "info"]
Status = Literal["met", "unmet", "unsure", "not_applicable", "on_paper"]
Verdict = Literal["pass", "fail", "review"]

OPEN_PICTURE: Final = frozenset({"C103", "C104", "C111", "C128"})
"""Where this is warned of a page, what stands on it is open, whether a row asks about the picture or not."""


class Told(BaseModel):
    """Base of all that a report tells: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PageRef(Told):
    """A page of the upload; ``page`` is None for a file that could not be opened."""

    file: str
    page: int | None


class Finding(Told):
    """One thing that a person should know: what, where, which clause asks, and the one action to take.

    ``requirement`` is None for what concerns the upload as a whole; ``bbox`` is None where no place
    on the page is meant; ``beside`` is the page that it was compared with, where it was with one. ``confidence`` is
    the probability that the finding is right. ``party``: whose hand is lacking (``applicant``, ``employer`` …);
    ``practice``: what is lacking is asked for by reviewers' practice, not by the clause's words.
    """

    code: str
    severity: Severity
    requirement: str | None
    clause: str | None = None
    file: str | None = None
    page: int | None = None
    bbox: Box | None = None
    beside: PageRef | None = None
    message: Text
    advice: Text
    confidence: float
    party: str | None = None
    practice: bool = False


def leaves_open(finding: Finding) -> bool:
    """Whether a page could not be judged for its picture: the verdict is a person's."""
    return finding.code in OPEN_PICTURE and finding.severity == "warn"


class RequirementResult(Told):
    """The state of one requirement; ``findings`` are indices into the report's findings."""

    id: str
    title: Text
    clause: str
    status: Status
    evidence: tuple[PageRef, ...] = ()
    findings: tuple[int, ...] = ()


class AuditReport(Told):
    """The whole answer for one applicant and one notice."""

    notice: str
    notice_title: Text
    applicant: dict[str, Any]
    verdict: Verdict
    requirements: tuple[RequirementResult, ...]
    findings: tuple[Finding, ...]
    unused_pages: tuple[PageRef, ...] = ()
    questions: tuple[Text, ...] = ()
    pages: tuple[PageFacts, ...]
