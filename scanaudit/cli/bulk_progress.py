"""How far a run over many applicants is: a bar in a terminal, a line an applicant elsewhere, or asked from outside."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn
from rich.progress import Progress as Bar

from scanaudit.report.masking import plain
from scanaudit.report.phrases import phrases, say
from scanaudit.text import Lang

if TYPE_CHECKING:
    from scanaudit.bulk.run import Step
    from scanaudit.jobs.orders import Progress
    from scanaudit.settings import Settings

# Where standard error is no terminal (a log file, CI): a line on the pages at most this often, in seconds.
_LOG_EVERY = 5.0

Shown = tuple[Callable[["Progress"], None], Callable[["Step"], None]]


@contextmanager
def shown(lang: Lang, total: int, console: Console | None = None) -> Iterator[Shown]:
    """Callbacks for the pages' progress and for each applicant that is done."""
    console = console or Console(stderr=True)
    started = last = time.monotonic()
    audited = 0
    columns = (SpinnerColumn("line"), TextColumn("{task.description}"), BarColumn(bar_width=None))
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def on_progress(progress: Progress) -> None:
            nonlocal last
            now = time.monotonic()
            said = sentence(progress, audited, total, now - started, lang)
            if not console.is_terminal and now - last >= _LOG_EVERY:
                last = now
                console.print(said, highlight=False, markup=False, soft_wrap=True)
            bar.update(task, total=progress.pages or None, completed=progress.pages_done, description=said)

        def on_step(step: Step) -> None:
            nonlocal audited
            audited = step.done
            if not console.is_terminal:
                console.print(_line(step, lang), highlight=False, markup=False, soft_wrap=True)

        yield on_progress, on_step


def sentence(progress: Progress, audited: int, total: int, seconds: float, lang: Lang) -> str:
    """Applicants and pages done, failed and left, the rate, and the time that is left. The rate counts the pages that
    were really read.
    """
    read = progress.pages_done - progress.known
    left = progress.pages - progress.pages_done
    rate = read / seconds if read > 0 and seconds > 0 else 0.0
    # Files that nobody has opened yet hold pages nobody knows of: no time is foretold before all are listed.
    eta = _clock(left / rate) if rate and not progress.waiting else "–"
    return say(
        lang, "bulk.progress", audited=audited, total=total, done=progress.pages_done, pages=progress.pages,
        failed=progress.failed, left=left, rate=f"{60 * rate:.0f}" if rate else "–", eta=eta,
    )  # fmt: skip


def tell_status(folder: Path, url: str, settings: Settings, lang: Lang) -> int:
    """Print how far the run into ``folder`` is, whoever does it; always 0."""
    from scanaudit.bulk.outcomes import Outcomes, run_id
    from scanaudit.jobs.engine import Jobs

    with Jobs(url, settings, work=False) as jobs:
        progress = jobs.progress(batch=run_id(folder))
        audited = Outcomes(jobs.database, run_id(folder)).count()
        orders = progress.waiting + progress.reading + progress.done + progress.failed_orders
        Console().print(
            say(
                lang, "bulk.status", audited=audited, total=max(orders, audited), reading=progress.reading,
                waiting=progress.waiting, done=progress.pages_done, pages=progress.pages,
                failed=progress.failed, left=progress.pages - progress.pages_done, workers=jobs.workers(),
            ),
            highlight=False, soft_wrap=True,
        )  # fmt: skip
    return 0


def _line(step: Step, lang: Lang) -> str:
    from scanaudit.bulk.rows import page_count
    from scanaudit.report.todo import counted, todo

    words = phrases().verdict[step.report.verdict]
    counts = counted(todo(step.report))
    said = say(
        lang, "bulk.applicant_done", done=step.done, total=step.total, name=step.outcome.name,
        verdict=f"{words.symbol} {words.title.say(lang)}", must=counts["must"], check=counts["check"],
        pages=page_count(step.report),
    )  # fmt: skip
    return plain(said)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
