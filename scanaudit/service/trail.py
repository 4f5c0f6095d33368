"""The audit trail: who did or saw what, and when. It outlives what it speaks of and so holds ids only."""

from __future__ import annotations

import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from scanaudit.service.database import Trail


def note(session: Session, unit: str, actor: str, action: str, subject: str) -> None:
    """Write one line. ``subject`` is an id, ``actor`` a key's or a session's name."""
    session.add(Trail(at=time.time(), unit_id=unit, actor=actor, action=action, subject=subject))


def lines(session: Session, unit: str, limit: int = 200, before: int | None = None) -> list[Trail]:
    """The unit's newest lines first, those older than line ``before``."""
    asked = select(Trail).where(Trail.unit_id == unit).order_by(Trail.id.desc()).limit(limit)
    if before is not None:
        asked = asked.where(Trail.id < before)
    return list(session.scalars(asked))
