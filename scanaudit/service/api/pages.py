"""The instant check of one page, while the person who took the picture is still there."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from scanaudit.facts import PageFacts, Problem
from scanaudit.inspection.worker import count
from scanaudit.intake.problems import problem, said_bytes
from scanaudit.intake.sniff import HEAD_BYTES, PAGE_KINDS, sniff_bytes
from scanaudit.intake.sources import Source
from scanaudit.notices import Notice, Requirement
from scanaudit.service.access import InPortal, Inspector, Language
from scanaudit.service.api.files import BYTES, sent
from scanaudit.service.api.models import FileName, Label, NoticeId, PageCheck, said
from scanaudit.service.api.notices import notice_of
from scanaudit.service.content import workdir
from scanaudit.service.instant import check_page, is_good
from scanaudit.service.portal import Portal
from scanaudit.service.problems import of_file, refused
from scanaudit.service.shown import card
from scanaudit.text import Text

router = APIRouter(prefix="/v1/pages", tags=["pages"])


@router.post("/inspect", response_model=PageCheck, openapi_extra=BYTES)
async def inspect_page(
    request: Request,
    portal: InPortal,
    actor: Inspector,
    lang: Language,
    name: Annotated[FileName, Query()] = "page",
    page: Annotated[int, Query(ge=1, le=1000, description="Which page of the file.")] = 1,
    notice: Annotated[NoticeId | None, Query()] = None,
    requirement: Annotated[
        str | None,
        Query(max_length=40, pattern=r"^[A-Za-z0-9-]+$", description="What the page is meant for."),
    ] = None,
    applicant: Annotated[
        Label | None, Query(description="The applicant's name: is the page for `requirement` theirs?")
    ] = None,
) -> JSONResponse:
    """Look at one page: is it sharp, upright, whole, the right kind, does it bear its seal and signature?

    The body is the picture's bytes. Nothing of it is kept.
    """
    asked, wanted = _asked(notice, requirement)
    content = await _body(request, portal.settings.max_page_bytes)
    facts = await run_in_threadpool(_look, portal, content, name, page)
    if facts.classification is not None:
        raise refused("classified")
    told = await run_in_threadpool(_check, facts, asked, wanted, applicant)
    return said(told, lang)


async def _body(request: Request, limit: int) -> bytes:
    content = bytearray()
    async for chunk in sent(request):
        content += chunk
        if len(content) > limit:
            raise refused("too_large", limit=said_bytes(limit))
    return bytes(content)


def _look(portal: Portal, content: bytes, name: str, page: int) -> PageFacts:
    """The page's facts, from a decoding process. Raises Refused with the file's own problem."""
    kind = sniff_bytes(content[:HEAD_BYTES])
    if kind not in PAGE_KINDS:
        raise of_file(problem("empty" if kind == "empty" else "unsupported", name))
    with _in_memory(content) as path:
        source = Source(name, path, None, kind, hashlib.sha256(content).hexdigest())
        pool = portal.instant.get()
        if page > 1:
            _must_be_there(pool.start(name, count, source, portal.program.limits).result(), page)
        answer = pool.start(name, portal.looks.read, source, page, portal.instant.program).result()
    if isinstance(answer, Problem):
        raise of_file(answer)
    return answer.facts


def _must_be_there(pages: int | Problem, page: int) -> None:
    """Raise Refused where the file has no such page (A418), or cannot be opened."""
    if isinstance(pages, Problem):
        raise of_file(pages)
    if page > pages:
        raise refused("no_page", pages=pages, page=page)


@contextlib.contextmanager
def _in_memory(content: bytes) -> Iterator[Path]:
    """A file that exists in memory only, where the system has such; gone afterwards."""
    with workdir() as folder:
        path = folder / "page"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        yield path


def _asked(notice: str | None, requirement: str | None) -> tuple[Notice | None, Requirement | None]:
    """What the page is to be checked against. Raises Refused: A406, A407, A422 for a requirement of no notice."""
    if requirement is None:
        return (notice_of(notice) if notice is not None else None), None
    if notice is None:
        lone = Text(
            zh="给了 requirement 没有给 notice，请同时给出通知的编号",
            en="requirement is given without notice; give the id of the notice too",
        )
        raise refused("invalid", reason=lone)
    asked = notice_of(notice)
    wanted = next((one for one in asked.requirements if one.id == requirement), None)
    if wanted is None:
        raise refused("no_requirement", notice=notice, requirement=requirement)
    return asked, wanted


def _check(
    facts: PageFacts, notice: Notice | None, requirement: Requirement | None, name: str | None
) -> PageCheck:
    findings = check_page(facts, notice, requirement, name)
    good = facts.capture is not None and is_good(findings)
    return PageCheck(card=card(facts), good=good, findings=findings)
