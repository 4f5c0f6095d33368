"""``scanaudit notices``: which notices there are and what each asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanaudit.cli.options import ApplicantFile, Debug, LangOption, spoken

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from scanaudit.notices.model import Notice
    from scanaudit.text import Lang


def list_notices(context: typer.Context, lang: LangOption = None, debug: Debug = False) -> int:
    """Print id, title and cut-off of every notice."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from scanaudit.notices import available
    from scanaudit.report.phrases import say

    language = spoken(context)
    notices = available()
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for notice in notices:
        table.add_row(Text(notice.id, style="bold"), notice.title.say(language))
    console = Console(highlight=False)
    console.print(table)
    console.print("\n" + say(language, "cli.show_hint", id=notices[0].id), soft_wrap=True)
    return 0


def show_notice(
    context: typer.Context,
    notice: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    applicant: ApplicantFile = None,
    *,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", show_default=False)] = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Print what a notice asks: of everybody, or the packing list of one applicant."""
    from rich.console import Console

    from scanaudit.notices import get, load_profile
    from scanaudit.notices.packing import packing_list
    from scanaudit.notices.profile import Profile
    from scanaudit.report import packing
    from scanaudit.report.phrases import say

    language = spoken(context)
    asked = get(notice)
    profile = load_profile(applicant) if applicant is not None else None
    console = Console(highlight=False)
    listed = packing_list(asked, profile or Profile())
    if profile is not None:
        packing.show(listed, console, language)
    else:
        console.print(*_everything(asked, language), sep="\n")
    if html is not None:
        path = packing.write(listed, html, language)
        console.print("\n" + say(language, "packing.written", path=path), markup=False, soft_wrap=True)
    return 0


def _everything(notice: Notice, lang: Lang) -> Iterator[RenderableType]:
    """Head, windows and all requirements of a notice."""
    from scanaudit.report.phrases import say

    yield f"[bold]{notice.title.say(lang)}[/]"
    yield notice.authority.say(lang)
    yield say(lang, "cli.cutoff", date=notice.cutoff)
    for window in notice.windows:
        closes = say(lang, "cli.until", date=window.closes)
        yield f"  {window.title.say(lang)} {window.opens or ''} {closes}"
    yield ""
    yield requirements_table(notice, lang)


def requirements_table(notice: Notice, lang: Lang) -> Table:
    """The notice's requirements, each with its clauses."""
    from rich.table import Table

    from scanaudit.report.phrases import say
    from scanaudit.report.wrapping import Wrapped

    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column("", no_wrap=True, style="dim")
    table.add_column(say(lang, "cli.asked"))
    table.add_column(say(lang, "cli.clause"), style="dim")
    for requirement in notice.requirements:
        clauses = "、".join(requirement.clause)
        table.add_row(requirement.id, Wrapped(requirement.title.say(lang)), Wrapped(clauses))
    return table


def lint_notices(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", show_default=False)],
    *,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Print every problem with its place; the exit code is 65 where there is one."""
    import sys

    from scanaudit.errors import DataError
    from scanaudit.notices.loader import problems, shipped
    from scanaudit.report.phrases import say

    language = spoken(context)
    count = 0
    for file in files:
        path = shipped().get(file, Path(file))
        try:
            lines = [f"{path}:{p.line}:{p.column}: {p.message.say(language)}" for p in problems(path)]
        except DataError as error:
            lines = error.text.say(language).splitlines()
        count += len(lines)
        sys.stdout.writelines(f"{line}\n" for line in lines)
    print(say(language, "cli.lint_found" if count else "cli.lint_clean", n=count))
    return DataError.exit_code if count else 0
