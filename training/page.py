"""What a page is while it is made: pixels, the marks on it, and areas of which nobody says what is there."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Corners = NDArray[np.float32]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """``kind``: index in ``network.CLASSES``; ``points``: N × 2 corners of its hull in pixels.

    ``hard``: a seal that is faint, overlapped or cut, besides what its colour tells.
    """

    kind: int
    points: Corners
    shape: str = ""
    colour: str = ""
    hard: bool = False

    @property
    def box(self) -> Box:
        """The upright box around the points."""
        return around(self.points)


@dataclass(frozen=True)
class Background:
    """A page before marks are put on it. ``unknown``: boxes and the classes unknown there; ``lines``: text and box."""

    pixels: Pixels
    marks: tuple[Mark, ...] = ()
    unknown: tuple[tuple[Box, tuple[int, ...]], ...] = ()
    lines: tuple[tuple[str, Box], ...] = ()


@dataclass(frozen=True)
class Page:
    """A composed and captured page. ``names``: boxes of printed names that were put on it; ``alikes``: of all else
    that looks like a mark and is none.
    """

    pixels: Pixels
    marks: list[Mark]
    unknown: list[tuple[Box, tuple[int, ...]]] = field(default_factory=list)
    names: list[Box] = field(default_factory=list)
    lines: list[tuple[str, Box]] = field(default_factory=list)
    alikes: list[Box] = field(default_factory=list)


def around(points: Corners) -> Box:
    """The upright box around points."""
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)
