"""The help of the commands: the texts of ``help.yaml`` and how they are laid out.

Commands are declared without words; a page is put together when it is asked for, in the run's language. The
layout is made here because the usual one cuts Chinese sentences off, which have no blanks to wrap at.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict, cast

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line
from typer.core import TyperCommand, TyperGroup

from scanaudit.yamltext import parse

if TYPE_CHECKING:
    from scanaudit.text import Lang

Sentence = dict[str, str]
SOURCE = Path(__file__).with_name("help.yaml")


class CommandHelp(TypedDict):
    """What a command does, the line beneath (if any), and each of its parameters (if it has any)."""

    help: Sentence
    epilog: NotRequired[Sentence]
    options: NotRequired[dict[str, Sentence]]


class Help(TypedDict):
    """Everything in ``help.yaml``; ``common`` holds the options that every command has."""

    headings: dict[str, Sentence]
    common: dict[str, Sentence]
    commands: dict[str, CommandHelp]


@cache
def texts() -> Help:
    """The help texts. Validated by the tests, not here: pydantic alone would double ``--help``'s time."""
    return cast(Help, parse(SOURCE.read_text(encoding="utf-8")))


class SpokenCommand(TyperCommand):
    """A command whose help is a page of this module."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the page."""
        Console(highlight=False).print(page(self, ctx, ctx.obj))


class SpokenGroup(TyperGroup):
    """A group of commands whose help is a page of this module."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the page."""
        Console(highlight=False).print(page(self, ctx, ctx.obj))


def page(command: Any, context: Any, lang: Lang) -> RenderableType:
    """The help page of ``command`` (a command as typer makes it). Raises KeyError where a text is missing."""
    name = context.command_path.removeprefix("scanaudit").strip()
    entry, words = texts()["commands"][name], texts()["headings"]
    usage = Line.assemble((words["usage"][lang] + "  ", "bold"), context.command_path, *usage_of(command))
    parts: list[RenderableType] = [usage, Line(), Line(entry["help"][lang].rstrip())]
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.get_params(context) if param.param_type_name == "option"]
    tables = (
        (words["commands"], [(inner, said) for inner, said in _below(command, name, lang)]),
        (words["arguments"], [(_shown(param), _said(param, entry, lang)) for param in arguments]),
        (words["options"], [(_shown(param), _said(param, entry, lang)) for param in options]),
    )
    for heading, rows in tables:
        if rows:
            parts += [Line(), Line(heading[lang], style="bold"), _table(rows)]
    if "epilog" in entry:
        parts += [Line(), Line(entry["epilog"][lang], style="dim")]
    return Group(*parts)


def usage_of(command: Any) -> Iterator[str]:
    """What stands behind a command's name: a subcommand, or what must be given, then the rest."""
    for param in command.params:
        if param.param_type_name == "option" and param.required:
            yield f" {param.opts[0]} {param.metavar}"
    if hasattr(command, "commands"):
        yield " COMMAND"
    for param in command.params:
        if param.param_type_name == "argument":
            name = param.metavar or param.name.upper()
            yield f" {name}" if param.required else f" [{name}]"
    yield " [...]"


def _below(command: Any, name: str, lang: Lang) -> Iterator[tuple[str, str]]:
    for inner in getattr(command, "commands", {}):
        said = texts()["commands"][f"{name} {inner}".strip()]["help"][lang]
        yield inner, said.split("\n", maxsplit=1)[0]


def _shown(param: Any) -> str:
    """``-n, --notice ID``: how the parameter is typed."""
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper())
    names = (
        ", ".join(sorted([*param.opts, *param.secondary_opts], key=len)) if not param.secondary_opts else None
    )
    shown = names or f"{param.opts[0]}/{param.secondary_opts[0]}"
    if param.is_flag:
        return shown
    return f"{shown} {param.metavar or '|'.join(_choices(param))}"


def _choices(param: Any) -> list[str]:
    return [str(choice.value) for choice in param.type_descriptor.choices or ()]


def _said(param: Any, entry: CommandHelp, lang: Lang) -> str:
    said = (texts()["common"].get(param.name) or entry["options"][param.name])[lang]
    return f"{said} ({texts()['headings']['required'][lang]})" if param.required else said


def _table(rows: list[tuple[str, str]]) -> Padding:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(overflow="fold")
    for left, right in rows:
        table.add_row(Line(left), Line(right))
    return Padding(table, (0, 0, 0, 2))
