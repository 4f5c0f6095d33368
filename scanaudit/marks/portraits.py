"""Portrait photographs: a face on an even ground, and that ground's colour."""

from __future__ import annotations

import functools
from typing import Any, Literal

import cv2
import numpy as np

from scanaudit.facts import Portrait
from scanaudit.intake.page import Pixels
from scanaudit.marks.overlap import inside_page

_SIDE = 800  # pixels: a 25 mm photograph on A4 then has a face of 30–40 pixels
_SMALLEST_FACE = 26
_EVEN = 22.0  # most standard deviation of the ground's lightness; cluttered scenes have 30 and more

Ground = Literal["red", "blue", "white", "other"]


def find_portraits(rgb: Pixels) -> tuple[Portrait, ...]:
    """Portrait photographs of the page (upright), found by OpenCV's frontal face cascade."""
    height, width = rgb.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else rgb
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    faces = _cascade().detectMultiScale(
        grey, scaleFactor=1.12, minNeighbors=6, minSize=(_SMALLEST_FACE, _SMALLEST_FACE)
    )
    found = []
    for x, y, w, h in faces:
        skin = _skin(small[y : y + h, x : x + w])
        if skin < 0.35:
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
def _cascade() -> Any:
    return cv2.CascadeClassifier(cv2.data.haarcascades + "haarcascade_frontalface_default.xml")


def _skin(face: Pixels) -> float:
    """Share of a face's pixels in the skin tones of YCrCb (Chai and Ngan, 1999); grey copies count as skin."""
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
