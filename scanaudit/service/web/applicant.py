"""The applicant's way: questions, packing list, upload, pages as they are read."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Header, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from scanaudit.notices import Notice, Profile, get
from scanaudit.notices.packing import packing_list
from scanaudit.service import mended, submissions, trail, uploads
from scanaudit.service.access import InPortal, check_csrf, own, own_page
from scanaudit.service.api.files import ObjectId
from scanaudit.service.api.mended import as_file, as_zip
from scanaudit.service.api.models import FileName, Id, PageInfo
from scanaudit.service.api.submissions import SubmissionId
from scanaudit.service.files import Announced
from scanaudit.service.pictures import jpeg, page_picture
from scanaudit.service.portal import Portal
from scanaudit.service.view import file_list, page_list, submission_info
from scanaudit.service.web import answers
from scanaudit.service.web.pages import render, visitor

router = APIRouter(prefix="/s/{submission}", include_in_schema=False)
Token = Annotated[str, Form(max_length=100)]


@router.get("")
def go_on(request: Request, submission: SubmissionId, portal: InPortal) -> Response:
    """Where the applicant left off."""
    actor = visitor(request, portal)
    with portal.database.read() as session:
        found = own(session, actor, submission)
        step = "result" if found.state == "closed" else "materials" if found.revision else "questions"
    return RedirectResponse(f"/s/{submission}/{step}", 303)


@router.get("/questions")
def questions(request: Request, submission: SubmissionId, portal: InPortal) -> Response:
    """The questions that are open."""
    actor = visitor(request, portal)
    with portal.database.read() as session:
        found = own(session, actor, submission)
        profile = submissions.profile_of(found, portal.vault)
        notice = get(found.notice)
    return _asked(request, portal, submission, notice, profile)


@router.post("/questions")
async def answer(request: Request, submission: SubmissionId, portal: InPortal) -> Response:
    """Keep the answers; ask on while an answer opens further questions."""
    form = await request.form(max_files=0, max_fields=400)
    return await run_in_threadpool(_answered, request, submission, portal, form)


def _answered(request: Request, submission: str, portal: Portal, form: FormData) -> Response:
    actor = visitor(request, portal)
    check_csrf(portal, request, str(form.get("csrf", "")))
    with portal.database.write() as session:
        found = own(session, actor, submission, lock=True)
        former = submissions.profile_of(found, portal.vault)
        said = answers.read(form, former)
        if said.profile.model_dump(exclude_unset=True) != former.model_dump(exclude_unset=True):
            submissions.set_profile(session, found, portal.vault, said.profile)
        closed = found.state == "closed"
        notice = get(found.notice)
    if said.wrong:
        return _asked(request, portal, submission, notice, former, said)
    open_, _ = answers.open_and_given(notice, said.profile)
    if any(one.fact not in said.typed for one in open_):
        return _asked(request, portal, submission, notice, said.profile)
    return RedirectResponse(f"/s/{submission}/{'result' if closed else 'materials'}", 303)


def _asked(
    request: Request,
    portal: Portal,
    submission: str,
    notice: Notice,
    profile: Profile,
    said: answers.Read | None = None,
) -> Response:
    """The questions; with a form that was not right as it was filled in, each wrong field marked."""
    open_, given = answers.open_and_given(notice, profile)
    return render(
        request,
        portal,
        "questions.html.j2",
        submission=submission,
        notice=notice,
        open=open_,
        given=given,
        values=answers.values(profile, said.typed if said else {}),
        wrong=said.wrong if said else {},
        step="questions",
    )


@router.get("/materials")
def materials(request: Request, submission: SubmissionId, portal: InPortal) -> Response:
    """The personal packing list, the upload, and the pages that came."""
    actor = visitor(request, portal)
    with portal.database.read() as session:
        found = own(session, actor, submission)
        notice, profile = get(found.notice), submissions.profile_of(found, portal.vault)
        info = submission_info(session, found)
        listed = _by_file(page_list(session, found, portal.vault))
        files = {one.id: one for one in file_list(session, found, portal.vault)}
    return render(
        request,
        portal,
        "materials.html.j2",
        submission=submission,
        notice=notice,
        packing=packing_list(notice, profile),
        info=info,
        files=files,
        pages=listed,
        step="materials",
    )


def _by_file(pages: list[PageInfo]) -> list[tuple[str, list[PageInfo]]]:
    """Pages under the name of their file, in upload order."""
    grouped: dict[str, list[PageInfo]] = {}
    for page in pages:
        grouped.setdefault(page.name, []).append(page)
    return list(grouped.items())


@router.get("/pages")
def pages(
    request: Request, submission: SubmissionId, portal: InPortal, version: Annotated[int, Query()] = -1
) -> Response:
    """The pages that came, as a part of the page; 204 where nothing is new since ``version``."""
    actor = visitor(request, portal)
    with portal.database.read() as session:
        found = own(session, actor, submission)
        if found.version == version:
            return Response(status_code=204)
        info = submission_info(session, found)
        listed = _by_file(page_list(session, found, portal.vault))
        files = {one.id: one for one in file_list(session, found, portal.vault)}
    return render(
        request,
        portal,
        "pages_part.html.j2",
        submission=submission,
        info=info,
        files=files,
        pages=listed,
        fresh=True,
    )


@router.post("/files")
async def upload(
    request: Request,
    submission: SubmissionId,
    portal: InPortal,
    name: Annotated[FileName, Query()],
    replaces: Annotated[Id | None, Query()] = None,
    page: Annotated[Id | None, Query()] = None,
    x_csrf_token: Annotated[str, Header()] = "",
) -> Response:
    """One file from the browser; the body is its bytes."""
    actor = await run_in_threadpool(visitor, request, portal)
    check_csrf(portal, request, x_csrf_token)
    size = request.headers.get("content-length", "")
    said = Announced(
        name=name, size=int(size) if size.isdecimal() else None, replaces=replaces, stands_for=page
    )
    file, new = await uploads.receive_whole(portal, actor, submission, said, request.stream())
    return JSONResponse({"id": file.id, "new": new}, 201 if new else 200)


@router.post("/files/{file}/remove")
def remove(
    request: Request,
    submission: SubmissionId,
    file: ObjectId,
    portal: InPortal,
    csrf: Token,
    back: Annotated[Literal["materials", "result"], Form()] = "materials",
) -> Response:
    """Take a file out; ``back``: the page that asked for it."""
    from scanaudit.service.web.result import part

    actor = visitor(request, portal)
    check_csrf(portal, request, csrf)
    uploads.remove(portal, actor, submission, file)
    if "hx-request" in request.headers:
        return (pages if back == "materials" else part)(request, submission, portal)
    return RedirectResponse(f"/s/{submission}/{back}", 303)


@router.post("/close")
def close(request: Request, submission: SubmissionId, portal: InPortal, csrf: Token) -> Response:
    """Ask for the result."""
    actor = visitor(request, portal)
    check_csrf(portal, request, csrf)
    with portal.database.write() as session:
        found = own(session, actor, submission, lock=True)
        submissions.close(session, found)
        trail.note(session, actor.unit, actor.name, "submission.closed", submission)
    return RedirectResponse(f"/s/{submission}/result", 303)


@router.post("/delete")
def delete(request: Request, submission: SubmissionId, portal: InPortal, csrf: Token) -> Response:
    """Remove everything, for good."""
    actor = visitor(request, portal)
    check_csrf(portal, request, csrf)
    with portal.database.read() as session:
        own(session, actor, submission)
    submissions.remove(portal.database, portal.store, [submission], actor.name)
    return RedirectResponse("/", 303)


@router.get("/p/{page}/{what}.jpg")
def picture(
    request: Request, submission: SubmissionId, page: ObjectId, what: str, portal: InPortal
) -> Response:
    """A page's preview: ``thumb`` or ``large``."""
    actor = visitor(request, portal)
    with portal.database.read() as session:
        found = own(session, actor, submission)
        row = own_page(session, found, page)
        return jpeg(page_picture(portal, session, row, "thumb" if what == "thumb" else "large"))


