"""Is the application complete? Page facts and a notice in, statuses, findings and the verdict out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scanaudit.auditing.assignment import Assignment, assign
from scanaudit.auditing.case import Case, ask
from scanaudit.auditing.judgement import Judged, judge
from scanaudit.auditing.telling import RANK, finding, problems
from scanaudit.facts import PageFacts
from scanaudit.kinds.apart import apart
from scanaudit.kinds.documents import Document, group
from scanaudit.notices.model import CaptureDemand, Notice
from scanaudit.notices.profile import Profile
from scanaudit.privacy import mask_all
from scanaudit.rules.context import Observation
from scanaudit.rules.naming import WHOSE
from scanaudit.rules.upload import Upload
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport, Finding, PageRef, RequirementResult, Verdict, leaves_open

# Findings that are the same for every document on one picture.
_OF_THE_PICTURE = ("C", "K3")
# What every page should be like even where the notice has no row that says so.
_ANY_PAGE = CaptureDemand(demand="capture", of=("sharp", "readable", "upright", "complete"))


def audit(
    notice: Notice,
    profile: Profile,
    pages: Sequence[PageFacts],
    *,
    today: dt.date | None = None,
    called: str | None = None,
) -> AuditReport:
    """Check ``pages`` (in upload order) against ``notice`` for one applicant.

    All findings are collected, the most important first. ``today`` (default: the day of the call) decides
    validity and windows only. ``called``: the name of the applicant's folder, where folders bear names.
    """
    documents_apart = apart(pages)
    upload = Upload(documents_apart, group(documents_apart))
    case = Case(notice, profile, upload, today or dt.date.today(), called)
    asked = tuple(r for r in notice.requirements if case.truth(r.when).value is not False)
    assignment = assign(case, asked)
    judged = _judge_all(case, assignment)
    unused = _unused(case, judged, assignment)
    told = _collect(case, judged, unused)
    return AuditReport(
        notice=notice.id,
        notice_title=notice.title,
        applicant=_applicant(profile),
        verdict=_verdict(judged, told.findings, upload),
        requirements=tuple(_result(case, one, told) for one in judged),
        findings=told.findings,
        unused_pages=_refs(upload, unused),
        questions=_questions(judged),
        pages=tuple(pages),
    )


@dataclass(frozen=True)
class _Told:
    """Findings in order of importance, and which of them each requirement refers to."""

    findings: tuple[Finding, ...]
    by_requirement: dict[str, tuple[int, ...]]


def _judge_all(case: Case, assignment: Assignment) -> tuple[Judged, ...]:
    """Rows with evidence of their own first: rows on every page leave out pages that serve for
    other people.
    """
    requirements = case.notice.requirements
    own = {r.id: judge(case, r, assignment, frozenset()) for r in requirements if r.applies_to == "evidence"}
    strangers: frozenset[int] = frozenset().union(*(one.strangers for one in own.values()))
    return tuple(own.get(r.id) or judge(case, r, assignment, strangers) for r in requirements)


def _collect(case: Case, judged: Iterable[Judged], unused: tuple[int, ...]) -> _Told:
    """Word everything that was seen; the same sentence about the same place is told once, where
    it weighs most, and of those where it is surest.
    """
    best: dict[tuple[object, ...], tuple[tuple[int, ...], Finding]] = {}
    owners: dict[tuple[object, ...], list[str]] = {}
    several = {(page.file, page.page) for page in case.upload.pages if page.parts}

    def put(one: Finding, order: tuple[int, ...]) -> None:
        fact = "whose page it is" if one.code in WHOSE else f"{one.code} {one.message.zh}"
        whose = (one.file, one.page) in several and not one.code.startswith(_OF_THE_PICTURE)
        key = (fact, one.file, one.page, None if one.file else one.requirement, one.bbox if whose else None)
        if key not in best or _weight(one) < _weight(best[key][1]):
            best[key] = (order, one)
        if one.requirement is not None:
            owners.setdefault(key, []).append(one.requirement)

    for row, one in enumerate(judged):
        for obs in one.seen:
            told = finding(obs, one.requirement, case.upload)
            put(told, (RANK[told.severity], *_place(obs), row))
    pictures = {(f.code, f.file, f.page) for _, f in best.values() if f.severity != "info"}
    for obs in _of_the_upload(case, unused):
        told = finding(obs, None, case.upload)
        if (told.code, told.file, told.page) not in pictures:
            put(told, (RANK[told.severity], *_place(obs), 0))
    for index in range(len(case.upload.pages)):
        for told in problems(case.upload, index):
            put(told, (RANK[told.severity], index, 0))
    ranked = sorted(best.items(), key=lambda item: (item[1][0], item[1][1].code))
    by_requirement: dict[str, tuple[int, ...]] = {}
    for number, (key, _) in enumerate(ranked):
        for owner in dict.fromkeys(owners.get(key, ())):
            by_requirement[owner] = (*by_requirement.get(owner, ()), number)
    return _Told(tuple(one for _, (_, one) in ranked), by_requirement)


def _weight(told: Finding) -> tuple[int, float]:
    """The less, the more it weighs."""
    return RANK[told.severity], -told.confidence


def _place(obs: Observation) -> tuple[int]:
    """What is missing altogether comes before what is wrong on a page."""
    return (min(obs.pages, default=-1),)


def _of_the_upload(case: Case, unused: tuple[int, ...]) -> Iterable[Observation]:
    everything = tuple(Document(f"page-{i}", "single", (i,)) for i in case.upload.opened())
    context = replace(case.context(None, everything), unused=unused)
    yield from ask(context, "upload")
    yield from ask(replace(context, demand=_ANY_PAGE), "capture")


def _unused(case: Case, judged: Iterable[Judged], assignment: Assignment) -> tuple[int, ...]:
    """Pages that no requirement uses. A document of which some pages serve is used as a whole."""
    used = {i for one in judged for i in one.evidence}
    used |= {i for spares in assignment.spares.values() for d in spares for i in d.pages}
    used |= {i for d in case.upload.documents if used & set(d.pages) for i in d.pages}
    seen = {_ref(case.upload.pages[i]) for i in used}
    return tuple(i for i in case.upload.opened() if _ref(case.upload.pages[i]) not in seen)


def _verdict(judged: Iterable[Judged], findings: tuple[Finding, ...], upload: Upload) -> Verdict:
    if any(one.severity == "block" for one in findings):
        return "fail"
    unseen = any(map(upload.unread, range(len(upload.pages))))
    open_picture = any(map(leaves_open, findings))
    return "review" if unseen or open_picture or any(one.decides for one in judged) else "pass"


def _result(case: Case, one: Judged, told: _Told) -> RequirementResult:
    return RequirementResult(
        id=one.requirement.id,
        title=one.requirement.title,
        clause="、".join(one.requirement.clause),
        status=one.status,
        evidence=_refs(case.upload, one.evidence),
        findings=told.by_requirement.get(one.requirement.id, ()),
    )


def _questions(judged: Iterable[Judged]) -> tuple[Text, ...]:
    """Each open question once, in the order of the rows that hang on it."""
    asked = (
        text
        for one in judged
        if one.decides
        for obs in one.seen
        if obs.code in {"Q501", "Q502"} and isinstance(text := obs.values["question"], Text)
    )
    return tuple({text.zh: text for text in asked}.values())


def _applicant(profile: Profile) -> dict[str, Any]:
    """What the applicant said, without what was not given, ID numbers masked."""
    given: dict[str, Any] = mask_all(profile.model_dump(mode="json", exclude_defaults=True))
    return given


def _refs(upload: Upload, indices: Iterable[int]) -> tuple[PageRef, ...]:
    """Each page once, also where two documents on one picture serve."""
    return tuple(dict.fromkeys(_ref(upload.pages[i]) for i in indices))


def _ref(page: PageFacts) -> PageRef:
    return PageRef(file=page.file, page=page.page)
