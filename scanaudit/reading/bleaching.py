"""A page without the watermark that lies over it: 仅用于职称申报 他用无效, aslant and pale, again and again.

People lay one over copies of their papers before they hand them out, and platforms over what they print. It hides
lines from the detector, joins others, and its strokes are taken for hands. It is known by its lines, which lie aslant
at one angle while the page's own are level, and goes by its paleness: what is hardly darker than its strokes becomes
paper.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.intake.page import Pixels
from scanaudit.paper import paper_of
from scanaudit.reading.lines import Quad
from scanaudit.reading.watermark import direction, slant

Darkness = NDArray[np.float32]

# Of 103 real pictures the lines of one lie so (it bears a watermark), of 54 drawn pages without one none, with one all.
_LONG = 2.0  # length by height of a line whose direction can be told
_ASLANT = 12.0  # degrees from the nearest edge of the picture
_ALIKE = 4.0  # degrees by which a watermark's lines differ
_LEAST_ASLANT, _LEAST_LEVEL = 5, 3  # lines
_STROKES = 92  # percentile of the darkness in a line's box that is its strokes'
_CLEAREST = 40  # percentile of a watermark's lines by darkness: the others cross print
_DARKER = 1.3  # than the watermark's strokes: their edges and JPEG's noise stay below
_OF_PRINT = 0.8  # a watermark of so much of the print's darkness cannot be told from it


def bleached(image: Pixels, quads: Sequence[Quad]) -> Pixels | None:
    """``image`` (H × W × 3) with paper in place of its watermark; None where it has none, or one as dark as its print.

    ``quads``: the lines that were detected on it.
    """
    aslant = _of_one_direction([quad for quad in quads if _is_long(quad) and slant(quad) >= _ASLANT])
    level = [quad for quad in quads if _is_long(quad) and slant(quad) < _ASLANT]
    if len(aslant) < _LEAST_ASLANT or len(level) < _LEAST_LEVEL:
        return None
    paper = paper_of(image)
    darkness = _darkness(image, paper)
    mark = float(np.percentile([_strokes(darkness, quad) for quad in aslant], _CLEAREST))
    print_ = float(np.median([_strokes(darkness, quad) for quad in level]))
    if _DARKER * mark > _OF_PRINT * print_:
        return None
    own = (darkness > _DARKER * mark).astype(np.uint8)
    edges = cv2.dilate(own, np.ones((3, 3), np.uint8)).astype(bool)
    return np.where(edges[:, :, None], image, paper)


def _is_long(quad: Quad) -> bool:
    one, other = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[1])
    return float(max(one, other)) > _LONG * float(min(one, other))


def _of_one_direction(quads: Sequence[Quad]) -> list[Quad]:
    """The most of them that lie alike."""
    around = [
        [other for other in quads if abs((direction(quad) - direction(other) + 90) % 180 - 90) <= _ALIKE]
        for quad in quads
    ]
    return max(around, key=len, default=[])


def _darkness(image: Pixels, paper: Pixels) -> Darkness:
    """How much of the paper's light is missing in the darkest channel, H × W, 0–1: of coloured ink as of black."""
    left = np.min(image.astype(np.float32) / np.maximum(paper, 1), axis=2)
    return np.asarray(np.clip(1 - left, 0, 1), np.float32)


def _strokes(darkness: Darkness, quad: Quad) -> float:
    """The darkness of a line's strokes."""
    height, width = darkness.shape
    x0, y0 = np.maximum(np.floor(quad.min(axis=0)).astype(int), 0)
    x1, y1 = np.minimum(np.ceil(quad.max(axis=0)).astype(int) + 1, (width, height))
    inside = np.zeros((max(y1 - y0, 1), max(x1 - x0, 1)), np.uint8)
    cv2.fillConvexPoly(inside, np.round(quad - (x0, y0)).astype(np.int32), 1)
    part = darkness[y0:y1, x0:x1][inside[: y1 - y0, : x1 - x0].astype(bool)]
    return float(np.percentile(part, _STROKES)) if part.size else 0.0
