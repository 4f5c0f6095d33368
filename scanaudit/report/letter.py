"""What a unit sends and signs: the notice to supplement (补正通知) and the summary of the check.

Both are drawn from a report alone, so that a ``report.json`` of yesterday gives the same letter. Dates are
given by the caller and left blank where they are not: nothing is dated behind the unit's back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from scanaudit.report.console import page_names
from scanaudit.report.files import write_atomically
from scanaudit.report.masking import masked, printable
from scanaudit.report.paper import paper
from scanaudit.report.phrases import ToldStatus, Urgency, phrases, say
from scanaudit.report.todo import Task, todo, told_status
from scanaudit.text import Lang, Text
from scanaudit.verdicts import AuditReport, PageRef, RequirementResult

LETTER, LETTER_TEXT, SUMMARY = "letter.html", "letter.txt", "summary.html"


_TITLES = 2  # of requirements, at the head of a point: more of them bury the sentence


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Point(_Written):
    """One thing to supplement: what is asked, what is wrong, by which clause, on which pages, what to do."""

    title: Text
    message: Text
    clause: str | None
    pages: Text | None
    advice: Text

    @property
    def asks(self) -> bool:
        """Whether it is a question: on paper, how to answer is told once, after all of them."""
        return self.advice == phrases().letter["answer"]


class Letter(_Written):
    """The notice to supplement. ``must``: to be corrected; ``check``: to be looked at by the applicant; ``absent``:
    nothing was handed in, so that nothing is to be corrected: the letter says so, and what is ``wanted``.
    """

    notice: Text
    name: str | None
    must: tuple[Point, ...]
    check: tuple[Point, ...]
    unit: str | None
    before: dt.date | None
    day: dt.date | None
    absent: bool = False
    wanted: tuple[Text, ...] = ()

    @property
    def title(self) -> Text:
        """Its heading."""
        return phrases().letter["title_absent" if self.absent else "title" if self.must else "title_none"]

    @property
    def asks(self) -> bool:
        """Whether there are questions among the points."""
        return any(point.asks for _, points in self.parts for point in points)

    @property
    def parts(self) -> tuple[tuple[str, tuple[Point, ...]], ...]:
        """The sections that there are, by name, with their points; none where nothing was handed in."""
        parts = (("must", self.must), ("check", self.check)) if not self.absent else ()
        return tuple((name, points) for name, points in parts if points)

    def heading(self, part: str) -> str:
        """The key of a section's heading ("must", "check"): numbered only where there are both."""
        return part if self.must and self.check else f"{part}_alone"

    @property
    def intro(self) -> Text:
        """Its first sentence."""
        key = "intro" if self.must else "intro_check" if self.check else "intro_none"
        key = "intro_absent" if self.absent else key
        key = f"{key}_before" if self.before and (self.must or self.absent) else key
        said = phrases().letter[key].fill(notice=self.notice, n=len(self.must), before=self.before)
        if not (self.absent and self.wanted):
            return said
        more = phrases().letter["wanted"].fill(titles=_in_a_row(self.wanted))
        return Text(zh=said.zh + more.zh, en=f"{said.en} {more.en}")


class SummaryRow(_Written):
    """One requirement in the summary."""

    id: str
    title: Text
    clause: str
    status: ToldStatus
    pages: Text | None
    remarks: tuple[Text, ...]


class Summary(_Written):
    """The summary that the unit signs: every requirement that applies, and the result."""

    notice: Text
    name: str | None
    employer: str | None
    result: Text
    rows: tuple[SummaryRow, ...]
    unit: str | None
    day: dt.date | None


def letter(
    report: AuditReport,
    *,
    name: str | None = None,
    unit: str | None = None,
    before: dt.date | None = None,
    day: dt.date | None = None,
    urgency: Callable[[Task], Urgency] = lambda task: task.urgency,
) -> Letter:
    """The notice to supplement for the applicant of ``report``; ID numbers are masked.

    ``name``: what the applicant is called where the report does not say. ``urgency``: where a task stands, for those
    on which a person decided otherwise than the program.
    """
    told = printable(masked(report))
    tasks = [(task, urgency(task)) for task in todo(told)]
    return Letter(
        notice=told.notice_title,
        name=told.applicant.get("name") or name,
        must=tuple(
            _point(task, task.urgency != "must" or _confirmed(task))
            for task, stands in tasks
            if stands == "must"
        ),
        check=tuple(_point(task) for task, stands in tasks if stands == "check"),
        unit=unit,
        before=before,
        day=day,
        absent=not told.pages,
        wanted=_wanted(told) if not told.pages else (),
    )


def summary(
    report: AuditReport, *, name: str | None = None, unit: str | None = None, day: dt.date | None = None
) -> Summary:
    """The summary of ``report`` for the unit to sign."""
    told = printable(masked(report))
    return Summary(
        notice=told.notice_title,
        name=told.applicant.get("name") or name,
        employer=told.applicant.get("employer"),
        result=phrases().verdict[told.verdict].title,
        rows=tuple(
            SummaryRow(
                id=one.id,
                title=one.title,
                clause=one.clause,
                status=told_status(one, told),
                pages=_pages(one.evidence),
                remarks=_remarks(told, one.findings),
            )
            for one in told.requirements
            if one.status != "not_applicable"
        ),
        unit=unit,
        day=day,
    )


