"""Read a page: its facts, its pictures; a classified page is refused with the file it is in."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scanaudit.facts import PageFacts, Problem
from scanaudit.intake.problems import problem
from scanaudit.intake.sources import Source
from scanaudit.service import files, queue, submissions, trail
from scanaudit.service.content import opened
from scanaudit.service.crypto import seal, seal_text
from scanaudit.service.database import File, PageRow, Part, Submission, Task
from scanaudit.service.looking import Looked
from scanaudit.service.problems import rows
from scanaudit.service.shown import both, card
from scanaudit.service.work.context import Context, settled


def run(context: Context, task: Task) -> None:
    """Do the task. Raises LostLease and TryAgain."""
    with context.database.read() as session:
        page = session.get(PageRow, task.subject)
        file, submission = session.get(File, task.file_id), session.get(Submission, task.submission_id)
        parts = session.scalars(select(Part).where(Part.file_id == task.file_id)).all()
    if page is None or file is None or submission is None or not file.key:
        with queue.finishing(context.database, task):
            return
    name = files.name_of(file, context.vault.unwrap(submission.key))
    key = context.vault.unwrap(file.key)
    if task.attempts > queue.MOST_ATTEMPTS:
        _finish(context, task, _unread(name, page.number, problem("crashed", name)), key)
        return
    with opened(context.store, key, f"{submission.id}/{file.id}", parts) as path:
        source = Source(name, path, None, file.kind or "other", file.sha256 or "")  # type: ignore[arg-type]
        pending = context.pool.start(name, context.looks.read, source, page.number, context.program)
        answer = pending.result()
    settled(answer, task)
    looked = _unread(name, page.number, answer) if isinstance(answer, Problem) else answer
    if looked.facts.classification is not None:
        _refuse(context, task)
        return
    for what, content in (("large", looked.large), ("thumb", looked.thumb)):
        if content:
            place = picture_place(submission.id, file.id, page.number, what)
            context.store.put(place, seal(key, content, place))
    _finish(context, task, looked, key)


def picture_place(submission: str, file: str, page: int, what: str) -> str:
    """The stored name of a page's picture; ``what``: large or thumb."""
    return f"{submission}/{file}/p{page}-{what}"


def _unread(name: str, page: int, why: Problem) -> Looked:
    return Looked(PageFacts(file=name, page=page, problems=(why,)), b"", b"")


def _finish(context: Context, task: Task, looked: Looked, key: bytes) -> None:
    with queue.finishing(context.database, task) as session:
        page = session.get(PageRow, task.subject)
        submission = session.get(Submission, task.submission_id)
        if page is None or submission is None:
            return
        page.state, page.pictured = "read", bool(looked.large)
        page.sealed_facts = seal_text(key, both(looked.facts), f"{page.id}/facts")
        page.sealed_card = seal_text(key, both(card(looked.facts)), f"{page.id}/card")
        submissions.seen(submission)
        submissions.settle(session, submission)


def _refuse(context: Context, task: Task) -> None:
    """Nothing of the file is kept: its bytes, its other pages, and the key they are locked with."""
    with queue.finishing(context.database, task) as session:
        file, submission = session.get(File, task.file_id), session.get(Submission, task.submission_id)
        if file is None or submission is None:
            return
        _forget(session, file)
        row = rows()["classified"]
        why = Problem(code=row.code, message=row.message, advice=row.advice)
        key = context.vault.unwrap(submission.key)
        file.sealed_problem = seal_text(key, both(why), f"{file.id}/problem")
        trail.note(session, submission.unit_id, "worker", "page.classified", file.id)
        submission.stored_bytes -= file.size
        file.size = 0
        submissions.changed(session, submission)
    context.store.remove(f"{task.submission_id}/{task.file_id}")
    context.database.forget()


def _forget(session: Session, file: File) -> None:
    file.state, file.key, file.sha256 = "refused", b"", None
    for table in (Part, PageRow, Task):
        session.execute(delete(table).where(table.file_id == file.id))
