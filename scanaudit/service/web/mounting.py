"""The web pages put into the application."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from scanaudit.report import html
from scanaudit.service.access import portal_of
from scanaudit.service.problems import Refused
from scanaudit.service.web import applicant, doubts, entry, letters, result, review
from scanaudit.service.web.pages import render
from scanaudit.text import Lang

_STATIC = Path(__file__).with_name("static")
# The look of the pages is the reports' own, with what only the pages need on top.
_BASE_STYLE = Path(str(html.__file__)).with_name("templates") / "report.css"


def mount(app: FastAPI) -> None:
    """Add the pages and their static files to ``app``."""

    @app.get("/static/base.css", include_in_schema=False)
    def base_style() -> FileResponse:
        return FileResponse(_BASE_STYLE, media_type="text/css")

    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for router in (
        entry.router,
        applicant.router,
        letters.router,
        result.router,
        review.router,
        doubts.router,
    ):
        app.include_router(router)


def refusal_page(request: Request, error: Refused, lang: Lang) -> Response:
    """A refusal as a page; whoever is not signed in is asked to."""
    portal = portal_of(request)
    if error.status == 401:
        return render(request, portal, "sign_in.html.j2", status=401, wrong=False)
    return render(request, portal, "refused.html.j2", status=error.status, error=error)
