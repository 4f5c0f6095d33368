"""Submissions: made, watched, closed, removed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sse_starlette.sse import EventSourceResponse
from starlette.concurrency import run_in_threadpool

from scanaudit.notices import Profile, questions_for
from scanaudit.service import purge, submissions, trail
from scanaudit.service.access import Administrator, InPortal, Language, Submitter, own, unrestricted
from scanaudit.service.api.models import NewSubmission, Person, Removed, SubmissionInfo, SubmissionList, said
from scanaudit.service.api.notices import notice_of
from scanaudit.service.database import Submission
from scanaudit.service.keys import Actor
from scanaudit.service.portal import Portal
from scanaudit.service.problems import Refused, refused
from scanaudit.service.view import submission_info
from scanaudit.text import Lang, Text

router = APIRouter(prefix="/v1", tags=["submissions"])
SubmissionId = Annotated[str, Path(pattern=r"^[a-z0-9]{26}$")]
# Seconds between looks for news, and the longest a connection is kept.
_LOOK, _LONGEST = 0.5, 1800.0


@router.post(
    "/submissions",
    status_code=201,
    response_model=SubmissionInfo,
    responses={200: {"model": SubmissionInfo, "description": "It was there already."}},
)
def create(
    wanted: NewSubmission,
    portal: InPortal,
    actor: Submitter,
    lang: Language,
    idempotency_key: Annotated[str | None, Header(max_length=100, pattern=r"^[\x21-\x7e]+$")] = None,
) -> JSONResponse:
    """Make a submission. With the same `Idempotency-Key` and content the same one is answered, not a second."""
    unrestricted(actor)
    try:
        return _created(wanted, portal, actor, lang, idempotency_key)
    except IntegrityError:  # the same key at the same moment: the other call made it, and it is found now
        return _created(wanted, portal, actor, lang, idempotency_key)


def _created(
    wanted: NewSubmission, portal: Portal, actor: Actor, lang: Lang, idempotency_key: str | None
) -> JSONResponse:
    with portal.database.write() as session:
        made = submissions.create(
            session,
            portal.vault,
            portal.settings,
            unit=actor.unit,
            notice=wanted.notice,
            profile=wanted.applicant,
            actor=actor.name,
            idempotency=idempotency_key,
        )
        status = 201 if made in session.new else 200
        session.flush()
        return said(submission_info(session, made), lang, status)


@router.get("/submissions", response_model=SubmissionList)
def list_submissions(
    portal: InPortal,
    actor: Submitter,
    lang: Language,
    after: Annotated[float | None, Query(ge=0, le=1e12, allow_inf_nan=False)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JSONResponse:
    """The unit's submissions, the last changed first."""
    with portal.database.read() as session:
        asked = select(Submission).where(Submission.unit_id == actor.unit)
        if actor.submission is not None:
            asked = asked.where(Submission.id == actor.submission)
        if after is not None:
            asked = asked.where(Submission.changed < after)
        rows = list(session.scalars(asked.order_by(Submission.changed.desc()).limit(limit)))
        listed = tuple(submission_info(session, row) for row in rows)
    following = rows[-1].changed if len(rows) == limit else None
    return said(SubmissionList(submissions=listed, next=following), lang)


@router.get("/submissions/{submission}", response_model=SubmissionInfo)
def show(submission: SubmissionId, portal: InPortal, actor: Submitter, lang: Language) -> JSONResponse:
    """How far a submission is."""
    with portal.database.read() as session:
        return said(submission_info(session, own(session, actor, submission)), lang)


@router.get("/submissions/{submission}/applicant", response_model=Profile)
def show_applicant(submission: SubmissionId, portal: InPortal, actor: Submitter) -> JSONResponse:
    """What the applicant said of themselves, in full."""
    with portal.database.write() as session:
        found = own(session, actor, submission)
        trail.note(session, actor.unit, actor.name, "applicant.seen", submission)
        profile = submissions.profile_of(found, portal.vault)
    return JSONResponse(profile.model_dump(mode="json"))


@router.put("/submissions/{submission}/applicant", response_model=SubmissionInfo)
def set_applicant(
    submission: SubmissionId, applicant: Profile, portal: InPortal, actor: Submitter, lang: Language
) -> JSONResponse:
    """Give or change what the applicant says of themselves."""
    with portal.database.write() as session:
        found = own(session, actor, submission, lock=True)
        submissions.set_profile(session, found, portal.vault, applicant)
        return said(submission_info(session, found), lang)


@router.get("/submissions/{submission}/questions")
def questions(submission: SubmissionId, portal: InPortal, actor: Submitter, lang: Language) -> JSONResponse:
    """What is still to be asked."""
    with portal.database.read() as session:
        found = own(session, actor, submission)
        asked = questions_for(notice_of(found.notice), submissions.profile_of(found, portal.vault))
    return JSONResponse([one.model_dump(mode="json", context={"lang": lang}) for one in asked])


@router.post("/submissions/{submission}/close", response_model=SubmissionInfo)
def close(submission: SubmissionId, portal: InPortal, actor: Submitter, lang: Language) -> JSONResponse:
    """Ask for the report. Files may still be replaced: each change then asks for a new one."""
    with portal.database.write() as session:
        found = own(session, actor, submission, lock=True)
        submissions.close(session, found)
        trail.note(session, actor.unit, actor.name, "submission.closed", submission)
        return said(submission_info(session, found), lang)


@router.delete("/submissions/{submission}", status_code=204)
def remove(submission: SubmissionId, portal: InPortal, actor: Submitter) -> Response:
    """Remove a submission with everything that belongs to it, for good."""
    with portal.database.read() as session:
        own(session, actor, submission)
    submissions.remove(portal.database, portal.store, [submission], actor.name)
    return Response(status_code=204)


@router.delete("/applicants", response_model=Removed)
def remove_person(person: Person, portal: InPortal, actor: Administrator, lang: Language) -> JSONResponse:
    """Remove all submissions of one person, by name or ID number."""
    if person.name is None and person.id_number is None:
        missing = Text(
            zh="没有说是谁，请至少给出 name 和 id_number 之一",
            en="nobody is named; give name or id_number, or both",
        )
        raise refused("invalid", reason=missing)
    found = purge.of_person(
        portal.database, portal.vault, name=person.name, id_number=person.id_number, unit=actor.unit
    )
    return said(
        Removed(submissions=submissions.remove(portal.database, portal.store, found, actor.name)), lang
    )


@router.get("/submissions/{submission}/events", response_class=EventSourceResponse)
async def events(
    submission: SubmissionId, request: Request, portal: InPortal, actor: Submitter, lang: Language
) -> EventSourceResponse:
    """News as server-sent events: `status` with the submission's state whenever it changes."""
    await run_in_threadpool(_state, portal, actor, submission)
    return EventSourceResponse(_news(portal, actor, submission), ping=15)


async def _news(portal: Portal, actor: Actor, submission: str) -> AsyncIterator[dict[str, str]]:
    known, waited = -1, 0.0
    while waited < _LONGEST:
        try:
            info = await run_in_threadpool(_state, portal, actor, submission)
        except Refused:
            yield {"event": "gone", "data": "{}"}
            return
        if info.version != known:
            known = info.version
            yield {"event": "status", "id": str(known), "data": json.dumps(info.model_dump(mode="json"))}
        if info.report and info.state == "closed":
            return
        await asyncio.sleep(_LOOK)
        waited += _LOOK


def _state(portal: Portal, actor: Actor, submission: str) -> SubmissionInfo:
    with portal.database.read() as session:
        return submission_info(session, own(session, actor, submission))
