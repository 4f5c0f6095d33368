"""The run: every applicant's pages through the jobs, every audit as its pages are there, then the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scanaudit.audit import audit
from scanaudit.bulk.applicants import Applicant
from scanaudit.bulk.outcomes import Outcome, Outcomes, decided_by, run_id, traces
from scanaudit.bulk.reports import publish
from scanaudit.facts import PageFacts
from scanaudit.intake.problems import problem
from scanaudit.jobs.engine import Jobs
from scanaudit.jobs.orders import Order, Progress, State
from scanaudit.jobs.places import signature
from scanaudit.notices import get
from scanaudit.notices.model import Notice
from scanaudit.report.phrases import phrases
from scanaudit.review.decisions import Decisions, Standing, standing
from scanaudit.review.effect import case_of, with_decisions
from scanaudit.settings import Settings
from scanaudit.text import Lang
from scanaudit.verdicts import AuditReport


@dataclass(frozen=True)
class Step:
    """One applicant more is done: who, the outcome, and the report with a person's decisions in it."""

    outcome: Outcome
    report: AuditReport
    fresh: bool
    done: int
    total: int


@dataclass
class Run:
    """One run over many applicants, into ``out``. ``today`` decides validity and windows."""

    jobs: Jobs
    applicants: Sequence[Applicant]
    out: Path
    settings: Settings
    lang: Lang
    today: dt.date
    notices: dict[str, Notice] = field(init=False)
    outcomes: Outcomes = field(init=False)
    _standing: Standing = field(init=False)

    def __post_init__(self) -> None:
        wanted = dict.fromkeys(one.notice for one in self.applicants)
        self.notices = {name: get(name) for name in wanted}
        self.outcomes = Outcomes(self.jobs.database, run_id(self.out))
        self._standing = standing(Decisions(self.jobs.database, run_id(self.out)).all())

    @property
    def batch(self) -> str:
        """The name of this run among the jobs."""
        return run_id(self.out)

    def submit(self) -> dict[str, str]:
        """Have all pages read; the job of each applicant who handed something in."""
        submitted = {}
        for one in self.applicants:
            if one.place is not None:
                order = Order(one.name, (one.place,), signature((one.place,)), self.batch)
                submitted[one.key] = self.jobs.submit(order)
        self.jobs.keep_only(self.batch, submitted.values())
        return submitted

    def finish(
        self, submitted: dict[str, str], on_progress: Callable[[Progress], None] | None = None
    ) -> Iterator[Step]:
        """Audit each applicant as soon as the pages are there; yields after each. Any order of finishing gives
        the same outcomes.
        """
        self.outcomes.keep_only(one.key for one in self.applicants)
        waiting = {one.key: one for one in self.applicants}
        done = 0
        while waiting:
            states = self.jobs.states(self.batch)
            over = {job: told for job, told in states.items() if told[0] in ("done", "failed")}
            ready = [
                one for one in waiting.values() if one.key not in submitted or submitted[one.key] in over
            ]
            for one in ready:
                del waiting[one.key]
                done += 1
                job = submitted.get(one.key)
                outcome, fresh = self._conclude(one, job, over.get(job or "", ("done", 0)))
                report, _ = with_decisions(case_of(outcome), self._standing)
                yield Step(outcome, report, fresh, done, len(self.applicants))
            if not ready:
                self.jobs.wait(None, on_progress, batch=self.batch, at_most=1)

    def _conclude(self, one: Applicant, job: str | None, told: tuple[State, int]) -> tuple[Outcome, bool]:
        notice = self.notices[one.notice].model_dump_json(context={"lang": "both"})
        state, attempt = told
        decided = decided_by(
            one, f"{job or ''}-{attempt}", self.today, notice, show_ids=self.settings.show_ids
        )
        if state == "failed":  # told as it is now, and looked at again by the next run
            decided = f"failed-{attempt}"
        known = self.outcomes.get(one.key, decided) if state != "failed" else None
        outcome = known or self._audited(one, job, decided, broken=state == "failed")
        written = publish(outcome, self.jobs, self.out, self.lang, self._standing)
        return outcome, written or known is None

    def _audited(self, one: Applicant, job: str | None, decided: str, *, broken: bool) -> Outcome:
        notice = self.notices[one.notice]
        pages = self.jobs.inspection(job, previews=False).pages if job is not None else ()
        handed_in = job is not None and (bool(pages) or broken)
        if broken:
            # The order could not be read as a whole: nobody may be told that what was not seen is missing.
            why = problem("unexpected", one.name, reason=phrases().bulk["not_read"])
            pages += (PageFacts(file=one.name, page=None, problems=(why,)),)
        report = audit(notice, one.profile, pages, today=self.today, called=one.name)
        outcome = Outcome(
            key=one.key,
            name=one.name,
            notice=notice.id,
            listed=one.listed,
            handed_in=handed_in,
            job=job or "",
            decided_by=decided,
            show_ids=self.settings.show_ids,
            id_number=one.profile.id_number,
            report=report.model_copy(update={"pages": tuple(map(_slim, report.pages))}),
            traces=tuple(traces(report.pages)),
        )
        self.outcomes.put(outcome)
        return outcome


def _slim(page: PageFacts) -> PageFacts:
    """A page without what stands in its own result, but for the text beside a seal that ``across`` compares."""
    kept = page.text if any(seal.ink_pattern for seal in page.seals) else ""
    gone = {"lines": (), "kind_cues": (), "kind_candidates": (), "imprint": None}
    return page.model_copy(update={**gone, "text": kept})
