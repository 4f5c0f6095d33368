"""``scanaudit bulk``: all applicants of a unit at once, and how far such a run is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanaudit.cli.options import Debug, LangOption, OutFolder, ShowIds, Workers, spoken

if TYPE_CHECKING:
    from scanaudit.text import Lang

_NAMED = 5  # files in a message
DATABASE_FILE = "scanaudit.db"
DatabaseOption = Annotated[
    str | None, typer.Option("--database", metavar="URL", envvar="SCANAUDIT_DATABASE", show_default=False)
]


def bulk(
    context: typer.Context,
    root: Annotated[str, typer.Argument(metavar="ROOT", show_default=False)],
    *,
    notice: Annotated[str | None, typer.Option("--notice", "-n", metavar="ID", show_default=False)] = None,
    roster: Annotated[Path | None, typer.Option("--roster", metavar="FILE", show_default=False)] = None,
    out: OutFolder = None,
    database: DatabaseOption = None,
    status: Annotated[bool, typer.Option("--status")] = False,
    retry: Annotated[bool, typer.Option("--retry")] = False,
    workers: Workers = None,
    show_ids: ShowIds = False,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Audit all applicants below ``root``; the exit code is the worst verdict's."""
    from scanaudit.bulk.applicants import find_applicants, stray_scans
    from scanaudit.bulk.run import Run
    from scanaudit.bulk.tables import write_tables
    from scanaudit.cli.bulk_progress import shown, tell_status
    from scanaudit.cli.looking import settings_for
    from scanaudit.jobs.engine import Jobs
    from scanaudit.report.phrases import say
    from scanaudit.review.effect import decided

    language = spoken(context)
    settings = settings_for(workers, show_ids=show_ids)
    folder = out_folder(root, out)
    url = database_url(folder, database)
    if status:
        must_exist(folder, url)
        return tell_status(folder, url, settings, language)
    applicants = find_applicants(root, notice, roster)
    folder.mkdir(parents=True, exist_ok=True)
    with Jobs(url, settings) as jobs:
        if retry:
            jobs.retry_quarantined()
        run = Run(jobs, applicants, folder, settings, language, dt.date.today())
        submitted = run.submit()
        with shown(language, len(applicants)) as (on_progress, on_step):
            for step in run.finish(submitted, on_progress):
                on_step(step)
        told = decided(jobs.database, run.batch)
        rows, found = write_tables(run.outcomes.all(), run.notices, folder, language, told, facts=jobs.facts)
    verdicts = Counter(row.verdict for row in rows)
    counts = {name: verdicts[name] for name in ("fail", "review")}
    typer.echo(say(language, "bulk.over", n=len(rows), hits=len(found), passed=verdicts["pass"], **counts))
    _tell_strays(stray_scans(root, applicants), language)
    typer.echo(say(language, "bulk.at", path=folder.resolve()))
    return 1 if verdicts["fail"] else 2 if verdicts["review"] else 0


def _tell_strays(names: Sequence[str], lang: Lang) -> None:
    """Scans that are nobody's, so that nobody takes them for looked at."""
    from scanaudit.privacy import mask
    from scanaudit.report.phrases import say
    from scanaudit.text import enumerated

    if names:
        more = "…" if len(names) > _NAMED else ""
        shown_names = enumerated(map(mask, names[:_NAMED]), lang) + more
        typer.echo(say(lang, "bulk.strays", n=len(names), files=shown_names))


def out_folder(root: str, given: Path | None) -> Path:
    """Where the tables go: beside the applicants' folder unless the user says where.

    Raises UsageError for a folder among the applicants, and for a store's URL without ``--out``.
    """
    from scanaudit.errors import UsageError
    from scanaudit.jobs import places
    from scanaudit.report.phrases import phrases

    if places.is_remote(root):
        if given is None:
            raise UsageError(phrases().bulk["out_needed"])
        return given
    path = places.local(root).resolve()
    chosen = given if given is not None else path.with_name(f"{path.name}-scanaudit")
    if chosen.resolve().is_relative_to(path):
        raise UsageError(phrases().error["out_among_scans"].fill(out=chosen, path=path))
    return chosen


def database_url(folder: Path, given: str | None) -> str:
    """The database of the run that writes into ``folder``: a file in it unless another one is named."""
    from scanaudit.jobs.database import sqlite_url

    return given or sqlite_url(folder / DATABASE_FILE)


def must_exist(folder: Path, url: str) -> None:
    """Raise UsageError where no run has written into ``folder`` yet."""
    from scanaudit.errors import UsageError
    from scanaudit.report.phrases import phrases

    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        raise UsageError(phrases().bulk["no_run"].fill(path=folder))
