"""Receiving files: in one request, or begun, interrupted and gone on with; checked by hash at the end.

A file's row is made before its bytes are stored, its parts are recorded after they are durable, and it becomes part of
the submission in one transaction at the end: a crash between any two steps loses nothing that was acknowledged, and
what was not acknowledged is sent again by the client or removed by the next purge.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable

from sqlalchemy import delete, select
from starlette.concurrency import run_in_threadpool

from scanaudit.intake.problems import said_bytes
from scanaudit.service import content, files
from scanaudit.service.access import own, own_file
from scanaudit.service.content import Received
from scanaudit.service.database import File, Part
from scanaudit.service.files import Announced, Place
from scanaudit.service.keys import Actor
from scanaudit.service.portal import Portal
from scanaudit.service.problems import refused


async def receive_whole(
    portal: Portal, actor: Actor, submission: str, said: Announced, stream: AsyncIterator[bytes]
) -> tuple[File, bool]:
    """A file in one request; the file, and whether it is new. Raises Refused and keeps nothing then."""
    limit = portal.settings.max_upload_bytes
    if said.size is not None and said.size > limit:
        raise refused("too_large", limit=said_bytes(limit))
    async with portal.uploads:
        place = await run_in_threadpool(begin, portal, actor, submission, said)
        if isinstance(place, File):
            return place, False
        try:
            came = await content.receive(stream, portal.store, place.key, place.prefix, limit=limit)
            if said.sha256 is not None and came.sha256 != said.sha256.lower():
                raise refused("wrong_hash")
            return await run_in_threadpool(_record, portal, actor, place, came)
        except BaseException:
            await run_in_threadpool(_forget, portal, place)
            raise


def begin(portal: Portal, actor: Actor, submission: str, said: Announced) -> Place | File:
    """Where the file is to go, or the same file that is there already."""
    with portal.database.write() as session:
        found = own(session, actor, submission)
        same = files.known(session, portal.vault, found, said)
        if same is not None:
            return same
        return files.begin(session, portal.vault, portal.settings, submission, said)


def _record(portal: Portal, actor: Actor, place: Place, came: Received) -> tuple[File, bool]:
    with portal.database.write() as session:
        file = session.get(File, place.id)
        if file is None:
            raise refused("not_found")
        file.size = came.size
        files.put_parts(session, file.id, came)
        done = files.complete(session, portal.vault, place, sha256=came.sha256, actor=actor.name)
    _drop_bytes(portal, place.submission, done.gone)
    return done.file, done.new


def _drop_bytes(portal: Portal, submission: str, gone: Iterable[str]) -> None:
    """Remove what is stored of files whose rows are gone."""
    for one in gone:
        portal.store.remove(f"{submission}/{one}")


def _forget(portal: Portal, place: Place) -> None:
    with portal.database.write() as session:
        session.execute(delete(File).where(File.id == place.id, File.state == "receiving"))
        kept = session.get(File, place.id) is not None
    if not kept:
        portal.store.remove(place.prefix)


async def go_on(
    portal: Portal,
    actor: Actor,
    submission: str,
    file_id: str,
    *,
    offset: int,
    stream: AsyncIterator[bytes],
) -> tuple[File, int]:
    """More bytes of a file that was begun, from ``offset``; the file, and how many bytes are there now.

    Raises Refused: A410 with the offset to go on from, A415 where the whole has not the hash that was declared.
    """
    file, place = await run_in_threadpool(_expected, portal, actor, submission, file_id, offset)
    if file.state != "receiving":
        return file, file.size
    limit = min(file.declared_size or 0, portal.settings.max_upload_bytes)
    async with portal.uploads:
        came = await content.receive(stream, portal.store, place.key, place.prefix, limit=limit, start=offset)
        return await run_in_threadpool(_append, portal, actor, place, offset, came)


def _expected(portal: Portal, actor: Actor, submission: str, file_id: str, offset: int) -> tuple[File, Place]:
    with portal.database.read() as session:
        own(session, actor, submission)
        file = session.get(File, file_id)
        if file is None or file.submission_id != submission or file.declared_size is None:
            raise refused("not_found")
        if file.state == "receiving" and file.size != offset:
            raise refused("wrong_offset", offset=file.size)
        key = portal.vault.unwrap(file.key) if file.key else b""
        return file, Place(submission, file_id, key)


def _append(portal: Portal, actor: Actor, place: Place, offset: int, came: Received) -> tuple[File, int]:
    with portal.database.write() as session:
        file = session.get(File, place.id, with_for_update=True)
        if file is None:
            raise refused("not_found")
        if file.size != offset or file.state != "receiving":
            raise refused("wrong_offset", offset=file.size)
        file.size += came.size
        files.put_parts(session, file.id, came)
        whole = file.size == file.declared_size
    if not whole:
        return file, file.size
    return _whole(portal, actor, place, file)


def _whole(portal: Portal, actor: Actor, place: Place, file: File) -> tuple[File, int]:
    with portal.database.read() as session:
        parts = list(session.scalars(select(Part).where(Part.file_id == place.id)))
    sha256 = content.hash_of(portal.store, place.key, place.prefix, parts)
    if file.sha256 is not None and sha256 != file.sha256.lower():
        _forget(portal, place)
        raise refused("wrong_hash")
    with portal.database.write() as session:
        done = files.complete(session, portal.vault, place, sha256=sha256, actor=actor.name)
    _drop_bytes(portal, place.submission, done.gone)
    return done.file, file.size


def remove(portal: Portal, actor: Actor, submission: str, file_id: str) -> None:
    """Take a file out of the submission, and its bytes out of the store."""
    with portal.database.write() as session:
        found = own(session, actor, submission, lock=True)
        gone = files.remove(session, found, own_file(session, found, file_id), actor.name)
    _drop_bytes(portal, submission, gone)
    portal.database.forget()
