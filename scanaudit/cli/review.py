"""``scanaudit review``: the doubtful places of a bulk run, one after another, in the browser."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scanaudit.cli.bulk import DatabaseOption
from scanaudit.cli.options import Debug, LangOption, ShowIds, spoken

if TYPE_CHECKING:
    from scanaudit.bulk.outcomes import Outcomes
    from scanaudit.jobs.engine import Jobs
    from scanaudit.notices.model import Notice
    from scanaudit.text import Lang


def review(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False)],
    *,
    database: DatabaseOption = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535)] = 8642,
    export: Annotated[Path | None, typer.Option("--export", metavar="DIR", show_default=False)] = None,
    show_ids: ShowIds = False,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Serve the review page of the run in ``folder``, or export its decisions; always 0."""
    from scanaudit.bulk.outcomes import Outcomes, run_id
    from scanaudit.cli.bulk import database_url, must_exist
    from scanaudit.cli.looking import settings_for
    from scanaudit.jobs.engine import Jobs

    language = spoken(context)
    url = database_url(folder, database)
    must_exist(folder, url)
    settings = settings_for(None, show_ids=show_ids)
    with Jobs(url, settings, work=False) as jobs:
        outcomes = Outcomes(jobs.database, run_id(folder))
        if export is not None:
            _export(jobs, outcomes, folder, export, language)
        else:
            _serve(jobs, outcomes, folder, (host, port), language, show_ids=settings.show_ids)
            _publish(jobs, outcomes, folder, language)
    return 0


def _export(jobs: Jobs, outcomes: Outcomes, folder: Path, target: Path, lang: Lang) -> None:
    from scanaudit.bulk.outcomes import run_id
    from scanaudit.report.phrases import say
    from scanaudit.review import labels
    from scanaudit.review.decisions import Decisions

    made = Decisions(jobs.database, run_id(folder)).all()
    told, labelled = labels.export(made, outcomes.pages(jobs), target, lang)
    typer.echo(say(lang, "review.exported", decisions=told, labels=labelled, path=target.resolve()))


def _serve(
    jobs: Jobs, outcomes: Outcomes, folder: Path, address: tuple[str, int], lang: Lang, *, show_ids: bool
) -> None:
    import uvicorn

    from scanaudit.bulk.outcomes import run_id
    from scanaudit.cli.listening import must_be_free
    from scanaudit.report.phrases import say
    from scanaudit.review.app import review_app
    from scanaudit.review.decisions import Decisions
    from scanaudit.review.effect import case_of
    from scanaudit.review.queue import Queue

    queue = Queue(map(case_of, outcomes.all()), Decisions(jobs.database, run_id(folder)))
    if not queue.count().total:
        typer.echo(say(lang, "review.empty"))
        return
    must_be_free(*address)
    key = secrets.token_urlsafe(24)
    app = review_app(queue, outcomes.pages(jobs), key, lang, show_ids=show_ids)

    class Server(uvicorn.Server):
        """Says where it is once the port is known, whichever the system gave it."""

        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            for server in self.servers:
                host, port = server.sockets[0].getsockname()[:2]
                typer.echo(say(lang, "review.at", url=f"http://{host}:{port}/?key={key}"))

    Server(uvicorn.Config(app, host=address[0], port=address[1], log_level="critical")).run()


def _publish(jobs: Jobs, outcomes: Outcomes, folder: Path, lang: Lang) -> None:
    """Bring the tables and the reports of those who were decided on up to the decisions."""
    from scanaudit.bulk.outcomes import run_id
    from scanaudit.bulk.reports import publish
    from scanaudit.bulk.tables import write_tables
    from scanaudit.notices import get
    from scanaudit.report.phrases import say
    from scanaudit.review.decisions import Decisions, standing
    from scanaudit.review.effect import decided

    now = standing(Decisions(jobs.database, run_id(folder)).all())
    notices: dict[str, Notice] = {}
    for outcome in outcomes.all():
        notices.setdefault(outcome.report.notice, get(outcome.notice))
        publish(outcome, jobs, folder, lang, now)
    told = decided(jobs.database, run_id(folder))
    write_tables(outcomes.all(), notices, folder, lang, told, facts=jobs.facts)
    typer.echo(say(lang, "bulk.at", path=folder.resolve()))
