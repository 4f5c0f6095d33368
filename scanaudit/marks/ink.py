"""Red, blue and dark ink, told apart by how much light each takes from the paper beside it.

Every pixel is compared with the paper around it as an optical density, ``log(paper / pixel)`` in
each channel. Dividing by the local paper makes the measure independent of white balance, shadow,
and paper colour, and a faint stamp differs from a strong one only by a factor. Red ink takes green
and blue light and leaves red light; blue ink takes red light; black ink takes all three alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.intake.page import Pixels
from scanaudit.paper import paper_of

Density = NDArray[np.float32]
InkColour = Literal["red", "blue"]

WORKING_SIDE = 1200
"""Long side in pixels at which marks are looked for: a 40 mm seal on A4 is then 160 pixels wide,
and its ring (1 mm) 4 pixels, which is the least that survives closing."""

LARGEST_ENLARGEMENT = 3.0
"""Thumbnails (180–400 pixels) are enlarged at most so far, that kernels in pixels fit them too."""

FLOOR = 14.0  # grey levels added before the logarithm: the sensor noise of phone photographs' blacks
_COLOURED = 0.2  # red density from which a pixel's darkness is that of deep red ink, not of black
_ORANGE = 0.40  # least (green density)/(blue density) of red; gold print and orange frames lie below 0.3
_PURPLE = 0.15  # least (blue density)/(green density) of red; pinkish scanned seals lie above 0.3
# Of a piece of paper with print: the levels of its print and of its bare paper, as percentiles, and how far from print
# to paper a level lies from which it counts as paper. Chosen on drawn dates under seals (docs/seals.md), where 0.5 and
# 0.7 read nearly as many.
_PRINT_LEVEL, _PAPER_LEVEL, _PALE = 1, 70, 0.6
_NO_PRINT = 40  # levels between the two below which there is no print
_NAVY = 0.32  # least share of the red density that blue light escapes; bluish blacks of print lie below 0.2


@dataclass(frozen=True)
class Ink:
    """The inks of one page at working size.

    ``red``, ``blue``, ``dark``: H × W float32 densities, 0 on bare paper; ``tint``: how far any
    channel is from the paper; ``scale``: working pixels per page pixel; ``grey``: nothing but
    (possibly) red ink is coloured, as on a photocopy; ``rgb``: the page itself, H × W × 3, so that looks
    that want less detail need not shrink the whole page again.
    """

    red: Density
    blue: Density
    dark: Density
    tint: Density
    scale: float
    grey: bool
    rgb: Pixels

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width at working size."""
        height, width = self.red.shape
        return height, width

    def density(self, colour: Literal["red", "blue", "black"]) -> Density:
        """The map of one ink."""
        return {"red": self.red, "blue": self.blue, "black": self.dark}[colour]


def separate(rgb: Pixels) -> Ink:
    """The inks of the H × W × 3 page ``rgb``."""
    height, width = rgb.shape[:2]
    scale = min(WORKING_SIDE / max(height, width), LARGEST_ENLARGEMENT)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = cv2.resize(rgb, size, interpolation=method)
    r, g, b = _densities(small)
    red, blue = _red(r, g, b), _blue(r, g, b)
    dark = np.clip(np.minimum(np.minimum(r, g), b), 0, None)
    dark[red > _COLOURED] = 0
    tint = np.maximum(np.maximum(r, g), b)
    return Ink(red=red, blue=blue, dark=dark, tint=tint, scale=scale, grey=_is_grey(small, red), rgb=small)


def without_colour(rgb: Pixels, colour: InkColour) -> Pixels:
    """``rgb`` with one coloured ink bleached, so that black text under a seal can be read.

    Black ink takes light in every channel, so the channel that the coloured ink leaves alone (red
    light for red ink, blue light for blue ink) shows the text without the stamp.
    """
    channel = cv2.extractChannel(rgb, 0 if colour == "red" else 2)
    return np.asarray(cv2.cvtColor(channel, cv2.COLOR_GRAY2RGB), np.uint8)


def print_alone(rgb: Pixels) -> Pixels:
    """``rgb`` (a line, or what lies around a seal) with nothing left but what is nearly as dark as its print.

    A bleached seal leaves grey rings and letters behind; paler than the print, they become paper.
    """
    dark, paper = np.percentile(rgb, (_PRINT_LEVEL, _PAPER_LEVEL))
    if paper - dark < _NO_PRINT:
        return rgb
    levels = np.clip((np.arange(256) - dark) / (_PALE * (paper - dark)), 0, 1)
    return np.asarray(cv2.LUT(rgb, np.round(255 * levels).astype(np.uint8)), np.uint8)


def _densities(rgb: Pixels) -> tuple[Density, Density, Density]:
    """In red, green and blue light, each H × W: numpy is slow where the channels lie between each other."""
    table = np.log(np.arange(256, dtype=np.float32) + FLOOR).reshape(1, 256)
    paper, page = cv2.split(paper_of(rgb)), cv2.split(rgb)
    r, g, b = (
        np.subtract(cv2.LUT(bare, table), cv2.LUT(seen, table))
        for bare, seen in zip(paper, page, strict=True)
    )
    return r, g, b


def _red(r: Density, g: Density, b: Density) -> Density:
    green, blue = g - r, b - r
    is_red = (green >= _ORANGE * blue) & (blue >= _PURPLE * green - 0.02)
    red: Density = np.maximum(green, 0) * is_red
    return red


def _blue(r: Density, g: Density, b: Density) -> Density:
    less = r - b
    blue: Density = np.maximum(np.minimum(less, r - 0.6 * g), 0) * (less >= _NAVY * r)
    return blue


def _is_grey(rgb: Pixels, red: Density) -> bool:
    """Whether a page is a grey copy: almost no pixel off the red ink is coloured."""
    tiny = cv2.resize(rgb, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    inked = cv2.resize(red, (tiny.shape[1], tiny.shape[0]), interpolation=cv2.INTER_AREA) > 0.03
    lab = cv2.cvtColor(tiny, cv2.COLOR_RGB2LAB).astype(np.float32)[~inked]
    if not len(lab):
        return False
    chroma = np.hypot(*(lab[:, 1:] - np.median(lab[:, 1:], axis=0)).T)
    return bool(np.mean(chroma > 10) < 0.005)
