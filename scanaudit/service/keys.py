"""API keys and browser sessions: made once, kept as digests, compared in constant time."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scanaudit.service import trail
from scanaudit.service.database import Key
from scanaudit.service.database import Session as Browser
from scanaudit.service.ids import digest, new_id, same
from scanaudit.service.problems import refused

Scope = Literal["submit", "inspect", "review", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
_FORM = re.compile(r"sk_([a-z0-9]{26})_([a-z0-9]{26})")


@dataclass(frozen=True)
class Actor:
    """Who asks. ``submission``: the only one this actor may see; None: all of the unit's."""

    unit: str
    name: str
    scopes: frozenset[str]
    submission: str | None = None
    keyed: bool = False

    def may(self, scope: str) -> bool:
        """Whether the actor has ``scope``."""
        return scope in self.scopes


def make(
    session: Session, unit: str, scopes: list[str], *, label: str, days: float | None, actor: str
) -> tuple[Key, str]:
    """A new key, and the secret that is shown this once."""
    name, secret, now = new_id(), new_id(), time.time()
    key = Key(
        id=name,
        unit_id=unit,
        digest=digest(secret),
        label=label,
        scopes=scopes,
        created=now,
        expires=None if days is None else now + days * 86_400,
        revoked=None,
    )
    session.add(key)
    trail.note(session, unit, actor, "key.created", name)
    return key, f"sk_{name}_{secret}"


def rotate(session: Session, key: Key, *, overlap_hours: float, actor: str) -> tuple[Key, str]:
    """A new key with the same rights; the old one ends after ``overlap_hours``.

    Raises Refused (A411) for a key that has ended: it would come alive again.
    """
    now = time.time()
    if key.revoked or (key.expires is not None and key.expires <= now):
        raise refused("key_ended")
    left = None if key.expires is None else max(0.0, key.expires - now) / 86_400
    made = make(session, key.unit_id, list(key.scopes), label=key.label, days=left, actor=actor)
    end = now + overlap_hours * 3600
    key.expires = end if key.expires is None else min(key.expires, end)
    trail.note(session, key.unit_id, actor, "key.rotated", key.id)
    return made


def revoke(session: Session, key: Key, actor: str) -> None:
    """The key ends now."""
    key.revoked = time.time()
    trail.note(session, key.unit_id, actor, "key.revoked", key.id)


def of_unit(session: Session, unit: str) -> list[Key]:
    """The unit's keys, newest first."""
    return list(session.scalars(select(Key).where(Key.unit_id == unit).order_by(Key.created.desc())))


def identify(session: Session, token: str) -> Actor:
    """Whose key this is. Raises Refused (A401) for a key that is unknown, expired or revoked."""
    form = _FORM.fullmatch(token)
    key = session.get(Key, form.group(1)) if form else None
    # The comparison is made for unknown keys too, so that the time taken does not tell them apart.
    right = same(digest(form.group(2)) if form else digest(token), key.digest if key else "0" * 64)
    now = time.time()
    if key is None or not right or key.revoked or (key.expires is not None and key.expires <= now):
        raise refused("unauthorised")
    return Actor(key.unit_id, f"key:{key.id}", frozenset(key.scopes), keyed=True)


def open_session(
    session: Session,
    actor: Actor,
    *,
    hours: float,
    submission: str | None = None,
    scopes: list[str] | None = None,
) -> str:
    """A browser's session; returns what its cookie holds."""
    secret, now = new_id() + new_id(), time.time()
    session.execute(delete(Browser).where(Browser.expires < now))
    session.add(
        Browser(
            id=digest(secret),
            unit_id=actor.unit,
            submission_id=submission,
            actor=actor.name,
            scopes=sorted(actor.scopes) if scopes is None else scopes,
            expires=now + hours * 3600,
        )
    )
    return secret


def of_session(session: Session, cookie: str) -> Actor | None:
    """Whose session this is, or None."""
    row = session.get(Browser, digest(cookie))
    if row is None or row.expires <= time.time():
        return None
    return Actor(row.unit_id, row.actor, frozenset(row.scopes), row.submission_id)
