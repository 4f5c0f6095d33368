"""What a seal says: arc text unrolled to a strip, centre line, and the text of framed stamps.

A wrong name is worse than none, so a reading is given only above a confidence measured on labelled seals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import SealColour
from scanaudit.intake.page import Pixels
from scanaudit.marks.frames import patch
from scanaudit.marks.rings import Ring
from scanaudit.marks.seals import Stamped

Recognise = Callable[[list[Pixels]], list[tuple[str, float]]]

_STRIP = 48  # pixels: the height that the recogniser was trained on
_BANDS = ((0.56, 0.95), (0.50, 0.90), (0.62, 0.93))
"""Relative radii between which arc text stands: with a thin rim; on small seals; with a double rim."""

_MOST_TURN = 1.2  # radians; a hand stamps a seal this far aslant at most
_LEAST_RADIUS = 26  # pixels of the page; arc characters of smaller seals are below 8 pixels high
_SURE = 0.88  # least mean confidence of the readings that agree; labelled seals read wrong have 0.5–0.87
_AGREE = 0.6  # least share of the readings in which the text must stand
_LEAST_CHARACTERS = 4  # a unit's name; fewer are scraps of a ring
_UNIT = re.compile(r".*[局会司院所校学心处部委厂社行章室府厅站队店组团馆办]$")
_CENTRE = re.compile(r"(?=[一-龥]{2,}$).*(章|处|科|室|部|会|专用|登记|办公)")
_FOREIGN = re.compile(r"[^一-龥（）()A-Za-z0-9&·]")


def read_seal(rgb: Pixels, seal: Stamped, scale: float, recognise: Recognise) -> str | None:
    """The text of ``seal`` on the page ``rgb``: arc then centre line, or the lines of a framed stamp.

    ``scale``: working pixels per page pixel; ``recognise``: strips → text and confidence. None: unsure.
    """
    if seal.ring is not None:
        return _read_ring(rgb, _on_page(seal.ring, scale), seal.colour, recognise)
    return _read_frame(rgb, seal, scale, recognise)


def _on_page(ring: Ring, scale: float) -> Ring:
    half_width, half_height = ring.half_width / scale, ring.half_height / scale
    return Ring(ring.x / scale, ring.y / scale, half_width, half_height, ring.support, ring.angle)


def _read_ring(rgb: Pixels, ring: Ring, colour: SealColour, recognise: Recognise) -> str | None:
    if min(ring.half_width, ring.half_height) < _LEAST_RADIUS:
        return None
    x0, y0, x1, y1 = ring.box
    margin = 0.1 * (x1 - x0)
    left, top = max(0, int(x0 - margin)), max(0, int(y0 - margin))
    crop = rgb[top : int(y1 + margin) + 1, left : int(x1 + margin) + 1]
    local = Ring(ring.x - left, ring.y - top, ring.half_width, ring.half_height, 0.0, ring.angle)
    stamp = stamp_ink(np.ascontiguousarray(crop), colour)
    strips = [_strip(stamp, local, band, start) for band in _BANDS for start in _starts(stamp, local)]
    centres = _centres(stamp, local)
    readings = recognise([_three(image) for image in [*strips, *centres]])
    arc = _agreed(readings[: len(strips)])
    if arc is None:
        return None
    return arc + _centre_text(readings[len(strips) :], arc)


def stamp_ink(crop: Pixels, colour: SealColour) -> NDArray[np.uint8]:
    """The stamp of a crop alone, dark on white: its own ink's density, black print taken out."""
    paper = np.percentile(crop.reshape(-1, 3), 85, axis=0)
    density = np.log((paper + 14) / (crop.astype(np.float32) + 14))
    r, g, b = (density[:, :, i] for i in range(3))
    ink = {"red": np.maximum(g, b) - r, "blue": r - b, "black": density.min(axis=2)}[colour]
    level = max(0.08, float(np.percentile(ink, 93)))
    grey: NDArray[np.uint8] = (255 * (1 - np.clip(ink / level, 0, 1))).astype(np.uint8)
    return grey


