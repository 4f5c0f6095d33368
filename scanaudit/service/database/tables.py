"""What is kept. Times are seconds since 1970 (UTC); columns named ``sealed_…`` are encrypted by the row's key.

``Submission`` ─< ``File`` ─< ``Part`` (its bytes), ``PageRow`` (what was read); ``Task`` is the durable queue.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Double, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own declaration
        str: String(200),
        float: Double(),
        bytes: LargeBinary(),
        list[str]: JSON(),
        dict[str, Any]: JSON(),
    }


def _owned_by(table: str) -> Any:
    """A reference to a row, with which this row goes."""
    return ForeignKey(f"{table}.id", ondelete="CASCADE")


class Unit(Base):
    """An organisation: what belongs to one unit no other ever sees. ``local`` is this computer's own."""

    __tablename__ = "unit"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    created: Mapped[float]


class Key(Base):
    """An API key; only its digest is kept. ``expires`` and ``revoked`` are None where it is neither."""

    __tablename__ = "api_key"
    id: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(_owned_by("unit"), index=True)
    digest: Mapped[str]
    label: Mapped[str]
    scopes: Mapped[list[str]]
    created: Mapped[float]
    expires: Mapped[float | None]
    revoked: Mapped[float | None]


class Session(Base):
    """A browser's session; its id is a digest of the cookie. ``submission_id``: the only one it may see."""

    __tablename__ = "web_session"
    id: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(_owned_by("unit"), index=True)
    submission_id: Mapped[str | None] = mapped_column(_owned_by("submission"), index=True)
    actor: Mapped[str]
    scopes: Mapped[list[str]]
    expires: Mapped[float]


