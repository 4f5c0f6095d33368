"""A platform's watermark: the same words over and over, aslant across a page whose print is level."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from scanaudit.reading.lines import Line

# Degrees from which a line is slanted: a page lies straighter than that, and a watermark leans more.
_SLANTED = 10.0
# Design values: a seal's letters run aslant too, and say nothing twice; a watermark stands ten times and more.
_RUN, _MANY = 3, 3
_LEAST = 5


def slant(line: Line) -> float:
    """Degrees between the line's long sides and the nearest edge of the picture."""
    sides = (line.quad[1] - line.quad[0], line.quad[2] - line.quad[1])
    x, y = max((abs(side) for side in sides), key=lambda side: float(side @ side)).tolist()
    return math.degrees(math.atan2(min(x, y), max(x, y)))


def watermark(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are a watermark's, its cut and short pieces among them; none where too few are."""
    aslant = {i: "".join(line.text.split()) for i, line in enumerate(lines) if slant(line) >= _SLANTED}
    counts = Counter(run for text in aslant.values() for run in _runs(text))
    repeated = {run for run, count in counts.items() if count >= _MANY}
    if not repeated:
        return frozenset()
    words = "\n".join(text for text in aslant.values() if not repeated.isdisjoint(_runs(text)))
    found = frozenset(
        i for i, text in aslant.items() if not repeated.isdisjoint(_runs(text)) or _is_piece(text, words)
    )
    return found if len(found) >= _LEAST else frozenset()


def _runs(text: str) -> set[str]:
    return {text[start : start + _RUN] for start in range(len(text) - _RUN + 1)}


def _is_piece(text: str, words: str) -> bool:
    """Whether a text too short for a run stands in the watermark's words."""
    return len(text) < _RUN and text in words
