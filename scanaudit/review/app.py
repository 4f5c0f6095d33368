"""The review page: served on this machine (or to a unit's own network), opened with a key, nothing from elsewhere."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, Field

from scanaudit.privacy import mask
from scanaudit.report.phrases import phrases
from scanaudit.review.decisions import Answer
from scanaudit.review.pictures import Pages, Pictures, pictures
from scanaudit.review.questions import saw
from scanaudit.review.queue import Count, Queue, Shown
from scanaudit.text import Lang, Text
from scanaudit.verdicts import AuditReport, PageRef

_COOKIE: Final = "scanaudit-review"
HERE: Final = Path(__file__).parent
STATIC: Final = {"review.css": "text/css", "ask.css": "text/css", "review.js": "text/javascript"}
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Decided(BaseModel):
    """An answer as the page sends it."""

    subject: str = Field(pattern="^[0-9a-f]{64}$")
    answer: Answer
    who: str = Field(min_length=1, max_length=80)
    note: str = Field(default="", max_length=500)


class Undone(BaseModel):
    """Who takes the last answer back."""

    who: str = Field(min_length=1, max_length=80)


def review_app(queue: Queue, pages: Pages, key: str, lang: Lang, *, show_ids: bool = False) -> FastAPI:
    """The page over ``queue``. ``key``: what a browser must bring along once; ``pages``: where pictures come from;
    ``show_ids``: they show every ID number, not only the one that is asked about.
    """
    app = FastAPI(title="scanaudit review", docs_url=None, redoc_url=None, openapi_url=None)

    @app.middleware("http")
    async def guard(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        # a cookie of an earlier run, or of another review on this machine, must not lock its reader out
        offered = (request.query_params.get("key"), request.cookies.get(_COOKIE))
        if not any(hmac.compare_digest((one or "").encode(), key.encode()) for one in offered):
            answer: Response = HTMLResponse(_page("locked.html.j2", lang), status_code=403)
        elif "key" in request.query_params:
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(_COOKIE, key, httponly=True, samesite="strict")
        else:
            answer = await go_on(request)
        answer.headers.update(_HEADERS)
        return answer

    @app.get("/")
    def home() -> HTMLResponse:
        return HTMLResponse(_page("review.html.j2", lang))

    @app.get("/static/{name}")
    def static(name: str) -> FileResponse:
        if name not in STATIC:
            raise HTTPException(404)
        return FileResponse(HERE / "static" / name, media_type=STATIC[name])

    @app.get("/favicon.ico")
    def icon() -> Response:
        return Response(status_code=204)

    _add_queue(app, queue, lang)
    _add_pictures(app, lambda subject: pictures(queue.get(subject).question, pages, show_ids=show_ids))
    return app


def _add_queue(app: FastAPI, queue: Queue, lang: Lang) -> None:
    @app.get("/api/next")
    def next_question(
        who: Annotated[str, Query(min_length=1, max_length=80)], skip: str = ""
    ) -> dict[str, Any]:
        found = queue.next(_reviewer(who), frozenset(filter(None, skip.split(","))))
        return {"question": told(found, lang) if found else None, "count": counted(queue.count())}

    @app.post("/api/decide")
    def decide(given: Decided) -> dict[str, Any]:
        try:
            name = queue.get(given.subject).question.name
        except KeyError as error:
            raise HTTPException(404) from error
        report, differs = queue.decide(
            given.subject, given.answer, _reviewer(given.who), mask(" ".join(given.note.split()))
        )
        return {
            "verdict": verdict_now(report, name, lang),
            "differs": differs,
            "count": counted(queue.count()),
        }

    @app.post("/api/undo")
    def undo(given: Undone) -> dict[str, Any]:
        shown = queue.undo(_reviewer(given.who))
        return {"question": told(shown, lang) if shown else None, "count": counted(queue.count())}


def _add_pictures(app: FastAPI, made_of: Callable[[str], Pictures | None]) -> None:
    @app.get("/picture/{subject}/{what}.jpg")
    def picture(subject: str, what: str) -> Response:
        try:
            made = made_of(subject)
        except KeyError as error:
            raise HTTPException(404) from error
        content = {"page": made.page, "crop": made.crop, "beside": made.beside}.get(what) if made else None
        if content is None:
            raise HTTPException(404)
        return Response(content, media_type="image/jpeg")

    @app.get("/api/places/{subject}")
    def places(subject: str) -> dict[str, Any]:
        try:
            made = made_of(subject)
        except KeyError as error:
            raise HTTPException(404) from error
        if made is None:
            return {"page": None, "crop": None, "picture": False, "beside": False}
        beside = made.beside is not None
        return {"page": made.page_box, "crop": made.crop_box, "picture": True, "beside": beside}


def told(shown: Shown, lang: Lang) -> dict[str, Any]:
    """A question as the page gets it: what is asked, what the program saw, and what yes and no mean, each by itself."""
    question, said = shown.question, phrases().review
    seen = saw(question.message).say(lang)
    asked, there, meaning = question.question.say(lang).partition(seen)
    earlier = shown.outdated or shown.decision
    said_before: Text | None = None
    if earlier is not None:
        key = "outdated" if shown.outdated else "answered"
        said_before = said[key].fill(who=earlier.who, answer=said[f"answer_{earlier.answer}"])
    return {
        "subject": question.subject,
        "applicant": question.name,
        "notice": question.notice.say(lang),
        "requirement": f"{question.requirement or ''} {question.title.say(lang)}".strip(),
        "clause": question.clause or "",
        "code": question.code,
        "question": asked.strip(),
        "seen": seen if there else "",
        "meaning": meaning.strip(),
        "file": mask(question.file),
        "page": question.page,
        "places": [
            _at(one, lang) for one in (PageRef(file=question.file, page=question.page), *question.also)
        ],
        "beside": _at(question.beside, lang) if question.beside is not None else "",
        "earlier": said_before.say(lang) if said_before else "",
    }


def _at(place: PageRef, lang: Lang) -> str:
    """A page as a reviewer finds it."""
    return f"{mask(place.file)} · {phrases().ui['page'].fill(page=place.page).say(lang)}"


def verdict_now(report: AuditReport, name: str, lang: Lang) -> str:
    """What is told after an answer: the verdict as it now stands."""
    words = phrases().verdict[report.verdict]
    return phrases().review["verdict_now"].fill(
        name=name, verdict=Text(zh=f"{words.symbol} {words.title.zh}", en=f"{words.symbol} {words.title.en}")
    ).say(lang)  # fmt: skip


def counted(count: Count) -> dict[str, int]:
    """How far a queue is, as the page gets it."""
    return {"total": count.total, "decided": count.decided, "unclear": count.unclear, "left": count.left}


def _reviewer(name: str) -> str:
    """A reviewer's name as it is kept: one line, no ID number."""
    return mask(" ".join(name.split()))[:40] or "?"


def _page(name: str, lang: Lang) -> str:
    return _environment(lang).get_template(name).render(lang=lang)


@cache
def _environment(lang: Lang) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["say"] = lambda text: text.say(lang)
    environment.globals["said"] = phrases().review
    return environment
