"""Each applicant's own files: report, letter, summary; written again only where they would differ."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from scanaudit.bulk.outcomes import Outcome
from scanaudit.jobs.engine import Jobs
from scanaudit.jobs.heart import is_running
from scanaudit.report import html, json, letter
from scanaudit.report.files import unfinished, write_atomically
from scanaudit.report.phrases import phrases
from scanaudit.review.decisions import Standing
from scanaudit.review.effect import case_of, with_decisions
from scanaudit.review.questions import questions
from scanaudit.text import Lang

FOLDER: Final = "applicants"
_STAMP: Final = ".made-of"
"""Beside the files: a digest of what they were made of, written last."""


def publish(outcome: Outcome, jobs: Jobs, out: Path, lang: Lang, now: Standing) -> bool:
    """Write an applicant's files with the decisions of ``now`` in them; False where they are there already. Who
    handed in nothing gets the letter alone.

    Raises OutputError.
    """
    folder = out / FOLDER / outcome.key
    stamp = _made_of(outcome, lang, now)
    if _read(folder / _STAMP) == stamp:
        return False
    sweep(folder)
    name = outcome.name or outcome.key
    if outcome.handed_in:
        _whole(outcome, jobs, folder, lang, now)
    else:
        for stale in (json.FILE_NAME, html.FILE_NAME, letter.SUMMARY):  # of scans that were taken back
            (folder / stale).unlink(missing_ok=True)
        letter.write_letter(letter.letter(outcome.report, name=name), folder, lang)
    write_atomically(folder / _STAMP, stamp)
    return True


def _whole(outcome: Outcome, jobs: Jobs, folder: Path, lang: Lang, now: Standing) -> None:
    inspection = jobs.inspection(outcome.job)
    case = case_of(outcome)
    whole = case.model_copy(update={"report": outcome.report.model_copy(update={"pages": inspection.pages})})
    report, _ = with_decisions(whole, now)
    show = outcome.show_ids
    json.write(report, folder, lang, show_ids=show)
    answers = phrases().bulk["answer_how"]
    html.write(report, folder, lang, preview=inspection.preview, show_ids=show, answers=answers)
    name = outcome.name or outcome.key
    letter.write(letter.letter(report, name=name), letter.summary(report, name=name), folder, lang)


def sweep(folder: Path) -> None:
    """Remove what killed processes left half written in ``folder``."""
    for path, process in unfinished(folder):
        if not is_running(process):
            path.unlink(missing_ok=True)


def _made_of(outcome: Outcome, lang: Lang, now: Standing) -> str:
    answers = [
        (made.subject, made.answer, made.who)
        for one in questions(case_of(outcome))
        if (made := now.of(one)) is not None
    ]
    told = (outcome.decided_by, lang, answers)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None
