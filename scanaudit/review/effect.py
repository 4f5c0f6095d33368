"""The report as a person's decisions leave it: the verdict follows at once, and says whose word it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from scanaudit.jobs.database import Database
from scanaudit.report.phrases import phrases
from scanaudit.review.decisions import Decision, Decisions, Standing, standing
from scanaudit.review.questions import Case, questions
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport, Finding, RequirementResult, Status, Verdict, leaves_open

_CONDITION_OPEN = "Q501"


class Reported(Protocol):
    """Whatever holds an applicant's report: the outcome of a bulk run, a portal's submission."""

    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def job(self) -> str: ...  # noqa: D102
    @property
    def report(self) -> AuditReport: ...  # noqa: D102


def case_of(told: Reported) -> Case:
    """The case that a report makes."""
    return Case(key=told.key, name=told.name, job=told.job, report=told.report)


def decided(database: Database, run: str) -> Callable[[Reported], tuple[AuditReport, int]]:
    """What tells each report with the decisions that stand now, and how many of these it holds."""
    now = standing(Decisions(database, run).all())
    return lambda told: with_decisions(case_of(told), now)


def with_decisions(case: Case, now: Standing) -> tuple[AuditReport, int]:
    """The report of ``case`` with the decisions that hold for it, and how many these are.

    "Yes" leaves a note in the finding's place, "no" makes it a fault, "cannot tell" leaves it open. A requirement
    that was unsure is met when every doubt about it was answered with yes, and unmet when one was with no; while
    nobody knows whether it concerns the applicant, "no" leaves it unsure, and its finding a warning.
    """
    made = [(one, answer) for one in questions(case) if (answer := now.of(one)) is not None]
    answers = {index: answer for one, answer in made for index in one.findings}
    if not answers:
        return case.report, 0
    findings = tuple(
        _finding(finding, answers.get(index), case.reviewer, may_not_apply=_may_not_apply(index, case.report))
        for index, finding in enumerate(case.report.findings)
    )
    requirements = tuple(_requirement(one, case.report, answers) for one in case.report.requirements)
    changed = case.report.model_copy(update={"findings": findings, "requirements": requirements})
    return changed.model_copy(update={"verdict": _verdict(changed)}), len(made)


def _may_not_apply(finding: int, report: AuditReport) -> bool:
    """Whether of all requirements that rest on the finding nobody knows whether they concern the applicant."""
    own = [one for one in report.requirements if finding in one.findings]
    return bool(own) and all(_is_conditional(one, report) for one in own)


def _is_conditional(one: RequirementResult, report: AuditReport) -> bool:
    return any(report.findings[index].code == _CONDITION_OPEN for index in one.findings)


def _finding(
    finding: Finding, made: Decision | None, reviewer: Text | None, *, may_not_apply: bool
) -> Finding:
    if made is None or made.answer == "unclear":
        return finding
    said = phrases().review[f"decided_{made.answer}"].fill(message=finding.message, who=reviewer or made.who)
    severity = "info" if made.answer == "yes" else "warn" if may_not_apply else "block"
    return finding.model_copy(update={"message": said, "severity": severity, "confidence": 1.0})


def _requirement(
    one: RequirementResult, report: AuditReport, answers: dict[int, Decision]
) -> RequirementResult:
    own = [answers[index].answer for index in one.findings if index in answers]
    if not own or one.status not in ("unsure", "unmet"):
        return one
    if "no" in own:
        return one if _is_conditional(one, report) else one.model_copy(update={"status": "unmet"})
    open_still = [
        index
        for index in one.findings
        if report.findings[index].severity != "info"
        and (index not in answers or answers[index].answer == "unclear")
    ]
    status: Status = one.status if open_still else "met"
    return one.model_copy(update={"status": status})


def _informs(one: RequirementResult, report: AuditReport) -> bool:
    """Whether a requirement only tells the reader something, as the audit has it: then it is open without a doubt."""
    return bool(one.findings) and all(report.findings[index].severity == "info" for index in one.findings)


def _verdict(report: AuditReport) -> Verdict:
    if any(one.severity == "block" for one in report.findings):
        return "fail"
    unread = any(page.page is None or page.capture is None for page in report.pages)
    picture = any(map(leaves_open, report.findings))
    # what lacks only what practice asks for is unmet without a block, and a person's to settle
    open_rows = (one for one in report.requirements if one.status in {"unsure", "unmet"})
    decides = any(not _informs(one, report) for one in open_rows)
    return "review" if unread or picture or decides else "pass"
