"""The notice to supplement (补正通知) of a submission, as the last report and the reviewers' decisions have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from scanaudit.report.letter import Letter, letter
from scanaudit.report.phrases import Urgency
from scanaudit.report.todo import Task
from scanaudit.service.database import Decision, Submission
from scanaudit.service.shown import task_key
from scanaudit.verdicts import AuditReport

# Where a task stands in the letter once a reviewer decided on it.
_DECIDED: Mapping[str, Urgency] = {"accept": "note", "confirm": "must"}


def letter_of(
    session: Session,
    submission: Submission,
    report: AuditReport,
    *,
    unit: str | None = None,
    before: dt.date | None = None,
    day: dt.date | None = None,
) -> Letter:
    """The letter: what a reviewer found in order is left out, what one confirmed must be corrected."""
    asked = select(Decision).where(Decision.submission_id == submission.id).order_by(Decision.at)
    decided = {row.finding: row.decision for row in session.scalars(asked)}

    def urgency(task: Task) -> Urgency:
        key = task_key(task.code, task.message, tuple(one.id for one in task.requirements))
        return _DECIDED.get(decided.get(key, ""), task.urgency)

    return letter(report, unit=unit, before=before, day=day, urgency=urgency)
