"""Portrait photographs: an upright rectangle with a head on an even ground, and that ground's colour.

The rectangle proposes, its content decides: both upper corners show one even colour, between them
hair stands on skin, and below a coat. OpenCV's face cascade is asked about such rectangles only.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.boxes import in_fractions, inside_page, overlap
from scanaudit.facts import Portrait
from scanaudit.intake.page import Pixels
from scanaudit.marks.ink import Density, Ink
from scanaudit.marks.rings import outer_contours

_CASCADES = Path(cv2.__file__).parent / "data"
_SHRINK = 0.5  # of the working image: a photograph of 25 × 35 mm on A4 is then 50 × 70 pixels
_LEVELS = (0.10, 0.30)  # densities of a pale ground and of a full one
_LEAST_HEIGHT = 24  # pixels: the portrait of an identity card copied on A4 is 32
_TALLEST = 0.65  # of the page's height; on an identity card alone 0.55
_NARROWEST, _WIDEST = 0.58, 0.92  # width by height: 25 × 35 mm is 0.71, 33 × 48 mm 0.69; seen aslant
_FULL = 0.86  # share of its box that a photograph with a coloured ground fills
_NEARLY = 0.75  # share of one whose lower edge a pale shirt leaves open: drawn ones 0.81 to 0.85
_FIGURE = 0.42  # share that head and shoulders alone fill, where the ground is white
_EVEN = 18.0  # most standard deviation of the ground in grey levels; cluttered scenes have 30 and more
_ALIKE = 34.0  # most distance of the two upper corners' colours; lamps shade a photograph by up to 25
_LEAST_SKIN, _LEAST_HAIR = 0.22, 0.10  # shares; drawn and photographed faces have 0.4 and 0.25 at least
_INSET = 0.06  # of the width: a form's lines or a print's white rim about a photograph, which are no ground
_CROP = 110  # pixels: width at which the cascade looks at a rectangle

Ground = Literal["red", "blue", "white", "other"]
_Box = tuple[int, int, int, int]


def find_portraits(rgb: Pixels, ink: Ink) -> tuple[Portrait, ...]:
    """The portrait photographs of the page ``rgb`` (upright), surest first; ``ink``: its inks."""
    tint = cv2.resize(ink.tint, None, fx=_SHRINK, fy=_SHRINK, interpolation=cv2.INTER_AREA)
    height, width = tint.shape
    found: list[Portrait] = []
    small = cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA)
    for (x0, y0, x1, y1), full in _rectangles(tint):
        crop, confidence = _best(small[y0:y1, x0:x1], full)
        if confidence > 0:
            box = inside_page(in_fractions((x0, y0, x1, y1), tint.shape))
            found.append(Portrait(bbox=box, background=_ground(crop), confidence=confidence))
    found.sort(key=lambda portrait: -portrait.confidence)
    kept: list[Portrait] = []
    for portrait in found:
        if all(overlap(portrait.bbox, other.bbox) < 0.2 for other in kept):
            kept.append(portrait)
    return tuple(kept)


def _rectangles(tint: Density) -> list[tuple[_Box, bool]]:
    """Boxes that may hold a photograph: full ones, and (False) those around a figure on a white ground."""
    height, width = tint.shape
    found: list[tuple[_Box, bool]] = []
    for level in _LEVELS:
        mask = (tint > level).astype(np.uint8)
        mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
        mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))  # cuts seals' rims off
        for contour in outer_contours(mask):
            x, y, w, h = cv2.boundingRect(contour)
            if not _LEAST_HEIGHT <= h <= _TALLEST * height:
                continue
            fill = cv2.contourArea(contour) / (w * h)
            if fill >= _FULL or (fill >= _NEARLY and _tinted_above(mask[y : y + h, x : x + w])):
                found.append(((x, y, x + w, y + h), True))
            if _FIGURE < fill < _FULL:
                # shoulders are nearly as wide as the photograph, hair stops below its top
                box = (max(0, x - w // 20), max(0, y - h // 7), min(width, x + w + w // 20), y + h)
                found.append((box, False))
    parted = [(part, full) for box, full in found for part in ([box, *_halves(box)] if full else [box])]
    return [
        (box, full) for box, full in parted if _NARROWEST < (box[2] - box[0]) / (box[3] - box[1]) < _WIDEST
    ]


def _tinted_above(mask: NDArray[np.uint8]) -> bool:
    """Whether both upper corners of a box are full, as those of a photograph are and those of an oval are not."""
    height, width = mask.shape
    rows, columns = height // 6, width // 6
    corners = mask[:rows, :columns], mask[:rows, width - columns :]
    return all(corner.size > 0 and corner.mean() > _FULL for corner in corners)


def _halves(box: _Box) -> list[_Box]:
    """The halves of a box that may be two photographs pasted edge to edge, one below the other or side by side."""
    x0, y0, x1, y1 = box
    x, y = (x0 + x1) // 2, (y0 + y1) // 2
    if x1 - x0 < y1 - y0:
        return [(x0, y0, x1, y), (x0, y, x1, y1)]
    return [(x0, y0, x, y1), (x, y0, x1, y1)]


def _best(crop: Pixels, full: bool) -> tuple[Pixels, float]:
    """The photograph in ``crop`` and how sure it is one: as it is, else without a rim."""
    confidence = _confidence(crop, full)
    rim = round(_INSET * crop.shape[1])
    if confidence > 0 or not full or rim == 0:
        return crop, confidence
    inner = crop[rim:-rim, rim:-rim]
    return inner, _confidence(inner, full)


def _confidence(crop: Pixels, full: bool) -> float:
    """How sure it is that ``crop`` is a portrait, 0 where something speaks against it.

    Bold characters on a pale ground pass for figures, so a figure (not ``full``) must show a face.
    """
    height, width = crop.shape[:2]
    left, right = (part.reshape(-1, 3).astype(np.float32) for part in _corners(crop))
    ground = np.median(np.concatenate([left, right]), axis=0)
    even = max(left.std(axis=0).max(), right.std(axis=0).max())
    apart = float(np.abs(np.median(left, axis=0) - np.median(right, axis=0)).max())
    if even > _EVEN or apart > _ALIKE:
        return 0.0
    face = crop[int(0.25 * height) : int(0.65 * height), int(0.3 * width) : int(0.7 * width)]
    head = crop[int(0.06 * height) : int(0.42 * height), int(0.25 * width) : int(0.75 * width)]
    coat = crop[int(0.86 * height) : int(0.97 * height), int(0.2 * width) : int(0.8 * width)]
    hair = float((head.max(axis=2) < 0.6 * ground.max()).mean())
    dressed = float((np.abs(coat.astype(np.float32) - ground).max(axis=2) > 30).mean())
    coloured = _chroma(crop) > 6
    skin = _skin(face) if coloured else _lighter(face, head)
    if hair < _LEAST_HAIR or skin < _LEAST_SKIN or dressed < 0.5:
        return 0.0
    seen = _has_face(crop)
    if not seen and not full:
        return 0.0
    return (0.95 if seen else 0.75) if coloured else (0.8 if seen else 0.5)


def _corners(crop: Pixels) -> tuple[Pixels, Pixels]:
    """The upper left and the upper right corner, without the photograph's edge."""
    height, width = crop.shape[:2]
    rows = slice(int(0.06 * height), max(int(0.06 * height) + 2, int(0.24 * height)))
    side, edge = max(2, int(0.16 * width)), max(1, int(0.06 * width))
    return crop[rows, edge : edge + side], crop[rows, width - edge - side : width - edge]


