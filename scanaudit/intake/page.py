"""One uploaded page as pixels, with where it came from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class TextSpan:
    """One line of a PDF's text layer; ``bbox`` in fractions of the displayed page."""

    text: str
    bbox: tuple[float, float, float, float]


@dataclass(frozen=True)
class Page:
    """A page as a viewer shows it (EXIF orientation and PDF ``/Rotate`` applied, once).

    ``pixels``: H × W × 3, RGB, uint8, at working resolution. ``source_width``/``source_height``: the
    displayed size in pixels before it was brought to working resolution (for a PDF page: at the
    resolution of its largest image, or the rendering resolution). ``dpi``: pixels per inch of ``pixels`` on
    paper where the file says so, else None. ``source_mode``: what the file stored: "colour", "grey" or "bilevel".
    ``content_hash``: SHA-256 of the file's bytes, hexadecimal.
    """

    file: str
    page: int
    pixels: Pixels
    source_width: int
    source_height: int
    dpi: float | None
    source_mode: str
    content_hash: str
    container: str | None = None
    text_layer: tuple[TextSpan, ...] = ()
