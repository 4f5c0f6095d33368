"""The result: what to do, in the order of importance, with each page's crop and a way to replace it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from scanaudit.report import json as report_json
from scanaudit.report.todo import closed
from scanaudit.service import mended, submissions, trail
from scanaudit.service.access import InPortal, check_csrf, language, own
from scanaudit.service.answers import answered
from scanaudit.service.api.models import NewDecision, PageInfo
from scanaudit.service.api.reports import attachment, decided, put_decision
from scanaudit.service.api.submissions import SubmissionId
from scanaudit.service.database import Submission
from scanaudit.service.keys import Actor
from scanaudit.service.pictures import jpeg, report_part
from scanaudit.service.portal import Portal
from scanaudit.service.problems import Refused, refused
from scanaudit.service.shown import ShownReport, ShownTask, read_report
from scanaudit.service.view import page_list, submission_info
from scanaudit.service.web.pages import render, visitor
from scanaudit.verdicts import AuditReport

# What is not there is to be added: the pages that a finding of these shows may be it, and most likely are not.
_ABSENT = frozenset({"K301", "K302", "K303", "K304", "K305"})
router = APIRouter(prefix="/s/{submission}", include_in_schema=False)
Number = Annotated[int, Query(ge=0)]


def _last(portal: Portal, found: Submission) -> tuple[AuditReport, ShownReport] | None:
    """The last report, which may be of an earlier state than the present; None before the first."""
    if found.audited < 0:
        return None
    try:
        report = read_report(report_part(portal, found, "report.json").decode())
        shown = ShownReport.model_validate_json(report_part(portal, found, "shown.json"))
    except Refused:  # a newer one took its place a moment ago
        return None
    return report, shown


def tasks_on(portal: Portal, found: Submission, page: PageInfo) -> list[ShownTask]:
    """What the last report says of this page."""
    last = _last(portal, found)
    if last is None:
        return []
    return [
        task
        for task in last[1].tasks
        if any(place.file == page.name and place.page in (page.page, None) for place in task.places)
    ]


@router.get("/result")
def result(request: Request, submission: SubmissionId, portal: InPortal) -> Response:
    """The whole page; its list keeps itself up to date."""
    return _shown(request, submission, portal, "result.html.j2")


@router.get("/result/part")
def part(
    request: Request, submission: SubmissionId, portal: InPortal, version: Annotated[int, Query()] = -1
) -> Response:
    """The list alone; 204 where nothing is new since ``version``."""
    actor = visitor(request, portal)
    with portal.database.read() as session:
        if own(session, actor, submission).version == version:
            return Response(status_code=204)
    return _shown(request, submission, portal, "result_part.html.j2")


def _shown(request: Request, submission: str, portal: Portal, template: str) -> Response:
    actor = visitor(request, portal)
    with portal.database.read() as session:
        found = own(session, actor, submission)
        info = submission_info(session, found)
        pages = page_list(session, found, portal.vault)
        copies = mended.listed(portal, session, found)
        given = answered(session, found, portal.vault)
        profile = submissions.profile_of(found, portal.vault)
    last = _last(portal, found) if info.state == "closed" else None
    return render(
        request,
        portal,
        template,
        submission=submission,
        info=info,
        page_of={(one.name, one.page): one for one in pages},
        file_of={one.name: one.file for one in pages},
        report=last[0] if last else None,
        shown=last[1] if last else None,
        closed=closed(last[0]) if last else (),
        audited=found.audited,
        absent_codes=_ABSENT,
        name=profile.name,
        copies=[one for one in copies if one.state == "mended"],
        unmended=[one for one in copies if one.state == "failed"],
        mending=any(one.state == "waiting" for one in copies),
        decisions=_decisions(portal, actor, submission),
        left=found.doubts - found.decided - found.unclear,
        answers=given if actor.may("review") and actor.submission is None else (),
        reviewing=actor.may("review") and not portal.self_check,
        step="result",
    )


def _decisions(portal: Portal, actor: Actor, submission: str) -> dict[str, str]:
    """The last decision on each finding."""
    return {one.finding: one.decision for one in decided(portal, actor, submission)}


@router.post("/decisions")
def decide(
    request: Request,
    submission: SubmissionId,
    portal: InPortal,
    csrf: Annotated[str, Form(max_length=100)],
    finding: Annotated[str, Form(pattern=r"^[0-9a-f]{16}$")],
    decision: Annotated[str, Form(pattern=r"^(accept|confirm|reopen)$")],
) -> Response:
    """A reviewer's decision on a finding."""
    actor = visitor(request, portal, "review")
    check_csrf(portal, request, csrf)
    wanted = NewDecision.model_validate({"finding": finding, "decision": decision})
    put_decision(portal, actor, submission, wanted)
    if "hx-request" in request.headers:
        return _shown(request, submission, portal, "result_part.html.j2")
    return RedirectResponse(f"/s/{submission}/result", 303)


@router.get("/crops/{revision}/{number}.jpg")
def crop(
    request: Request, submission: SubmissionId, revision: int, number: int, portal: InPortal
) -> Response:
    """The picture of a place that a task means."""
    actor = visitor(request, portal)
    with portal.database.read() as session:
        found = own(session, actor, submission)
    if found.audited != revision:
        raise refused("not_found")
    return jpeg(report_part(portal, found, f"crop-{max(0, number)}"))


@router.get("/report.html")
def take_report(request: Request, submission: SubmissionId, portal: InPortal) -> Response:
    """The report as one file to keep."""
    found = _seen(request, submission, portal)
    content = report_part(portal, found, "report.html")
    return Response(content, media_type="text/html", headers=attachment("report.html"))


@router.get("/report.json")
def take_data(request: Request, submission: SubmissionId, portal: InPortal) -> Response:
    """The report as data to keep."""
    found = _seen(request, submission, portal)
    told = read_report(report_part(portal, found, "report.json").decode())
    return JSONResponse(report_json.as_data(told, language(request)), headers=attachment("report.json"))


def _seen(request: Request, submission: str, portal: Portal) -> Submission:
    actor = visitor(request, portal)
    with portal.database.write() as session:
        found = own(session, actor, submission)
        trail.note(session, actor.unit, actor.name, "report.taken", submission)
    return found
