"""The page of the notice to supplement: for the applicant to read, for the reviewer to date and hand out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from scanaudit.report.letter import Letter
from scanaudit.service.access import InPortal, language
from scanaudit.service.api.letters import answered, letter_for, may_sign
from scanaudit.service.api.submissions import SubmissionId
from scanaudit.service.keys import Actor
from scanaudit.service.portal import Portal
from scanaudit.service.problems import refused
from scanaudit.service.web.pages import render, visitor
from scanaudit.text import Text

router = APIRouter(prefix="/s/{submission}/letter", include_in_schema=False)


@dataclass(frozen=True)
class Signed:
    """What the form of whoever signs the letter asks: the unit, until when, and of which day. Dates as the form sends
    them; a field that was left empty is none.
    """

    unit: Annotated[str, Query(max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    before: Annotated[str, Query(max_length=10)] = ""
    day: Annotated[str, Query(max_length=10)] = ""

    def letter(self, portal: Portal, actor: Actor, submission: str) -> Letter:
        """The letter, signed like this. Raises Refused (A422) for what is no date."""
        return letter_for(
            portal,
            actor,
            submission,
            unit=self.unit.strip() or None,
            before=_date(self.before),
            day=_date(self.day),
        )


BySigner = Annotated[Signed, Depends()]


@router.get("")
def page(
    request: Request,
    submission: SubmissionId,
    portal: InPortal,
    signed: BySigner,
) -> Response:
    """The letter, and for a reviewer the fields of whoever signs it."""
    actor = visitor(request, portal)
    given = signed.letter(portal, actor, submission)
    chosen = {"unit": signed.unit.strip(), "before": signed.before, "day": signed.day}
    return render(
        request,
        portal,
        "letter.html.j2",
        submission=submission,
        given=given,
        chosen=chosen,
        query=urlencode({name: value for name, value in chosen.items() if value}),
        signing=may_sign(actor),
        step="result",
    )


@router.get("/{form}")
def take(
    request: Request,
    submission: SubmissionId,
    form: Literal["letter.txt", "letter.html"],
    portal: InPortal,
    signed: BySigner,
) -> Response:
    """The letter to keep, to send or to print."""
    actor = visitor(request, portal)
    given = signed.letter(portal, actor, submission)
    return answered(given, language(request), "text" if form == "letter.txt" else "html")


def _date(text: str) -> dt.date | None:
    """A date as a form sends it; a field that was left empty is none. Raises Refused (A422)."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        wrong = Text(
            zh=f"“{text}”不是日期，请写成 2026-12-01 的样子，或留空",
            en=f"“{text}” is no date; write it as 2026-12-01, or leave it empty",
        )
        raise refused("invalid", reason=wrong) from error
