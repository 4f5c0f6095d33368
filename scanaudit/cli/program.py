"""The tree of commands. Each command imports its work when it runs, so that ``--help`` stays quick."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from scanaudit import __version__
from scanaudit.cli.ask import ask
from scanaudit.cli.bulk import bulk
from scanaudit.cli.check import check
from scanaudit.cli.coverage import coverage
from scanaudit.cli.demo import demo
from scanaudit.cli.drafting import draft_notice
from scanaudit.cli.evaluate import evaluate
from scanaudit.cli.fix import fix
from scanaudit.cli.help import SpokenCommand, SpokenGroup
from scanaudit.cli.inspect import inspect
from scanaudit.cli.letter import letter
from scanaudit.cli.models import install, verify, where
from scanaudit.cli.notices import lint_notices, list_notices, show_notice
from scanaudit.cli.options import Debug, LangOption
from scanaudit.cli.review import review
from scanaudit.cli.rules import rules
from scanaudit.cli.schema import schema
from scanaudit.cli.serve import make_key, purge, serve
from scanaudit.cli.worker import worker


def program() -> Any:
    """All commands; call its ``main`` with ``obj`` set to the run's language."""
    app, notices, models = _group(), _group(), _group()
    app.callback()(_root)
    for command in (check, ask, letter, inspect, fix, demo, rules, evaluate, schema):
        app.command(cls=SpokenCommand)(command)
    for of_a_unit in (bulk, review, worker):
        app.command(cls=SpokenCommand)(of_a_unit)
    for about_service in (serve, purge):
        app.command(cls=SpokenCommand)(about_service)
    app.command("key", cls=SpokenCommand)(make_key)
    notices.command("list", cls=SpokenCommand)(list_notices)
    notices.command("show", cls=SpokenCommand)(show_notice)
    notices.command("lint", cls=SpokenCommand)(lint_notices)
    notices.command("coverage", cls=SpokenCommand)(coverage)
    notices.command("draft", cls=SpokenCommand)(draft_notice)
    for about_models in (install, verify, where):
        models.command(cls=SpokenCommand)(about_models)
    app.add_typer(notices, name="notices")
    app.add_typer(models, name="models")
    return typer.main.get_command(app)


def _group() -> typer.Typer:
    return typer.Typer(
        cls=SpokenGroup,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"scanaudit {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version)] = False,
    lang: LangOption = None,
    debug: Debug = False,
) -> None:
    """What stands before the command's name."""
