"""Submissions: made, answered, closed, settled, removed.

``settle`` is called at the end of every transaction that changes a submission: a closed submission whose pages are
all read, and whose last report is older than its last change, gets its audit, whoever made the change.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scanaudit.notices import Profile, get
from scanaudit.notices.profile import as_kept
from scanaudit.service import queue, trail, webhooks
from scanaudit.service.crypto import Vault, new_key, seal_text, unseal_text
from scanaudit.service.database import Database, Submission, Task, Unit
from scanaudit.service.ids import new_id
from scanaudit.service.problems import refused
from scanaudit.service.settings import ServiceSettings
from scanaudit.service.storage import Store

LOCAL_UNIT = "local"
# What a new unit may be called: it stands in the trail, in logs and in commands, where a blank would part it.
SHORT_NAME = re.compile(r"[\w.-]{1,40}")
DAY = 86_400.0


def unit_is_there(database: Database, unit: str) -> bool:
    """Whether the unit was made already."""
    with database.read() as session:
        return session.get(Unit, unit) is not None


def ensure_unit(database: Database, unit: str, name: str) -> None:
    """Make the unit where it is not there yet."""
    try:
        with database.write() as session:
            if session.get(Unit, unit) is None:
                session.add(Unit(id=unit, name=name, created=time.time()))
    except IntegrityError:
        return  # made by another process at the same moment


def create(
    session: Session,
    vault: Vault,
    settings: ServiceSettings,
    *,
    unit: str,
    notice: str,
    profile: Profile,
    actor: str,
    idempotency: str | None = None,
) -> Submission:
    """A new submission; with a known ``idempotency`` key the one that was made with it.

    Raises Refused where there is no such notice, where the key was used for something else or the unit's quota is
    used up.
    """
    if idempotency is not None:
        asked = select(Submission).where(Submission.unit_id == unit, Submission.idempotency == idempotency)
        if (known := session.scalar(asked)) is not None:
            return _as_before(known, vault, notice, profile)
    _shipped(notice)
    _within_quota(session, settings, unit)
    key, name, now = new_key(), new_id(), time.time()
    submission = Submission(
        id=name,
        unit_id=unit,
        notice=notice,
        state="open",
        key=vault.wrap(key),
        sealed_profile=seal_text(key, _as_said(profile), f"{name}/profile"),
        idempotency=idempotency,
        idempotency_mark=_mark(key, notice, profile) if idempotency is not None else None,
        created=now,
        changed=now,
    )
    session.add(submission)
    trail.note(session, unit, actor, "submission.created", name)
    return submission


def _as_before(known: Submission, vault: Vault, notice: str, profile: Profile) -> Submission:
    """The submission. Raises Refused (A409) where it was not made for this notice and this applicant."""
    mark = known.idempotency_mark  # None: made before marks were kept
    if known.notice != notice or mark not in (None, _mark(vault.unwrap(known.key), notice, profile)):
        raise refused("key_used")
    return known


def _mark(key: bytes, notice: str, profile: Profile) -> str:
    """What makes a request the same as another; tells nobody without the submission's key."""
    said = json.dumps([notice, profile.model_dump(mode="json", exclude_defaults=True)], sort_keys=True)
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def _within_quota(session: Session, settings: ServiceSettings, unit: str) -> None:
    """Raise Refused (A430) where the unit may make no more submissions today."""
    made = select(func.count()).where(Submission.unit_id == unit, Submission.created > time.time() - DAY)
    if (session.scalar(made) or 0) >= settings.unit_submissions_per_day:
        raise refused("quota", what=f"{settings.unit_submissions_per_day} / 24 h")


def _shipped(notice: str) -> None:
    """Only notices of the catalogue: an id is never a path here."""
    from scanaudit.notices.loader import shipped

    if notice not in shipped():
        raise refused("no_notice", notice=notice)
    get(notice)


def profile_of(submission: Submission, vault: Vault) -> Profile:
    """What the applicant said of themselves."""
    key = vault.unwrap(submission.key)
    return as_kept(unseal_text(key, submission.sealed_profile, f"{submission.id}/profile"))


def _as_said(profile: Profile) -> str:
    """What the applicant said, a default too where it was said: it is not asked for again."""
    return profile.model_dump_json(exclude_unset=True, exclude_none=True)


def set_profile(session: Session, submission: Submission, vault: Vault, profile: Profile) -> None:
    """Answers given or changed."""
    key = vault.unwrap(submission.key)
    submission.sealed_profile = seal_text(key, _as_said(profile), f"{submission.id}/profile")
    changed(session, submission)


def changed(session: Session, submission: Submission) -> None:
    """Note that the answer may be another now. A verdict on what was there before says nothing any more."""
    submission.revision += 1
    submission.verdict = None
    seen(submission)
    settle(session, submission)


def seen(submission: Submission) -> None:
    """Note that there is something new to see."""
    submission.version += 1
    submission.changed = time.time()


def close(session: Session, submission: Submission) -> None:
    """Ask for the report; every later change asks for a new one."""
    if submission.state != "closed":
        submission.state, submission.closed = "closed", time.time()
        seen(submission)
    settle(session, submission)


def settle(session: Session, submission: Submission) -> None:
    """Queue the audit where it is due and not queued."""
    session.flush()
    if submission.state != "closed" or submission.audited >= submission.revision:
        return
    if unfinished(session, submission.id):
        return
    queue.add(
        session,
        "audit",
        submission.id,
        submission=submission.id,
        revision=submission.revision,
        priority=queue.URGENT,
    )


def unfinished(session: Session, submission_id: str) -> int:
    """How many of its files and pages are still to be opened and read."""
    waiting = Task.kind.in_(("open", "read"))
    return session.scalar(select(func.count()).where(Task.submission_id == submission_id, waiting)) or 0


def locked(session: Session, submission_id: str) -> Submission | None:
    """The submission, kept from others for the rest of the transaction."""
    return session.scalar(select(Submission).where(Submission.id == submission_id).with_for_update())


def remove(
    database: Database, store: Store, ids: Sequence[str], actor: str, action: str = "submission.removed"
) -> int:
    """Remove submissions with everything that belongs to them, and announce it; how many there were.

    Rows first: a file that is being stored meanwhile finds no submission any more and is removed by its writer.
    """
    removed = 0
    for submission_id in ids:
        with database.write() as session:
            found = session.get(Submission, submission_id)
            if found is not None:
                trail.note(session, found.unit_id, actor, action, submission_id)
                webhooks.announce(session, found, "submission.removed")
                session.execute(delete(Submission).where(Submission.id == submission_id))
                removed += 1
        store.remove(submission_id)
    if removed:
        database.forget()
    return removed
