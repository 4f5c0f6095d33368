"""Whether two pages are one picture that was saved twice: recompressed, resized, turned, but not taken anew."""

from __future__ import annotations

from typing import Final

import numpy as np

from scanaudit.facts import PageFacts
from scanaudit.likeness.compare import same_page
from scanaudit.likeness.lines import Sheet, sheet
from scanaudit.likeness.overlay import pairs

# Lines that say the same lie in the same place of both pictures: the middle one is off by no more than this, in parts
# of the page's width. Of 20 rendered pages saved again at 1,440 pixels and JPEG quality 35 to 70 the worst was off by
# 0.0011; two people's copies of these forms, each captured by itself, were off by 0.0023 and more, but for two.
_OFF: Final = 0.002
_LEAST_LINES: Final = 3
# Resizing rounds to whole pixels: sides were off by 0.0005.
_ASPECT_OFF: Final = 0.005


def same_picture(one: PageFacts, other: PageFacts) -> bool:
    """Whether the two certainly show one picture: the same page, and each line in the same place of it. Forms that
    two people filled in fail the first, two scans of one page the second, cropped pictures too.
    """
    if one.page is None or other.page is None:
        return False
    if one.content_hash and (one.content_hash, one.page) == (other.content_hash, other.page):
        return True
    return _in_place(sheet(one), sheet(other)) and same_page(one, other)


def _in_place(one: Sheet, other: Sheet) -> bool:
    if abs(one.aspect / max(other.aspect, 1e-6) - 1) > _ASPECT_OFF:
        return False
    found = pairs(one, other)
    if len(found) < _LEAST_LINES:
        return False
    off = np.linalg.norm(one.centres[found[:, 0]] - other.centres[found[:, 1]], axis=1)
    return float(np.median(off)) <= _OFF
