"""Whether all characters of a seal's arc are in sight: a name of which some are not is whole by chance only.

What the page's edge cuts off leaves the end of a name that may itself be a unit's (学技术协会, 环保科技有限公司), and a
portrait's ground takes characters out of its middle (亳州市局 of 亳州市水利局). Both models then read the same.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.intake.page import Pixels
from scanaudit.marks.ink import FLOOR
from scanaudit.marks.rings import Ring
from scanaudit.marks.seal_strip import Arc, covered, wider

# Share of the arc's band, with room for one more character at both ends, that must lie on the page. Design value: a
# rim that is cut beside the gap between a name's ends takes nothing of that band.
_ON_PAGE = 0.99
# Density, in any channel, of what hides ink: portraits' grounds and coats have 0.8 and more, shadows 0.36 at most.
_DENSE = 0.5
# Width of it by the band's height from which it is no stroke: a bold one takes a fifth. Design values, as is the share
# of one character that may be gone.
_SOLID, _GONE = 0.6, 0.3


def is_cut(shape: tuple[int, int], ring: Ring, arc: Arc, characters: int) -> bool:
    """Whether the page of ``shape`` (height, width) ends before the arc's ``characters`` do, or within one more."""
    on_page = covered(np.ones(shape, np.bool_), ring, wider(arc, 1 / characters))
    return on_page < _ON_PAGE


def is_hidden(crop: Pixels, ring: Ring, arc: Arc, characters: int) -> bool:
    """Whether something solid on ``crop`` (H × W × 3), as a portrait is, hides one of the arc's ``characters``."""
    width = round(_SOLID * (arc.head - arc.feet) * min(ring.half_width, ring.half_height))
    return covered(_solid(crop, max(3, width)), ring, arc) * characters > _GONE


def _solid(crop: Pixels, width: int) -> NDArray[np.bool_]:
    """Where ink of any colour is at least ``width`` pixels wide."""
    paper = np.percentile(crop.reshape(-1, 3), 85, axis=0)
    limit = (paper + FLOOR) * np.exp(-_DENSE) - FLOOR
    dense = (crop < limit).any(axis=2).astype(np.uint8)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    return np.asarray(cv2.morphologyEx(dense, cv2.MORPH_OPEN, disc) > 0, np.bool_)
