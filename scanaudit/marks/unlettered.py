"""Rings without letters: the circle in which a form says 加盖公章, a pale ring and star behind the text, a blank seal.

Every stamp has its owner's name along the rim. A ring whose band holds nothing is the place for a seal, or a picture
of one; on no page is it a seal that seals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from scanaudit.boxes import in_pixels
from scanaudit.marks.ink import Density, Ink
from scanaudit.marks.rings import Ring
from scanaudit.marks.seals import Stamped
from scanaudit.reading.lines import Line

# The band between star and rim in parts of the radius, and how finely it is looked at.
_BAND = np.linspace(0.62, 0.84, 12)
_DIRECTIONS = 96
# Ink of the band by the seal's own darkest: letters of pale and small seals have an eighth of it, paper less than 0.04.
_INKED, _NOISE, _DARKEST = 0.12, 0.04, 95
# Share of all directions with ink in the band. Of 162 whole seals of drawn dossiers (scanned small, pale, photographed
# askew) all have 0.24 and more, of 50 on real pictures all but the one that is blank; blank ones have 0 to 0.18, that
# much where print crosses them.
_LETTERED = 0.21
# Share up to which nothing but the ring is there: a place for a seal is none. Above, a starved seal may lie over it.
_BARE = 0.1
# What a blank ring is told with at most: found, but too little to be one for certain; and one that marks a place.
_DOUBT, _PLACE_DOUBT = 0.6, 0.45
_PLACE = re.compile(
    r"[（(【\[]?请?(?:加盖|盖)?(?:本?单位|部门|学校|公司|机关)?(?:公章|印章|盖章|签章|章)(?:处|区|栏|位置)?[)）】\]]?"
)


def without_blanks(stamped: Sequence[Stamped], ink: Ink, lines: Sequence[Line]) -> list[Stamped]:
    """The seals without the bare rings that only mark the place for one; other rings without letters as doubtful.

    ``lines``: the page's text, in pixels of the page.
    """
    kept = []
    for seal in stamped:
        lettered = _lettered(seal, ink)
        if lettered >= _LETTERED:
            kept.append(seal)
            continue
        place = any(_PLACE.fullmatch(re.sub(r"\s", "", line.text)) for line in _inside(seal, ink, lines))
        if not place or lettered > _BARE:
            most = _PLACE_DOUBT if place else _DOUBT
            kept.append(replace(seal, confidence=min(seal.confidence, most)))
    return kept


def _lettered(seal: Stamped, ink: Ink) -> float:
    """Share of the rim of a round or oval seal along which letters stand; 1 for what has no whole rim."""
    if seal.ring is None or seal.partial:
        return 1.0
    density = ink.density(seal.colour)
    turned = _unrolled(density, seal.ring, np.linspace(0, 1, 24))
    darkest = float(np.percentile(turned, _DARKEST))
    band = _unrolled(density, seal.ring, _BAND)
    inked = (band > max(_INKED * darkest, _NOISE)).any(axis=0)
    return float(inked.mean())


def _unrolled(density: Density, ring: Ring, radii: np.ndarray) -> Density:
    """The ink at the ``radii`` (parts of the ring's) in all directions: radii × directions."""
    angles = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
    across = radii[:, None] * np.cos(angles) * ring.half_width
    down = radii[:, None] * np.sin(angles) * ring.half_height
    cos, sin = np.cos(np.deg2rad(ring.angle)), np.sin(np.deg2rad(ring.angle))
    x, y = ring.x + across * cos - down * sin, ring.y + across * sin + down * cos
    return np.asarray(
        cv2.remap(density, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR), np.float32
    )


def _inside(seal: Stamped, ink: Ink, lines: Sequence[Line]) -> list[Line]:
    """The lines within the seal's outline."""
    x0, y0, x1, y1 = in_pixels(seal.box, [side / ink.scale for side in ink.shape])
    return [
        line
        for line in lines
        if x0 < line.box[0] and y0 < line.box[1] and line.box[2] < x1 and line.box[3] < y1
    ]
