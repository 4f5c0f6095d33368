"""``scanaudit check``: scans and a notice in, a verdict out."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
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
    from scanaudit.settings import Settings
    from scanaudit.text import Lang
    from scanaudit.verdicts import AuditReport, Verdict

EXIT_CODES: dict[Verdict, int] = {"pass": 0, "fail": 1, "review": 2}


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
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Audit ``paths`` against a notice; the exit code is the verdict's."""
    from scanaudit.cli.looking import settings_for
    from scanaudit.cli.questions import complete
    from scanaudit.notices import get, load_profile
    from scanaudit.notices.profile import Profile

    language = spoken(context)
    asked = get(notice)
    profile = load_profile(applicant) if applicant is not None else Profile()
    folder = out_folder(paths, out)
    settings = settings_for(workers, show_ids=show_ids)
    if ask and sys.stdin.isatty():
        profile = complete(asked, profile, language)
    report = audit_and_tell(
        paths, asked, profile, folder=folder, settings=settings, lang=language, applicant=applicant
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
) -> AuditReport:
    """Inspect, audit, print the verdict and write the report's files into ``folder``.

    ``applicant``: the profile's file, which is no scan even where it lies among them.
    """
    from scanaudit.audit import audit
    from scanaudit.cli.looking import look

    _try_writing(folder)
    inspection = look(paths, settings, lang)
    report = audit(notice, profile, _scans(inspection.pages, paths, applicant))
    tell(report, folder, lang, inspection.preview, show_ids=settings.show_ids)
    return report


def tell(
    report: AuditReport,
    folder: Path,
    lang: Lang,
    preview: Callable[[str, int], bytes | None],
    *,
    show_ids: bool,
) -> None:
    """Print ``report`` and write its files into ``folder``."""
    from rich.console import Console

    from scanaudit.report import console, html, json
    from scanaudit.report.phrases import say

    data = json.write(report, folder, lang, show_ids=show_ids)
    page = html.write(report, folder, lang, preview=preview, show_ids=show_ids)
    terminal = Console(highlight=False)
    console.show(report, terminal, lang, show_ids=show_ids)
    for key, path in (("cli.report_at", page), ("cli.json_at", data)):
        terminal.print(say(lang, key, path=path.resolve()), markup=False, soft_wrap=True)


def out_folder(paths: list[Path], given: Path | None) -> Path:
    """Where the report goes: beside the scans unless the user says where.

    Raises UsageError for a folder among the scans, where the next run would take the report for a scan.
    """
    from scanaudit.errors import UsageError
    from scanaudit.report.phrases import phrases

    first = paths[0].resolve()
    chosen = (
        given
        if given is not None
        else first.with_name(f"{first.stem if first.is_file() else first.name}-scanaudit")
    )
    for path in paths:
        if path.is_dir() and chosen.resolve().is_relative_to(path.resolve()):
            raise UsageError(phrases().error["out_among_scans"].fill(out=chosen, path=path))
    return chosen


def _scans(pages: tuple[PageFacts, ...], paths: list[Path], applicant: Path | None) -> tuple[PageFacts, ...]:
    """``pages`` without the applicant's file, which cannot be opened as a scan."""
    if applicant is None or not any(applicant.resolve().is_relative_to(path.resolve()) for path in paths):
        return pages
    return tuple(page for page in pages if page.page is not None or Path(page.file).name != applicant.name)


def _try_writing(folder: Path) -> None:
    """Raise OutputError now rather than after minutes of reading."""
    from scanaudit.report.files import output_error

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise output_error(folder, error) from error
