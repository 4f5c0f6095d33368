"""Pixels as a file that keeps the portal's limits, as little reduced as they allow."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from PIL import Image

from scanaudit.intake.page import Pixels
from scanaudit.remedy.wanted import FileFormat

A4_INCHES: Final = (8.27, 11.69)
_BEST: Final = 93
# Qualities and scales tried in turn where a file is too large: print survives quality 60 before it survives being
# made smaller.
_STEPS: Final = (
    (93, 1.0), (88, 1.0), (82, 1.0), (75, 1.0), (68, 1.0), (60, 1.0), (68, 0.85), (60, 0.75), (60, 0.66), (55, 0.58),
    (50, 0.5), (45, 0.42), (40, 0.35),
)  # fmt: skip
# Characters lower than this are hard to read (capture/look.py: 10.5): smaller than this nothing is made.
_LEAST_TEXT: Final = 14.0


@dataclass(frozen=True)
class Sheet:
    """A page to be encoded. ``text_height``: of its characters in its pixels, None where there are none;
    ``dpi``: where it is known; ``mode``: what the source stored ("colour", "grey", "bilevel").
    """

    pixels: Pixels
    mode: str
    dpi: float | None
    text_height: float | None


@dataclass(frozen=True)
class Encoded:
    """``fits``: within the limit; ``scale``: 1 where no pixel was given up."""

    content: bytes
    width: int
    height: int
    dpi: float
    scale: float
    quality: int
    fits: bool


def encode(sheet: Sheet, form: FileFormat, max_bytes: int | None, most_dpi: int | None) -> Encoded:
    """One picture file; where the limit cannot be kept without the text becoming unreadable, the smallest that can
    be read, with ``fits`` False.
    """
    dpi = sheet.dpi or paper_dpi(sheet.pixels.shape[1], sheet.pixels.shape[0])
    first = min(1.0, most_dpi / dpi) if most_dpi else 1.0
    steps = _STEPS if form == "jpeg" else [(_BEST, scale) for scale in dict.fromkeys(s for _, s in _STEPS)]
    made: Encoded | None = None
    for quality, further in steps:
        scale = first * further
        if made is not None and further < 1 and (sheet.text_height or 0.0) * scale < _LEAST_TEXT:
            break
        made = _encoded(sheet, form, dpi, (scale, quality))
        if max_bytes is None or len(made.content) <= max_bytes:
            return made
    assert made is not None
    return replace(made, fits=False)


def paper_dpi(width: int, height: int) -> float:
    """Pixels per inch if the picture is a sheet of A4, either way up."""
    short, long = sorted((width, height))
    return max(long / A4_INCHES[1], short / A4_INCHES[0])


def _encoded(sheet: Sheet, form: FileFormat, dpi: float, step: tuple[float, int]) -> Encoded:
    pixels, (scale, quality) = sheet.pixels, step
    if scale < 1:
        size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    image = Image.fromarray(pixels)
    if sheet.mode != "colour":
        image = image.convert("L")
    out = io.BytesIO()
    dots = round(dpi * scale)
    if form == "png":
        image.save(out, "PNG", dpi=(dots, dots), optimize=True)
    else:
        image.save(out, "JPEG", quality=quality, dpi=(dots, dots), subsampling=0, optimize=True)
    return Encoded(out.getvalue(), image.width, image.height, dpi * scale, scale, quality, True)


def points(encoded: Encoded) -> tuple[float, float]:
    """The size of a PDF page for the picture, in points."""
    return (
        math.ceil(7200 * encoded.width / encoded.dpi) / 100,
        math.ceil(7200 * encoded.height / encoded.dpi) / 100,
    )
