"""Removal for good: what is older than its time, what one person asks for, what a crash left behind."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import delete, select

from scanaudit.service import submissions
from scanaudit.service.crypto import Vault
from scanaudit.service.database import Database, Delivery, File, Session, Submission, Task, Trail
from scanaudit.service.settings import ServiceSettings
from scanaudit.service.storage import Store

# An upload that was begun and not gone on with for so long is given up, in seconds.
_GIVEN_UP = 2 * submissions.DAY
# The trail is kept longer than what it speaks of: it has no personal data in it.
_TRAIL_DAYS = 3 * 365


@dataclass(frozen=True)
class Purged:
    """How many submissions were removed, and how many stored files that belonged to nothing."""

    submissions: int
    leftovers: int


def purge(
    database: Database, store: Store, settings: ServiceSettings, *, days: float | None = None
) -> Purged:
    """Remove submissions that were not changed for ``days`` (default: the setting), and what crashes left."""
    now = time.time()
    kept = settings.retention_days if days is None else days
    with database.read() as session:
        asked = select(Submission.id).where(Submission.changed < now - kept * submissions.DAY)
        old = list(session.scalars(asked))
    removed = submissions.remove(database, store, old, "purge", "submission.purged")
    with database.write() as session:
        session.execute(delete(File).where(File.state == "receiving", File.created < now - _GIVEN_UP))
        session.execute(delete(Session).where(Session.expires < now))
        session.execute(delete(Delivery).where(Delivery.created < now - kept * submissions.DAY))
        session.execute(delete(Trail).where(Trail.at < now - _TRAIL_DAYS * submissions.DAY))
    leftovers = sweep(database, store)
    database.forget()
    return Purged(removed, leftovers)


def sweep(database: Database, store: Store) -> int:
    """Remove stored files that no row speaks of; how many.

    A row is made before its bytes are stored, so a file without one was left by a crash; only what is being
    taken out of an archive has no rows yet, and submissions with an archive at hand are left for the next time.
    """
    stored = set(store.groups())
    with database.read() as session:
        known = {(s, f) for s, f in session.execute(select(File.submission_id, File.id))}
        alive = set(session.scalars(select(Submission.id)))
        busy = set(session.scalars(select(Task.submission_id).where(Task.kind == "open")))
    orphans = {
        (submission, file)
        for submission, file in stored
        if (submission, file) not in known and submission not in busy
        if not (file == "report" and submission in alive)
    }
    for submission, file in orphans:
        store.remove(f"{submission}/{file}")
    return len(orphans)


def of_person(
    database: Database,
    vault: Vault,
    *,
    name: str | None = None,
    id_number: str | None = None,
    unit: str | None = None,
) -> list[str]:
    """The submissions of the person with this name or number, in one unit or in all."""
    found = []
    with database.read() as session:
        asked = select(Submission) if unit is None else select(Submission).where(Submission.unit_id == unit)
        for submission in session.scalars(asked):
            profile = submissions.profile_of(submission, vault)
            if (name and profile.name == name) or (id_number and profile.id_number == id_number):
                found.append(submission.id)
    return found