class Submission(Base):
    """One application that is being put together.

    ``revision`` counts what changes the answer (files, answers), ``audited`` is the revision of the last report
    (-1: none). ``version`` counts everything a watcher may want to see. ``stored_bytes`` counts against quotas.
    ``doubts``: questions of the last report to a reviewer; ``decided`` of them were answered yes or no, ``unclear``
    with "cannot tell". ``idempotency_mark`` tells, to whoever has the submission's key, what was sent with
    ``idempotency``; None: not kept.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("unit_id", "idempotency"),
        Index("submission_by_unit", "unit_id", "changed"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(_owned_by("unit"))
    notice: Mapped[str]
    state: Mapped[str]
    key: Mapped[bytes]
    sealed_profile: Mapped[bytes]
    verdict: Mapped[str | None]
    must: Mapped[int] = mapped_column(default=0)
    check: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)
    audited: Mapped[int] = mapped_column(default=-1)
    version: Mapped[int] = mapped_column(default=0)
    stored_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    doubts: Mapped[int] = mapped_column(default=0)
    decided: Mapped[int] = mapped_column(default=0)
    unclear: Mapped[int] = mapped_column(default=0)
    idempotency: Mapped[str | None]
    idempotency_mark: Mapped[str | None]
    created: Mapped[float]
    changed: Mapped[float]
    closed: Mapped[float | None]


class File(Base):
    """One uploaded file, or one taken out of an uploaded archive (``parent_id``).

    ``state``: receiving, stored, opened, unpacked, failed, refused. ``stands_for``: the page that this file's first
    page replaces. ``identity``: unique in the submission, so that a repeated upload is one file.
    """

    __tablename__ = "file"
    __table_args__ = (UniqueConstraint("submission_id", "identity"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(_owned_by("submission"), index=True)
    parent_id: Mapped[str | None]
    stands_for: Mapped[str | None]
    replaces: Mapped[str | None]
    position: Mapped[float]
    state: Mapped[str]
    key: Mapped[bytes]
    sealed_name: Mapped[bytes]
    sealed_problem: Mapped[bytes | None]
    sha256: Mapped[str | None]
    identity: Mapped[str]
    declared_size: Mapped[int | None] = mapped_column(BigInteger)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    kind: Mapped[str | None]
    pages: Mapped[int] = mapped_column(default=0)
    created: Mapped[float]


class Part(Base):
    """A piece of a file: ``size`` bytes from ``start``, stored under its hash."""

    __tablename__ = "part"
    file_id: Mapped[str] = mapped_column(_owned_by("file"), primary_key=True)
    start: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    size: Mapped[int]
    sha256: Mapped[str]


class PageRow(Base):
    """One page of a file. ``state``: waiting or read; ``replaced``: another file stands for it.

    ``sealed_card``: the little that a list of pages shows; ``pictured``: whether it has pictures; ``sealed_copy``: what
    was done for its mended copy, None until that was tried.
    """

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("file_id", "number"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str] = mapped_column(_owned_by("file"))
    submission_id: Mapped[str] = mapped_column(_owned_by("submission"), index=True)
    number: Mapped[int]
    state: Mapped[str]
    replaced: Mapped[bool] = mapped_column(default=False)
    pictured: Mapped[bool] = mapped_column(default=False)
    sealed_facts: Mapped[bytes | None]
    sealed_card: Mapped[bytes | None]
    sealed_copy: Mapped[bytes | None]


class Task(Base):
    """Work to be done, once, by whichever worker comes first. ``lease``: until when ``owner`` has it."""

    __tablename__ = "task"
    __table_args__ = (
        Index("task_order", "priority", "due", "id"),
        UniqueConstraint("kind", "subject", "revision"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str]
    submission_id: Mapped[str | None] = mapped_column(_owned_by("submission"), index=True)
    file_id: Mapped[str | None] = mapped_column(_owned_by("file"), index=True)
    subject: Mapped[str]
    revision: Mapped[int] = mapped_column(default=0)
    priority: Mapped[int]
    due: Mapped[float]
    owner: Mapped[str | None]
    lease: Mapped[float] = mapped_column(default=0.0)
    attempts: Mapped[int] = mapped_column(default=0)


class Decision(Base):
    """What a person decided on a finding: ``accept`` (it is in order), ``confirm`` (it is wrong), ``reopen``."""

    __tablename__ = "decision"
    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(_owned_by("submission"), index=True)
    finding: Mapped[str]
    decision: Mapped[str]
    sealed_note: Mapped[bytes | None]
    actor: Mapped[str]
    at: Mapped[float]


class Answer(Base):
    """What a reviewer answered to a doubt: yes, no, unclear. Rows are only added; ``undone``: when it was taken back.

    ``sealed_told``: who, why, and the question as it was shown.
    """

    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    submission_id: Mapped[str] = mapped_column(_owned_by("submission"), index=True)
    subject: Mapped[str]
    place: Mapped[str]
    answer: Mapped[str]
    sealed_told: Mapped[bytes]
    actor: Mapped[str]
    at: Mapped[float]
    undone: Mapped[float | None]


class Trail(Base):
    """Who did or saw what, when. ``subject`` is an id: nothing that was uploaded or typed stands here."""

    __tablename__ = "trail"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[float] = mapped_column(index=True)
    unit_id: Mapped[str] = mapped_column(index=True)
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]


class Webhook(Base):
    """Where a unit wants to be told of events; the signing secret is wrapped by the deployment's key."""

    __tablename__ = "webhook"
    id: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[str] = mapped_column(_owned_by("unit"), index=True)
    url: Mapped[str] = mapped_column(String(2000))
    events: Mapped[list[str]]
    secret: Mapped[bytes]
    created: Mapped[float]


class Delivery(Base):
    """One event for one webhook. ``state``: waiting, delivered, failed; ``status`` is the last HTTP status."""

    __tablename__ = "delivery"
    id: Mapped[str] = mapped_column(primary_key=True)
    webhook_id: Mapped[str] = mapped_column(_owned_by("webhook"), index=True)
    event: Mapped[str]
    body: Mapped[dict[str, Any]]
    state: Mapped[str]
    status: Mapped[int | None]
    created: Mapped[float]
