"""A small JPEG of a page for reports: re-encoded, so nothing of the uploaded file's bytes is shown."""

from __future__ import annotations

import cv2
import numpy as np

from scanaudit.intake.page import Pixels
from scanaudit.intake.resolution import halved

# Large enough to read the print of an A4 page on a screen; about 100–150 KB a page.
MAX_SIDE = 1100
_QUALITY = 72


def encode(pixels: Pixels) -> bytes:
    """JPEG bytes of ``pixels`` (H × W × 3 RGB), its longer side at most ``MAX_SIDE``."""
    height, width = pixels.shape[:2]
    scale = MAX_SIDE / max(height, width)
    if scale < 0.5:
        pixels = halved(pixels)
    if scale < 1:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    bgr = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    done, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return bytes(data) if done else b""
