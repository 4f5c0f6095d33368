"""Who may do what: every request has an actor, every object is looked up as one of the actor's unit."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Annotated, cast
from urllib.parse import urlsplit

from fastapi import Depends, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BeforeValidator
from sqlalchemy.orm import Session

from scanaudit.service import keys
from scanaudit.service.database import File, PageRow, Submission
from scanaudit.service.ids import same
from scanaudit.service.keys import SCOPES, Actor, Scope
from scanaudit.service.portal import Portal, is_loopback
from scanaudit.service.problems import refused
from scanaudit.service.submissions import LOCAL_UNIT
from scanaudit.text import Lang

COOKIE = "scanaudit_session"
CSRF_HEADER = "x-csrf-token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_bearer = HTTPBearer(auto_error=False, description="An API key: `sk_…`.")


def portal_of(request: Request) -> Portal:
    """The portal that the application was made for."""
    return cast(Portal, request.app.state.portal)


InPortal = Annotated[Portal, Depends(portal_of)]


def identify(request: Request, portal: Portal, token: str | None) -> Actor | None:
    """The actor of a request: by key, by session, or as the user of this computer; None: nobody."""
    if token is not None:
        with portal.database.read() as session:
            return keys.identify(session, token)
    if "authorization" in request.headers:
        raise refused("unauthorised")
    cookie = request.cookies.get(COOKIE)
    if cookie:
        with portal.database.read() as session:
            known = keys.of_session(session, cookie)
        if known is not None:
            return known
    if portal.self_check and request.client is not None and is_loopback(request.client.host):
        return Actor(LOCAL_UNIT, "local", frozenset(SCOPES))
    return None


def caller(
    request: Request,
    portal: InPortal,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Actor:
    """The actor of an API request. Raises Refused: A401 for nobody, A420 for another site's page, A429."""
    actor = identify(request, portal, credentials.credentials if credentials else None)
    if actor is None:
        raise refused("unauthorised")
    if not actor.keyed and request.method not in _SAFE and not _own_page(request):
        raise refused("cross_site")
    portal.rates.spend(actor.name)
    request.state.actor = actor.name
    return actor


def _own_page(request: Request) -> bool:
    """Whether a request without a key comes from this service's own pages, or from no browser at all."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def need(scope: Scope) -> Callable[..., Actor]:
    """A dependency: the actor, who must have ``scope``."""

    def checked(actor: Annotated[Actor, Depends(caller)]) -> Actor:
        if not actor.may(scope):
            raise refused("forbidden", scope=scope)
        return actor

    return checked


Submitter = Annotated[Actor, Depends(need("submit"))]
Inspector = Annotated[Actor, Depends(need("inspect"))]
Reviewer = Annotated[Actor, Depends(need("review"))]
Administrator = Annotated[Actor, Depends(need("admin"))]
Anybody = Annotated[Actor, Depends(caller)]


def unrestricted(actor: Actor) -> Actor:
    """The actor, who must not be held to one submission. Raises Refused."""
    if actor.submission is not None:
        raise refused("forbidden", scope="unit")
    return actor


def own(session: Session, actor: Actor, submission_id: str, *, lock: bool = False) -> Submission:
    """The submission, if it is one that this actor may see. Raises Refused (A404): others' do not exist."""
    found = session.get(Submission, submission_id, with_for_update=lock or None)
    if found is None or found.unit_id != actor.unit:
        raise refused("not_found")
    if actor.submission is not None and actor.submission != found.id:
        raise refused("not_found")
    return found


def own_file(session: Session, submission: Submission, file_id: str) -> File:
    """The file, if it is one of the submission's. Raises Refused (A404)."""
    file = session.get(File, file_id)
    if file is None or file.submission_id != submission.id:
        raise refused("not_found")
    return file


def own_page(session: Session, submission: Submission, page_id: str) -> PageRow:
    """The page, if it is one of the submission's. Raises Refused (A404)."""
    page = session.get(PageRow, page_id)
    if page is None or page.submission_id != submission.id:
        raise refused("not_found")
    return page


def csrf_token(portal: Portal, cookie: str) -> str:
    """What a form of this browser must send along: only this service can make it."""
    return hmac.new(portal.vault.signing_key, cookie.encode(), hashlib.sha256).hexdigest()


def check_csrf(portal: Portal, request: Request, token: str | None) -> None:
    """Raise Refused (A420) where a request does not come from a page that was served to this browser."""
    cookie = request.cookies.get(COOKIE, "")
    if not cookie or not token or not same(token, csrf_token(portal, cookie)) or not _own_page(request):
        raise refused("cross_site")


def language(request: Request) -> Lang:
    """The language asked for: ``?lang=``, the cookie of the language switch, else Chinese."""
    asked = request.query_params.get("lang") or request.cookies.get("scanaudit_lang") or ""
    return "en" if _primary(asked) == "en" else "zh"


Language = Annotated[Lang, Depends(language)]


def _primary(asked: object) -> object:
    """Of a tag such as ``en-GB`` the language alone."""
    return asked.replace("_", "-").partition("-")[0].lower() if isinstance(asked, str) else asked


def check_language(
    lang: Annotated[
        Lang | None, BeforeValidator(_primary), Query(description="The language of the sentences.")
    ] = None,
) -> None:
    """A dependency of every call of the API: ``?lang=`` is one that there is (read by ``language``)."""
