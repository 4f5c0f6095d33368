"""What the ink in a box tells of a seal that no outline confirms, or none surely: its shape and its colour."""

from __future__ import annotations

import numpy as np

from scanaudit.facts import Box, SealColour, SealShape
from scanaudit.marks.ink import Density, Ink
from scanaudit.marks.rings import Ring
from scanaudit.marks.seals import Stamped

_INKED = 0.08  # density of coloured ink; blotches of paper and JPEG noise stay below 0.05
_DARK = 0.2
_LEAST_SHARE = 0.008  # of the box: pale seals of the rendered set ink 0.02 and more
_AGAINST_BLACK = (
    0.12  # coloured pixels for each black one from which the print is another's and the seal coloured
)
# A mark's colour by voices. Chosen on the 271 seals found on the tuning pages: 8 told wrongly, 12 by counting pixels
# alone; neighbours of these values do nearly as well.
_COLOURS: tuple[SealColour, ...] = ("red", "blue", "black")
_BLUE, _BLACK = _COLOURS.index("blue"), _COLOURS.index("black")
_SECTORS, _OUTER = 16, 0.5  # directions from the middle; half sizes of the box from which a pixel has a voice
_NOISE = 0.05  # density up to which a pixel is bare
_STRONG = 0.15  # density beyond which a pixel counts no more: print is blacker than any stamp
_PRINT_BELIEF = 0.5  # what black counts: it is more often print through the mark than the mark
_FAINT = 0.35  # ink of a direction, against that of the middle one of those with any, below which it is bare
_AGREED, _LEAST_VOICES = 0.6, 4  # share of the voices that settles it, and how many there must be
_OVAL, _LONG = 0.8, 0.5  # shorter by longer side: below, not round; below, not oval either
_CORNER = 0.5  # ink of the box's corners relative to its rim from which the outline has corners
_EDGE = 0.004  # of the page: what comes so near to its edge is cut by it


def stamped(ink: Ink, box: Box) -> Stamped:
    """The seal in ``box`` (fractions of the page), its confidence left at 0 for the weighing to tell."""
    window = window_of(ink, box)
    colour = colour_around(ink, box) or _colour(ink.red[window], ink.blue[window], ink.dark[window])
    shape = _shape(ink.density(colour)[window])
    partial = min(box[0], box[1], 1 - box[2], 1 - box[3]) < _EDGE
    ring = None
    if shape in ("round", "oval"):
        x0, y0, x1, y1 = _pixels(ink, box)
        ring = Ring((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2)
    return Stamped(box, shape, colour, 0.0, partial, ring=ring)


def _colour(red: Density, blue: Density, dark: Density) -> SealColour:
    black = float((dark > _DARK).mean())
    reds, blues = float((red > _INKED).mean()), float((blue > _INKED).mean())
    most = max(reds, blues)
    if most < _LEAST_SHARE or most < _AGAINST_BLACK * black:
        return "black"
    return "red" if reds >= blues else "blue"


def colour_around(ink: Ink, box: Box) -> SealColour | None:
    """The colour that a mark's outer part has in most directions where it is inked; None where several share them, or
    too few are.

    Each of ``_SECTORS`` directions has one voice, so that neither a form's red rule through the mark nor a neighbour
    at its side settles it. ``box`` in fractions of the page.
    """
    window = window_of(ink, box)
    inks = np.stack([ink.density(colour)[window] for colour in _COLOURS])
    inks = np.where(inks > _NOISE, np.minimum(inks, _STRONG), 0)
    inks[_BLACK][inks[_BLUE] > 0] = 0  # navy ink takes all light, and is no black
    height, width = inks.shape[1:]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = (x + 0.5) / width * 2 - 1, (y + 0.5) / height * 2 - 1
    outer = np.hypot(u, v) > _OUTER
    sector = ((np.arctan2(v, u) / (2 * np.pi) + 0.5) * _SECTORS).astype(int).clip(0, _SECTORS - 1)[outer]
    sums = np.stack([np.bincount(sector, density[outer], minlength=_SECTORS) for density in inks])
    sums[_BLACK] *= _PRINT_BELIEF
    strongest = sums.max(axis=0)
    usual = float(np.median(strongest[strongest > 0])) if strongest.any() else 0.0
    voices = sums.argmax(axis=0)[strongest > _FAINT * usual]
    counts = np.bincount(voices, minlength=len(_COLOURS))
    most = int(counts.argmax())
    settled = len(voices) >= _LEAST_VOICES and counts[most] >= _AGREED * len(voices)
    return _COLOURS[most] if settled else None


def _pixels(ink: Ink, box: Box) -> Box:
    height, width = ink.shape
    return box[0] * width, box[1] * height, box[2] * width, box[3] * height


def window_of(ink: Ink, box: Box) -> tuple[slice, slice]:
    """The pixels of ``box`` at working size: at least one."""
    x0, y0, x1, y1 = _pixels(ink, box)
    return slice(int(y0), max(int(y0) + 1, int(y1 + 1))), slice(int(x0), max(int(x0) + 1, int(x1 + 1)))


def _shape(ink: Density) -> SealShape:
    height, width = ink.shape
    short = min(height, width) / max(height, width)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    radius = np.hypot((x + 0.5) / width * 2 - 1, (y + 0.5) / height * 2 - 1)
    corners, rim = ink[radius > 1.12], ink[(radius > 0.88) & (radius < 1.02)]
    cornered = bool(corners.size and rim.size) and float(corners.mean()) > _CORNER * float(rim.mean())
    if short < _LONG or (cornered and short < _OVAL):
        return "rectangle"
    if cornered:
        return "square"
    return "round" if short >= _OVAL else "oval"
