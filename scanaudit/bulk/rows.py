"""What the tables say of an applicant: one model for the workbook, the index and the lines of JSON."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict

from scanaudit.bulk.outcomes import Outcome
from scanaudit.facts import PageFacts
from scanaudit.report.masking import masked, printable
from scanaudit.report.phrases import ToldStatus, Urgency
from scanaudit.report.todo import FOLDER_OF_ANOTHER, Task, counted, todo, told_status
from scanaudit.text import Lang, Text
from scanaudit.verdicts import AuditReport, RequirementResult, Status, Verdict


class Row(BaseModel):
    """One applicant. ``folder``: of the report, relative to the output folder; None where nothing was handed in;
    ``statuses``: by requirement id; ``decided``: how many of a person's decisions are in it.
    """

    model_config = ConfigDict(frozen=True)
    key: str
    name: str
    employer: str | None
    notice: str
    notice_title: Text
    listed: bool
    handed_in: bool
    verdict: Verdict
    counts: dict[Urgency, int]
    pages: int
    unread: int
    decided: int
    statuses: dict[str, Status]
    folder: str | None
    report: AuditReport

    def told(self, requirement: RequirementResult) -> ToldStatus:
        """A requirement's status as every table that people read tells it (``statuses`` is for programs)."""
        return told_status(requirement, self.report)

    @property
    def letter(self) -> str | None:
        """The letter of what to supplement, relative to the output folder; None where there is nothing to say."""
        return f"applicants/{self.key}/letter.html" if self.counts["must"] or self.counts["check"] else None

    @property
    def open(self) -> tuple[RequirementResult, ...]:
        """What is not met or not sure, as people are told it: what is surely lacking first."""
        left = [one for one in self.report.requirements if self.told(one) in {"unmet", "unsure"}]
        return tuple(sorted(left, key=lambda one: self.told(one) != "unmet"))

    @property
    def otherwise(self) -> tuple[Text, ...]:
        """That the folder bears another name than its papers: told beside the name, where there is such a doubt."""
        return tuple(one.message for one in self.report.findings if one.code == FOLDER_OF_ANOTHER)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What is to be done, the most pressing first."""
        return todo(self.report)


def row(outcome: Outcome, report: AuditReport, decided: int) -> Row:
    """The row of an applicant whose report, with a person's decisions in it, is ``report``; ID numbers masked."""
    told = printable(masked(report))
    told = told.model_copy(update={"pages": tuple(map(_bare, told.pages))})
    return Row(
        key=outcome.key,
        name=outcome.name,
        employer=told.applicant.get("employer"),
        notice=outcome.notice,
        notice_title=told.notice_title,
        listed=outcome.listed,
        handed_in=outcome.handed_in,
        verdict=told.verdict,
        counts=counted(todo(told)),
        pages=page_count(told),
        unread=sum(page.page is None or page.capture is None for page in told.pages),
        decided=decided,
        statuses={one.id: one.status for one in told.requirements},
        folder=f"applicants/{outcome.key}" if outcome.handed_in else None,
        report=told,
    )


def page_count(report: AuditReport) -> int:
    """How many pages were handed in; a file that could not be opened is none."""
    return sum(page.page is not None for page in report.pages)


def line(told: Row, lang: Lang) -> str:
    """One applicant as a line of ``audit.jsonl``."""
    data: dict[str, Any] = told.model_dump(mode="json", context={"lang": lang}, exclude={"report"})
    data["findings"] = [one.model_dump(mode="json", context={"lang": lang}) for one in told.report.findings]
    return json.dumps(data, ensure_ascii=False)


def _bare(page: PageFacts) -> PageFacts:
    """A page of which no table tells more than that it is there: hundreds of applicants are held at once."""
    return page.model_copy(update={"text": "", "seals": (), "signatures": ()})
