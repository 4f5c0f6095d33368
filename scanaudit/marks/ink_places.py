"""Where coloured ink lies together as a seal's does: places to look for outlines besides those a network proposes."""

from __future__ import annotations

import cv2
import numpy as np

from scanaudit.boxes import area, overlap
from scanaudit.facts import Box
from scanaudit.marks.ink import Density, Ink

# All of these are design values: a place too many costs a few milliseconds, and only an outline makes a seal of it. The
# waves of a photographed screen have 0.07 in 999 of 1,000 red cells, a fifth of the seal's on it 0.17 and more; sixty
# real pictures have one place each on the average.
_COARSE = 4  # working pixels a cell's side
_INKED = 0.08  # mean density of a cell from which it is inked
_REACH = 0.012  # of the page's long side: letters and rim of one seal stand no further apart
_SIDE = (0.03, 0.35)  # of the long side: the smallest name seal, the largest stamp
_LONGEST = 2.2  # longer by shorter side; ovals have 1.5
_FILLED = (0.03, 0.6)  # share of the place that is inked: a line has less, a photograph's ground more
_MOST = 4  # places a page and colour
_KNOWN = 0.4  # overlap from which a place is one that is known already


def ink_places(ink: Ink, known: list[Box]) -> list[Box]:
    """Places (fractions of the page) of red or blue ink that are none of the ``known`` ones, most ink first."""
    places: list[Box] = []
    for density in (ink.red, ink.blue):
        found = [
            box for box in _clusters(density) if all(overlap(box, one) < _KNOWN for one in (*known, *places))
        ]
        places += found[:_MOST]
    return places


def _clusters(density: Density) -> list[Box]:
    height, width = density.shape
    size = (max(1, width // _COARSE), max(1, height // _COARSE))
    cells = cv2.resize(np.clip(density, 0, 1), size, interpolation=cv2.INTER_AREA)
    inked = (cells > _INKED).astype(np.uint8)
    long = max(size)
    reach = max(1, round(_REACH * long))
    grown = cv2.dilate(inked, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(grown, connectivity=8)
    found: list[tuple[float, Box]] = []
    for x, y, w, h, _area in stats[1:count]:
        x0, y0, x1, y1 = x + reach, y + reach, x + w - reach, y + h - reach
        shorter, longer = sorted((x1 - x0, y1 - y0))
        if shorter < _SIDE[0] * long or longer > _SIDE[1] * long or longer > _LONGEST * shorter:
            continue
        share = float(inked[y0:y1, x0:x1].mean())
        if _FILLED[0] < share < _FILLED[1]:
            box = (x0 / size[0], y0 / size[1], x1 / size[0], y1 / size[1])
            found.append((share * area(box), box))
    return [box for _, box in sorted(found, reverse=True)]
