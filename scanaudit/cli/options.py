"""The parameters that several commands share. Their help stands in ``help.yaml``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from scanaudit.text import Lang


class Language(StrEnum):
    """What ``--lang`` takes. It is obeyed before parsing (``scanaudit.cli.run``) and only checked here."""

    ZH = "zh"
    EN = "en"


Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", show_default=False)]
NoticeOption = Annotated[str, typer.Option("--notice", "-n", metavar="ID", show_default=False)]
ApplicantFile = Annotated[Path | None, typer.Option("--applicant", "-a", metavar="FILE", show_default=False)]
OutFolder = Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", show_default=False)]
Workers = Annotated[int | None, typer.Option("--workers", min=1, metavar="N", show_default=False)]
ShowIds = Annotated[bool, typer.Option("--show-ids")]
LangOption = Annotated[Language | None, typer.Option("--lang", show_default=False)]
Debug = Annotated[bool, typer.Option("--debug")]


def spoken(context: typer.Context) -> Lang:
    """The language of this run."""
    language: Lang = context.obj
    return language
