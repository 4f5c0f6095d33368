"""``scanaudit demo``: a check of a sample dossier that comes along."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scanaudit.cli.options import Debug, LangOption, OutFolder, Workers, spoken

DEFAULT_NOTICE = "anhui-2024-engineering"
# What a sample dossier consists of.
SCANS, PROFILE = "upload", "profile.yaml"


def demo(
    context: typer.Context,
    notice: Annotated[str, typer.Argument(metavar="ID")] = DEFAULT_NOTICE,
    *,
    mend: Annotated[bool, typer.Option("--fix")] = False,
    complete: Annotated[bool, typer.Option("--complete")] = False,
    out: OutFolder = None,
    workers: Workers = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Audit a sample dossier and say where the report is; always 0."""
    from scanaudit.cli.check import audit_and_tell
    from scanaudit.cli.looking import settings_for
    from scanaudit.notices import get, load_profile
    from scanaudit.report.phrases import say

    language = spoken(context)
    folder = dossier(notice, "complete" if complete else "faulty")
    typer.echo(say(language, "cli.demo_intro", name=f"{notice}/{folder.name}") + "\n")
    target = out if out is not None else Path("out") / "demo" / f"{notice}-{folder.name}"
    settings = settings_for(workers, show_ids=False)
    audit_and_tell(
        [folder / SCANS],
        get(notice),
        load_profile(folder / PROFILE),
        folder=target,
        settings=settings,
        lang=language,
        mend=mend,
    )
    typer.echo("\n" + say(language, "cli.demo_next", notice=notice))
    return 0


def dossier(notice: str, state: str) -> Path:
    """The folder of a sample dossier. Raises UsageError with those that there are."""
    from scanaudit.errors import UsageError
    from scanaudit.report.phrases import phrases

    folder = _samples() / notice / state
    if not folder.is_dir():
        known = ", ".join(sorted(path.parent.name for path in _samples().glob(f"*/{state}"))) or "–"
        raise UsageError(phrases().error["demo_missing"].fill(name=notice, known=known))
    return folder


def _samples() -> Path:
    """In an installed package the dossiers lie in ``scanaudit/demo``, in a checkout in ``samples``."""
    package = Path(__file__).parents[1]
    packed = package / "demo" / "dossiers"
    return packed if packed.is_dir() else package.parent / "samples" / "dossiers"
