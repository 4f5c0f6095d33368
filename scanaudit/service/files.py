"""Files of a submission: added once however often they are sent, replaced, removed."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from scanaudit.intake.names import shown
from scanaudit.service import queue, submissions, trail
from scanaudit.service.content import Received
from scanaudit.service.crypto import Vault, new_key, seal_text, unseal_text
from scanaudit.service.database import File, PageRow, Part, Submission
from scanaudit.service.ids import new_id
from scanaudit.service.problems import refused
from scanaudit.service.settings import ServiceSettings

_NAME_LENGTH = 240


@dataclass(frozen=True)
class Announced:
    """What is said of a file before its bytes come.

    ``replaces``: the file whose place it takes; ``stands_for``: the page that its first page replaces.
    """

    name: str
    size: int | None = None
    sha256: str | None = None
    replaces: str | None = None
    stands_for: str | None = None


@dataclass(frozen=True)
class Completed:
    """A file whose parts are all there; whether it is new; the ids of files whose bytes are to go now."""

    file: File
    new: bool
    gone: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where a file's bytes are to go: its id and the key they are locked with."""

    submission: str
    id: str
    key: bytes

    @property
    def prefix(self) -> str:
        """The stored name's beginning."""
        return f"{self.submission}/{self.id}"


def begin(
    session: Session, vault: Vault, settings: ServiceSettings, submission_id: str, said: Announced
) -> Place:
    """Make the row of a file that is to be received. Raises Refused where the submission is gone or full."""
    submission = _open_to_files(session, settings, submission_id, said.size or 0)
    key, own, name = vault.unwrap(submission.key), new_key(), new_id()
    for page, file in ((said.stands_for, None), (None, said.replaces)):
        _belongs(session, submission_id, page=page, file=file)
    session.add(
        File(
            id=name,
            submission_id=submission_id,
            stands_for=said.stands_for,
            replaces=said.replaces,
            position=0.0,
            state="receiving",
            key=vault.wrap(own),
            sealed_name=seal_text(key, clean_name(said.name), f"{name}/name"),
            sha256=said.sha256,
            identity=name,
            declared_size=said.size,
            created=time.time(),
        )
    )
    return Place(submission_id, name, own)


def known(session: Session, vault: Vault, submission: Submission, said: Announced) -> File | None:
    """The file that is there already with this content, name and place; None without a hash to tell by."""
    if said.sha256 is None:
        return None
    mark = identity(vault.unwrap(submission.key), said.sha256, clean_name(said.name), said.stands_for)
    return session.scalar(select(File).where(File.submission_id == submission.id, File.identity == mark))


def complete(session: Session, vault: Vault, place: Place, *, sha256: str, actor: str) -> Completed:
    """A file whose parts are all there becomes part of the submission; what it replaces goes.

    The same content under the same name is one file: then the row of this one goes.
    """
    submission = submissions.locked(session, place.submission)
    file = session.get(File, place.id)
    if submission is None or file is None:
        raise refused("not_found")
    key = vault.unwrap(submission.key)
    name = name_of(file, key)
    mark = identity(key, sha256, name, file.stands_for)
    same = session.scalar(select(File).where(File.submission_id == place.submission, File.identity == mark))
    if same is not None:
        if same.id == place.id:
            return Completed(same, new=False, gone=())
        session.execute(delete(File).where(File.id == place.id))
        return Completed(same, new=False, gone=(place.id,))
    old = _replaced(session, file)
    gone = _with_what_hangs_on_it(session, old) if old else []
    unique = unique_name(session, submission, key, name, without={file.id, *(one.id for one in gone)})
    file.sealed_name = seal_text(key, unique, f"{file.id}/name")
    file.position = old.position if old else next_position(session, place.submission)
    file.stands_for = old.stands_for if old else file.stands_for
    file.state, file.sha256, file.identity = "stored", sha256, mark
    _drop(session, submission, gone)
    enqueue(session, submission, file)
    submission.stored_bytes += file.size
    trail.note(session, submission.unit_id, actor, "file.added", file.id)
    submissions.changed(session, submission)
    return Completed(file, new=True, gone=tuple(one.id for one in gone))


def _open_to_files(session: Session, settings: ServiceSettings, submission_id: str, size: int) -> Submission:
    submission = submissions.locked(session, submission_id)
    if submission is None:
        raise refused("not_found")
    count = session.scalar(select(func.count()).where(File.submission_id == submission_id)) or 0
    if count >= settings.max_files:
        raise refused("too_many_files", limit=settings.max_files)
    held = select(func.sum(Submission.stored_bytes)).where(Submission.unit_id == submission.unit_id)
    if (session.scalar(held) or 0) + size > settings.unit_bytes:
        raise refused("quota", what=f"{settings.unit_bytes} bytes")
    return submission


