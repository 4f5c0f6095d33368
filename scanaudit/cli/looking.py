"""An inspection from the command line: settings, paths that exist, and progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from scanaudit.errors import NoInputError, UsageError
from scanaudit.report.phrases import phrases, say
from scanaudit.text import Lang

if TYPE_CHECKING:
    from scanaudit.facts import PageFacts
    from scanaudit.inspection.inspect import Inspection
    from scanaudit.inspection.inspect import Progress as Pages
    from scanaudit.settings import Settings

# Where standard error is no terminal (a log file, CI): a line at most this often, in seconds.
_LOG_EVERY = 5.0


def settings_for(workers: int | None, *, show_ids: bool) -> Settings:
    """The settings of the environment, with what the command line overrides."""
    from scanaudit.settings import Settings

    settings = Settings()
    changed = {"workers": workers or settings.workers, "show_ids": show_ids or settings.show_ids}
    return settings.model_copy(update=changed)


def look(paths: Sequence[Path], settings: Settings, lang: Lang) -> Inspection:
    """Inspect ``paths``, showing how far it is. Raises UsageError for a path that is not there."""
    must_exist(paths)
    with progress(lang) as tell:
        from scanaudit.inspection.inspect import inspect

        return inspect(paths, settings, tell)


def must_exist(paths: Sequence[Path]) -> None:
    """Raise UsageError for a path that is not there, before anything is made on account of it."""
    for path in paths:
        if not path.exists():
            raise UsageError(phrases().error["path_missing"].fill(path=path))


def something_read(pages: Sequence[PageFacts]) -> bool:
    """Whether at least one page could be looked at."""
    return any(page.page is not None and page.capture is not None for page in pages)


def nothing_read(pages: Sequence[PageFacts]) -> NoInputError:
    """What to say when no page could be looked at: there are no files, or all of them failed."""
    if not pages:
        return NoInputError(phrases().error["no_files"])
    return NoInputError(phrases().error["no_readable_page"].fill(n=len({page.file for page in pages})))


@contextmanager
def progress(lang: Lang, console: Console | None = None) -> Iterator[Callable[[Pages], None]]:
    """A callback that shows pages done, left and the rate: a bar in a terminal, else lines now and then."""
    console = console or Console(stderr=True)
    if console.is_terminal:
        with _bar(lang, console) as tell:
            yield tell
    else:
        yield _log(lang, console)


@contextmanager
def _bar(lang: Lang, console: Console) -> Iterator[Callable[[Pages], None]]:
    columns = (
        SpinnerColumn("line"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(say(lang, "cli.reading"), total=None)

        def tell(pages: Pages) -> None:
            if pages.total:
                bar.update(task, total=pages.total, completed=pages.done, description=_sentence(pages, lang))

        yield tell


def _log(lang: Lang, console: Console) -> Callable[[Pages], None]:
    last = time.monotonic()

    def tell(pages: Pages) -> None:
        nonlocal last
        now = time.monotonic()
        if pages.total and (now - last >= _LOG_EVERY or pages.done == pages.total):
            last = now
            console.print(_sentence(pages, lang), highlight=False, soft_wrap=True)

    return tell


def _sentence(pages: Pages, lang: Lang) -> str:
    """Pages done and left; the rate counts the pages really read, not those that were known already."""
    read = pages.done - pages.known
    rate = f"{60 * read / pages.seconds:.0f}" if read and pages.seconds > 0 else "–"
    return say(
        lang, "cli.progress", done=pages.done, total=pages.total, left=pages.total - pages.done, rate=rate
    )