@functools.cache
def _cascade() -> Any:
    return cv2.CascadeClassifier(f"{_CASCADES}/haarcascade_frontalface_alt2.xml")


def _has_face(crop: Pixels) -> bool:
    scale = _CROP / crop.shape[1]
    grey = cv2.cvtColor(cv2.resize(crop, None, fx=scale, fy=scale), cv2.COLOR_RGB2GRAY)
    return len(_cascade().detectMultiScale(grey, scaleFactor=1.1, minNeighbors=2, minSize=(36, 36))) > 0


def _chroma(crop: Pixels) -> float:
    spread = crop.max(axis=2).astype(np.int16) - crop.min(axis=2)
    return float(spread.mean())


def _lighter(face: Pixels, head: Pixels) -> float:
    """Share of a grey copy's face that is clearly lighter than the hair above it."""
    hair = float(np.percentile(head, 10))
    return float((face.mean(axis=2) > hair + 60).mean())


def _skin(face: Pixels) -> float:
    """Share of pixels in the skin tones of YCrCb (Chai and Ngan, 1999)."""
    ycrcb: NDArray[np.int16] = cv2.cvtColor(np.ascontiguousarray(face), cv2.COLOR_RGB2YCrCb).astype(np.int16)
    cr, cb = ycrcb[:, :, 1], ycrcb[:, :, 2]
    return float(((cr > 133) & (cr < 178) & (cb > 77) & (cb < 130)).mean())


def _ground(crop: Pixels) -> Ground:
    """The colour of the upper corners."""
    pixels = np.concatenate([part.reshape(-1, 3) for part in _corners(crop)])
    hsv = cv2.cvtColor(np.ascontiguousarray(pixels[None]), cv2.COLOR_RGB2HSV)[0].astype(np.float32)
    hue, saturation, value = np.median(hsv, axis=0)
    if saturation < 45:
        return "white" if value > 190 else "other"
    if hue < 10 or hue > 168:
        return "red"
    return "blue" if 90 < hue < 132 else "other"
