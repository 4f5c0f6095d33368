"""What the pages show, as data: cards of pages while they are read, and the to-do list of a report."""

from __future__ import annotations

import hashlib

from pydantic import BaseModel, ConfigDict

from scanaudit.facts import Box, PageFacts, Problem
from scanaudit.remedy import FileFormat
from scanaudit.remedy.changes import Change, Left
from scanaudit.report.kind_titles import page_title
from scanaudit.report.phrases import Urgency, phrases
from scanaudit.report.view import seal_label, signature_label
from scanaudit.review.questions import Question
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport, Finding


class Shown(BaseModel):
    """Base of what is shown: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mark(Shown):
    """A box on a page: ``look`` is seal, signature or portrait."""

    look: str
    bbox: Box
    label: Text


class Card(Shown):
    """One page as a list shows it; ``remarks``: what is wrong with its picture, in a word each."""

    kind: str
    title: Text
    width: int
    height: int
    remarks: tuple[Text, ...] = ()
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()


class Copied(Shown):
    """A page's mended copy. ``bytes``: 0 where there was nothing to mend; ``left``: what only a new scan mends;
    ``problem``: why no copy could be made.
    """

    bytes: int = 0
    form: FileFormat = "jpeg"
    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()
    problem: Problem | None = None


class ShownPlace(Shown):
    """Where to look; ``crop``: the number of its picture, ``box``: the place within that picture."""

    file: str
    page: int | None
    crop: int | None = None
    box: Box | None = None


class ShownTask(Shown):
    """One thing to do. ``key`` names it as long as it says the same: decisions hang on it."""

    key: str
    number: int
    urgency: Urgency
    code: str | None
    message: Text
    advice: Text
    requirements: tuple[tuple[str, Text], ...] = ()
    clause: str | None = None
    places: tuple[ShownPlace, ...] = ()


class ShownReport(Shown):
    """A report with its to-do list; what the result page is made of."""

    sentence: Text
    counts: dict[str, int]
    tasks: tuple[ShownTask, ...]


class Doubt(Shown):
    """A question to a reviewer. ``crop``: the number of its picture, ``box``: the place within that picture."""

    question: Question
    crop: int | None = None
    box: Box | None = None


class Doubts(Shown):
    """The questions that a report leaves; ``report``: as the program made it, without any decision."""

    report: AuditReport
    doubts: tuple[Doubt, ...] = ()


def card(page: PageFacts) -> Card:
    """The card of a page that was read."""
    said = phrases().cli
    capture = page.capture
    remarks: list[Text] = []
    if capture is not None:
        flags = (
            ("blank", capture.blank),
            ("unreadable", not capture.readable),
            ("blurred", capture.readable and not capture.sharp),
            ("cut_off", capture.cut_off),
        )
        remarks += [said[name] for name, holds in flags if holds and (name == "blank" or not capture.blank)]
    if page.rotation:
        remarks.append(
            Text(zh=f"{said['turned'].zh} {page.rotation}°", en=f"{said['turned'].en} {page.rotation}°")
        )
    marks = [Mark(look="seal", bbox=seal.bbox, label=seal_label(seal)) for seal in page.seals]
    marks += [Mark(look="signature", bbox=s.bbox, label=signature_label(s)) for s in page.signatures]
    marks += [Mark(look="portrait", bbox=p.bbox, label=phrases().ui["portrait"]) for p in page.portraits]
    return Card(
        kind=page.kind,
        title=page_title(page),
        width=page.width,
        height=page.height,
        remarks=tuple(remarks),
        marks=tuple(marks),
        problems=page.problems,
    )


def task_key(code: str | None, message: Text, requirements: tuple[str, ...]) -> str:
    """The same for the same thing to do, in whichever report it is told."""
    said = "\0".join((code or "", message.zh, *requirements))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def finding_key(finding: Finding) -> str:
    """The key of the task that this finding belongs to."""
    owners = (finding.requirement,) if finding.requirement else ()
    return task_key(finding.code, finding.message, owners)


def both(model: BaseModel) -> str:
    """JSON that keeps both languages and reads back unchanged."""
    return model.model_dump_json(context={"lang": "both"})


def read_report(text: str) -> AuditReport:
    """What ``both`` wrote of a report."""
    return AuditReport.model_validate_json(text)
