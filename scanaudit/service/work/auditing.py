"""Audit a submission: its report, with pictures, for the revision that was asked for."""

from __future__ import annotations

from sqlalchemy.orm import Session

from scanaudit.facts import PageFacts, Problem
from scanaudit.service import queue, submissions, webhooks
from scanaudit.service.answers import answered, count_doubts, verdict
from scanaudit.service.assembly import facts
from scanaudit.service.crypto import seal, unseal
from scanaudit.service.database import Submission, Task
from scanaudit.service.shown import Doubts, ShownReport
from scanaudit.service.telling import Told, Upload
from scanaudit.service.work import mending
from scanaudit.service.work.context import Context, TryAgain
from scanaudit.service.work.reading import picture_place


def run(context: Context, task: Task) -> None:
    """Do the task. Raises LostLease and TryAgain."""
    with context.database.read() as session:
        submission = session.get(Submission, task.submission_id)
        if submission is None or _pointless(session, submission):
            submission = None
        else:
            pages, pictures = _upload(context, session, submission)
            answers = answered(session, submission, context.vault)
    if submission is None:
        with queue.finishing(context.database, task) as session:
            there = session.get(Submission, task.submission_id)
            if there is not None:
                submissions.settle(session, there)
        return
    profile = submissions.profile_of(submission, context.vault)
    upload = Upload(submission.id, submission.notice, profile, tuple(pages), pictures, answers)
    answer = context.pool.start(submission.id, context.looks.tell, upload).result()
    if isinstance(answer, Problem):
        raise TryAgain
    _store(context, submission, answer)
    _finish(context, task, submission.revision, answer)


def _pointless(session: Session, submission: Submission) -> bool:
    """Whether this revision has its report, or pages came that are still to be read (they ask for an audit)."""
    known = submission.audited >= submission.revision
    return known or submissions.unfinished(session, submission.id) > 0


def _upload(
    context: Context, session: Session, submission: Submission
) -> tuple[list[PageFacts], dict[tuple[str, int], bytes]]:
    pages, pictures = [], {}
    for at, known in facts(session, submission, context.vault):
        pages.append(known)
        if at.page is not None and at.page.pictured and at.number is not None:
            place = picture_place(submission.id, at.file.id, at.page.number, "large")
            key = context.vault.unwrap(at.file.key)
            pictures[(at.name, at.number)] = unseal(key, context.store.get(place), place)
    return pages, pictures


def report_place(submission: str, revision: int, what: str) -> str:
    """The stored name of a part of a report: report.json, shown.json, doubts.json, report.html, crop-0 …"""
    return f"{submission}/report/{revision}/{what}"


def _store(context: Context, submission: Submission, told: Told) -> None:
    key = context.vault.unwrap(submission.key)
    made = {
        "report.json": told.report.encode(),
        "shown.json": told.shown.encode(),
        "report.html": told.html.encode(),
        "doubts.json": told.doubts.encode(),
        **{f"crop-{number}": crop for number, crop in enumerate(told.crops)},
    }
    for what, content in made.items():
        place = report_place(submission.id, submission.revision, what)
        context.store.put(place, seal(key, content, place))


def _finish(context: Context, task: Task, revision: int, told: Told) -> None:
    """Verdict and counts follow the answers as they stand now: some may have been given since the audit began."""
    former = -1
    with queue.finishing(context.database, task) as session:
        submission = session.get(Submission, task.submission_id)
        if submission is None:
            return
        if submission.audited < revision:
            former, submission.audited = submission.audited, revision
            shown = ShownReport.model_validate_json(told.shown)
            doubts = Doubts.model_validate_json(told.doubts)
            answers = answered(session, submission, context.vault)
            submission.verdict = verdict(submission.id, doubts, answers)
            submission.must, submission.check = shown.counts["must"], shown.counts["check"]
            count_doubts(submission, doubts, answers)
            if submission.revision == revision:
                webhooks.announce(session, submission, "report.ready")
                if context.settings.mended_copies:
                    mending.order(session, submission)
        submissions.seen(submission)
        submissions.settle(session, submission)
    if former >= 0:
        context.store.remove(f"{task.submission_id}/report/{former}")
