"""Which question comes next: several reviewers share one queue, and nobody is shown what another one looks at."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from scanaudit.review.decisions import Answer, Decision, Kept, Standing, standing
from scanaudit.review.effect import with_decisions
from scanaudit.review.questions import Case, Question, questions
from scanaudit.verdicts import AuditReport

_LEASE_SECONDS: Final = 180.0
"""A question stays with who looks at it for so long; a reviewer who left it for a coffee gives it back."""


@dataclass(frozen=True)
class Count:
    """How far a queue is."""

    total: int
    decided: int
    unclear: int

    @property
    def left(self) -> int:
        """Questions that nobody has answered."""
        return self.total - self.decided - self.unclear


@dataclass(frozen=True)
class Shown:
    """A question with what is known of it. ``outdated``: a decision on an earlier picture of the place."""

    question: Question
    decision: Decision | None
    outdated: Decision | None


class Leases:
    """Who looks at which question; may be shared by several queues."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._held: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()
        self._clock = clock

    def take(self, subject: str, who: str) -> bool:
        """Give the question to ``who``, or give it for longer; False where another one looks at it."""
        with self._lock:
            now = self._clock()
            self._held = {one: held for one, held in self._held.items() if held[1] >= now}
            holder, _ = self._held.get(subject, (who, 0.0))
            if holder != who:
                return False
            self._held[subject] = (who, now + _LEASE_SECONDS)
            return True

    def end(self, subject: str) -> None:
        """Nobody looks at it any more."""
        with self._lock:
            self._held.pop(subject, None)


class Queue:
    """The questions of a run, the doubtful ones that decide most first, and the decisions on them."""

    def __init__(self, cases: Iterable[Case], decisions: Kept, leases: Leases | None = None) -> None:
        self._cases = {case.key: case for case in cases}
        found = [one for case in self._cases.values() for one in questions(case)]
        open_by_case = {key: sum(one.case == key for one in found) for key in self._cases}
        # Who has fewest open places comes first: a few answers settle a whole applicant.
        found.sort(key=lambda one: (open_by_case[one.case], one.case, one.finding))
        self._questions = {one.subject: one for one in found}
        self._decisions = decisions
        self._leases = leases or Leases()

    def next(self, who: str, skip: frozenset[str] = frozenset()) -> Shown | None:
        """The next open question for ``who``, theirs until they answer or the lease ends; None when all are
        answered or with others. ``skip``: subjects that they put off.
        """
        now = standing(self._decisions.all())
        for subject, question in self._questions.items():
            if now.of(question) is None and subject not in skip and self._leases.take(subject, who):
                return self._shown(question, now)
        return None

    def get(self, subject: str) -> Shown:
        """One question. Raises KeyError where there is none."""
        return self._shown(self._questions[subject], standing(self._decisions.all()))

    def decide(self, subject: str, answer: Answer, who: str, note: str = "") -> tuple[AuditReport, bool]:
        """Keep an answer; the applicant's report as it now stands, and whether somebody else had answered
        otherwise meanwhile (both answers are kept, the later one holds). Raises KeyError.
        """
        question = self._questions[subject]
        before = standing(self._decisions.all()).of(question)
        self._decisions.add(question, answer, who, note)
        self._leases.end(subject)
        differs = before is not None and before.who != who and before.answer != answer
        return self.report(question.case), differs

    def undo(self, who: str) -> Shown | None:
        """Take back the last answer of ``who`` and show its question again; None where there is none."""
        undone = self._decisions.undo(who)
        if undone is None or undone.subject not in self._questions:
            return None
        self._leases.take(undone.subject, who)
        return self.get(undone.subject)

    def report(self, case: str) -> AuditReport:
        """An applicant's report with the decisions that stand. Raises KeyError."""
        return with_decisions(self._cases[case], standing(self._decisions.all()))[0]

    def case(self, key: str) -> Case:
        """One applicant's case. Raises KeyError."""
        return self._cases[key]

    def count(self) -> Count:
        """How far the queue is."""
        now = standing(self._decisions.all())
        answers = [made.answer for one in self._questions.values() if (made := now.of(one)) is not None]
        unclear = sum(answer == "unclear" for answer in answers)
        return Count(len(self._questions), len(answers) - unclear, unclear)

    def outdated(self) -> tuple[Shown, ...]:
        """The questions on which there are decisions of an earlier picture only."""
        now = standing(self._decisions.all())
        return tuple(self._shown(one, now) for one in self._questions.values() if now.outdated(one))

    def _shown(self, question: Question, now: Standing) -> Shown:
        return Shown(question, now.of(question), now.outdated(question))
