"""A platform's watermark: the same words over and over, aslant across a page whose print is level."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from scanaudit.reading.lines import Line

# Degrees from which a line is slanted, and how many level lines, with which share of all characters, show that the
# page's print is level: what is slanted there is a watermark, pale and run off the page on purpose. Design values:
# platforms set theirs at 30 to 45 degrees and repeat it; pages that lie askew by 20 are seldom, and then all of them.
_SLANTED, _LEVEL_LINES, _LEVEL_SHARE = 20.0, 3, 0.25
# Design values: a seal's letters run aslant too, and only several seals of one body repeat them, which no row of print
# loses by; a watermark stands ten times and more.
_RUN, _MANY, _LEAST = 3, 3, 5


def level(lines: Sequence[Line]) -> Sequence[Line]:
    """The page's own print, without slanted lines; all of them where they are what there is."""
    aslant = set(_aslant(lines))
    return [line for i, line in enumerate(lines) if i not in aslant]


def watermark(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are a watermark's, its cut and short pieces among them; none where too few are."""
    aslant = {i: "".join(lines[i].text.split()) for i in _aslant(lines)}
    runs = {i: _runs(text) for i, text in aslant.items()}
    counts = Counter(run for found in runs.values() for run in found)
    repeated = {run for run, count in counts.items() if count >= _MANY}
    bearing = [i for i, found in runs.items() if not repeated.isdisjoint(found)]
    words = "\n".join(aslant[i] for i in bearing)
    pieces = [i for i, text in aslant.items() if len(text) < _RUN and text in words]
    return frozenset((*bearing, *pieces)) if len(bearing) + len(pieces) >= _LEAST else frozenset()


def without_watermark(lines: Sequence[Line]) -> list[Line]:
    """What the page itself says: a watermark often names whoever printed it."""
    marked = watermark(lines)
    return [line for i, line in enumerate(lines) if i not in marked]


def _aslant(lines: Sequence[Line]) -> list[int]:
    """The numbers of the slanted lines of a page whose own print is level; none of another page."""
    slanted = [_slant(line) >= _SLANTED for line in lines]
    straight = [len(line.text) for line, is_slanted in zip(lines, slanted, strict=True) if not is_slanted]
    several = sum(length > 1 for length in straight) >= _LEVEL_LINES
    if not several or sum(straight) < _LEVEL_SHARE * sum(len(line.text) for line in lines):
        return []
    return [i for i, is_slanted in enumerate(slanted) if is_slanted]


def _slant(line: Line) -> float:
    """Degrees between the line's long sides and the nearest edge of the picture."""
    sides = (line.quad[1] - line.quad[0], line.quad[2] - line.quad[1])
    x, y = max((abs(side) for side in sides), key=lambda side: float(side @ side)).tolist()
    return math.degrees(math.atan2(min(x, y), max(x, y)))


def _runs(text: str) -> set[str]:
    return {text[start : start + _RUN] for start in range(len(text) - _RUN + 1)}
