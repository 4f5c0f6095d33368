"""Who decided what, when, of what was shown, and why. Rows are only added: an undone decision stays on record."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Final, Literal, Protocol

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict

from scanaudit.jobs.database import METADATA, Database
from scanaudit.review.questions import Question

Answer = Literal["yes", "no", "unclear"]

DECISIONS: Final = sa.Table(
    "scanaudit_decision",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run", sa.String(64), nullable=False, index=True),
    sa.Column("subject", sa.String(64), nullable=False),
    sa.Column("place", sa.String(64), nullable=False),
    sa.Column("answer", sa.String(8), nullable=False),
    sa.Column("told", sa.LargeBinary, nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("undone_at", sa.Float),
)
"""``subject``, ``place``: of the question; ``told``: who, why and the question as it was shown, encrypted."""


class Decision(BaseModel):
    """One decision. ``question``: as it was shown; ``at``: seconds since 1970; ``undone``: taken back."""

    model_config = ConfigDict(frozen=True)
    id: int
    subject: str
    place: str
    answer: Answer
    who: str
    note: str
    question: Question
    at: float
    undone: bool

    @property
    def when(self) -> dt.datetime:
        """The moment, in UTC."""
        return dt.datetime.fromtimestamp(self.at, dt.UTC)


class Decisions:
    """The decisions of one run in a database."""

    def __init__(self, database: Database, run: str) -> None:
        self._database = database
        self._run = run

    def add(self, question: Question, answer: Answer, who: str, note: str = "") -> int:
        """Keep a decision; its number."""
        told = [who, note, question.model_dump(mode="json", context={"lang": "both"})]
        row = sa.insert(DECISIONS).values(
            run=self._run,
            subject=question.subject,
            place=question.place,
            answer=answer,
            told=self._database.seal(json.dumps(told, ensure_ascii=False).encode()),
            at=self._database.clock(),
        )
        with self._database.writing() as connection:
            return int(connection.execute(row.returning(DECISIONS.c.id)).scalar_one())

    def undo(self, who: str) -> Decision | None:
        """Take back the last decision of ``who`` that still stands; None where there is none."""
        own = [one for one in self.all() if one.who == who and not one.undone]
        if not own:
            return None
        last = own[-1]
        row = sa.update(DECISIONS).where(DECISIONS.c.id == last.id)
        with self._database.writing() as connection:
            connection.execute(row.values(undone_at=self._database.clock()))
        return last.model_copy(update={"undone": True})

    def all(self) -> tuple[Decision, ...]:
        """Every decision of the run, the undone ones too, in the order they were made."""
        asked = sa.select(DECISIONS).where(DECISIONS.c.run == self._run).order_by(DECISIONS.c.id)
        with self._database.engine.connect() as connection:
            rows = connection.execute(asked).all()
        made = []
        for row in rows:
            who, note, question = json.loads(self._database.unseal(row.told))
            made.append(
                Decision(
                    id=row.id,
                    subject=row.subject,
                    place=row.place,
                    answer=row.answer,
                    who=who,
                    note=note,
                    question=Question.model_validate(question),
                    at=row.at,
                    undone=row.undone_at is not None,
                )
            )
        return tuple(made)


class Kept(Protocol):
    """Where decisions are kept: a bulk run's database (``Decisions``), a portal's submission."""

    def add(self, question: Question, answer: Answer, who: str, note: str = "") -> int:
        """Keep a decision; its number."""

    def undo(self, who: str) -> Decision | None:
        """Take back the last decision of ``who`` that still stands; None where there is none."""

    def all(self) -> tuple[Decision, ...]:
        """Every decision, the undone ones too, in the order they were made."""


class Standing(BaseModel):
    """The decisions that stand: ``by_subject`` is what holds now; of a place whose page has other content now, the
    last decision is in ``by_place`` only: it is out of date.
    """

    model_config = ConfigDict(frozen=True)
    by_subject: dict[str, Decision]
    by_place: dict[str, Decision]

    def of(self, question: Question) -> Decision | None:
        """The decision that holds for a question."""
        return self.by_subject.get(question.subject)

    def outdated(self, question: Question) -> Decision | None:
        """The decision on the same place of an earlier picture, where none holds for this one."""
        if question.subject in self.by_subject:
            return None
        earlier = self.by_place.get(question.place)
        return earlier if earlier is not None and earlier.subject != question.subject else None


def standing(decisions: Iterable[Decision]) -> Standing:
    """What stands of all decisions: of several on one subject the last."""
    valid = [one for one in decisions if not one.undone]
    return Standing(
        by_subject={one.subject: one for one in valid}, by_place={one.place: one for one in valid}
    )
