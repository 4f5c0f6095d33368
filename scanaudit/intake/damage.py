"""Pictures that are not whole, though their decoders do not refuse them."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
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
_COMPLAINTS: Final = re.compile(
    rb"bad code word|premature eo|line length mismatch|not enough data|corrupt", re.I
)
"""What libtiff says of fax-coded pages that it cannot follow; it shows something all the same."""
_STANDARD_ERROR: Final = 2
_LOG_BYTES: Final = 1 << 16


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


def ends_before_its_strips(image: Image.Image, path: Path) -> bool:
    """Whether a TIFF's directory places pixel data beyond the end of the file (tags 273/279 and 324/325)."""
    tags = getattr(image, "tag_v2", {})
    size = path.stat().st_size
    return any(
        offset + length > size
        for offsets, lengths in ((273, 279), (324, 325))
        for offset, length in zip(tags.get(offsets, ()), tags.get(lengths, ()), strict=False)
    )


@contextmanager
def decoder_complaints() -> Iterator[list[str]]:
    """Collect what native decoders write to standard error while they run, instead of showing it.

    After the block the list holds "damaged" if they complained of the data. For worker processes: standard
    error is turned aside for the whole process.
    """
    complaints: list[str] = []
    with tempfile.TemporaryFile() as log:
        kept = os.dup(_STANDARD_ERROR)
        os.dup2(log.fileno(), _STANDARD_ERROR)
        try:
            yield complaints
        finally:
            os.dup2(kept, _STANDARD_ERROR)
            os.close(kept)
            log.seek(0)
            if _COMPLAINTS.search(log.read(_LOG_BYTES)):
                complaints.append("damaged")


def _is_untouched(values: NDArray[Any]) -> bool:
    return bool(np.isin(values, _UNTOUCHED).all())
