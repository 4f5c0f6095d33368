"""Mended copies as they are offered: what was done to which page, one copy, or all of them as a ZIP."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scanaudit.remedy.naming import numbered, title_of_kind
from scanaudit.remedy.wanted import SUFFIX
from scanaudit.service.api.models import Done, MendedInfo
from scanaudit.service.assembly import Placed, placed
from scanaudit.service.crypto import unseal_text
from scanaudit.service.database import Submission, Task
from scanaudit.service.pictures import stored
from scanaudit.service.portal import Portal
from scanaudit.service.problems import Refused, refused
from scanaudit.service.shown import Card, Copied
from scanaudit.service.work.reading import picture_place

MEDIA = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}


@dataclass(frozen=True)
class Mended:
    """A page with what is known of its copy; ``told`` is None until it was tried."""

    at: Placed
    info: MendedInfo
    told: Copied | None


def mended(portal: Portal, session: Session, submission: Submission) -> list[Mended]:
    """Every page that is or was queued to be mended, in upload order.

    Raises Refused (A503) where the operator turned mended copies off.
    """
    if not portal.settings.mended_copies:
        raise refused("turned_off")
    vault = portal.vault
    asked = select(Task.subject).where(Task.submission_id == submission.id, Task.kind == "mend")
    queued = set(session.scalars(asked))
    there = [
        (at, at.page, vault.unwrap(at.file.key))
        for at in placed(session, submission, vault.unwrap(submission.key))
        if at.page is not None and (at.page.sealed_copy is not None or at.page.id in queued)
    ]
    copies, titles = [], []
    for at, page, key in there:
        sealed = page.sealed_copy
        told = Copied.model_validate_json(unseal_text(key, sealed, f"{page.id}/copy")) if sealed else None
        card = Card.model_validate_json(unseal_text(key, page.sealed_card or b"", f"{page.id}/card"))
        copies.append(told)
        titles.append(title_of_kind(card.kind, at.name))
    names = numbered(titles, [SUFFIX[told.form] if told else "" for told in copies])
    return [
        Mended(at, _info(at, told, name), told)
        for (at, _, _), told, name in zip(there, copies, names, strict=True)
    ]


def listed(portal: Portal, session: Session, submission: Submission) -> list[MendedInfo]:
    """What the pages show of ``mended``: nothing where copies are turned off."""
    try:
        return [found.info for found in mended(portal, session, submission)]
    except Refused:
        return []


def _state(told: Copied | None) -> str:
    if told is None:
        return "waiting"
    if told.problem is not None:
        return "failed"
    return "mended" if told.bytes else "unchanged"


def _info(at: Placed, told: Copied | None, name: str) -> MendedInfo:
    state = _state(told)
    return MendedInfo.model_validate(
        {
            "page": at.id,
            "file": at.name,
            "number": at.number,
            "state": state,
            "name": name if state == "mended" else None,
            "bytes": told.bytes if told else 0,
            "changes": [Done(code=one.act, values=one.values, text=one.text) for one in told.changes]
            if told
            else [],
            "left": [Done(code=one.fault, values=one.values, text=one.text) for one in told.left]
            if told
            else [],
            "problem": told.problem if told else None,
        }
    )


def one(portal: Portal, session: Session, submission: Submission, page: str) -> Mended:
    """The mended page with this id. Raises Refused: A404 where there is none or no copy of it, and as ``mended``."""
    for found in mended(portal, session, submission):
        if found.at.id == page and found.info.state == "mended":
            return found
    raise refused("not_found")


def part(portal: Portal, found: Mended, what: str) -> bytes:
    """A mended page's file (``what``: copy) or its preview (mended). Raises Refused (A404)."""
    page = found.at.page
    if page is None:
        raise refused("not_found")
    place = picture_place(page.submission_id, page.file_id, page.number, what)
    return stored(portal, found.at.file.key, place)


class _Sink:
    """What a ZIP is written to: keeps the bytes until they are taken."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, content: bytes) -> int:
        self._held += content
        return len(content)

    def flush(self) -> None:
        return

    def take(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held


def zipped(portal: Portal, all_: list[Mended]) -> Iterator[bytes]:
    """All copies as a ZIP, made while it is sent: no more than one copy is in memory."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for found in all_:
            if found.info.state != "mended" or found.info.name is None:
                continue
            try:
                content = part(portal, found, "copy")
            except Refused:  # removed while the others were sent
                continue
            archive.writestr(found.info.name, content)
            yield sink.take()
    yield sink.take()
