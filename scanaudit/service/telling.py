"""A report told with its pictures, in a decoding process: to be shown, to be kept, and to ask reviewers about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanaudit.facts import PageFacts
from scanaudit.notices.profile import Profile

if TYPE_CHECKING:
    from scanaudit.report.view import ReportView, TaskView
    from scanaudit.review.decisions import Decision
    from scanaudit.review.questions import Case
    from scanaudit.service.shown import Doubt, ShownPlace, ShownReport
    from scanaudit.verdicts import AuditReport


@dataclass(frozen=True)
class Upload:
    """What a report is made of. ``pictures``: previews by file and page; ``answers``: what reviewers decided."""

    submission: str
    notice: str
    profile: Profile
    pages: tuple[PageFacts, ...]
    pictures: Mapping[tuple[str, int], bytes]
    answers: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class Told:
    """A report as JSON in both languages, its to-do list (``ShownReport``), its HTML and its crops (JPEG).

    ``doubts``: the questions it leaves (``Doubts``), with the report as it is without any decision.
    """

    report: str
    shown: str
    html: str
    doubts: str
    crops: tuple[bytes, ...]


def tell_report(upload: Upload) -> Told:
    """Audit the pages and make everything that is shown of the answer."""
    from scanaudit.audit import audit
    from scanaudit.inspection.in_context import in_context
    from scanaudit.notices import get
    from scanaudit.report import html
    from scanaudit.report.view import view
    from scanaudit.review.decisions import standing
    from scanaudit.review.effect import with_decisions
    from scanaudit.service.shown import Doubts, both

    def preview(file: str, page: int) -> bytes | None:
        return upload.pictures.get((file, page))

    found = audit(get(upload.notice), upload.profile, in_context(upload.pages))
    case = _case(upload, found)
    report, _ = with_decisions(case, standing(upload.answers))
    shown = view(report, preview)
    crops: list[bytes] = []
    said = _shown(shown, crops)
    doubts = Doubts(report=case.report, doubts=tuple(_doubts(case, upload, crops)))
    return Told(
        both(shown.report), both(said), html.render(report, preview=preview), both(doubts), tuple(crops)
    )


def _shown(shown: ReportView, crops: list[bytes]) -> ShownReport:
    """The to-do list; its pictures are added to ``crops``."""
    from scanaudit.report.todo import counted, sentence
    from scanaudit.service.shown import ShownReport, ShownTask, task_key

    tasks = tuple(
        ShownTask(
            key=task_key(at.task.code, at.task.message, tuple(r.id for r in at.task.requirements)),
            number=at.number,
            urgency=at.task.urgency,
            code=at.task.code,
            message=at.task.message,
            advice=at.task.advice,
            requirements=tuple((r.id, r.title) for r in at.task.requirements),
            clause=at.task.clause,
            places=_places(at, crops),
        )
        for at in shown.tasks
    )
    counts = counted(tuple(at.task for at in shown.tasks))
    return ShownReport(sentence=sentence(shown.report, counts), counts=dict(counts), tasks=tasks)


def _places(at: TaskView, crops: list[bytes]) -> tuple[ShownPlace, ...]:
    from scanaudit.report.pictures import content_of
    from scanaudit.service.shown import ShownPlace

    places = []
    for one in (*at.shown, *at.more):
        number = None
        if one.crop is not None:
            number = len(crops)
            crops.append(content_of(one.crop.uri))
        box = one.crop.box if one.crop else None
        places.append(ShownPlace(file=one.place.file, page=one.place.page, crop=number, box=box))
    return tuple(places)


def _doubts(case: Case, upload: Upload, crops: list[bytes]) -> list[Doubt]:
    """The questions of the report, each with its picture, which is added to ``crops``."""
    from scanaudit.report.pictures import content_of, picture
    from scanaudit.review.questions import questions
    from scanaudit.service.shown import Doubt

    facts = {(page.file, page.page): page for page in case.report.pages}
    made = []
    for asked in questions(case):
        content = upload.pictures.get((asked.file, asked.page))
        number, box = None, None
        if content and asked.bbox is not None:
            cut = picture(content, facts[(asked.file, asked.page)], 1).crop(asked.bbox)
            number, box = len(crops), cut.box
            crops.append(content_of(cut.uri))
        made.append(Doubt(question=asked, crop=number, box=box))
    return made


def _case(upload: Upload, found: AuditReport) -> Case:
    """The report as reviewers are asked about it: no ID number in any sentence."""
    from scanaudit.report.masking import masker
    from scanaudit.report.phrases import phrases
    from scanaudit.review.questions import Case
    from scanaudit.text import Text

    mask = masker(found)

    def hidden(text: Text) -> Text:
        return Text(zh=mask(text.zh), en=mask(text.en))

    findings = tuple(
        one.model_copy(update={"message": hidden(one.message), "advice": hidden(one.advice)})
        for one in found.findings
    )
    asked = found.model_copy(update={"findings": findings})
    # The record names the key that answered; the applicant is told that a reviewer did.
    return Case(
        key=upload.submission,
        name=upload.profile.name or "",
        job="",
        report=asked,
        reviewer=phrases().review["reviewer"],
    )
