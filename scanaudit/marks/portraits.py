"""Portrait photographs: a face on an even ground, and that ground's colour."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import Portrait
from scanaudit.intake.page import Pixels
from scanaudit.marks.overlap import inside_page

_CASCADES = Path(cv2.__file__).parent / "data"
_SIDE = 720  # pixels: a 25 mm photograph on A4 then has a face of 30–36 pixels
_SMALLEST_FACE = 26
_LEAST_SKIN = 0.35  # share of a face's box; the one labelled face has 0.6
_LEAST_SKIN_ON_PAGE = 0.001  # a face of 16 mm on A4 covers 0.004
_EVEN = 22.0  # most standard deviation of the ground's lightness; cluttered scenes have 30 and more

Ground = Literal["red", "blue", "white", "other"]


def find_portraits(rgb: Pixels) -> tuple[Portrait, ...]:
    """Portrait photographs of the page (upright), found by OpenCV's frontal face cascade."""
    height, width = rgb.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else rgb
    if _skin(cv2.resize(small, (160, 160), interpolation=cv2.INTER_AREA)) < _LEAST_SKIN_ON_PAGE:
        return ()
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    faces = _cascade("default").detectMultiScale(
        grey, scaleFactor=1.15, minNeighbors=6, minSize=(_SMALLEST_FACE, _SMALLEST_FACE)
    )
    found = []
    for x, y, w, h in faces:
        if _skin(small[y : y + h, x : x + w]) < _LEAST_SKIN or not _confirmed(grey, x, y, w, h):
            continue
        # An identity photograph shows head and shoulders: about twice the face's box wide, 2.6 times high.
        frame = (x - 0.5 * w, y - 0.6 * h, x + 1.5 * w, y + 2.0 * h)
        ground, even = _ground(small, int(x), int(y), int(w), int(h))
        box = inside_page(
            (
                frame[0] / small.shape[1],
                frame[1] / small.shape[0],
                frame[2] / small.shape[1],
                frame[3] / small.shape[0],
            )
        )
        found.append(Portrait(bbox=box, background=ground, confidence=0.9 if even else 0.5))
    return tuple(found)


@functools.cache
def _cascade(name: str) -> Any:
    return cv2.CascadeClassifier(f"{_CASCADES}/haarcascade_frontalface_{name}.xml")


def _confirmed(grey: NDArray[np.uint8], x: int, y: int, w: int, h: int) -> bool:
    """Whether the second cascade sees a face there, too: medals and ornaments deceive only one."""
    window = grey[max(0, y - h // 3) : y + h + h // 3, max(0, x - w // 3) : x + w + w // 3]
    window = cv2.resize(window, (120, 120), interpolation=cv2.INTER_AREA)
    return (
        len(_cascade("alt2").detectMultiScale(window, scaleFactor=1.1, minNeighbors=3, minSize=(50, 50))) > 0
    )


def _skin(face: Pixels) -> float:
    """Share of pixels in the skin tones of YCrCb (Chai and Ngan, 1999); grey copies count as skin."""
    ycrcb = cv2.cvtColor(face, cv2.COLOR_RGB2YCrCb).astype(np.int16)
    cr, cb = ycrcb[:, :, 1], ycrcb[:, :, 2]
    if np.abs(cr - 128).mean() < 4:
        return 1.0
    return float(((cr > 133) & (cr < 178) & (cb > 77) & (cb < 130)).mean())


def _ground(rgb: Pixels, x: int, y: int, w: int, h: int) -> tuple[Ground, bool]:
    """Colour of the ground beside and above the head, and whether it is even."""
    parts = [
        rgb[max(0, y - h // 3) : y + h // 3, max(0, x - w // 3) : max(1, x - w // 10)],
        rgb[max(0, y - h // 3) : y + h // 3, x + w + w // 10 : x + w + w // 3],
    ]
    pixels = np.concatenate([part.reshape(-1, 3) for part in parts if part.size] or [rgb[:1, 0]])
    hsv = cv2.cvtColor(pixels[None].astype(np.uint8), cv2.COLOR_RGB2HSV)[0].astype(np.float32)
    hue, saturation, value = np.median(hsv, axis=0)
    even = bool(hsv[:, 2].std() < _EVEN)
    if saturation < 45:
        return ("white" if value > 190 else "other"), even
    if hue < 10 or hue > 168:
        return "red", even
    return ("blue" if 90 < hue < 132 else "other"), even
