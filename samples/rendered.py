"""What a rendered page is: its picture, what stands on it and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PIL import Image

A4 = (1240, 1754)


INK = (26, 26, 28)


Colour = tuple[int, int, int]


Box = tuple[float, float, float, float]


Quad = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Mark:
    """A seal or a signature; ``quad`` are the corners of its box in pixels of the picture."""

    what: str  # seal, signature
    quad: Quad
    text: str | None
    shape: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Op:
    """Something printed, kept so that a digital PDF can print it again as text and lines."""

    what: str  # text, line, rect, image
    box: Box
    colour: Colour
    text: str = ""
    size: float = 0
    width: float = 1
    image: Image.Image | None = None


@dataclass
class Rendered:
    """A finished page: its picture and the truth about it."""

    image: Image.Image
    kind: str
    layout: str
    dpi: int
    marks: list[Mark]
    text: list[str]
    fields: dict[str, Any]
    ops: list[Op] = field(default_factory=list)
    rotation: int = 0
    blur: str = "sharp"
    conditions: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """One cell of a form: ``span`` columns, ``rows`` rows."""

    text: str
    span: int = 1
    rows: int = 1
    align: str = "c"
    role: str = ""
    size: int = 0
