"""The application: routes, and what holds for every request (hosts, headers, refusals, logs)."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from sqlalchemy import text
from starlette.exceptions import HTTPException

from scanaudit import __version__
from scanaudit.errors import ScanauditError
from scanaudit.service import web
from scanaudit.service.access import check_language, identify, language
from scanaudit.service.api import administration, files, letters, mended, notices, pages, reports, submissions
from scanaudit.service.invalid import refused_for
from scanaudit.service.logs import ACCESS
from scanaudit.service.metrics import Metrics
from scanaudit.service.portal import Portal
from scanaudit.service.problems import MEDIA_TYPE, ProblemDetails, Refused, of_error, refused

_LOG = logging.getLogger(__name__)
Next = Callable[[Request], Awaitable[Response]]

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), interest-cohort=()",
}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": said,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
    }
    for status, said in (("4XX", "Refused; `code` says why."), ("5XX", "Not possible at present."))
}


def make_app(portal: Portal) -> FastAPI:
    """The ASGI application of ``portal``."""
    app = FastAPI(
        title="scanaudit",
        version=__version__,
        summary="Checks the scans of a professional-title application against its notice.",
        docs_url=None,
        redoc_url=None,
        responses=_REFUSALS,
    )
    app.state.portal = portal
    metrics = Metrics()
    for router in (notices, submissions, files, mended, reports, letters, pages, administration):
        app.include_router(router.router, dependencies=[Depends(check_language)])
    web.mount(app)
    _operations(app, portal, metrics)
    _refusals(app)
    _every_request(app, portal, metrics)
    _describe(app)
    return app


def _operations(app: FastAPI, portal: Portal, metrics: Metrics) -> None:
    @app.get("/healthz", include_in_schema=False)
    def health() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @app.get("/readyz", include_in_schema=False)
    def ready() -> PlainTextResponse:
        with portal.database.read() as session:
            session.execute(text("SELECT 1"))
        return PlainTextResponse("ready")

    @app.get("/metrics", include_in_schema=False)
    def measured(request: Request) -> Response:
        given = request.headers.get("authorization", "")
        token = given.removeprefix("Bearer ") if given.startswith("Bearer ") else None
        actor = identify(request, portal, token)
        if actor is None:
            raise refused("unauthorised")
        if not actor.may("admin"):
            raise refused("forbidden", scope="admin")
        return Response(metrics.page(portal), media_type="text/plain; version=0.0.4")


def _refusals(app: FastAPI) -> None:
    @app.exception_handler(Refused)
    async def say(request: Request, error: Refused) -> Response:
        return _told(request, error)

    @app.exception_handler(ScanauditError)
    async def say_error(request: Request, error: ScanauditError) -> Response:
        return _told(request, of_error(error))

    @app.exception_handler(RequestValidationError)
    async def say_invalid(request: Request, error: RequestValidationError) -> Response:
        return _told(request, refused_for(error.errors(), request.headers.get("content-type", "")))

    @app.exception_handler(HTTPException)
    async def say_http(request: Request, error: HTTPException) -> Response:
        told = _told(request, _of_http(error))
        for name, value in (error.headers or {}).items():
            told.headers[name] = value
        return told


def _of_http(error: HTTPException) -> Refused:
    """What the framework refuses. A body that it fails to decode it wraps: not UTF-8, too deep, a number too long."""
    if isinstance(error.__cause__, ValueError | RecursionError):
        return refused("not_json")
    known = {404: "not_found", 405: "no_route", 401: "unauthorised"}
    made = refused(known.get(error.status_code, "invalid"), reason=str(error.detail))
    made.status = error.status_code
    return made


def _told(request: Request, error: Refused) -> Response:
    """A refusal: as a page for a browser that asked for one, else as problem+json."""
    lang = language(request)
    if not request.url.path.startswith("/v1") and "text/html" in request.headers.get("accept", ""):
        told = web.refusal_page(request, error, lang)
    else:
        told = JSONResponse(error.details(lang), error.status, media_type=MEDIA_TYPE)
        if error.status == 401:
            told.headers["WWW-Authenticate"] = "Bearer"
    if error.seconds is not None:
        told.headers["Retry-After"] = str(error.seconds)
    return told


def _every_request(app: FastAPI, portal: Portal, metrics: Metrics) -> None:
    @app.middleware("http")
    async def around(request: Request, call_next: Next) -> Response:
        began = time.perf_counter()
        if not portal.host_allowed(request.headers.get("host", "")):
            response: Response = _told(request, refused("unknown_host"))
        else:
            try:
                response = await call_next(request)
            except Exception as error:
                reference = secrets.token_hex(4)
                _LOG.error("unexpected error %s", reference, exc_info=error)
                response = _told(request, refused("unexpected", reference=reference))
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.url.path.startswith(("/v1", "/s/", "/review")):
            response.headers.setdefault("Cache-Control", "private, no-store")
        route = getattr(request.scope.get("route"), "path", "?")
        seconds = time.perf_counter() - began
        metrics.answered(request.method, route, response.status_code, seconds)
        ACCESS.info(
            "request",
            extra={
                "request": {
                    "method": request.method,
                    "route": route,
                    "status": response.status_code,
                    "ms": round(seconds * 1000, 1),
                    "actor": getattr(request.state, "actor", None),
                }
            },
        )
        return response


def _describe(app: FastAPI) -> None:
    """Put the schema of refusals into the OpenAPI description, in place of FastAPI's own 422."""
    original = app.openapi

    def described() -> dict[str, Any]:
        made = original()
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        told = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(told.pop("$defs", {}), ProblemDetails=told)
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        for path in made["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        return made

    app.openapi = described  # type: ignore[method-assign]
