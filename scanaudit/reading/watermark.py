"""A platform's watermark: the same words over and over, aslant across a page whose print is level."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from scanaudit.reading.lines import Line, Quad

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
    slanted = [slant(line.quad) >= _SLANTED for line in lines]
    straight = [len(line.text) for line, is_slanted in zip(lines, slanted, strict=True) if not is_slanted]
    several = sum(length > 1 for length in straight) >= _LEVEL_LINES
    if not several or sum(straight) < _LEVEL_SHARE * sum(len(line.text) for line in lines):
        return []
    return [i for i, is_slanted in enumerate(slanted) if is_slanted]


def direction(quad: Quad) -> float:
    """Degrees, 0–180, of a line's long side against the picture's upper edge."""
    x, y = _long_side(quad)
    return math.degrees(math.atan2(y, x)) % 180


def slant(quad: Quad) -> float:
    """Degrees, 0–45, between a line's long side and the nearest edge of the picture."""
    x, y = (abs(part) for part in _long_side(quad))
    return math.degrees(math.atan2(min(x, y), max(x, y)))


def _long_side(quad: Quad) -> tuple[float, float]:
    x, y = max((quad[1] - quad[0], quad[2] - quad[1]), key=lambda side: float(side @ side)).tolist()
    return x, y


def _runs(text: str) -> set[str]:
    return {text[start : start + _RUN] for start in range(len(text) - _RUN + 1)}
