"""``scanaudit ask``: the questions that decide what a notice asks of one person, and the profile they make."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from scanaudit.cli.options import ApplicantFile, Debug, LangOption, spoken

DEFAULT = Path("applicant.yaml")


def ask(
    context: typer.Context,
    notice: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    applicant: ApplicantFile = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", show_default=False)] = None,
    *,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Ask at the terminal and write the applicant file."""
    from scanaudit.cli.questions import StoppedError, complete, said_saved, terminal
    from scanaudit.errors import UsageError
    from scanaudit.notices import Profile, get, load_profile, questions_for, save_profile
    from scanaudit.report.phrases import phrases, say

    language = spoken(context)
    asked = get(notice)
    path = out or applicant or DEFAULT
    if path.exists() and path != applicant:
        raise UsageError(phrases().error["file_exists"].fill(path=path))
    profile = load_profile(applicant) if applicant is not None else Profile()
    console = terminal()
    if not questions_for(asked, profile):
        console.print(say(language, "cli.nothing_open"), markup=False)
    elif not sys.stdin.isatty():
        raise UsageError(phrases().error["no_terminal"])
    try:
        answered = complete(asked, profile, language)
    except StoppedError as stopped:
        if stopped.profile != profile:
            save_profile(stopped.profile, path)
            kept = say(language, "error.answers_kept", path=path, id=notice)
            console.print("\n" + kept, markup=False, soft_wrap=True)
        raise
    save_profile(answered, path)
    console.print("\n" + said_saved(answered, path, language), markup=False, soft_wrap=True)
    console.print(say(language, "cli.ask_next", id=notice, path=path), markup=False, soft_wrap=True)
    return 0
