"""``scanaudit schema``: the contracts of the JSON outputs."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from scanaudit.cli.options import Debug, LangOption


class Contract(StrEnum):
    """Which output."""

    INSPECT = "inspect"
    REPORT = "report"
    CHECKLIST = "checklist"


def schema(
    contract: Annotated[Contract, typer.Argument(show_default=False)],
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """Print one JSON schema."""
    sys.stdout.write(schema_text(contract))
    return 0


def schema_text(contract: Contract) -> str:
    """The schema as it is printed and kept in ``docs/schema``."""
    from scanaudit.report.json import schema as made

    return json.dumps(made(contract.value), ensure_ascii=False, indent=2) + "\n"
