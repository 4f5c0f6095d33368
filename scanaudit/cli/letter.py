"""``scanaudit letter``: the notice to supplement and the unit's summary, from a report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from scanaudit.cli.options import Debug, LangOption, spoken

_DAY = ["%Y-%m-%d"]


def letter(
    context: typer.Context,
    report: Annotated[Path, typer.Argument(metavar="REPORT.json", show_default=False)],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", show_default=False)] = None,
    *,
    unit: Annotated[str | None, typer.Option("--unit", metavar="NAME", show_default=False)] = None,
    before: Annotated[
        dt.datetime | None, typer.Option("--before", metavar="DATE", formats=_DAY, show_default=False)
    ] = None,
    day: Annotated[
        dt.datetime | None, typer.Option("--dated", metavar="DATE", formats=_DAY, show_default=False)
    ] = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Write letter.txt, letter.html and summary.html."""
    from rich.console import Console

    from scanaudit.report import letter as letters
    from scanaudit.report.json import read
    from scanaudit.report.phrases import say

    language = spoken(context)
    told = read(report)
    dated = day.date() if day else None
    made = letters.letter(told, unit=unit, before=before.date() if before else None, day=dated)
    summed = letters.summary(told, unit=unit, day=dated)
    console = Console(highlight=False)
    for path in letters.write(made, summed, out or report.parent, language):
        console.print(say(language, "letter.written", path=path), markup=False, soft_wrap=True)
    return 0