def letter_text(given: Letter, lang: Lang = "zh") -> str:
    """The letter as plain text."""
    words = phrases().letter
    name = given.name or words["nameless"].say(lang)
    parts = [given.title.say(lang), "", words["dear"].fill(name=name).say(lang), given.intro.say(lang)]
    for heading, points in given.parts:
        parts += ["", words[given.heading(heading)].say(lang)]
        for number, point in enumerate(points, start=1):
            parts += _point_lines(number, point, lang)
    if given.asks:
        parts += ["", words["answers"].say(lang)]
    parts += ["", given.unit or words["unit_blank"].say(lang)]
    parts.append(str(given.day) if given.day else words["date_blank"].say(lang))
    return "\n".join(parts) + "\n"


def letter_html(given: Letter, lang: Lang = "zh") -> str:
    """The letter as one printable HTML document."""
    return paper("letter.html.j2", lang, given=given)


def summary_html(given: Summary, lang: Lang = "zh") -> str:
    """The summary as one printable HTML document."""
    return paper("summary.html.j2", lang, given=given)


def write(given: Letter, summed: Summary, folder: Path, lang: Lang = "zh") -> tuple[Path, ...]:
    """Write letter (text and HTML) and summary into ``folder``. Raises OutputError."""
    return (
        *write_letter(given, folder, lang),
        write_atomically(folder / SUMMARY, summary_html(summed, lang)),
    )


def write_letter(given: Letter, folder: Path, lang: Lang = "zh") -> tuple[Path, ...]:
    """Write the letter alone, as text and HTML. Raises OutputError."""
    return (
        write_atomically(folder / LETTER_TEXT, letter_text(given, lang)),
        write_atomically(folder / LETTER, letter_html(given, lang)),
    )


def _wanted(report: AuditReport) -> tuple[Text, ...]:
    """What has to be handed in, by its titles: what may not concern the applicant is not told to be missing."""

    def missing(one: RequirementResult) -> bool:
        own = (report.findings[index] for index in one.findings)
        return any(found.code.startswith("K30") and found.requirement == one.id for found in own)

    return tuple(one.title for one in report.requirements if missing(one))


def _point(task: Task, confirmed: bool = False) -> Point:
    return Point(
        title=_titles([requirement.title for requirement in task.requirements]),
        message=_message(task),
        clause=task.clause,
        pages=_pages(tuple(PageRef(file=place.file, page=place.page) for place in task.places)),
        advice=_advice(task, confirmed),
    )


def _titles(titles: Sequence[Text]) -> Text:
    """The titles of what a point is about; of many one and how many there are."""
    if len(titles) > _TITLES:
        return phrases().letter["many"].fill(first=titles[0], n=len(titles))
    return _in_a_row(titles)


def _in_a_row(titles: Sequence[Text]) -> Text:
    """Several titles, which have 、 and commas of their own."""
    return Text(zh="；".join(t.zh for t in titles), en="; ".join(t.en for t in titles))


def _confirmed(task: Task) -> bool:
    """Whether a reviewer said that it is wrong (``review.effect``)."""
    said = phrases().review["decided_no"].zh
    return said.partition("{who}")[2].partition("{message}")[0] in task.message.zh


def _message(task: Task) -> Text:
    """What is wrong; of a question the question itself."""
    question = task.question
    return phrases().letter["please_say"].fill(question=question) if question else task.message


def _advice(task: Task, confirmed: bool) -> Text:
    """What to do, for a reader of paper: a question is to be answered to the unit, not in a file; what a person
    confirmed is to be mended, not to be looked at once more.
    """
    if (task.code or "").startswith("Q"):
        return phrases().letter["answer"]
    spared = ("不用改", "nothing needs doing")
    if confirmed and any(word in task.advice.zh + task.advice.en for word in spared):
        return phrases().letter["mend"]
    return task.advice


def _point_lines(number: int, point: Point, lang: Lang) -> list[str]:
    said = point.message.say(lang)
    if point.title.zh:
        said = say(lang, "letter.item", title=point.title, message=point.message)
    lines = [f"{number}. {said}"]
    if point.clause:
        lines.append("   " + say(lang, "letter.basis", clause=point.clause))
    if point.pages:
        lines.append("   " + say(lang, "letter.where", pages=point.pages))
    return lines if point.asks else [*lines, "   " + say(lang, "letter.do", advice=point.advice)]


def _pages(pages: tuple[PageRef, ...]) -> Text | None:
    files: dict[str, list[int]] = {}
    for page in pages:
        files.setdefault(page.file, []).extend([page.page] if page.page is not None else [])
    if not files:
        return None
    return Text(
        zh="；".join(page_names(file, numbers, "zh") for file, numbers in files.items()),
        en="; ".join(page_names(file, numbers, "en") for file, numbers in files.items()),
    )


def _remarks(report: AuditReport, findings: tuple[int, ...]) -> tuple[Text, ...]:
    """What was found wrong, each sentence once; notes are left to the report."""
    told = (report.findings[i].message for i in findings if report.findings[i].severity != "info")
    return tuple({text.zh: text for text in told}.values())
