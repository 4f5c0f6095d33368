"""Mend a page: the copy that ``scanaudit fix`` would make of it, with the list of what was done."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scanaudit.facts import PageFacts, Problem
from scanaudit.intake.problems import problem
from scanaudit.intake.sources import Source
from scanaudit.notices import get
from scanaudit.remedy import Wanted
from scanaudit.remedy.single import PageCopy
from scanaudit.service import files, queue, submissions
from scanaudit.service.content import opened
from scanaudit.service.crypto import seal, seal_text, unseal_text
from scanaudit.service.database import File, PageRow, Part, Submission, Task
from scanaudit.service.shown import Copied, both
from scanaudit.service.work.context import Context, settled
from scanaudit.service.work.reading import picture_place


def order(session: Session, submission: Submission) -> None:
    """Queue the mending of every page that was read and has not been tried yet."""
    untried = select(PageRow).where(
        PageRow.submission_id == submission.id,
        PageRow.state == "read",
        PageRow.pictured.is_(True),
        PageRow.replaced.is_(False),
        PageRow.sealed_copy.is_(None),
    )
    for page in session.scalars(untried):
        queue.add(
            session,
            "mend",
            page.id,
            submission=submission.id,
            file=page.file_id,
            priority=queue.MENDING,
        )


def run(context: Context, task: Task) -> None:
    """Do the task. Raises LostLease and TryAgain."""
    with context.database.read() as session:
        page = session.get(PageRow, task.subject)
        file, submission = session.get(File, task.file_id), session.get(Submission, task.submission_id)
        parts = session.scalars(select(Part).where(Part.file_id == task.file_id)).all()
    if page is None or file is None or submission is None or page.sealed_facts is None or page.replaced:
        with queue.finishing(context.database, task):
            return
    key = context.vault.unwrap(file.key)
    name = files.name_of(file, context.vault.unwrap(submission.key))
    if task.attempts > queue.MOST_ATTEMPTS:
        _finish(context, task, Copied(problem=problem("crashed", name)), key)
        return
    facts = PageFacts.model_validate_json(unseal_text(key, page.sealed_facts, f"{page.id}/facts"))
    with opened(context.store, key, f"{submission.id}/{file.id}", parts) as path:
        source = Source(name, path, None, file.kind or "other", file.sha256 or "")  # type: ignore[arg-type]
        wanted = Wanted.by(get(submission.notice).portal)
        answer = context.pool.start(name, context.looks.mend, source, facts, wanted, context.program).result()
    settled(answer, task)
    _finish(context, task, _kept(context, page, key, answer), key)


def _kept(context: Context, page: PageRow, key: bytes, answer: PageCopy | Problem) -> Copied:
    """The copy stored, and what is told of it; of a page that could not be mended, why."""
    if isinstance(answer, Problem):
        return Copied(problem=answer)
    for what, content in (("copy", answer.content), ("mended", answer.preview)):
        if content:
            place = picture_place(page.submission_id, page.file_id, page.number, what)
            context.store.put(place, seal(key, content, place))
    return Copied(bytes=len(answer.content), form=answer.form, changes=answer.changes, left=answer.left)


def _finish(context: Context, task: Task, told: Copied, key: bytes) -> None:
    with queue.finishing(context.database, task) as session:
        page = session.get(PageRow, task.subject)
        submission = session.get(Submission, task.submission_id)
        if page is None or submission is None:
            return
        page.sealed_copy = seal_text(key, both(told), f"{page.id}/copy")
        submissions.seen(submission)
