"""The queue of doubtful places of a unit: the questions of each submission's last report, one after another.

What is asked, who looks at what and what an answer does is ``scanaudit.review``'s; here is where the reports lie and
where the answers are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scanaudit.facts import Rotation
from scanaudit.report.phrases import phrases
from scanaudit.review.decisions import Answer as Said
from scanaudit.review.questions import Case
from scanaudit.review.queue import Count, Queue, Shown
from scanaudit.service import submissions
from scanaudit.service.access import own
from scanaudit.service.answers import Answers, answered, count_doubts
from scanaudit.service.assembly import placed
from scanaudit.service.database import Answer, PageRow, Submission
from scanaudit.service.keys import Actor
from scanaudit.service.pictures import page_picture, report_part
from scanaudit.service.portal import Portal
from scanaudit.service.problems import Refused, refused
from scanaudit.service.shown import Doubt, Doubts
from scanaudit.verdicts import AuditReport, PageRef

# So many submissions are looked at for a question that nobody else has at hand.
_MOST = 100


@dataclass(frozen=True)
class Asked:
    """A question of a submission."""

    submission: str
    shown: Shown


@dataclass(frozen=True)
class Followed:
    """What an answer did: the report as it now stands, and whether somebody had answered otherwise meanwhile."""

    report: AuditReport
    name: str
    differs: bool


def doubts_of(portal: Portal, found: Submission) -> Doubts:
    """The doubts of the last report. Raises Refused (A404, A440) where there are none."""
    return Doubts.model_validate_json(report_part(portal, found, "doubts.json"))


def _queue(portal: Portal, actor: Actor, found: Submission, doubts: Doubts) -> Queue:
    name = submissions.profile_of(found, portal.vault).name or found.id[:8]
    case = Case(key=found.id, name=name, job="", report=doubts.report, reviewer=phrases().review["reviewer"])
    answers = Answers(portal.database, portal.vault, found.id, actor.name)
    return Queue([case], answers, portal.leases)


def next_question(
    portal: Portal, actor: Actor, skip: Sequence[tuple[str, str]], only: str | None
) -> Asked | None:
    """The next open question for the actor; whoever has fewest comes first. ``skip``: submission and subject of
    those that were put off; ``only``: one submission's.
    """
    left = Submission.doubts - Submission.decided - Submission.unclear
    with portal.database.read() as session:
        asked = select(Submission).where(Submission.unit_id == actor.unit, Submission.audited >= 0, left > 0)
        if only is not None:
            asked = asked.where(Submission.id == only)
        found = list(session.scalars(asked.order_by(left, Submission.closed, Submission.id).limit(_MOST)))
    for one in found:
        later = frozenset(subject for submission, subject in skip if submission == one.id)
        try:
            shown = _queue(portal, actor, one, doubts_of(portal, one)).next(actor.name, later)
        except Refused:  # a newer report took its place a moment ago
            continue
        if shown is not None:
            return Asked(one.id, shown)
    return None


def count(portal: Portal, actor: Actor, only: str | None) -> Count:
    """How far the unit's queue is, or one submission's."""
    with portal.database.read() as session:
        sums = [
            func.coalesce(func.sum(one), 0)
            for one in (Submission.doubts, Submission.decided, Submission.unclear)
        ]
        asked = select(*sums).where(Submission.unit_id == actor.unit)
        if only is not None:
            asked = asked.where(Submission.id == only)
        row = session.execute(asked).one()
    return Count(*(int(one) for one in row))


def decide(
    portal: Portal, actor: Actor, submission: str, subject: str, *, answer: Said, note: str
) -> Followed:
    """Keep an answer. The verdict follows at once, and the worker tells the report anew. Raises Refused (A404)."""
    found = _found(portal, actor, submission)
    doubts = doubts_of(portal, found)
    queue = _queue(portal, actor, found, doubts)
    try:
        report, differs = queue.decide(subject, answer, actor.name, note)
        name = queue.get(subject).question.name
    except KeyError as error:
        raise refused("not_found") from error
    _follow(portal, submission, doubts, report)
    return Followed(report, name, differs)


def undo(portal: Portal, actor: Actor, only: str | None = None) -> Asked | None:
    """Take back the actor's last answer and ask again; None where there is none. ``only``: one submission's."""
    with portal.database.read() as session:
        last = (
            select(Submission)
            .join(Answer, Answer.submission_id == Submission.id)
            .where(Submission.unit_id == actor.unit, Answer.actor == actor.name, Answer.undone.is_(None))
            .order_by(Answer.id.desc())
            .limit(1)
        )
        if only is not None:
            last = last.where(Submission.id == only)
        found = session.scalar(last)
    if found is None:
        return None
    doubts = doubts_of(portal, found)
    queue = _queue(portal, actor, found, doubts)
    shown = queue.undo(actor.name)
    _follow(portal, found.id, doubts, queue.report(found.id))
    return Asked(found.id, shown) if shown is not None else None


def _follow(portal: Portal, submission: str, doubts: Doubts, report: AuditReport) -> None:
    """The verdict and the counts, as the answers leave them."""
    with portal.database.write() as session:
        found = submissions.locked(session, submission)
        if found is not None:
            found.verdict = report.verdict
            count_doubts(found, doubts, answered(session, found, portal.vault))


def _found(portal: Portal, actor: Actor, submission: str) -> Submission:
    with portal.database.read() as session:
        return own(session, actor, submission)


def doubt(portal: Portal, actor: Actor, submission: str, subject: str) -> tuple[Submission, Doubt]:
    """One question with its picture. Raises Refused (A404)."""
    found = _found(portal, actor, submission)
    for one in doubts_of(portal, found).doubts:
        if one.question.subject == subject:
            return found, one
    raise refused("not_found")


def place_of(asked: Doubt) -> PageRef:
    """The page that is asked about."""
    return PageRef(file=asked.question.file, page=asked.question.page)


def turned(portal: Portal, found: Submission, place: PageRef) -> Rotation:
    """How far the content of a page is turned. Raises Refused (A404, A440)."""
    pages = doubts_of(portal, found).report.pages
    return next((p.rotation or 0 for p in pages if (p.file, p.page) == (place.file, place.page)), 0)


def page_of(portal: Portal, session: Session, found: Submission, place: PageRef) -> bytes:
    """The preview of a page. Raises Refused (A404)."""
    for at in placed(session, found, portal.vault.unwrap(found.key)):
        if (at.name, at.number) == (place.file, place.page) and at.page is not None:
            row: PageRow = at.page
            return page_picture(portal, session, row, "large")
    raise refused("not_found")
