from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from scanaudit import errors
from scanaudit.cli import help as cli_help
from scanaudit.cli import run
from scanaudit.cli.program import program
from scanaudit.cli.reference import files
from scanaudit.text import Text

DOCS = Path(__file__).parents[2] / "docs"


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    help: Text
    epilog: Text | None = None
    options: dict[str, Text] = {}


class WholeHelp(BaseModel):
    model_config = ConfigDict(extra="forbid")

    headings: dict[str, Text]
    common: dict[str, Text]
    commands: dict[str, Entry]


def commands(command: object, name: str = "") -> dict[str, object]:
    found = {name: command}
    for inner, below in getattr(command, "commands", {}).items():
        found |= commands(below, f"{name} {inner}".strip())
    return found


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_generated_document_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == files()[path], "run: python -m scanaudit.cli.reference"


def test_every_command_and_option_has_help_and_no_help_is_left_over() -> None:
    texts = WholeHelp.model_validate(cli_help.texts())
    there = commands(program())
    assert set(texts.commands) == set(there)
    for name, command in there.items():
        params = {param.name for param in command.params} - set(texts.common)  # type: ignore[attr-defined]
        assert params == set(texts.commands[name].options), name


def test_every_exit_code_is_documented() -> None:
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    raised = {kind.exit_code for kind in kinds if kind is not errors.ScanauditError}  # type: ignore[attr-defined]
    assert listed == {0, 1, 2, run.USAGE, run.UNEXPECTED, run.INTERRUPTED} | raised
