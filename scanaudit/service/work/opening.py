"""Open a file: what it is, how many pages it has, what an archive holds."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from scanaudit.facts import Problem
from scanaudit.intake.problems import problem
from scanaudit.service import files, queue, submissions
from scanaudit.service.content import Received, keep, opened
from scanaudit.service.crypto import new_key, seal_text
from scanaudit.service.database import File, PageRow, Part, Submission, Task
from scanaudit.service.ids import new_id
from scanaudit.service.looking import OpenedFile, OpenedItem
from scanaudit.service.work.context import Context, settled


@dataclass(frozen=True)
class _Taken:
    """A file taken out of an archive; ``content`` is None where it cannot be opened."""

    item: OpenedItem
    id: str
    key: bytes
    content: Received | None


def run(context: Context, task: Task) -> None:
    """Do the task. Raises LostLease and TryAgain."""
    with context.database.read() as session:
        file, submission = session.get(File, task.file_id), session.get(Submission, task.submission_id)
        parts = session.scalars(select(Part).where(Part.file_id == task.file_id)).all()
    if file is None or submission is None:
        with queue.finishing(context.database, task):
            return
    name = files.name_of(file, context.vault.unwrap(submission.key))
    if task.attempts > queue.MOST_ATTEMPTS:
        _finish(context, task, problem("crashed", name), ())
        return
    prefix = f"{submission.id}/{file.id}"
    with opened(context.store, context.vault.unwrap(file.key), prefix, parts) as path:
        pending = context.pool.start(name, context.looks.open, path, name, context.program.limits)
        answer = pending.result()
        settled(answer, task)
        taken = _taken(context, submission.id, answer) if isinstance(answer, OpenedFile) else ()
    try:
        _finish(context, task, answer, taken)
    except BaseException:
        for one in taken:
            context.store.remove(f"{submission.id}/{one.id}")
        raise
    if isinstance(answer, OpenedFile) and answer.archive:
        context.store.remove(prefix)


def _taken(context: Context, submission: str, answer: OpenedFile) -> tuple[_Taken, ...]:
    """The files of an archive, stored as if they had been uploaded one by one."""
    taken = []
    for item in answer.items if answer.archive else ():
        key, name = new_key(), new_id()
        content = None
        if item.source is not None:
            content = keep(context.store, key, f"{submission}/{name}", item.source.path)
        taken.append(_Taken(item, name, key, content))
    return tuple(taken)


def _finish(context: Context, task: Task, answer: OpenedFile | Problem, taken: Sequence[_Taken]) -> None:
    with queue.finishing(context.database, task) as session:
        file, submission = session.get(File, task.file_id), session.get(Submission, task.submission_id)
        if file is None or submission is None:
            return
        key = context.vault.unwrap(submission.key)
        if isinstance(answer, Problem):
            _failed(file, key, answer)
        elif answer.archive:
            _unpacked(context, session, submission, file, taken)
        else:
            _opened(context, session, submission, file, answer.items[0])
        submissions.seen(submission)
        submissions.settle(session, submission)


def _failed(file: File, key: bytes, why: Problem) -> None:
    said = why.model_dump_json(context={"lang": "both"})
    file.state, file.sealed_problem = "failed", seal_text(key, said, f"{file.id}/problem")


def _opened(context: Context, session: Session, submission: Submission, file: File, item: OpenedItem) -> None:
    key = context.vault.unwrap(submission.key)
    there = select(func.count()).where(PageRow.submission_id == submission.id)
    limit = context.settings.max_pages
    if item.source is None:
        assert item.problem is not None
        _failed(file, key, item.problem)
        return
    if (session.scalar(there) or 0) + item.pages > limit:
        _failed(file, key, problem("too_many_pages", item.name, pages=item.pages, limit=limit))
        return
    file.state, file.kind, file.pages = "opened", item.source.kind, item.pages
    priority = queue.URGENT if submission.audited >= 0 else queue.READING
    for number in range(1, item.pages + 1):
        page = PageRow(
            id=new_id(), file_id=file.id, submission_id=submission.id, number=number, state="waiting"
        )
        session.add(page)
        session.flush()
        queue.add(session, "read", page.id, submission=submission.id, file=file.id, priority=priority)


def _unpacked(
    context: Context, session: Session, submission: Submission, file: File, taken: Sequence[_Taken]
) -> None:
    """The archive's files take its place; its own bytes go."""
    key = context.vault.unwrap(submission.key)
    file.state, submission.stored_bytes = "unpacked", submission.stored_bytes - file.size
    file.size = 0
    session.execute(delete(Part).where(Part.file_id == file.id))
    step = 1.0 / (len(taken) + 1)
    for at, one in enumerate(taken, start=1):
        name = files.unique_name(session, submission, key, files.clean_name(one.item.name))
        size = one.content.size if one.content else 0
        sha256 = one.content.sha256 if one.content else None
        row = File(
            id=one.id,
            submission_id=submission.id,
            parent_id=file.id,
            position=file.position + at * step,
            state="stored",
            key=context.vault.wrap(one.key),
            sealed_name=seal_text(key, name, f"{one.id}/name"),
            sha256=sha256,
            identity=files.identity(key, sha256 or one.id, name, None) if sha256 else one.id,
            size=size,
            created=time.time(),
        )
        session.add(row)
        session.flush()
        if one.content is not None:
            files.put_parts(session, one.id, one.content)
        submission.stored_bytes += size
        _opened(context, session, submission, row, one.item)
