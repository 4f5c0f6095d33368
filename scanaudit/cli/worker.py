"""``scanaudit worker``: one machine more for the runs of a database."""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer

from scanaudit.cli.options import Debug, LangOption, Workers, spoken


def worker(
    context: typer.Context,
    *,
    database: Annotated[
        str, typer.Option("--database", metavar="URL", envvar="SCANAUDIT_DATABASE", show_default=False)
    ],
    idle: Annotated[
        float | None, typer.Option("--idle", metavar="SECONDS", min=0, show_default=False)
    ] = None,
    workers: Workers = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Read pages of whatever is submitted to the database, until it is told to stop; always 0."""
    from scanaudit.cli.looking import settings_for
    from scanaudit.jobs.engine import Jobs
    from scanaudit.report.phrases import say

    language = spoken(context)
    settings = settings_for(workers, show_ids=False)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    with Jobs(database, settings) as jobs:
        typer.echo(say(language, "bulk.worker_up", name=jobs.worker, n=settings.workers), err=True)
        jobs.work_until(stop, idle_seconds=idle)
    typer.echo(say(language, "bulk.worker_over"), err=True)
    return 0
