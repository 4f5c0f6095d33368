"""Where the ink lies on a page, coarsely: packed for the facts, unpacked to be compared.

Left of the page facts it is made from pixels (``capture.imprint``), right of them it is compared without any
(``likeness``); both know it through this module only.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64

import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import Imprint

Levels = NDArray[np.uint8]
# Two bits a cell: paper, a trace of ink, some, much.
MOST = 3


def pack(levels: Levels) -> Imprint:
    """``levels``: rows × columns of 0 (paper) to ``MOST`` (much ink), of the upright page."""
    rows, columns = levels.shape
    flat = np.zeros(-(-levels.size // 4) * 4, np.uint8)
    flat[: levels.size] = np.minimum(levels, MOST).ravel()
    quads = flat.reshape(-1, 4) << np.array([0, 2, 4, 6], np.uint8)
    packed = zlib.compress(quads.sum(axis=1).astype(np.uint8).tobytes(), 9)
    return Imprint(columns=columns, rows=rows, ink=b64encode(packed).decode("ascii"))


def unpack(imprint: Imprint) -> Levels | None:
    """The levels again, rows × columns; None where the text is not one of ``pack``'s."""
    size = imprint.rows * imprint.columns
    try:
        data = zlib.decompressobj().decompress(b64decode(imprint.ink, validate=True), -(-size // 4))
    except (zlib.error, NotBase64):
        return None
    if len(data) != -(-size // 4):
        return None
    quads = np.frombuffer(data, np.uint8)[:, None] >> np.array([0, 2, 4, 6], np.uint8) & MOST
    return np.asarray(quads.ravel()[:size].reshape(imprint.rows, imprint.columns), np.uint8)
