"""The reviewer's queue: one doubtful place after another, yes, no or cannot tell, by key or click."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from pydantic import BaseModel, Field

from scanaudit.facts import unturned
from scanaudit.privacy import mask
from scanaudit.report.pictures import upright
from scanaudit.review import app as review_page
from scanaudit.review.decisions import Answer
from scanaudit.service import doubts
from scanaudit.service.access import InPortal, check_csrf, language, unrestricted
from scanaudit.service.api.models import Id
from scanaudit.service.doubts import Asked
from scanaudit.service.keys import Actor
from scanaudit.service.pictures import jpeg, report_part
from scanaudit.service.portal import Portal
from scanaudit.service.problems import refused
from scanaudit.service.web.pages import render, visitor
from scanaudit.text import Lang

router = APIRouter(prefix="/review/queue", include_in_schema=False)
_HERE = review_page.HERE / "static"
# A submission's id and the subject of one of its questions.
_SUBJECT = r"^[a-z0-9]{26}\.[0-9a-f]{64}$"
Subject = Annotated[str, Path(pattern=_SUBJECT)]
Only = Annotated[Id | None, Query()]
Csrf = Annotated[str, Header(max_length=100)]


class Given(BaseModel):
    """An answer as the page sends it."""

    subject: str = Field(pattern=_SUBJECT)
    answer: Answer
    note: str = Field(default="", max_length=500)


@router.get("")
def page(request: Request, portal: InPortal, submission: Only = None) -> Response:
    """The queue of the unit, or of one submission."""
    _reviewer(request, portal)
    return render(request, portal, "queue.html.j2", only=submission or "")


@router.get("/static/{name}")
def static(name: str) -> FileResponse:
    """What the page has in common with that of bulk runs."""
    if name not in review_page.STATIC:
        raise refused("not_found")
    return FileResponse(_HERE / name, media_type=review_page.STATIC[name])


@router.get("/api/next")
def following(
    request: Request,
    portal: InPortal,
    skip: Annotated[str, Query(max_length=20_000)] = "",
    submission: Only = None,
) -> JSONResponse:
    """The next open question."""
    actor = _reviewer(request, portal)
    later = [(one.partition(".")[0], one.partition(".")[2]) for one in skip.split(",")]
    asked = doubts.next_question(portal, actor, later, submission)
    return _answer(portal, actor, language(request), asked, submission)


@router.post("/api/decide")
def decide(
    request: Request, given: Given, portal: InPortal, x_csrf_token: Csrf = "", submission: Only = None
) -> JSONResponse:
    """Keep an answer."""
    actor = _reviewer(request, portal)
    check_csrf(portal, request, x_csrf_token)
    whose, _, subject = given.subject.partition(".")
    note = mask(" ".join(given.note.replace("\0", "").split()))
    done = doubts.decide(portal, actor, whose, subject, answer=given.answer, note=note)
    told = review_page.verdict_now(done.report, done.name, language(request))
    counted = review_page.counted(doubts.count(portal, actor, submission))
    return JSONResponse({"verdict": told, "differs": done.differs, "count": counted})


@router.post("/api/undo")
def undo(
    request: Request, portal: InPortal, x_csrf_token: Csrf = "", submission: Only = None
) -> JSONResponse:
    """Take the last answer back: of the unit's, or of the one submission that is looked at."""
    actor = _reviewer(request, portal)
    check_csrf(portal, request, x_csrf_token)
    return _answer(portal, actor, language(request), doubts.undo(portal, actor, submission), submission)


@router.get("/api/places/{subject}")
def places(request: Request, subject: Subject, portal: InPortal) -> JSONResponse:
    """Where the place is on the page and on its crop."""
    actor = _reviewer(request, portal)
    whose, _, what = subject.partition(".")
    found, asked = doubts.doubt(portal, actor, whose, what)
    box = asked.question.bbox
    if box is not None:
        box = unturned(box, doubts.turned(portal, found, doubts.place_of(asked)))
    beside = asked.question.beside is not None
    return JSONResponse({"page": box, "crop": asked.box, "picture": True, "beside": beside})


@router.get("/picture/{subject}/{what}.jpg")
def picture(request: Request, subject: Subject, what: str, portal: InPortal) -> Response:
    """The place in question (``crop``), its whole page (``page``), or the page to compare it with (``beside``)."""
    actor = _reviewer(request, portal)
    whose, _, name = subject.partition(".")
    found, asked = doubts.doubt(portal, actor, whose, name)
    if what == "crop":
        if asked.crop is None:
            raise refused("not_found")
        return jpeg(report_part(portal, found, f"crop-{asked.crop}"))
    place = asked.question.beside if what == "beside" else doubts.place_of(asked)
    if place is None:
        raise refused("not_found")
    with portal.database.read() as session:
        page = doubts.page_of(portal, session, found, place)
    return jpeg(upright(page, doubts.turned(portal, found, place)))


def _reviewer(request: Request, portal: Portal) -> Actor:
    return unrestricted(visitor(request, portal, "review"))


def _answer(portal: Portal, actor: Actor, lang: Lang, asked: Asked | None, only: str | None) -> JSONResponse:
    question: dict[str, Any] | None = None
    if asked is not None:
        question = review_page.told(asked.shown, lang)
        question |= {"subject": f"{asked.submission}.{question['subject']}"}
    counted = review_page.counted(doubts.count(portal, actor, only))
    return JSONResponse({"question": question, "count": counted})
