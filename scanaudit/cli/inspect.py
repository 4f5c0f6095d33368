"""``scanaudit inspect``: what is on the pages, without a notice."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from scanaudit.cli.options import Debug, LangOption, Paths, ShowIds, Workers, spoken

if TYPE_CHECKING:
    from rich.table import Table

    from scanaudit.facts import PageFacts
    from scanaudit.text import Lang

_FLAWS = ("blurred", "unreadable", "cut_off", "blank", "copy")


def inspect(
    context: typer.Context,
    paths: Paths,
    *,
    jsonl: Annotated[bool, typer.Option("--jsonl")] = False,
    workers: Workers = None,
    show_ids: ShowIds = False,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Print the facts of every page. Raises NoInputError when not one page could be read."""
    from scanaudit.cli.looking import look, nothing_read, settings_for, something_read
    from scanaudit.report.json import page_line

    language = spoken(context)
    settings = settings_for(workers, show_ids=show_ids)
    pages = look(paths, settings, language).pages
    if jsonl:
        for page in pages:
            sys.stdout.write(page_line(page, language, show_ids=settings.show_ids) + "\n")
        sys.stdout.flush()
    else:
        from rich.console import Console

        Console(highlight=False).print(table(pages, language, show_ids=settings.show_ids))
    if not something_read(pages):
        raise nothing_read(pages)
    return 0


def table(pages: tuple[PageFacts, ...], lang: Lang, *, show_ids: bool = False) -> Table:
    """One row a page: what it is, how it is turned, its seals and signatures, what is wrong with it."""
    from rich.table import Table
    from rich.text import Text as Line

    from scanaudit.report.kind_titles import page_title
    from scanaudit.report.masking import masked, plain
    from scanaudit.report.phrases import say

    made = Table(box=None, pad_edge=False, padding=(0, 1))
    made.add_column(say(lang, "cli.file"), overflow="fold", ratio=3)
    made.add_column(say(lang, "cli.page"), justify="right")
    made.add_column(say(lang, "cli.kind"), ratio=2, overflow="fold")
    for name in ("turned", "seals", "signatures"):
        made.add_column(say(lang, f"cli.{name}"), justify="right", no_wrap=True)
    made.add_column(say(lang, "cli.remarks"), ratio=2, overflow="fold")
    for original in pages:
        page = original if show_ids else masked(original)
        turned = "?" if page.rotation is None else f"{page.rotation}°" if page.rotation else ""
        counts = [str(len(marks)) if marks else "" for marks in (page.seals, page.signatures)]
        if page.page is None:
            turned, kind = "", "–"
        else:
            kind = page_title(page).say(lang)
        cells = [page.file, str(page.page or "–"), kind, turned, *counts, _remarks(page, lang)]
        made.add_row(*(Line(plain(cell)) for cell in cells))
    return made


def _remarks(page: PageFacts, lang: Lang) -> str:
    from scanaudit.report.phrases import say

    said = [f"{problem.message.say(lang)} {problem.advice.say(lang)}" for problem in page.problems]
    if page.capture is not None:
        seen = {
            "unreadable": not page.capture.readable,
            "blurred": page.capture.readable and not page.capture.sharp,
            "cut_off": page.capture.cut_off,
            "blank": page.capture.blank,
            "copy": page.capture.is_copy,
        }
        said += [say(lang, f"cli.{name}") for name in _FLAWS if seen[name]]
    return ", ".join(said)