def _belongs(session: Session, submission_id: str, *, page: str | None, file: str | None) -> None:
    """Raise Refused where a page or file that is named is not the submission's. A file that was replaced is still known
    by what took its place, since a request may be repeated.
    """
    if page is not None:
        row = session.get(PageRow, page)
        if row is None or row.submission_id != submission_id:
            raise refused("not_found")
    if file is not None:
        named = or_(File.id == file, File.replaces == file)
        if session.scalar(select(File.id).where(File.submission_id == submission_id, named)) is None:
            raise refused("not_found")


def _replaced(session: Session, file: File) -> File | None:
    """The file whose place this one takes. A page that is replaced stays in its file but is not looked at any more.

    Raises Refused where that is gone: another file took the place meanwhile.
    """
    if file.stands_for is not None:
        page = session.get(PageRow, file.stands_for)
        if page is None:
            raise refused("not_found")
        page.replaced = True
        earlier = (File.stands_for == file.stands_for, File.id != file.id, File.state != "receiving")
        return session.scalar(select(File).where(*earlier))
    if file.replaces is None:
        return None
    old = session.get(File, file.replaces)
    if old is None:
        raise refused("not_found")
    return old


def identity(key: bytes, sha256: str, name: str, stands_for: str | None) -> str:
    """What makes an upload the same as another: its content, name and place; tells nobody without the key."""
    said = f"{sha256}\0{name}\0{stands_for or ''}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()


def put_parts(session: Session, file_id: str, content: Received) -> None:
    """The rows of the parts that were stored."""
    for part in content.parts:
        session.add(Part(file_id=file_id, start=part.start, size=part.size, sha256=part.sha256))


def enqueue(session: Session, submission: Submission, file: File) -> None:
    """Let a worker open the file; at once where a report is there already and somebody waits for the next."""
    waits = submission.audited >= 0
    queue.add(
        session,
        "open",
        file.id,
        submission=submission.id,
        file=file.id,
        priority=queue.URGENT if waits else queue.OPENING,
    )


def next_position(session: Session, submission_id: str) -> float:
    """Behind the last file."""
    last = session.scalar(select(func.max(File.position)).where(File.submission_id == submission_id))
    return (last or 0.0) + 1.0


def clean_name(name: str) -> str:
    """A name for people to read, never a path: printable, no folders that lead elsewhere, not too long."""
    parts = [shown(part) for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    cleaned = "/".join(parts)[-_NAME_LENGTH:].lstrip("/")
    return cleaned or "?"


def name_of(file: File, key: bytes) -> str:
    """The file's name; ``key`` is the submission's."""
    return unseal_text(key, file.sealed_name, f"{file.id}/name")


def unique_name(
    session: Session, submission: Submission, key: bytes, name: str, without: Collection[str] = ()
) -> str:
    """``name``, or "name (2).ext" where another file of the submission has it."""
    files = session.scalars(select(File).where(File.submission_id == submission.id))
    taken = {name_of(f, key) for f in files if f.id not in without and f.state != "receiving"}
    folder, slash, last = name.rpartition("/")
    stem, dot, suffix = last.rpartition(".") if "." in last[1:] else (last, "", "")
    candidate, number = name, 2
    while candidate in taken:
        candidate = f"{folder}{slash}{stem} ({number}){dot}{suffix}"
        number += 1
    return candidate


def remove(session: Session, submission: Submission, file: File, actor: str) -> tuple[str, ...]:
    """Take a file out with all that hangs on it; the ids whose bytes are to go."""
    stood_for = session.get(PageRow, file.stands_for) if file.stands_for is not None else None
    if (
        stood_for is not None and file.state != "receiving"
    ):  # what is still being received does not stand there yet
        stood_for.replaced = False
    gone = _with_what_hangs_on_it(session, file)
    _drop(session, submission, gone)
    trail.note(session, submission.unit_id, actor, "file.removed", file.id)
    submissions.changed(session, submission)
    return tuple(one.id for one in gone)


def _with_what_hangs_on_it(session: Session, file: File) -> list[File]:
    """The file, what was taken out of it if it is an archive, and what stands for a page of any of them."""
    found = [file]
    for one in found:  # grows while it is gone through
        pages = select(PageRow.id).where(PageRow.file_id == one.id)
        hanging = select(File).where(or_(File.parent_id == one.id, File.stands_for.in_(pages)))
        found += [other for other in session.scalars(hanging) if other not in found]
    return found


def _drop(session: Session, submission: Submission, gone: Collection[File]) -> None:
    """Delete rows and give their bytes back to the quota; what is still being received was not counted yet."""
    for one in gone:
        submission.stored_bytes -= one.size if one.state != "receiving" else 0
        session.execute(delete(File).where(File.id == one.id))
