"""Where the figures go: a table between two marks of a document."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


def written(path: Path, part: str, table: Sequence[str]) -> None:
    """Put a table between the part's two marks in a document, with the commit that it was measured at."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.strip()
    begin, end = f"<!-- begin: benchmarks.capturing, {part} -->", f"<!-- end: {part} -->"
    text = path.read_text(encoding="utf-8")
    start, stop = text.index(begin) + len(begin), text.index(end)
    body = "\n".join([f"\n\nMeasured at commit {commit}.\n", *table])
    path.write_text(text[:start] + body + "\n\n" + text[stop:], encoding="utf-8")
