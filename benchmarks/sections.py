"""Sections of a document that commands write, each between two markers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def put(path: Path, name: str, text: str) -> None:
    """Put ``text`` between the markers ``name`` in the file, or with them at its end."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    old = path.read_text(encoding="utf-8")
    new = f"{begin}\n\n{text.strip()}\n\n{end}"
    if begin in old:
        new = old[: old.index(begin)] + new + old[old.index(end) + len(end) :]
    else:
        new = f"{old.rstrip()}\n\n{new}\n"
    path.write_text(new, encoding="utf-8")


def command(description: str | None, name: str, section: Callable[[], str]) -> None:
    """A command that prints its ``section`` and, where ``--write`` names a file, puts it there under ``name``."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--write", type=Path, help="put the section into this Markdown file")
    options = parser.parse_args()
    made = section()
    print(made)
    if options.write:
        put(options.write, name, made)
