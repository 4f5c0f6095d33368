"""``scanaudit notices draft``: a first checklist from a notice's text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from scanaudit.cli.options import Debug, LangOption, spoken


def draft_notice(
    context: typer.Context,
    text: Annotated[Path, typer.Argument(metavar="NOTICE", show_default=False)],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", show_default=False)] = None,
    notice_id: Annotated[str | None, typer.Option("--id", metavar="ID", show_default=False)] = None,
    *,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Write the draft, and tell how much was recognised."""
    from rich.console import Console

    from scanaudit.drafting.draft import draft
    from scanaudit.drafting.reading import notice_text
    from scanaudit.drafting.writing import as_yaml
    from scanaudit.errors import UsageError
    from scanaudit.report.files import write_atomically
    from scanaudit.report.phrases import phrases, say

    language = spoken(context)
    chosen = notice_id or re.sub(r"[^\w-]+", "-", text.stem).strip("-").lower()
    path = out or Path(f"{chosen}.yaml")
    if path.exists():
        raise UsageError(phrases().error["draft_exists"].fill(path=path))
    made = draft(notice_text(text, read_by_eye), chosen)
    write_atomically(path, as_yaml(made))
    console = Console(highlight=False)
    told = say(language, "cli.drafted", n=len(made.rows), left=len(made.unplaced), path=path)
    console.print(told, markup=False, soft_wrap=True)
    console.print(say(language, "cli.draft_next", path=path), markup=False, soft_wrap=True)
    return 0


def read_by_eye(path: Path) -> str:
    """The text of a scan, by the product's own OCR."""
    from scanaudit.inspection.inspect import inspect
    from scanaudit.settings import Settings

    pages = inspect([path], Settings()).pages
    return "\n".join(page.text for page in pages)
