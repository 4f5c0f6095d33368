"""Sections of a document that commands write, each between two markers."""

from __future__ import annotations

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