@router.get("/mended/{page}.jpg")
def mended_picture(request: Request, submission: SubmissionId, page: ObjectId, portal: InPortal) -> Response:
    """A small picture of a mended copy, ID numbers covered."""
    actor = visitor(request, portal)
    with portal.database.read() as session:
        found = mended.one(portal, session, own(session, actor, submission), page)
    return jpeg(mended.part(portal, found, "mended"))


@router.get("/mended/{page}/copy")
def take_mended(request: Request, submission: SubmissionId, page: ObjectId, portal: InPortal) -> Response:
    """One mended copy to keep."""
    return as_file(portal, visitor(request, portal), submission, page)


@router.get("/mended.zip")
def take_all_mended(request: Request, submission: SubmissionId, portal: InPortal) -> Response:
    """All mended copies to keep."""
    return as_zip(portal, visitor(request, portal), submission)


@router.get("/page/{page}")
def page_view(request: Request, submission: SubmissionId, page: ObjectId, portal: InPortal) -> Response:
    """One page enlarged, with its boxes and what was said of it."""
    from scanaudit.service.web.result import tasks_on

    actor = visitor(request, portal)
    with portal.database.read() as session:
        found = own(session, actor, submission)
        own_page(session, found, page)
        listed = page_list(session, found, portal.vault)
        copies = {one.page: one for one in mended.listed(portal, session, found)}
    at = next(index for index, one in enumerate(listed) if one.id == page)
    around = (listed[at - 1] if at else None, listed[at + 1] if at + 1 < len(listed) else None)
    return render(
        request,
        portal,
        "page.html.j2",
        submission=submission,
        page=listed[at],
        around=around,
        tasks=tasks_on(portal, found, listed[at]),
        copy=copies.get(page) if found.state == "closed" else None,
        step="result" if found.state == "closed" else "materials",
    )
