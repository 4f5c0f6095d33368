"""The way in: the list of notices, signing in, links for applicants, the language switch."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import select

from scanaudit.notices import Profile, available, get
from scanaudit.notices.packing import deadlines_of
from scanaudit.service import keys, submissions
from scanaudit.service.access import COOKIE, InPortal, check_csrf
from scanaudit.service.database import Session as Browser
from scanaudit.service.database import Submission
from scanaudit.service.ids import digest
from scanaudit.service.problems import Refused, refused
from scanaudit.service.view import submission_info
from scanaudit.service.web.pages import render, set_cookie, visitor

router = APIRouter(include_in_schema=False)
_RECENT = 20


@router.get("/")
def home(request: Request, portal: InPortal) -> Response:
    """Choose a notice, or go on with what was begun."""
    actor = visitor(request, portal)
    if actor.submission is not None:
        return RedirectResponse(f"/s/{actor.submission}", 303)
    with portal.database.read() as session:
        asked = select(Submission).where(Submission.unit_id == actor.unit)
        rows = list(session.scalars(asked.order_by(Submission.changed.desc()).limit(_RECENT)))
        mine = [
            (submission_info(session, row), submissions.profile_of(row, portal.vault).name) for row in rows
        ]
    notices = {one.id: one for one in available()}
    today = dt.date.today()
    windows = {name: deadlines_of(get(name), Profile(), today)[:1] for name in notices}
    return render(request, portal, "home.html.j2", notices=notices, windows=windows, mine=mine, step="notice")


@router.post("/s")
def begin(
    request: Request, portal: InPortal, notice: Annotated[str, Form()], csrf: Annotated[str, Form()]
) -> Response:
    """A new submission for the chosen notice."""
    actor = visitor(request, portal)
    check_csrf(portal, request, csrf)
    if actor.submission is not None:
        raise refused("forbidden", scope="unit")
    with portal.database.write() as session:
        made = submissions.create(
            session,
            portal.vault,
            portal.settings,
            unit=actor.unit,
            notice=notice,
            profile=Profile(),
            actor=actor.name,
        )
        name = made.id
    return RedirectResponse(f"/s/{name}/questions", 303)


@router.get("/sign-in")
def sign_in_page(request: Request, portal: InPortal) -> Response:
    """Where reviewers sign in."""
    return render(request, portal, "sign_in.html.j2", wrong=False)


@router.post("/sign-in")
def sign_in(request: Request, portal: InPortal, key: Annotated[str, Form(max_length=200)]) -> Response:
    """A session for whoever holds an API key."""
    portal.rates.spend(f"sign-in:{request.client.host if request.client else ''}")
    try:
        with portal.database.write() as session:
            actor = keys.identify(session, key.strip())
            cookie = keys.open_session(session, actor, hours=portal.settings.session_hours)
    except Refused:
        return render(request, portal, "sign_in.html.j2", status=401, wrong=True)
    response = RedirectResponse("/review" if actor.may("review") else "/", 303)
    set_cookie(response, portal, cookie)
    return response


@router.post("/sign-out")
def sign_out(request: Request, portal: InPortal, csrf: Annotated[str, Form()]) -> Response:
    """End the session."""
    check_csrf(portal, request, csrf)
    with portal.database.write() as session:
        row = session.get(Browser, digest(request.cookies.get(COOKIE, "")))
        if row is not None:
            session.delete(row)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE)
    return response


@router.get("/enter")
def enter_page(request: Request, portal: InPortal) -> Response:
    """Where an applicant's link leads: the secret stands behind the ``#`` and so in no log."""
    return render(request, portal, "enter.html.j2")


@router.post("/enter")
def enter(portal: InPortal, secret: Annotated[str, Form(pattern=r"^[a-z0-9]{52}$")]) -> Response:
    """The link's session becomes the browser's."""
    with portal.database.read() as session:
        actor = keys.of_session(session, secret)
    if actor is None or actor.submission is None:
        raise refused("unauthorised")
    response = RedirectResponse(f"/s/{actor.submission}", 303)
    set_cookie(response, portal, secret)
    return response


@router.get("/language")
def switch(request: Request, to: str, back: str = "/") -> Response:
    """Remember the language. ``back`` is a path of this service, never another site."""
    safe = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    response = RedirectResponse(safe, 303)
    chosen = "en" if to == "en" else "zh"
    response.set_cookie("scanaudit_lang", chosen, samesite="strict", max_age=365 * 86_400)
    return response
