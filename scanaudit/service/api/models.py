"""What goes over the wire: requests are strict, answers are declared."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from scanaudit.facts import Problem
from scanaudit.notices import Profile
from scanaudit.report.letter import Point
from scanaudit.service.shown import Card
from scanaudit.text import Lang, Text
from scanaudit.verdicts import Finding, RequirementResult, Verdict

# No control characters and no lone surrogates: no name has them (notices.possible), and not every database takes them.
Label = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")]
NoticeId = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9-]+$")]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{26}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{64}$")]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^[^\x00]+$")]


class Wire(BaseModel):
    """Base of all of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NoticeInfo(Wire):
    """What a list of notices shows of one."""

    id: str
    title: Text
    authority: Text
    year: int
    cutoff: dt.date
    requirements: int


class NewSubmission(Wire):
    """A submission to be made."""

    notice: NoticeId = Field(examples=["anhui-2024-engineering"])
    applicant: Profile = Field(default=Profile(), examples=[{"name": "张三", "target_level": "senior"}])


class FileInfo(Wire):
    """A file of a submission; ``state``: receiving, stored, opened, unpacked, failed, refused."""

    id: str
    name: str
    state: str
    size: int
    sha256: str | None
    pages: int
    problem: Problem | None = None


class PageInfo(Wire):
    """A page; ``state``: waiting or read. ``card`` is there when it was read; ``problem``: why a file has no page."""

    id: str
    file: str
    name: str
    page: int | None
    state: str
    card: Card | None = None
    problem: Problem | None = None


class Done(Wire):
    """Something that was done to a page, or that is left to do; ``values``: degrees, sizes and the like."""

    code: str = Field(examples=["turned"])
    values: dict[str, float | int | str]
    text: Text


class MendedInfo(Wire):
    """A page's mended copy; ``name`` is a file name for it. ``left``: what only a new scan can mend; ``problem``: why
    no copy could be made (``failed``).
    """

    page: str
    file: str
    number: int | None
    state: Literal["waiting", "unchanged", "mended", "failed"]
    name: str | None
    bytes: int
    changes: tuple[Done, ...]
    left: tuple[Done, ...]
    problem: Problem | None = None


class SubmissionInfo(Wire):
    """A submission and how far it is. ``report``: whether the report of its present state is there."""

    id: str
    notice: str
    state: Literal["open", "closed"]
    revision: int
    version: int
    files: int
    pages: int
    pages_read: int
    report: bool
    verdict: Verdict | None = Field(description="Null while there is no report of the present state.")
    must: int = Field(description="Tasks of the last report's list of what to do that must be mended.")
    check: int = Field(
        description="Tasks of that list that a person should check. Findings that say the same of several pages are "
        "one task, and a warning that leaves no requirement open is advice: there are more findings with `warn`."
    )
    created: dt.datetime
    changed: dt.datetime


class SubmissionList(Wire):
    """A unit's submissions, the last changed first; ``next``: ask again with this ``after``."""

    submissions: tuple[SubmissionInfo, ...]
    next: float | None = None


class NewUpload(Wire):
    """A file to be sent in pieces."""

    name: FileName = Field(examples=["论文.pdf"])
    size: int = Field(ge=1, examples=[1048576])
    sha256: Sha256
    replaces: Id | None = Field(None, description="The file whose place this one takes.")
    page: Id | None = Field(None, description="The page that this file's first page replaces.")


class UploadInfo(Wire):
    """How far an upload is: ``offset`` bytes have arrived; ``done`` when it is part of the submission."""

    id: str
    offset: int
    done: bool
    file: FileInfo


class Findings(Wire):
    """What a report found."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    requirements: tuple[RequirementResult, ...]


class LetterInfo(Wire):
    """The notice to supplement: ``must`` is to be corrected, ``check`` to be looked at by the applicant."""

    title: Text
    intro: Text
    notice: Text
    name: str | None
    must: tuple[Point, ...]
    check: tuple[Point, ...]
    unit: str | None
    before: dt.date | None
    day: dt.date | None


class NewDecision(Wire):
    """What a person decided on a finding (by its task's key)."""

    finding: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    decision: Literal["accept", "confirm", "reopen"]
    note: Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")] = ""


class DecisionInfo(NewDecision):
    """A decision, who made it and when."""

    actor: str
    at: dt.datetime


class DecisionList(Wire):
    """All decisions on a submission, in the order they were made."""

    decisions: tuple[DecisionInfo, ...]


class PageCheck(Wire):
    """The instant answer about one page."""

    card: Card
    good: bool = Field(description="Whether nothing has to be mended.")
    findings: tuple[Finding, ...]


class Person(Wire):
    """Whose submissions are to be removed: by name or by ID number."""

    name: Label | None = None
    id_number: Label | None = None


class Removed(Wire):
    """How many submissions were removed."""

    submissions: int


def moment(seconds: float) -> dt.datetime:
    """A time of the database as it goes over the wire."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def said(model: BaseModel, lang: Lang, status: int = 200) -> JSONResponse:
    """``model`` as JSON with every sentence in one language."""
    return JSONResponse(model.model_dump(mode="json", by_alias=True, context={"lang": lang}), status)
