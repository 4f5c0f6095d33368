"""How a page is made: template, language, the browser's session and its token."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from scanaudit import __version__
from scanaudit.report import paper
from scanaudit.report.kind_titles import kind_title
from scanaudit.report.phrases import phrases
from scanaudit.report.todo import told_status
from scanaudit.review import app as review_page
from scanaudit.service import keys
from scanaudit.service.access import COOKIE, csrf_token, identify, language
from scanaudit.service.keys import Actor
from scanaudit.service.portal import Portal
from scanaudit.service.problems import refused
from scanaudit.service.web.words import say
from scanaudit.text import Text

_TEMPLATES = Path(__file__).with_name("templates")
# Letters look the same here and on paper.
_REPORT = FileSystemLoader(Path(str(paper.__file__)).with_name("templates"))
_REVIEW = FileSystemLoader(review_page.HERE / "templates")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=ChoiceLoader(
            [FileSystemLoader(_TEMPLATES), PrefixLoader({"report": _REPORT, "review": _REVIEW})]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "phrases": phrases(),
        "words": phrases(),
        "version": __version__,
        "told_status": told_status,
    }
    made.filters |= {"kind": kind_title, "say": _say}
    return made


@pass_context
def _say(context: Context, text: Text | str) -> str:
    """A sentence in the page's language, as the templates of reports ask for it."""
    return text.say(context["lang"]) if isinstance(text, Text) else text


def render(request: Request, portal: Portal, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page. The browser gets a session with its first page, so that its forms can carry a token."""
    lang = language(request)
    cookie, fresh = _cookie(request, portal)
    content = (
        _environment()
        .get_template(template)
        .render(
            lang=lang,
            say=partial(say, lang),
            said=lambda text: text.say(lang) if isinstance(text, Text) else str(text),
            csrf=csrf_token(portal, cookie) if cookie else "",
            here=request.url.path,
            local=portal.self_check,
            **values,
        )
    )
    response = HTMLResponse(content, status)
    if fresh:
        set_cookie(response, portal, cookie)
    return response


def set_cookie(response: Response, portal: Portal, cookie: str) -> None:
    """Give the browser its session: out of scripts' reach, sent to this site's own pages only."""
    response.set_cookie(
        COOKIE,
        cookie,
        httponly=True,
        samesite="strict",
        secure=(portal.settings.public_url or "").startswith("https://"),
        max_age=int(portal.settings.session_hours * 3600),
    )


def _cookie(request: Request, portal: Portal) -> tuple[str, bool]:
    known = request.cookies.get(COOKIE, "")
    if known:
        with portal.database.read() as session:
            if keys.of_session(session, known) is not None:
                return known, False
    if not portal.self_check:
        return "", False
    actor = identify(request, portal, None)
    if actor is None:
        return "", False
    with portal.database.write() as session:
        return keys.open_session(session, actor, hours=portal.settings.session_hours), True


def visitor(request: Request, portal: Portal, scope: str = "submit") -> Actor:
    """Whoever looks at a page. Raises Refused (A401) for nobody, A403 without ``scope``, A429."""
    actor = identify(request, portal, None)
    if actor is None:
        raise refused("unauthorised")
    if not actor.may(scope):
        raise refused("forbidden", scope=scope)
    portal.rates.spend(actor.name if actor.submission is None else f"{actor.name}:{actor.submission}")
    request.state.actor = actor.name
    return actor
