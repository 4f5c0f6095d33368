"""The to-do list: findings, open questions and unsettled requirements, in the order of their importance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scanaudit.facts import Box
from scanaudit.report.order import step
from scanaudit.report.phrases import ToldStatus, Urgency, phrases
from scanaudit.rules.upload import Upload
from scanaudit.rules.wording import fact_line, fact_of, messages
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport, Finding, PageRef, RequirementResult, leaves_open

# Warnings of no requirement that a person has to look at: files that could not be opened, another name on the folder.
FOLDER_OF_ANOTHER = "S606"
_WINDOW_CLOSED = "S605"
_OF_THE_WHOLE = ("F", FOLDER_OF_ANOTHER)
_QUESTION = "Q"  # begins the codes of findings that ask for a fact
ORDER: tuple[Urgency, ...] = ("must", "check", "advice", "note")


@dataclass(frozen=True)
class Place:
    """Where to look; ``page`` is None for a whole file, ``bbox`` None for a whole page."""

    file: str
    page: int | None
    bbox: Box | None


@dataclass(frozen=True)
class Task:
    """One thing to do: what, where, why, how.

    The same finding on several pages is one task, and so is a question that several requirements hang on.
    ``fact``: what of the profile answers the question that it asks; ``beside``: pages that its places were compared
    with. ``party`` and ``practice`` as in the finding.
    """

    urgency: Urgency
    code: str | None
    message: Text
    advice: Text
    requirements: tuple[RequirementResult, ...]
    clause: str | None
    places: tuple[Place, ...]
    confidence: float
    question: Text | None = None
    fact: str | None = None
    beside: tuple[PageRef, ...] = ()
    party: str | None = None
    practice: bool = False

    @property
    def line(self) -> Text | None:
        """What answers the task's question, as it is written down; None where it asks for no fact that is known."""
        return fact_line(self.fact) if self.fact is not None else None

    @property
    def action(self) -> Text:
        """What to do; of a question the line that answers it, since how to answer is told once for all of them."""
        return self.advice if self.line is None else phrases().ui["answer_line"].fill(line=self.line)


def todo(report: AuditReport) -> tuple[Task, ...]:
    """Tasks of ``report``: what blocks, what to check, advice, notes; within each as ``report.order`` has it."""
    tasks = [*_from_findings(report), *_from_questions(report), *_from_unsettled(report)]
    if report.verdict == "review" and not any(task.urgency in {"must", "check"} for task in tasks):
        tasks += _from_unsettled(report, explained=True)
    tasks = _without_echoes(tasks)
    hidden = {(report.pages[i].file, report.pages[i].page) for i in _unidentified(report)}

    def order(task: Task) -> tuple[int, int]:
        unseen = any((place.file, place.page) in hidden for place in task.places)
        return ORDER.index(task.urgency), step(task.code, task.party, unidentified=unseen)

    return tuple(sorted(tasks, key=order))


def asking(tasks: tuple[Task, ...]) -> Urgency | None:
    """The first urgency with questions among its tasks: how to answer is told once, after these."""
    return next((urgency for urgency in ORDER for t in tasks if t.urgency == urgency and t.fact), None)


def counted(tasks: tuple[Task, ...]) -> dict[Urgency, int]:
    """How many tasks there are of each urgency."""
    return {urgency: sum(task.urgency == urgency for task in tasks) for urgency in ORDER}


def sentence(report: AuditReport, counts: dict[Urgency, int], *, last: bool = False) -> Text:
    """The verdict in a sentence, with the counts that stand behind it; ``last``: it stands beneath the list."""
    where = phrases().ui["above" if last else "below"]
    wording = phrases().verdict[report.verdict].sentence
    values = {"must": counts["must"], "check": counts["check"], "where": where}
    if report.verdict == "pass":
        said, hints = wording.fill(**values), counts["check"] + counts["advice"]
        more = phrases().ui["advice_count"].fill(n=hints) if hints else Text(zh="", en="")
        return Text(zh=said.zh + more.zh, en=said.en + more.en)
    missing = _missing(report)
    if missing is None:
        return wording.fill(**values)
    if report.verdict == "review":
        return _both(missing, phrases().ui["review_missing"].fill(**values))
    return _both(wording.fill(**values), missing)


