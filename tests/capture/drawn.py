"""Pages drawn for the tests of this room: text in Pillow's own font, with the line boxes that a detector
would find.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from scanaudit.intake.page import Page, Pixels
from scanaudit.reading.lines import Line

WORDS = "The unit has examined these materials and certifies that they agree with the originals"


def quad(x0: float, y0: float, x1: float, y1: float) -> NDArray[np.float32]:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)


def line(text: str, box: tuple[float, float, float, float], confidence: float = 0.98) -> Line:
    return Line(text, confidence, quad(*box))


def page_of_text(
    rows: int = 12, size: int = 26, width: int = 900, height: int = 1200, ink: int = 20, left: int = 70
) -> tuple[Pixels, list[Line]]:
    """A white page with ``rows`` lines of print of ``size`` pixels."""
    picture = Image.new("RGB", (width, height), (255, 255, 255))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size)
    lines = []
    for row in range(rows):
        at, text = (left, 80 + row * size * 2), WORDS[row % 7 : row % 7 + 40]
        draw.text(at, text, font=font, fill=(ink, ink, ink))
        box = draw.textbbox(at, text, font=font)
        lines.append(line(text, (box[0] - 2, box[1] - 3, box[2] + 2, box[3] + 3)))
    return np.asarray(picture), lines


def as_page(pixels: Pixels, source_mode: str = "colour") -> Page:
    height, width = pixels.shape[:2]
    return Page("页.png", 1, pixels, width, height, None, source_mode, "0" * 64)
