"""``scanaudit notices``: which notices there are and what each asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from scanaudit.cli.options import ApplicantFile, Debug, LangOption, spoken

if TYPE_CHECKING:
    from rich.table import Table

    from scanaudit.notices.model import Notice
    from scanaudit.notices.profile import Profile
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
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Print what a notice asks, of everybody or of one applicant."""
    from rich.console import Console

    from scanaudit.notices import get, load_profile
    from scanaudit.report.phrases import say

    language = spoken(context)
    asked = get(notice)
    profile = load_profile(applicant) if applicant is not None else None
    console = Console(highlight=False)
    console.print(f"[bold]{asked.title.say(language)}[/]", asked.authority.say(language), sep="\n")
    console.print(say(language, "cli.cutoff", date=asked.cutoff))
    for window in asked.windows:
        closes = say(language, "cli.until", date=window.closes)
        console.print(f"  {window.title.say(language)}", window.opens or "", closes)
    console.print()
    console.print(requirements_table(asked, profile, language))
    return 0


def requirements_table(notice: Notice, profile: Profile | None, lang: Lang) -> Table:
    """The notice's requirements; for a ``profile`` without those that do not apply to it."""
    from rich.table import Table

    from scanaudit.notices.conditions import evaluate
    from scanaudit.report.phrases import say

    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column("", no_wrap=True, style="dim")
    table.add_column(say(lang, "cli.asked"), ratio=3, overflow="fold")
    table.add_column(say(lang, "cli.clause"), ratio=2, style="dim", overflow="fold")
    for requirement in notice.requirements:
        truth = evaluate(requirement.when, profile).value if profile is not None else True
        if truth is False:
            continue
        title = requirement.title.say(lang)
        if truth is None:
            title += f" ({say(lang, 'cli.maybe')})"
        table.add_row(requirement.id, title, ", ".join(requirement.clause))
    return table
