"""The reviewer's pages: the unit's applications with their state, search and export."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy import select

from scanaudit.notices import available
from scanaudit.service import doubts, submissions, trail
from scanaudit.service.access import InPortal, unrestricted
from scanaudit.service.api.models import SubmissionInfo
from scanaudit.service.api.reports import attachment
from scanaudit.service.database import Submission
from scanaudit.service.portal import Portal
from scanaudit.service.view import submission_info
from scanaudit.service.web.pages import render, visitor

router = APIRouter(prefix="/review", include_in_schema=False)
State = Literal["all", "open", "reading", "pass", "fail", "review"]
_MOST = 1000
# A cell that begins so is taken for a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Row:
    """One application in the list."""

    info: SubmissionInfo
    name: str
    employer: str
    state: State


def state_of(info: SubmissionInfo) -> State:
    """Being filled, being checked, or the verdict."""
    if info.state == "open":
        return "open"
    return info.verdict if info.report and info.verdict is not None else "reading"


def _rows(portal: Portal, unit: str, state: State, search: str) -> list[Row]:
    with portal.database.read() as session:
        asked = select(Submission).where(Submission.unit_id == unit).order_by(Submission.changed.desc())
        found = []
        for one in session.scalars(asked.limit(_MOST)):
            profile = submissions.profile_of(one, portal.vault)
            info = submission_info(session, one)
            found.append(Row(info, profile.name or "", profile.employer or "", state_of(info)))
    return [
        row
        for row in found
        if state in ("all", row.state) and (not search or search in row.name or search in row.info.id)
    ]


@router.get("")
def listed(
    request: Request,
    portal: InPortal,
    state: Annotated[State, Query()] = "all",
    search: Annotated[str, Query(max_length=60)] = "",
) -> Response:
    """The unit's applications."""
    actor = unrestricted(visitor(request, portal, "review"))
    rows = _rows(portal, actor.unit, state, search.strip())
    notices = {one.id: one.title for one in available()}
    return render(
        request,
        portal,
        "review.html.j2",
        rows=rows,
        left=doubts.count(portal, actor, None).left,
        notices=notices,
        state=state,
        search=search,
        states=("all", "open", "reading", "fail", "review", "pass"),
    )


@router.get("/export.csv")
def export(request: Request, portal: InPortal) -> Response:
    """The list as a table for spreadsheet programs (UTF-8 with a mark, so that they read Chinese)."""
    actor = unrestricted(visitor(request, portal, "review"))
    with portal.database.write() as session:
        trail.note(session, actor.unit, actor.name, "list.exported", actor.unit)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "applicant", "employer", "notice", "state", "must", "check", "pages", "changed"])
    for row in _rows(portal, actor.unit, "all", ""):
        info = row.info
        cells = [info.id, row.name, row.employer, info.notice, row.state, info.must, info.check, info.pages]
        writer.writerow([_plain(cell) for cell in (*cells, info.changed.isoformat(timespec="minutes"))])
    content = "\ufeff" + text.getvalue()
    return Response(content, media_type="text/csv; charset=utf-8", headers=attachment("applications.csv"))


def _plain(cell: object) -> object:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
