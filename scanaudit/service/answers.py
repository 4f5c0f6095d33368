"""What reviewers answered to the doubts of a submission: kept with who, when and what was shown; never lost."""

from __future__ import annotations

import json
import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from scanaudit.review import decisions
from scanaudit.review.decisions import Decision, standing
from scanaudit.review.effect import with_decisions
from scanaudit.review.questions import Case, Question
from scanaudit.service import submissions, trail
from scanaudit.service.crypto import Vault, seal_text, unseal_text
from scanaudit.service.database import Answer, Database, Submission
from scanaudit.service.problems import refused
from scanaudit.service.shown import Doubts
from scanaudit.verdicts import Verdict


def answered(session: Session, submission: Submission, vault: Vault) -> tuple[Decision, ...]:
    """Every answer, the undone ones too, in the order they were given."""
    key = vault.unwrap(submission.key)
    asked = select(Answer).where(Answer.submission_id == submission.id).order_by(Answer.id)
    return tuple(_decision(row, key) for row in session.scalars(asked))


def _decision(row: Answer, key: bytes) -> Decision:
    who, note, question = json.loads(
        unseal_text(key, row.sealed_told, _place(row.submission_id, row.subject))
    )
    return Decision.model_validate(
        {
            "id": row.id,
            "subject": row.subject,
            "place": row.place,
            "answer": row.answer,
            "who": who,
            "note": note,
            "question": question,
            "at": row.at,
            "undone": row.undone is not None,
        }
    )


def _place(submission: str, subject: str) -> str:
    return f"{submission}/answer/{subject}"


def count_doubts(submission: Submission, doubts: Doubts, given: tuple[Decision, ...]) -> None:
    """Note how many doubts there are and how many are settled."""
    now = standing(given)
    settled = [made.answer for one in doubts.doubts if (made := now.of(one.question)) is not None]
    submission.doubts, submission.unclear = len(doubts.doubts), settled.count("unclear")
    submission.decided = len(settled) - submission.unclear


def verdict(submission: str, doubts: Doubts, given: tuple[Decision, ...]) -> Verdict:
    """The verdict of a report as the answers leave it."""
    case = Case(key=submission, name="", job="", report=doubts.report)
    return with_decisions(case, standing(given))[0].verdict


class Answers:
    """The answers to one submission's doubts, where a ``review.queue.Queue`` keeps them. Each asks for a new report."""

    def __init__(self, database: Database, vault: Vault, submission: str, actor: str) -> None:
        self._database, self._vault = database, vault
        self._submission, self._actor = submission, actor

    def add(self, question: Question, answer: decisions.Answer, who: str, note: str = "") -> int:
        """Keep an answer; its number. Raises Refused (A404) where the submission was removed meanwhile."""
        told = json.dumps([who, note, question.model_dump(mode="json", context={"lang": "both"})])
        with self._database.write() as session:
            found = self._locked(session)
            place = _place(found.id, question.subject)
            row = Answer(
                submission_id=found.id,
                subject=question.subject,
                place=question.place,
                answer=answer,
                sealed_told=seal_text(self._vault.unwrap(found.key), told, place),
                actor=self._actor,
                at=time.time(),
            )
            session.add(row)
            trail.note(session, found.unit_id, self._actor, f"doubt.{answer}", found.id)
            submissions.changed(session, found)
            session.flush()
            return row.id

    def undo(self, who: str) -> Decision | None:
        """Take back the last answer of ``who`` that still stands; None where there is none."""
        with self._database.write() as session:
            found = self._locked(session)
            own = [one for one in answered(session, found, self._vault) if one.who == who and not one.undone]
            if not own:
                return None
            session.get_one(Answer, own[-1].id).undone = time.time()
            trail.note(session, found.unit_id, self._actor, "doubt.undone", found.id)
            submissions.changed(session, found)
        return own[-1].model_copy(update={"undone": True})

    def all(self) -> tuple[Decision, ...]:
        """Every answer, in the order they were given."""
        with self._database.read() as session:
            found = session.get(Submission, self._submission)
            return answered(session, found, self._vault) if found is not None else ()

    def _locked(self, session: Session) -> Submission:
        found = submissions.locked(session, self._submission)
        if found is None:
            raise refused("not_found")
        return found
