"""Reports, findings and what people decide on them."""

from __future__ import annotations

import time
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse, JSONResponse
from sqlalchemy import select

from scanaudit.report import json as report_json
from scanaudit.service import trail
from scanaudit.service.access import InPortal, Language, Reviewer, Submitter, own
from scanaudit.service.api.models import DecisionInfo, DecisionList, Findings, NewDecision, moment, said
from scanaudit.service.api.submissions import SubmissionId
from scanaudit.service.crypto import seal_text, unseal_text
from scanaudit.service.database import Decision, Submission
from scanaudit.service.ids import new_id
from scanaudit.service.keys import Actor
from scanaudit.service.pictures import report_part
from scanaudit.service.portal import Portal
from scanaudit.service.problems import refused
from scanaudit.service.shown import read_report
from scanaudit.verdicts import AuditReport

router = APIRouter(prefix="/v1/submissions/{submission}", tags=["reports"])
HTML: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {"schema": {"type": "string"}}}}}


def last_report(portal: Portal, actor: Actor, submission: str) -> tuple[Submission, AuditReport]:
    """The report of the submission's present state. Raises Refused (A440) while there is none."""
    with portal.database.write() as session:
        found = own(session, actor, submission)
        if found.audited < found.revision:
            raise refused("not_ready")
        trail.note(session, actor.unit, actor.name, "report.seen", submission)
    return found, read_report(report_part(portal, found, "report.json").decode())


@router.get("/report", response_model=None, responses=HTML)
def report(
    submission: SubmissionId,
    portal: InPortal,
    actor: Submitter,
    lang: Language,
    format: Annotated[Literal["json", "html"], Query()] = "json",
) -> Response:
    """The report: as `report.json` (see docs/schema/report.json), or as one HTML file that needs nothing else."""
    found, told = last_report(portal, actor, submission)
    if format == "json":
        return JSONResponse(report_json.as_data(told, lang))
    return HTMLResponse(report_part(portal, found, "report.html"), headers=attachment("report.html"))


def attachment(name: str) -> dict[str, str]:
    """Headers of a file to be kept, not shown."""
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}


@router.get("/findings", response_model=Findings)
def findings(submission: SubmissionId, portal: InPortal, actor: Submitter, lang: Language) -> JSONResponse:
    """What was found, and the state of each requirement."""
    _, told = last_report(portal, actor, submission)
    chosen = Findings(verdict=told.verdict, findings=told.findings, requirements=told.requirements)
    return said(chosen, lang)


@router.get("/decisions", response_model=DecisionList)
def decisions(submission: SubmissionId, portal: InPortal, actor: Submitter, lang: Language) -> JSONResponse:
    """What people decided, in the order they did."""
    return said(DecisionList(decisions=tuple(decided(portal, actor, submission))), lang)


def decided(portal: Portal, actor: Actor, submission: str) -> list[DecisionInfo]:
    """All decisions on a submission, oldest first."""
    with portal.database.read() as session:
        found = own(session, actor, submission)
        key = portal.vault.unwrap(found.key)
        asked = select(Decision).where(Decision.submission_id == found.id).order_by(Decision.at)
        return [_info(row, key) for row in session.scalars(asked)]


def _info(row: Decision, key: bytes) -> DecisionInfo:
    note = unseal_text(key, row.sealed_note, f"{row.id}/note") if row.sealed_note else ""
    return DecisionInfo.model_validate(
        {
            "finding": row.finding,
            "decision": row.decision,
            "note": note,
            "actor": row.actor,
            "at": moment(row.at),
        }
    )


@router.post("/decisions", status_code=201, response_model=DecisionInfo)
def decide(
    submission: SubmissionId, wanted: NewDecision, portal: InPortal, actor: Reviewer, lang: Language
) -> JSONResponse:
    """Decide on a finding, by the `key` of its task."""
    return said(put_decision(portal, actor, submission, wanted), lang, 201)


def put_decision(portal: Portal, actor: Actor, submission: str, wanted: NewDecision) -> DecisionInfo:
    """Keep a decision; earlier ones stay, the last one counts."""
    with portal.database.write() as session:
        found = own(session, actor, submission)
        key, name = portal.vault.unwrap(found.key), new_id()
        row = Decision(
            id=name,
            submission_id=submission,
            finding=wanted.finding,
            decision=wanted.decision,
            sealed_note=seal_text(key, wanted.note, f"{name}/note") if wanted.note else None,
            actor=actor.name,
            at=time.time(),
        )
        session.add(row)
        trail.note(session, actor.unit, actor.name, f"finding.{wanted.decision}", submission)
        return _info(row, key)
