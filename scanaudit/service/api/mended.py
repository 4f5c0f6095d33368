"""Mended copies of pages: listed, one by one, all together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, StreamingResponse

from scanaudit.service import mended, trail
from scanaudit.service.access import InPortal, Language, Submitter, own
from scanaudit.service.api.files import ObjectId
from scanaudit.service.api.models import MendedInfo
from scanaudit.service.api.reports import attachment
from scanaudit.service.api.submissions import SubmissionId
from scanaudit.service.keys import Actor
from scanaudit.service.mended import MEDIA, Mended
from scanaudit.service.portal import Portal
from scanaudit.service.problems import refused

router = APIRouter(prefix="/v1/submissions/{submission}", tags=["mended copies"])
_BINARY = {"schema": {"type": "string", "format": "binary"}}
COPY: dict[int | str, dict[str, Any]] = {200: {"content": dict.fromkeys(MEDIA.values(), _BINARY)}}
ZIP: dict[int | str, dict[str, Any]] = {200: {"content": {"application/zip": _BINARY}}}


@router.get("/mended", response_model=list[MendedInfo])
def list_mended(submission: SubmissionId, portal: InPortal, actor: Submitter, lang: Language) -> JSONResponse:
    """What was mended on each page (turned, cropped, straightened, lit evenly), and what only a new scan mends.

    Copies are made after the report, in the background: a page is `waiting` while its copy is queued, and `failed`,
    with the problem, where none could be made.
    """
    listed = all_mended(portal, actor, submission)
    return JSONResponse([one.info.model_dump(mode="json", context={"lang": lang}) for one in listed])


@router.get("/mended.zip", response_class=Response, responses=ZIP)
def take_all(submission: SubmissionId, portal: InPortal, actor: Submitter) -> Response:
    """All mended copies as a ZIP, each named by its material. A404 while there is none."""
    return as_zip(portal, actor, submission)


@router.get("/pages/{page}/mended", response_class=Response, responses=COPY)
def take_one(submission: SubmissionId, page: ObjectId, portal: InPortal, actor: Submitter) -> Response:
    """The mended copy of a page: a file to submit in place of the original, ID numbers not covered."""
    return as_file(portal, actor, submission, page)


def all_mended(portal: Portal, actor: Actor, submission: str) -> list[Mended]:
    """All pages with what is known of their copies. Raises Refused (A503 where the operator turned them off)."""
    with portal.database.read() as session:
        return mended.mended(portal, session, own(session, actor, submission))


def as_file(portal: Portal, actor: Actor, submission: str, page: str) -> Response:
    """One copy, to be kept. Raises Refused (A404; A503 where the operator turned them off)."""
    with portal.database.write() as session:
        found = mended.one(portal, session, own(session, actor, submission), page)
        trail.note(session, actor.unit, actor.name, "mended.taken", page)
    content = mended.part(portal, found, "copy")
    form = found.told.form if found.told else "jpeg"
    return Response(content, media_type=MEDIA[form], headers=_attached(found.info.name or "page"))


def as_zip(portal: Portal, actor: Actor, submission: str) -> Response:
    """All copies, to be kept. Raises Refused (A404 where there is none)."""
    listed = all_mended(portal, actor, submission)
    if not any(one.info.state == "mended" for one in listed):
        raise refused("not_found")
    with portal.database.write() as session:
        trail.note(session, actor.unit, actor.name, "mended.taken", submission)
    made: Iterator[bytes] = mended.zipped(portal, listed)
    return StreamingResponse(made, media_type="application/zip", headers=attachment("mended.zip"))


def _attached(name: str) -> dict[str, str]:
    """Headers of a file with a Chinese name (RFC 6266)."""
    ending = name.rpartition(".")[2]
    return attachment(f"page.{ending}") | {
        "Content-Disposition": f"attachment; filename=\"page.{ending}\"; filename*=UTF-8''{quote(name)}"
    }
