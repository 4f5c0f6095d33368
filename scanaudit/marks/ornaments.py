"""Printed ornaments, by their mirrored twins: the flourish in one corner of a frame stands in the other corners, too,
turned over. On a photocopy it looks like a hand; no hand is written twice, and never in a mirror.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.boxes import in_pixels
from scanaudit.facts import Box
from scanaudit.marks.ink import Ink

# Likeness (normalised correlation) of a mark to its twin. Flourishes of photocopied certificates reach 0.94 and more;
# of 252 drawn hands two lie above 0.70, one of them (0.92) on a page that is tiled with colours.
_TWIN = 0.85
# A photographed page is mirrored as nearly as this, in parts of its sides.
_ASKEW = 0.04
# A twin has about as much ink as the mark: bounds of the ratio of their contrasts. Design values.
_PALER, _BOLDER = 0.7, 1.4
_LEAST = 8  # pixels; smaller things are like anything

_Density = NDArray[np.float32]
_Pixels = tuple[int, int, int, int]


def is_ornament(ink: Ink, box: Box) -> bool:
    """Whether what stands in ``box`` (fractions of the page) stands mirrored in the page's opposite part, too."""
    height, width = ink.shape
    x0, y0, x1, y1 = (round(edge) for edge in in_pixels(box, ink.shape))
    all_ink = np.minimum(ink.dark + ink.red + ink.blue, 1.0).astype(np.float32)
    mark = all_ink[y0:y1, x0:x1]
    if min(mark.shape) < _LEAST:
        return False
    mirrored = (width - x1, y0, width - x0, y1), (x0, height - y1, x1, height - y0)
    turned = (width - x1, height - y1, width - x0, height - y0)
    twins = (mark[:, ::-1], mirrored[0]), (mark[::-1], mirrored[1]), (mark[::-1, ::-1], turned)
    return any(_stands_at(all_ink, twin, place, (x0, y0, x1, y1)) for twin, place in twins)


def _stands_at(all_ink: _Density, twin: _Density, place: _Pixels, own: _Pixels) -> bool:
    """Whether ``twin`` is seen about ``place``, unless that is where the mark itself (``own``) stands."""
    height, width = all_ink.shape
    right, down = round(_ASKEW * width), round(_ASKEW * height)
    x0, y0, x1, y1 = place[0] - right, place[1] - down, place[2] + right, place[3] + down
    if min(x1, own[2]) > max(x0, own[0]) and min(y1, own[3]) > max(y0, own[1]):
        return False
    around = np.ascontiguousarray(all_ink[max(0, y0) : y1, max(0, x0) : x1])
    if around.shape[0] < twin.shape[0] or around.shape[1] < twin.shape[1]:
        return False
    likeness = cv2.matchTemplate(around, np.ascontiguousarray(twin), cv2.TM_CCOEFF_NORMED)
    _, best, _, (x, y) = cv2.minMaxLoc(likeness)
    seen = around[y : y + twin.shape[0], x : x + twin.shape[1]]
    return bool(best >= _TWIN and _PALER <= seen.std() / max(twin.std(), 1e-6) <= _BOLDER)
