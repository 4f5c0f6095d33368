"""Is the kind told of pages whose wording nobody foresaw? python -m benchmarks.wordings [--write docs/accuracy.md]

``benchmarks/wordings/*.yaml``: pages of every kind as rows of text, written from knowledge of such papers by authors
who had not seen the classifier. Nothing is learnt from them (``training/wordings`` holds those that are).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks import drawn_pages
from benchmarks.sections import command
from samples.lines.page import LinePage, arranged
from scanaudit.kinds import KindDecision, PageEvidence, classify

FOLDER = Path(__file__).with_name("wordings")
_SIZE = (1240, 1754)
SURE = 0.8  # from this confidence on another kind is told surely


@dataclass(frozen=True)
class Wording:
    """A page of ``kind``: ``text`` in rows; ``#`` before a large one, ``|`` between cells."""

    kind: str
    text: str


def read(path: Path) -> Iterator[Wording]:
    """The wordings of one file."""
    for item in yaml.safe_load(path.read_text(encoding="utf-8")):
        yield Wording(item["kind"], item["text"])


def evidence(wording: Wording, rng: random.Random) -> PageEvidence:
    """The page set in a style drawn by chance and misread here and there, as the classifier is given it."""
    rows = [row for row in wording.text.strip().splitlines() if row.strip()]
    pieces = arranged(rows, _SIZE, rng)
    return PageEvidence(drawn_pages.lines(LinePage("", "", _SIZE, pieces, 0, False), rng), *_SIZE)


def told(path: Path) -> list[tuple[Wording, KindDecision]]:
    """Every page of a file with what the classifier says of it; the same pages each time."""
    return [
        (wording, classify(evidence(wording, random.Random(f"{path.stem}/{number}"))))
        for number, wording in enumerate(read(path))
    ]


def section() -> str:
    """What is told of all files, and which kinds are taken for which."""
    rows = ["| file | pages | right | another kind | of it surely | abstained |", "|---|---|---|---|---|---|"]
    confused: Counter[tuple[str, str]] = Counter()
    for path in sorted(FOLDER.glob("*.yaml")):
        pages = told(path)
        rows.append(_row(path.stem, pages))
        confused.update((one.kind, seen.kind) for one, seen in pages if seen.kind not in (one.kind, "other"))
    names = ", ".join(f"{a} for {b} ({n})" for (a, b), n in confused.most_common(12))
    head = (FOLDER / "README.md").read_text(encoding="utf-8")
    return "\n".join([head, *rows, "", f"Most often another kind: {names}."])


def _row(name: str, pages: Sequence[tuple[Wording, KindDecision]]) -> str:
    right = sum(seen.kind == one.kind for one, seen in pages)
    another = [seen for one, seen in pages if seen.kind not in (one.kind, "other")]
    sure = sum(seen.confidence >= SURE for seen in another)
    counts = (right, len(another), sure, len(pages) - right - len(another))
    cells = (f"{count} ({count / len(pages):.1%})" for count in counts)
    return f"| `{name}` | {len(pages)} | {' | '.join(cells)} |"


if __name__ == "__main__":
    command(__doc__, "wordings", section)