def closed(report: AuditReport) -> tuple[Text, ...]:
    """That the time to apply is over: a note to the audit, which nobody should have to search for."""
    return tuple(_both(one.message, one.advice) for one in report.findings if one.code == _WINDOW_CLOSED)


def _both(first: Text, second: Text) -> Text:
    """Two sentences, one after the other."""
    return Text(zh=first.zh + second.zh, en=f"{first.en} {second.en}")


def _missing(report: AuditReport) -> Text | None:
    """That materials were not found and may only be on pages that nobody could look at: one such page leaves each of
    them open, and what is surely not among the others would not be told. None where there is no such page or material.
    """
    hidden = _unidentified(report)
    rows = [one for one in report.requirements if one.status == "unsure" and _is_unfound(one, report)]
    if not hidden or not rows:
        return None
    return phrases().ui["missing"].fill(n=len(rows), hidden=len(hidden))


def _unidentified(report: AuditReport) -> tuple[int, ...]:
    """Indices of the pages of which nobody could tell what they are."""
    return Upload(report.pages, ()).unidentified()


def _is_unfound(row: RequirementResult, report: AuditReport) -> bool:
    """Whether a row's material is on no page that was read, while a clause asks for it."""
    own = [one for one in report.findings if one.requirement == row.id]
    found = next((one for one in own if one.code == "K301"), None)
    if found is None or found.file is not None or any(one.code == "Q501" for one in own):
        return False
    return found.severity == "warn" and not found.practice


def told_status(requirement: RequirementResult, report: AuditReport) -> ToldStatus:
    """A requirement's status as people are told it: what lacks only what practice asks for is to be checked, and what
    was only computed for them ("shown") is not, since the verdict does not hang on it.
    """
    own = [finding for finding in report.findings if finding.requirement == requirement.id]
    severities = {finding.severity for finding in own}
    if requirement.status == "unmet" and severities and "block" not in severities:
        return "unsure"
    asks = any(finding.code.startswith(_QUESTION) for finding in own)
    if requirement.status == "unsure" and severities == {"info"} and not asks:
        return "shown"
    return requirement.status


def urgency_of(finding: Finding, requirement: RequirementResult | None) -> Urgency:
    """How pressing a finding is: blocking, to be checked by a person, advice, or a note.

    A warning is to be checked where it leaves its requirement open (in doubt, or lacking what only practice
    asks for), and where it speaks of a file or a page that could not be looked at: what holds the verdict back.
    """
    if finding.severity == "block":
        return "must"
    if finding.severity == "info":
        return "note"
    if leaves_open(finding):
        return "check"
    if requirement is None:
        return "check" if finding.code.startswith(_OF_THE_WHOLE) else "advice"
    return "check" if requirement.status in {"unsure", "unmet"} else "advice"


def pages_of(requirement: RequirementResult, report: AuditReport) -> tuple[PageRef, ...]:
    """The pages that a requirement is shown with: those that prove it, else those that its findings name."""
    named = (one for index, one in enumerate(report.findings) if index in requirement.findings)
    places = (PageRef(file=one.file, page=one.page) for one in named if one.file is not None)
    return requirement.evidence or tuple(dict.fromkeys(places))


def _without_echoes(tasks: list[Task]) -> list[Task]:
    """A fault that a clause and practice both speak of is one task: the more pressing one, in the clause's own words
    where they are equally so.
    """
    groups: dict[tuple[object, ...], list[Task]] = {}
    for task in tasks:
        groups.setdefault(_fault(task), []).append(task)
    told: list[Task] = []
    for group in groups.values():
        if len({task.practice for task in group}) == 1:
            told += group
            continue
        first = min(group, key=lambda task: (ORDER.index(task.urgency), task.practice))
        owners = {one.id: one for task in (first, *group) for one in task.requirements}
        told.append(replace(first, requirements=tuple(owners.values())))
    return told


