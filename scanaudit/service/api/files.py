"""Files: sent whole or in pieces, replaced, removed; pages and their previews."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from scanaudit.service import uploads
from scanaudit.service.access import InPortal, Language, Submitter, own, own_page
from scanaudit.service.api.models import FileInfo, FileName, Id, NewUpload, PageInfo, Sha256, UploadInfo, said
from scanaudit.service.api.submissions import SubmissionId
from scanaudit.service.database import File, Submission
from scanaudit.service.files import Announced
from scanaudit.service.keys import Actor
from scanaudit.service.pictures import jpeg, page_picture
from scanaudit.service.portal import Portal
from scanaudit.service.problems import refused
from scanaudit.service.view import file_info, file_list, page_list

router = APIRouter(prefix="/v1/submissions/{submission}", tags=["files"])
ObjectId = Annotated[str, Path(pattern=r"^[a-z0-9]{26}$")]
BYTES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
JPEG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}}
}


def sent(request: Request) -> AsyncIterator[bytes]:
    """The bytes of a file that is a request's body. Raises Refused (A417) where it is packed into a form."""
    if request.headers.get("content-type", "").lower().startswith("multipart/"):
        raise refused("form")
    return request.stream()


@router.get("/files", response_model=list[FileInfo])
def list_files(submission: SubmissionId, portal: InPortal, actor: Submitter, lang: Language) -> JSONResponse:
    """All files, in the order of the upload."""
    with portal.database.read() as session:
        listed = file_list(session, own(session, actor, submission), portal.vault)
    return JSONResponse([one.model_dump(mode="json", context={"lang": lang}) for one in listed])


@router.post(
    "/files",
    status_code=201,
    response_model=FileInfo,
    responses={200: {"model": FileInfo, "description": "It was there already."}},
    openapi_extra=BYTES,
)
async def add_file(
    submission: SubmissionId,
    request: Request,
    portal: InPortal,
    actor: Submitter,
    lang: Language,
    name: Annotated[FileName, Query(examples=["论文.pdf"])],
    replaces: Annotated[Id | None, Query(description="The file whose place this one takes.")] = None,
    page: Annotated[Id | None, Query(description="The page that this file's first page replaces.")] = None,
    x_content_sha256: Annotated[
        Sha256 | None, Header(description="Checked; what differs is not kept.")
    ] = None,
) -> JSONResponse:
    """Send one file or ZIP; the body is its bytes. The same content under the same name is kept once."""
    size = request.headers.get("content-length", "")
    announced = Announced(
        name=name,
        size=int(size) if size.isdecimal() else None,
        sha256=x_content_sha256.lower() if x_content_sha256 else None,
        replaces=replaces,
        stands_for=page,
    )
    file, new = await uploads.receive_whole(portal, actor, submission, announced, sent(request))
    told = await run_in_threadpool(_info, portal, actor, submission, file)
    return said(told, lang, 201 if new else 200)


def _info(portal: Portal, actor: Actor, submission: str, file: File) -> FileInfo:
    with portal.database.read() as session:
        found = own(session, actor, submission)
        return file_info(file, portal.vault.unwrap(found.key))


@router.delete("/files/{file}", status_code=204)
def remove_file(submission: SubmissionId, file: ObjectId, portal: InPortal, actor: Submitter) -> Response:
    """Take a file out; its bytes and pictures go with it."""
    uploads.remove(portal, actor, submission, file)
    return Response(status_code=204)


@router.post("/uploads", status_code=201, response_model=UploadInfo)
def begin_upload(
    submission: SubmissionId, wanted: NewUpload, portal: InPortal, actor: Submitter, lang: Language
) -> JSONResponse:
    """Announce a file that is to be sent in pieces; answers with `done` where it is there already."""
    if wanted.size > portal.settings.max_upload_bytes:
        raise refused("too_large", limit=f"{portal.settings.max_upload_bytes // 2**20} MiB")
    announced = Announced(
        name=wanted.name,
        size=wanted.size,
        sha256=wanted.sha256.lower(),
        replaces=wanted.replaces,
        stands_for=wanted.page,
    )
    place = uploads.begin(portal, actor, submission, announced)
    return said(_upload(portal, actor, submission, place.id), lang, 201)


@router.get("/uploads/{upload}", response_model=UploadInfo)
def show_upload(
    submission: SubmissionId, upload: ObjectId, portal: InPortal, actor: Submitter, lang: Language
) -> JSONResponse:
    """How many bytes have arrived: where to go on after an interruption."""
    return said(_upload(portal, actor, submission, upload), lang)


@router.patch("/uploads/{upload}", response_model=UploadInfo, openapi_extra=BYTES)
async def go_on(
    submission: SubmissionId,
    upload: ObjectId,
    request: Request,
    portal: InPortal,
    actor: Submitter,
    lang: Language,
    upload_offset: Annotated[int, Header(ge=0, le=2**40)],
) -> JSONResponse:
    """Send the next bytes, from `Upload-Offset`. After the last ones the file is part of the submission."""
    file, offset = await uploads.go_on(
        portal, actor, submission, upload, offset=upload_offset, stream=sent(request)
    )
    told = await run_in_threadpool(_info, portal, actor, submission, file)
    return said(UploadInfo(id=upload, offset=offset, done=file.state != "receiving", file=told), lang)


def _upload(portal: Portal, actor: Actor, submission: str, upload: str) -> UploadInfo:
    with portal.database.read() as session:
        found: Submission = own(session, actor, submission)
        file = session.get(File, upload)
        if file is None or file.submission_id != submission:
            raise refused("not_found")
        told = file_info(file, portal.vault.unwrap(found.key))
    return UploadInfo(id=upload, offset=file.size, done=file.state != "receiving", file=told)


@router.get("/pages", response_model=list[PageInfo])
def list_pages(submission: SubmissionId, portal: InPortal, actor: Submitter, lang: Language) -> JSONResponse:
    """All pages in upload order, read or waiting, and files that have none."""
    with portal.database.read() as session:
        listed = page_list(session, own(session, actor, submission), portal.vault)
    return JSONResponse([one.model_dump(mode="json", context={"lang": lang}) for one in listed])


@router.get("/pages/{page}/preview", responses=JPEG, response_class=Response)
def preview(submission: SubmissionId, page: ObjectId, portal: InPortal, actor: Submitter) -> Response:
    """A re-encoded picture of a page, ID numbers covered."""
    with portal.database.read() as session:
        found = own(session, actor, submission)
        return jpeg(page_picture(portal, session, own_page(session, found, page), "large"))
