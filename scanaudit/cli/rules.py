"""``scanaudit rules``: what is checked, and what a code in a report means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from scanaudit.cli.options import Debug, LangOption, spoken

if TYPE_CHECKING:
    from scanaudit.text import Text

_HOLE = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Explained:
    """One code: its title, what it says, what to do about it, and its documentation (English)."""

    code: str
    title: Text
    message: Text
    advice: Text
    doc: str


def rules(
    context: typer.Context,
    code: Annotated[str | None, typer.Argument(metavar="CODE", show_default=False)] = None,
    lang: LangOption = None,
    debug: Debug = False,
) -> int:
    """List all codes, or explain one. Raises UsageError for a code that does not exist."""
    from rich.console import Console
    from rich.table import Table

    from scanaudit.errors import UsageError
    from scanaudit.report.phrases import phrases, say

    language = spoken(context)
    known = explained()
    console = Console(highlight=False)
    if code is None:
        table = Table(box=None, pad_edge=False)
        table.add_column(say(language, "cli.rule_code"))
        table.add_column(say(language, "cli.rule_title"))
        for rule in known.values():
            table.add_row(f"[bold]{rule.code}[/]", rule.title.say(language))
        console.print(table)
        console.print("\n" + say(language, "cli.see_rule", code=next(iter(known))))
        return 0
    if code.upper() not in known:
        raise UsageError(phrases().error["rule_missing"].fill(code=code))
    rule = known[code.upper()]
    console.print(f"[bold]{rule.code}[/]  {rule.title.say(language)}\n")
    for line in (rule.message.say(language), say(language, "ui.do") + rule.advice.say(language)):
        console.print(line, markup=False)
    if rule.doc:
        console.print("\n" + rule.doc, markup=False)
    return 0


def explained() -> dict[str, Explained]:
    """Everything that a report may bear a code of: problems of files and findings of rules, by code."""
    from scanaudit.intake.problems import problem_kinds
    from scanaudit.rules.registry import MODULES
    from scanaudit.rules.wording import messages

    found = [
        Explained(kind.code, _open(kind.message), _open(kind.message), _open(kind.advice), "")
        for kind in problem_kinds().values()
    ]
    docs = {module.CODE: (module.__doc__ or "").strip() for module in MODULES}
    for code, said in messages().codes.items():
        found.append(Explained(code, said.title, _open(said.message), _open(said.advice), docs.get(code, "")))
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}


def _open(text: Text) -> Text:
    """A sentence whose placeholders are not filled, shown as dots."""
    return type(text)(zh=_HOLE.sub("…", text.zh), en=_HOLE.sub("…", text.en))