def _starts(stamp: NDArray[np.uint8], ring: Ring) -> list[float]:
    """Angles (radians, clockwise from the right) at which to cut the ring open: bottom, widest gap."""
    strip = _strip(stamp, ring, (0.58, 0.9), np.pi / 2)
    inked = (strip < 140).mean(axis=0)
    smooth = cv2.blur(np.tile(inked, 3).reshape(1, -1).astype(np.float32), (len(inked) // 9, 1)).ravel()
    around = smooth[len(inked) : 2 * len(inked)]
    quietest = int(np.argmin(around))
    if around[0] < around[quietest] + 0.04:  # the bottom is as bare as any place: seals are read from there
        return [np.pi / 2]
    gap = np.pi / 2 + 2 * np.pi * quietest / len(inked)
    apart = abs((gap - np.pi / 2 + np.pi) % (2 * np.pi) - np.pi)
    return [np.pi / 2, gap] if 0.25 < apart < _MOST_TURN else [np.pi / 2]


def _strip(
    stamp: NDArray[np.uint8], ring: Ring, band: tuple[float, float], start: float
) -> NDArray[np.uint8]:
    """One turn of the ring from ``start`` on, clockwise, its outer side up, plus a tenth of a turn."""
    low, high = band
    width = int(_STRIP * 2 * np.pi * (low + high) / 2 / (high - low) * 1.1)
    theta = start + np.linspace(0, 2.2 * np.pi, width, dtype=np.float32)[None, :]
    rho = np.linspace(high, low, _STRIP, dtype=np.float32)[:, None]
    x = ring.x + rho * ring.half_width * np.cos(theta)
    y = ring.y + rho * ring.half_height * np.sin(theta)
    if ring.angle % 180 and abs(ring.half_width - ring.half_height) > 0.03 * ring.half_width:
        turn = np.deg2rad(ring.angle)
        a, b = ring.half_width * np.cos(theta - turn), ring.half_height * np.sin(theta - turn)
        x = ring.x + rho * (a * np.cos(turn) - b * np.sin(turn))
        y = ring.y + rho * (a * np.sin(turn) + b * np.cos(turn))
    strip = cv2.remap(stamp, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderValue=255)
    # The rim's ink sets the crop's level; arc text is often paler.
    dark, bright = np.percentile(strip, (4, 75))
    stretched = (strip.astype(np.float32) - dark) * (255 / max(40.0, float(bright - dark)))
    clear: NDArray[np.uint8] = np.clip(stretched, 0, 255).astype(np.uint8)
    return clear


def _centres(stamp: NDArray[np.uint8], ring: Ring) -> list[NDArray[np.uint8]]:
    """The line below the star (合同专用章) as one and as two lines, or the one across an oval's middle."""
    shorter = min(ring.half_width, ring.half_height)
    spans = ((0.2, 0.6, 0.66), (0.18, 0.42, 0.68), (0.38, 0.64, 0.6))
    if ring.proportion < 0.82:
        spans = ((-0.25, 0.3, 0.62), (-0.45, 0.0, 0.6), (0.0, 0.45, 0.6))
    found = []
    for top, bottom, side in spans:
        x0, x1 = int(ring.x - side * ring.half_width), int(ring.x + side * ring.half_width)
        line = stamp[max(0, int(ring.y + top * shorter)) : int(ring.y + bottom * shorter), max(0, x0) : x1]
        found.append(line if line.size else np.full((_STRIP, _STRIP), 255, np.uint8))
    return found


def _centre_text(readings: Sequence[tuple[str, float]], arc: str) -> str:
    """The centre's text from its readings as one line, upper line, lower line; empty where unsure."""
    texts = [_FOREIGN.sub("", text) if confidence > 0.92 else "" for text, confidence in readings]
    together = texts[1] + texts[2] if texts[1] and texts[2] else ""
    for text in (together, texts[0]):
        if _CENTRE.match(text) and text not in arc and arc not in text:
            return text
    return ""


def _agreed(readings: Sequence[tuple[str, float]]) -> str | None:
    """The longest text that most strips agree on: scraps of the rim and the cut differ, the name does not."""
    cleaned = [(re.sub(r"\d{6,}", "", _FOREIGN.sub("", text)), confidence) for text, confidence in readings]
    usable = [(text, confidence) for text, confidence in cleaned if len(text) >= _LEAST_CHARACTERS]
    found: dict[str, float] = {}
    for text, _ in usable:
        for part in _parts(text):
            holders = [confidence for other, confidence in usable if part in other]
            if len(holders) >= max(2.0, _AGREE * len(usable)):
                found[part] = float(np.mean(holders))
    sure = [part for part, confidence in found.items() if confidence >= _SURE]
    if not sure:
        return None
    units = [part for part in sure if _UNIT.match(part)]
    longest = max(units or sure, key=len)
    whole = 0.7 * float(np.median([len(text) for text, _ in usable]))
    return longest if len(longest) >= max(_LEAST_CHARACTERS, whole) else None


def _parts(text: str) -> set[str]:
    """All stretches of ``text`` long enough to be a name."""
    ends = range(_LEAST_CHARACTERS, len(text) + 1)
    return {text[start:end] for end in ends for start in range(end - _LEAST_CHARACTERS + 1)}


def _read_frame(rgb: Pixels, seal: Stamped, scale: float, recognise: Recognise) -> str | None:
    if seal.frame is None:
        return None
    crop = patch(rgb, seal.frame.quad / scale)  # type: ignore[arg-type]
    if min(crop.shape[:2]) < 16:
        return None
    lines = _text_lines(stamp_ink(np.ascontiguousarray(crop), seal.colour))
    if not lines:
        return None
    readings = recognise([_three(line) for line in lines])
    if any(confidence < _SURE for _, confidence in readings):
        return None
    text = "".join(_FOREIGN.sub("", text) for text, _ in readings)
    return text if len(text) >= _LEAST_CHARACTERS else None


def _text_lines(stamp: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """Rows of text of an upright framed stamp, without the frame."""
    rim = max(2, round(0.1 * min(stamp.shape)))
    inner = stamp[rim:-rim, rim:-rim]
    rows = np.concatenate([[False], (inner < 150).mean(axis=1) > 0.02, [False]])
    edges = np.flatnonzero(np.diff(rows.astype(np.int8)))
    spans = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [inner[max(0, a - 3) : b + 3] for a, b in spans if b - a >= 10]


def _three(image: NDArray[np.uint8]) -> Pixels:
    return np.ascontiguousarray(np.repeat(image[:, :, None], 3, axis=2))
