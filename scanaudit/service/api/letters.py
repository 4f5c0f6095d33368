"""The notice to supplement (补正通知), as data, as text to send, and as a document to print and sign."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from scanaudit.report.letter import LETTER, LETTER_TEXT, Letter, letter_html, letter_text
from scanaudit.service.access import InPortal, Language, Submitter
from scanaudit.service.api.models import Label, LetterInfo, said
from scanaudit.service.api.reports import attachment, last_report
from scanaudit.service.api.submissions import SubmissionId
from scanaudit.service.keys import Actor
from scanaudit.service.letters import letter_of
from scanaudit.service.portal import Portal
from scanaudit.service.problems import refused
from scanaudit.text import Lang

router = APIRouter(prefix="/v1/submissions/{submission}", tags=["letters"])
Format = Literal["json", "text", "html"]
Unit = Annotated[Label | None, Query(description="Who signs; left blank otherwise.")]
Before = Annotated[dt.date | None, Query(description="The day by which to supplement.")]
Day = Annotated[dt.date | None, Query(description="The day of the letter; left blank otherwise.")]
_TEXT = {"schema": {"type": "string"}}
FORMS: dict[int | str, dict[str, Any]] = {200: {"content": {"text/plain": _TEXT, "text/html": _TEXT}}}


@router.get("/letter", response_model=LetterInfo, responses=FORMS)
def show_letter(
    submission: SubmissionId,
    portal: InPortal,
    actor: Submitter,
    lang: Language,
    format: Annotated[Format, Query()] = "json",
    unit: Unit = None,
    before: Before = None,
    day: Day = None,
) -> Response:
    """The notice to supplement: what to correct and what to look at, with clause and pages.

    What a reviewer found in order is left out. Until there is a report the answer is A440. Who signs and the dates
    are filled in for reviewers only (A403).
    """
    given = letter_for(portal, actor, submission, unit=unit, before=before, day=day)
    return answered(given, lang, format)


def letter_for(
    portal: Portal,
    actor: Actor,
    submission: str,
    *,
    unit: str | None = None,
    before: dt.date | None = None,
    day: dt.date | None = None,
) -> Letter:
    """The letter of the submission's present state. Raises Refused: A440 while there is no report, A403 where
    somebody who may not sign would fill in the unit or a date.
    """
    if (unit, before, day) != (None, None, None) and not may_sign(actor):
        raise refused("forbidden", scope="review")
    found, report = last_report(portal, actor, submission)
    with portal.database.read() as session:
        return letter_of(session, found, report, unit=unit, before=before, day=day)


def may_sign(actor: Actor) -> bool:
    """Whether the actor speaks for the unit: a reviewer who is not held to one submission."""
    return actor.may("review") and actor.submission is None


def answered(given: Letter, lang: Lang, form: Format) -> Response:
    """The letter in one of its forms; text and HTML are files to keep."""
    if form == "text":
        return PlainTextResponse(letter_text(given, lang), headers=attachment(LETTER_TEXT))
    if form == "html":
        return HTMLResponse(letter_html(given, lang), headers=attachment(LETTER))
    fields = {name: getattr(given, name) for name in LetterInfo.model_fields}
    return said(LetterInfo.model_validate(fields), lang)
