"""``scanaudit serve``, and the commands that look after a service: keys and purge."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanaudit.cli.options import Debug, LangOption, Workers, spoken

if TYPE_CHECKING:
    from scanaudit.service.settings import ServiceSettings


class Role(StrEnum):
    """What a process of the service is."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"


DataDir = Annotated[Path | None, typer.Option("--data", metavar="DIR", show_default=False)]
DatabaseUrl = Annotated[str | None, typer.Option("--database", metavar="URL", show_default=False)]
StorageUrl = Annotated[str | None, typer.Option("--storage", metavar="URL", show_default=False)]


def settings_with(data: Path | None, database: str | None, storage: str | None = None) -> ServiceSettings:
    """The settings of the environment, with what the command line overrides."""
    from scanaudit.service.settings import ServiceSettings

    given = {"data_dir": data, "database": database, "storage": storage}
    return ServiceSettings().model_copy(update={name: value for name, value in given.items() if value})


def serve(
    context: typer.Context,
    *,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", show_default=False)] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, show_default=False)] = 8765,
    role: Annotated[Role, typer.Option("--role", show_default=False)] = Role.ALL,
    data: DataDir = None,
    database: DatabaseUrl = None,
    storage: StorageUrl = None,
    workers: Workers = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Run the service until it is stopped."""
    from rich.console import Console

    from scanaudit.cli.listening import must_be_free
    from scanaudit.cli.looking import settings_for
    from scanaudit.reading import models
    from scanaudit.report.phrases import say
    from scanaudit.service.serving import serve as run

    if role is not Role.WORKER:
        must_be_free(host, port)
    language = spoken(context)
    program = settings_for(workers, show_ids=False)
    models.verify(program)
    console = Console(highlight=False)

    def ready(address: str) -> None:
        console.print(say(language, "cli.serving", address=address), markup=False, soft_wrap=True)

    settings = settings_with(data, database, storage)
    run(settings, program, host=host, port=port, role=role.value, on_ready=ready)
    return 0


def purge(
    context: typer.Context,
    *,
    days: Annotated[float | None, typer.Option("--days", metavar="N", min=0, show_default=False)] = None,
    applicant: Annotated[str | None, typer.Option("--name", metavar="NAME", show_default=False)] = None,
    id_number: Annotated[str | None, typer.Option("--id-number", metavar="ID", show_default=False)] = None,
    data: DataDir = None,
    database: DatabaseUrl = None,
    storage: StorageUrl = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Remove what is older than its time, or one person's submissions."""
    from rich.console import Console

    from scanaudit.report.phrases import say
    from scanaudit.service import purge as purging
    from scanaudit.service import submissions
    from scanaudit.service.serving import vault_and_store
    from scanaudit.service.storage import open_store

    settings = settings_with(data, database, storage)
    rows, vault = vault_and_store(settings)
    store = open_store(settings.storage_url())
    if applicant or id_number:
        found = purging.of_person(rows, vault, name=applicant, id_number=id_number)
        removed = submissions.remove(rows, store, found, "purge", "submission.purged")
        leftovers = purging.sweep(rows, store)
    else:
        done = purging.purge(rows, store, settings, days=days)
        removed, leftovers = done.submissions, done.leftovers
    told = say(spoken(context), "cli.purged", n=removed, leftovers=leftovers)
    Console(highlight=False).print(told, markup=False, soft_wrap=True)
    return 0


def make_key(
    context: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="UNIT", show_default=False)],
    *,
    scopes: Annotated[list[str] | None, typer.Option("--scope", metavar="SCOPE", show_default=False)] = None,
    label: Annotated[str, typer.Option("--label", metavar="TEXT", show_default=False)] = "key",
    days: Annotated[float | None, typer.Option("--days", metavar="N", min=0, show_default=False)] = None,
    data: DataDir = None,
    database: DatabaseUrl = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Make an API key of a unit, which is made with its first key."""
    from scanaudit.errors import UsageError
    from scanaudit.report.phrases import phrases
    from scanaudit.service import keys, submissions
    from scanaudit.service.serving import vault_and_store

    chosen = sorted(set(scopes or keys.SCOPES))
    if wrong := [one for one in chosen if one not in keys.SCOPES]:
        raise UsageError(phrases().error["no_scope"].fill(name=wrong[0], known=", ".join(keys.SCOPES)))
    rows, _ = vault_and_store(settings_with(data, database))
    if not (submissions.SHORT_NAME.fullmatch(unit) or submissions.unit_is_there(rows, unit)):
        raise UsageError(phrases().error["no_short_name"].fill(name=unit))
    submissions.ensure_unit(rows, unit, unit)
    with rows.write() as session:
        _, secret = keys.make(session, unit, chosen, label=label, days=days, actor="command line")
    typer.echo(secret)
    return 0