def _fault(task: Task) -> tuple[object, ...]:
    """What a task is about, whoever asks for it."""
    return task.code, task.clause, task.places, task.message.zh.removesuffix(messages().practice.zh)


def _from_findings(report: AuditReport) -> Iterator[Task]:
    requirements = {requirement.id: requirement for requirement in report.requirements}
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in report.findings:
        if _question_of(finding, report) is None:
            said = (finding.message.zh, finding.message.en, finding.advice.zh)
            groups.setdefault((finding.code, finding.severity, finding.requirement, *said), []).append(
                finding
            )
    for group in groups.values():
        first = group[0]
        requirement = requirements.get(first.requirement or "")
        yield Task(
            urgency=urgency_of(first, requirement),
            code=first.code,
            message=first.message,
            advice=first.advice,
            requirements=(requirement,) if requirement else (),
            clause=first.clause or (requirement.clause if requirement else None),
            places=tuple(dict.fromkeys(Place(f.file, f.page, f.bbox) for f in group if f.file is not None)),
            confidence=max(finding.confidence for finding in group),
            fact=fact_of(first.message) if first.code.startswith("Q") else None,
            beside=tuple(dict.fromkeys(f.beside for f in group if f.beside is not None)),
            party=first.party,
            practice=first.practice,
        )


def _from_questions(report: AuditReport) -> Iterator[Task]:
    ui = phrases().ui
    requirements = {requirement.id: requirement for requirement in report.requirements}
    for question in report.questions:
        asking = [finding for finding in report.findings if _question_of(finding, report) == question]
        hanging = tuple(requirements[f.requirement] for f in asking if f.requirement in requirements)
        urgencies = [urgency_of(f, requirements.get(f.requirement or "")) for f in asking]
        yield Task(
            urgency=min(urgencies, key=ORDER.index, default="check"),
            code=asking[0].code if asking else None,
            message=ui["question"].fill(question=question),
            advice=asking[0].advice if asking else ui["question_advice"],
            requirements=tuple(dict.fromkeys(hanging)),
            clause=None,
            places=(),
            confidence=1.0,
            question=question,
            fact=fact_of(question),
        )


def _question_of(finding: Finding, report: AuditReport) -> Text | None:
    """The open question that a finding of the Q family asks."""
    if not finding.code.startswith("Q"):
        return None
    return next((question for question in report.questions if question.zh in finding.message.zh), None)


def _from_unsettled(report: AuditReport, *, explained: bool = False) -> Iterator[Task]:
    """An open requirement that no finding explains must still reach a person.

    ``explained``: those that only notes explain, too (a verdict must not rest on what nobody is told).
    """
    ui = phrases().ui
    statuses = {"unsure", "unmet"} if explained else {"unsure"}
    rows = [r for r in report.requirements if r.status in statuses and (explained or not r.findings)]
    if rows and not explained and all(page.page is None for page in report.pages):
        yield _of_no_page(tuple(rows))
        return
    for requirement in rows:
        places = tuple(Place(page.file, page.page, None) for page in requirement.evidence)
        message = ui["unsettled"].fill(title=requirement.title)
        yield Task(
            urgency="check",
            code=None,
            message=message,
            advice=ui["unsettled_advice"],
            requirements=(requirement,),
            clause=requirement.clause,
            places=places,
            confidence=0.5,
        )


def _of_no_page(rows: tuple[RequirementResult, ...]) -> Task:
    """What is asked of pages where there is none: one thing to do."""
    titles = Text(zh="、".join(f"“{r.title.zh}”" for r in rows), en="; ".join(r.title.en for r in rows))
    ui = phrases().ui
    message = ui["no_page"].fill(n=len(rows), titles=titles)
    return Task("check", None, message, ui["no_page_advice"], (), None, (), 0.5)
