"""``scanaudit notices coverage``: sentence by sentence, what of a notice its checklist covers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanaudit.cli.options import Debug, LangOption, spoken

if TYPE_CHECKING:
    from rich.console import RenderableType

    from scanaudit.notices.coverage import Covered
    from scanaudit.text import Lang

_STYLES = {"covered": "green", "by_clause": "yellow", "open": "bold red", "listed": "dim"}


def coverage(
    context: typer.Context,
    notice: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    text: Annotated[Path, typer.Option("--notice", "-n", metavar="FILE", show_default=False)],
    *,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Print each asking sentence; 65 for a dead clause address, 1 for a sentence that nobody looked at."""
    from rich.console import Console

    from scanaudit.cli.drafting import read_by_eye
    from scanaudit.drafting.reading import notice_text
    from scanaudit.errors import DataError
    from scanaudit.notices import get
    from scanaudit.notices.coverage import coverage as cover
    from scanaudit.report.phrases import say

    language = spoken(context)
    found = cover(get(notice), notice_text(text, read_by_eye))
    console = Console(highlight=False)
    for one in found.sentences:
        if one.state != "silent":
            console.print(_line(one, language))
    counts = {state: len(found.of(state)) for state in ("covered", "by_clause", "listed", "open")}
    console.print("\n" + say(language, "cli.coverage_counts", **counts), markup=False)
    for id_, clause in found.dead:
        console.print(say(language, "cli.coverage_dead", id=id_, clause=clause), markup=False)
    for stale in found.stale:
        console.print(say(language, "cli.coverage_stale", at=stale.at, says=stale.says), markup=False)
    if found.dead or found.stale:
        return DataError.exit_code
    return 1 if counts["open"] else 0


def _line(one: Covered, lang: Lang) -> RenderableType:
    from rich.text import Text as Line

    from scanaudit.report.phrases import say

    told = ", ".join(one.by) or (one.why.say(lang) if one.why else say(lang, "cli.coverage_open"))
    said = one.sentence.text if len(one.sentence.text) <= 60 else one.sentence.text[:59] + "…"
    return Line.assemble((f"{one.sentence.address:<10} ", "dim"), said, "  → ", (told, _STYLES[one.state]))
