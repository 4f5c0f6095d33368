"""The durable queue: tasks in a table, each held by one worker under a lease.

A worker that is killed renews its leases no more, and after ``LEASE`` seconds another takes its tasks over. What a
worker found is written in the transaction that removes the task, and only while the worker still holds it: so a
task's result is stored once, however often it was begun.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scanaudit.service.database import Database, Task

Kind = Literal["open", "read", "audit", "deliver", "mend"]
# Seconds. A living worker renews every RENEW; three missed renewals and it is taken for dead.
LEASE = 12.0
RENEW = 3.0
# A task that was begun so often without ever ending (its worker died each time) is given up with a typed problem.
MOST_ATTEMPTS = 4
# Smaller is sooner: what somebody waits for, then opening (pages appear), pages in bulk, the outside world, and last
# the copies that nobody has to wait for.
URGENT, OPENING, READING, DELIVERING, MENDING = 0, 3, 5, 7, 9


class LostLease(Exception):
    """Another worker has the task by now: what this one found is not stored."""


def add(
    session: Session,
    kind: Kind,
    subject: str,
    *,
    submission: str | None = None,
    file: str | None = None,
    revision: int = 0,
    priority: int = READING,
    due: float | None = None,
) -> None:
    """Put a task into the queue, unless the same one waits there already."""
    known = select(Task.id).where(Task.kind == kind, Task.subject == subject, Task.revision == revision)
    if session.scalar(known) is not None:
        return
    task = Task(
        kind=kind,
        subject=subject,
        submission_id=submission,
        file_id=file,
        revision=revision,
        priority=priority,
        due=time.time() if due is None else due,
        owner=None,
    )
    try:
        with session.begin_nested():
            session.add(task)
    except IntegrityError:
        return  # put there by another at the same moment


def claim(database: Database, owner: str) -> Task | None:
    """The next task for ``owner``, or None. ``attempts`` counts this one too."""
    now = time.time()
    free = or_(Task.owner.is_(None), Task.lease < now)
    wanted = select(Task).where(Task.due <= now, free).order_by(Task.priority, Task.due, Task.id).limit(1)
    with database.read() as session:  # most looks find nothing: they need not wait for writers
        if session.scalar(wanted) is None:
            return None
    with database.write() as session:
        task = session.scalar(wanted.with_for_update(skip_locked=True))
        if task is None:
            return None
        task.owner, task.lease, task.attempts = owner, now + LEASE, task.attempts + 1
        session.flush()
        session.expunge(task)
        return task


def renew(database: Database, owner: str) -> None:
    """Keep all tasks that ``owner`` holds."""
    with database.write() as session:
        session.execute(update(Task).where(Task.owner == owner).values(lease=time.time() + LEASE))


@contextmanager
def finishing(database: Database, task: Task) -> Iterator[Session]:
    """The transaction that stores what a task found and removes the task. Raises LostLease.

    The submission's row is locked first: whoever finishes its last task sees that it is the last.
    """
    from scanaudit.service.database import Submission

    with database.write() as session:
        if task.submission_id is not None:
            session.execute(
                select(Submission.id).where(Submission.id == task.submission_id).with_for_update()
            )
        held = session.execute(delete(Task).where(Task.id == task.id, Task.owner == task.owner))
        if held.rowcount == 0:  # type: ignore[attr-defined]
            raise LostLease
        yield session


def postpone(database: Database, task: Task, seconds: float) -> None:
    """Give the task back, to be tried again after ``seconds``."""
    with database.write() as session:
        mine = (Task.id == task.id, Task.owner == task.owner)
        session.execute(update(Task).where(*mine).values(owner=None, due=time.time() + seconds))


def depth(session: Session) -> dict[str, int]:
    """How many tasks wait, by kind."""
    counted = session.execute(select(Task.kind, func.count()).group_by(Task.kind)).all()
    return {row[0]: row[1] for row in counted}
