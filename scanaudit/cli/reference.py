"""``docs/cli.md`` and ``docs/schema``, made from the commands: ``python -m scanaudit.cli.reference``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from scanaudit.cli.help import page
from scanaudit.cli.program import program
from scanaudit.cli.schema import Contract, schema_text

_DOCS = Path(__file__).parents[2] / "docs"
_WIDTH = 96
_HEAD = """\
# Command reference

Made from the commands by `python -m scanaudit.cli.reference`; a test holds that it is current.
Every command speaks Chinese unless `--lang en` is given or `SCANAUDIT_LANG=en` is set.
Exit codes and messages: [errors.md](errors.md).
JSON schemas: [inspect](schema/inspect.json), [report](schema/report.json), [checklist](schema/checklist.json).
"""


def reference() -> str:
    """All help pages, in English, as one Markdown document."""
    parts = [_HEAD]
    for command, context in _walk(program(), None, "scanaudit"):
        console = Console(width=_WIDTH, file=io.StringIO(), record=True, color_system=None, highlight=False)
        console.print(page(command, context, "en"))
        shown = "\n".join(line.rstrip() for line in console.export_text().rstrip().splitlines())
        parts.append(f"## {context.command_path}\n\n```text\n{shown}\n```\n")
    return "\n".join(parts)


def _walk(command: Any, parent: Any, name: str) -> Iterator[tuple[Any, Any]]:
    context = typer.Context(command, info_name=name, parent=parent, **_settings(command))
    yield command, context
    for inner, below in getattr(command, "commands", {}).items():
        yield from _walk(below, context, inner)


def _settings(command: Any) -> dict[str, Any]:
    return dict(command.context_settings)


def files() -> dict[Path, str]:
    """Every document that is made here, by its path."""
    made = {_DOCS / "cli.md": reference()}
    return made | {_DOCS / "schema" / f"{contract}.json": schema_text(contract) for contract in Contract}


if __name__ == "__main__":
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
