"""Pictures that end too early: what a JPEG decoder leaves where data is missing."""

from __future__ import annotations

from itertools import takewhile
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from scanaudit.intake.page import Pixels

TOLERATED_LOSS: Final = 0.02
"""Share of the lines that may be missing at an edge: A4's margin is 25 of 297 mm (8 %), and nothing is
written in its outer quarter."""
_UNTOUCHED: Final = (127, 128, 129)
"""libjpeg leaves mid-grey where data is missing: all channels 128 (inverted: 127), ± 1 by rounding."""
_ROWS: Final = 16


def untouched_share(image: Image.Image) -> float:
    """Share of the rows at the bottom of a decoded JPEG that the decoder left untouched."""
    bottom = image.height
    while bottom > 0:
        strip = np.asarray(image.crop((0, max(0, bottom - _ROWS), image.width, bottom)))
        if not _is_untouched(strip):
            break
        bottom -= _ROWS
    return (image.height - max(bottom, 0)) / image.height


def has_untouched_edge(pixels: Pixels) -> bool:
    """Whether more than ``TOLERATED_LOSS`` of a rendered scan, from any side, was left untouched."""
    by_column = pixels.swapaxes(0, 1)
    return any(
        sum(1 for _ in takewhile(_is_untouched, lines)) > TOLERATED_LOSS * len(lines)
        for lines in (pixels, pixels[::-1], by_column, by_column[::-1])
    )


def _is_untouched(values: NDArray[Any]) -> bool:
    return bool(np.isin(values, _UNTOUCHED).all())
