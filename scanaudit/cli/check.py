"""``scanaudit check``: scans and a notice in, a verdict out."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanaudit.cli.options import (
    ApplicantFile,
    Debug,
    LangOption,
    NoticeOption,
    OutFolder,
    Paths,
    ShowIds,
    Workers,
    spoken,
)

if TYPE_CHECKING:
    from scanaudit.facts import PageFacts
    from scanaudit.notices.model import Notice
    from scanaudit.notices.profile import Profile
    from scanaudit.report.view import Copies
    from scanaudit.settings import Settings
    from scanaudit.text import Lang
    from scanaudit.verdicts import AuditReport, Verdict

EXIT_CODES: dict[Verdict, int] = {"pass": 0, "fail": 1, "review": 2}


@dataclass(frozen=True)
class Again:
    """How the check was called: the notice as it was typed, and the applicant's file."""

    notice: str
    applicant: Path | None


def check(
    context: typer.Context,
    paths: Paths,
    notice: NoticeOption,
    *,
    applicant: ApplicantFile = None,
    out: OutFolder = None,
    workers: Workers = None,
    show_ids: ShowIds = False,
    ask: Annotated[bool, typer.Option("--ask/--no-ask")] = True,
    mend: Annotated[bool, typer.Option("--fix")] = False,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Audit ``paths`` against a notice; the exit code is the verdict's."""
    from scanaudit.inspection.pool import warm_up

    warm_up()  # the models are loaded while the rest of the program is
    from scanaudit.notices import get

    asked = get(notice)
    from scanaudit.cli.looking import settings_for
    from scanaudit.cli.questions import completed
    from scanaudit.notices import load_profile
    from scanaudit.notices.profile import Profile

    language = spoken(context)
    profile = load_profile(applicant) if applicant is not None else Profile()
    folder = out_folder(paths, out)
    settings = settings_for(workers, show_ids=show_ids)
    if ask and sys.stdin.isatty():
        profile = completed(asked, profile, applicant, language)
    report = audit_and_tell(
        paths,
        asked,
        profile,
        folder=folder,
        settings=settings,
        lang=language,
        applicant=applicant,
        mend=mend,
        called=notice,
    )
    return EXIT_CODES[report.verdict]


def audit_and_tell(
    paths: list[Path],
    notice: Notice,
    profile: Profile,
    *,
    folder: Path,
    settings: Settings,
    lang: Lang,
    applicant: Path | None = None,
    mend: bool = False,
    called: str | None = None,
) -> AuditReport:
    """Inspect, audit, print the verdict and write the report's files into ``folder``, with ``mend`` mended copies too.

    ``applicant``: the profile's file, which is no scan even where it lies among them; ``called``: the notice as it
    was typed. Raises NoInputError, after telling what is wrong with each file, when not one page could be read.
    """
    from scanaudit.cli.looking import look, must_exist, something_read

    must_exist(paths)
    made = _try_writing(folder)
    threading.Thread(target=_make_ready, name="scanaudit-ahead", daemon=True).start()
    inspection = look(paths, settings, lang)
    pages = _scans(inspection.pages, paths, applicant)
    if not something_read(pages):
        if made:
            folder.rmdir()
        _tell_of_nothing(pages, lang)
    from scanaudit.audit import audit

    report = audit(notice, profile, pages)
    copies = None
    if mend:
        from scanaudit.cli.fix import mended_beside

        copies = mended_beside(paths, pages, notice, folder=folder, settings=settings, lang=lang)
    again = Again(called or notice.id, applicant)
    tell(report, folder, lang, inspection.preview, show_ids=settings.show_ids, copies=copies, again=again)
    return report


def _make_ready() -> None:
    """Load what is needed once the pages are read. What goes wrong here goes wrong again there, and is told then."""
    with suppress(Exception):
        from scanaudit.audit import audit  # noqa: F401
        from scanaudit.report import console, html, json  # noqa: F401

        html.make_ready()


def _tell_of_nothing(pages: tuple[PageFacts, ...], lang: Lang) -> None:
    """What is wrong with each file. Raises NoInputError always."""
    from rich.console import Console

    from scanaudit.cli.inspect import table
    from scanaudit.cli.looking import nothing_read

    if pages:
        Console(highlight=False).print(table(pages, lang))
    raise nothing_read(pages)


def tell(
    report: AuditReport,
    folder: Path,
    lang: Lang,
    preview: Callable[[str, int], bytes | None],
    *,
    show_ids: bool,
    copies: Copies | None = None,
    again: Again | None = None,
) -> None:
    """Print ``report`` and write its files into ``folder``; ``copies``: mended pages that lie there already, which
    ``again`` says how to check.
    """
    from rich.console import Console

    from scanaudit.privacy import mask
    from scanaudit.report import console, html, json
    from scanaudit.report.masking import plain
    from scanaudit.report.mending import MENDABLE, with_copies
    from scanaudit.report.phrases import say

    report = with_copies(report, copies or {})
    data = json.write(report, folder, lang, show_ids=show_ids)
    page = html.write(report, folder, lang, preview=preview, show_ids=show_ids, copies=copies)
    terminal = Console(highlight=False)
    console.show(report, terminal, lang, show_ids=show_ids)
    mendable = {(one.file, one.page) for one in report.findings if one.code in MENDABLE}
    if mendable and copies is None:
        terminal.print(say(lang, "cli.can_mend", n=len(mendable)), markup=False, soft_wrap=True)
    if copies is not None:
        from scanaudit.cli.fix import said_of

        terminal.print(plain(mask(said_of(copies, folder, lang))), markup=False, soft_wrap=True)
    lines = [say(lang, "cli.report_at", path=page.resolve()), say(lang, "cli.json_at", path=data.resolve())]
    if again is not None and any(copy.done for copy in (copies or {}).values()):
        from scanaudit.cli.fix import said_next

        lines.append(said_next(folder, again.notice, again.applicant, lang))
    for line in map(plain, lines):
        terminal.print(line if show_ids else mask(line), markup=False, soft_wrap=True)


def out_folder(paths: list[Path], given: Path | None) -> Path:
    """Where the report goes: beside the scans' folder unless the user says where.

    Raises UsageError for a folder among the scans, where the next run would take the report for a scan.
    """
    from scanaudit.errors import UsageError
    from scanaudit.report.phrases import phrases

    chosen = given if given is not None else _beside(paths[0].resolve())
    for path in paths:
        if path.is_dir() and chosen.resolve().is_relative_to(path.resolve()):
            raise UsageError(phrases().error["out_among_scans"].fill(out=chosen, path=path))
    return chosen


def _beside(scans: Path) -> Path:
    """The usual folder: beside a folder or a ZIP. Beside a single scan may lie its fellows, and who reads through them
    would come upon the report: so it goes where the user stands, or beside the file's folder, if one of these will do.
    """
    if scans.is_dir():
        return scans.with_name(f"{scans.name}-scanaudit")
    name, fellows, here = f"{scans.stem}-scanaudit", scans.parent, Path.cwd()
    if scans.suffix.lower() == ".zip":
        return (fellows if os.access(fellows, os.W_OK) else here) / name
    elsewhere = [folder for folder in (here, fellows.parent) if not folder.is_relative_to(fellows)]
    return next((folder for folder in elsewhere if os.access(folder, os.W_OK)), fellows) / name


def _scans(pages: tuple[PageFacts, ...], paths: list[Path], applicant: Path | None) -> tuple[PageFacts, ...]:
    """``pages`` without the applicant's file, which cannot be opened as a scan."""
    from scanaudit.intake.names import shown_path

    if applicant is None:
        return pages
    own = {
        shown_path(Path(path.name or path.resolve().name, applicant.resolve().relative_to(path.resolve())))
        for path in paths
        if applicant.resolve().is_relative_to(path.resolve())
    }
    return tuple(page for page in pages if page.page is not None or page.file not in own)


def _try_writing(folder: Path) -> bool:
    """Raise OutputError now rather than after minutes of reading; whether the folder was made for this."""
    from scanaudit.report.files import output_error

    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise output_error(folder, error) from error
    return made
