"""Writes the pages on rules from their code: ``python -m scanaudit.rules.document docs/rules``."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from types import ModuleType

from scanaudit.rules.registry import MODULES
from scanaudit.rules.wording import messages

FAMILIES = {
    "C": ("画面", "Capture"),
    "M": ("印章、签字、照片、密级", "Seals, signatures, portraits, classification"),
    "K": ("材料", "Materials"),
    "V": ("姓名、号码、日期、学时", "Names, numbers, dates, hours"),
    "Q": ("待回答的问题", "Open questions"),
    "S": ("范围与时间", "Scope and windows"),
}
_SECTION = re.compile(r"^(What it does|Why it matters|Example|How to mend it): ", re.MULTILINE)
_NOTE = "<!-- Written by `python -m scanaudit.rules.document docs/rules` from the rule's docstring. -->"


def page(module: ModuleType) -> str:
    """The page of one rule, as Markdown."""
    code: str = module.CODE
    said = messages().codes[code]
    text = (module.__doc__ or "").partition(": ")[2].strip()
    headline, _, rest = text.partition("\n\n")
    sections = "\n\n".join(
        _SECTION.sub(lambda found: f"## {found.group(1)}\n\n", _capital(paragraph))
        for paragraph in rest.split("\n\n")
    )
    asked = ", ".join(f"`{trigger}`" for trigger in module.RULE.on)
    told = [f"- {said.message.zh}  \n  {said.message.en}"]
    if said.doubt is not None and said.doubt != said.message:
        told.append(f"- {said.doubt.zh}  \n  {said.doubt.en}")
    lines = [
        _NOTE,
        f"# {code} {said.title.zh} · {said.title.en}",
        _flat(headline)[0].upper() + _flat(headline)[1:],
        sections,
        f"## What it says\n\n{chr(10).join(told)}\n\n→ {said.advice.zh}  \n→ {said.advice.en}",
        f"Asked on: {asked}. Source: `{module.__name__.replace('.', '/')}.py`.",
    ]
    return "\n\n".join(lines) + "\n"


def index() -> str:
    """The list of all rules, as Markdown."""
    lines = [
        _NOTE,
        "# Rules",
        "Every finding has a code; a code is never reused. What a severity and a status mean: "
        "[verdicts](../verdicts.md). `F1xx` are problems of single files, told by the intake.",
    ]
    for letter, (zh, en) in FAMILIES.items():
        codes = [m.CODE for m in MODULES if m.CODE.startswith(letter)]
        titles = {code: messages().codes[code].title for code in codes}
        rows = [f"| [{code}]({code}.md) | {title.zh} | {title.en} |" for code, title in titles.items()]
        lines.append(f"## {zh} · {en}\n\n| code | | |\n|---|---|---|\n" + "\n".join(rows))
    return "\n\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """All pages by file name."""
    return {"README.md": index(), **{f"{m.CODE}.md": page(m) for m in MODULES}}


def write(folder: Path) -> None:
    """Write all pages, and take away those of rules that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _capital(paragraph: str) -> str:
    """The paragraph on one line, its text beginning with a capital letter."""
    head, colon, body = _flat(paragraph).partition(": ")
    return (
        f"{head}{colon}{body[:1].upper()}{body[1:]}" if _SECTION.match(f"{head}{colon}") else _flat(paragraph)
    )


def main() -> None:
    """Command line: the folder to write to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    write(parser.parse_args().folder)


if __name__ == "__main__":
    main()
