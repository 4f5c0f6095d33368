"""Which places of a report are doubtful, and the question that each of them answers."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from scanaudit.facts import Box
from scanaudit.report.phrases import phrases
from scanaudit.report.todo import urgency_of
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport, Finding, PageRef, RequirementResult
from scanaudit.yamltext import parse

_SOURCE: Final = Path(__file__).with_name("questions.yaml")
_SURE: Final = 0.8
"""A fault told with less is asked about too: an applicant accused wrongly costs more than a glance."""


class Case(BaseModel):
    """One applicant's report. ``key``: unique in the run; ``job``: whose pages they are (``scanaudit.jobs``).

    ``reviewer``: what the report calls whoever answered, where that is not the name they gave.
    """

    model_config = ConfigDict(frozen=True)
    key: str
    name: str
    job: str
    report: AuditReport
    reviewer: Text | None = None


class Question(BaseModel):
    """One doubtful place. ``subject``: what is asked of which content of which page, the same in every run;
    ``place``: the same without the page's content; ``finding``: the index in the report; "yes" means in order.
    ``beside``: the page that this one is held against; ``also``: where the very same page lies, too, of which the
    report says the same in the findings ``twins``.
    """

    model_config = ConfigDict(frozen=True)
    subject: str
    place: str
    case: str
    name: str
    notice: Text
    requirement: str | None
    title: Text
    clause: str | None
    code: str
    question: Text
    message: Text
    advice: Text
    finding: int
    file: str
    page: int
    bbox: Box | None
    content_hash: str
    confidence: float
    beside: PageRef | None = None
    also: tuple[PageRef, ...] = ()
    twins: tuple[int, ...] = ()

    @property
    def findings(self) -> tuple[int, ...]:
        """The indices of all findings that the question settles."""
        return (self.finding, *self.twins)


def questions(case: Case) -> tuple[Question, ...]:
    """The questions of a report as the program made it, in the order of its findings."""
    return tuple(_questions(case))


def _questions(case: Case) -> Iterator[Question]:
    report = case.report
    requirements = {one.id: one for one in report.requirements}
    contents = {(page.file, page.page): page.content_hash for page in report.pages}
    told: Counter[tuple[object, ...]] = Counter()
    twins = _twins(report, contents)
    for index, finding in enumerate(report.findings):
        requirement = requirements.get(finding.requirement or "")
        content = contents.get((finding.file or "", finding.page), "")
        if finding.file is None or finding.page is None or not content:
            continue
        if not _doubtful(finding, requirement):
            continue
        where = (case.key, report.notice, finding.requirement, finding.code)
        same = (*where, content, finding.page)
        told[same] += 1
        again = twins[index]
        if again[0] != index:
            continue
        yield Question(
            subject=_digest(*same, told[same]),
            place=_digest(*where, finding.file, finding.page, told[same]),
            case=case.key,
            name=case.name,
            notice=report.notice_title,
            requirement=finding.requirement,
            title=_title(finding, requirement),
            clause=finding.clause or (requirement.clause if requirement else None),
            code=finding.code,
            question=_asked(finding, requirement),
            message=finding.message,
            advice=finding.advice,
            finding=index,
            file=finding.file,
            page=finding.page,
            bbox=finding.bbox,
            content_hash=content,
            confidence=finding.confidence,
            beside=finding.beside,
            also=tuple(PageRef(file=report.findings[i].file or "", page=finding.page) for i in again[1:]),
            twins=again[1:],
        )


def _twins(report: AuditReport, contents: dict[tuple[str, int | None], str]) -> dict[int, tuple[int, ...]]:
    """Of each finding all that say the same of the same page, wherever it lies: once more in another folder, say."""
    groups: dict[tuple[object, ...], tuple[int, ...]] = {}
    keys: list[tuple[object, ...]] = []
    for index, one in enumerate(report.findings):
        content = contents.get((one.file or "", one.page), "")
        said = (one.code, one.severity, one.requirement, one.message.zh, one.message.en, one.advice.zh)
        files = {report.findings[i].file for i in groups.get((*said, content, one.page, one.bbox), ())}
        key = (*said, content, one.page, one.bbox) if content and one.file not in files else (index,)
        groups[key] = (*groups.get(key, ()), index)
        keys.append(key)
    return {index: groups[key] for index, key in enumerate(keys)}


def _doubtful(finding: Finding, requirement: RequirementResult | None) -> bool:
    urgency = urgency_of(finding, requirement)
    return urgency == "check" or (urgency == "must" and finding.confidence < _SURE)


def _title(finding: Finding, requirement: RequirementResult | None) -> Text:
    return requirement.title if requirement is not None else phrases().review["picture"]


def _asked(finding: Finding, requirement: RequirementResult | None) -> Text:
    wordings = _wordings()
    code = max((start for start in wordings if finding.code.startswith(start)), key=len)
    return wordings[code].fill(what=_title(finding, requirement), message=saw(finding.message))


def saw(message: Text) -> Text:
    """What the program saw, as a sentence of its own within a question: in brackets it would stand around its own."""
    return phrases().review["saw"].fill(message=message)


@cache
def _wordings() -> dict[str, Text]:
    rows = parse(_SOURCE.read_text(encoding="utf-8"))
    return {code: Text.model_validate(text) for code, text in rows.items()}


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
