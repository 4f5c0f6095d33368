"""The lines of text in the middle of a round or oval seal: below the star, or across an oval."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.marks.rings import Ring
from scanaudit.marks.seal_ink import Grey
from scanaudit.marks.seal_strip import Arc

_SIDE = 160  # half the upright square into which the seal's inside is laid; a line of 0.15 is 24 pixels high
_TURNED = 0.6  # radians; a hand turns a seal no further, and an arc's middle tells no more than that
_INKED = 150  # grey level below which a pixel is ink
_LINE = (0.13, 0.5)  # least and largest height of a line by the shorter half axis: 章 of 5 mm, and of 10
_STAR = 0.36  # a star's points reach so far: lines begin below its feet, at 0.8 of it
_WIDTH = 0.35  # least width of a line by the shorter half axis: two characters


def centre_lines(stamp: Grey, ring: Ring, arc: Arc) -> list[Grey]:
    """The lines, upper first, each as a strip turned upright; none where there is no ink as of a line."""
    inside = _upright(stamp, ring, arc)
    ink = inside < _INKED
    oval = ring.proportion < 0.85
    top = 0 if oval or not _has_star(ink) else round(_SIDE * (1 + 0.8 * _STAR))
    found = []
    for first, last in _runs(ink[top:].sum(axis=1) > 0.03 * _SIDE):
        low, high = top + first, top + last
        columns = np.flatnonzero(ink[low:high].any(axis=0))
        fits = _LINE[0] * _SIDE <= high - low <= _LINE[1] * _SIDE
        if (
            fits
            and columns[-1] - columns[0] >= _WIDTH * _SIDE
            and columns[-1] - columns[0] > 1.6 * (high - low)
        ):
            pad = max(3, (high - low) // 6)
            line = inside[max(0, low - pad) : high + pad, max(0, columns[0] - pad) : columns[-1] + pad]
            found.append(np.ascontiguousarray(line))
    return found[:2]


def _upright(stamp: Grey, ring: Ring, arc: Arc) -> Grey:
    """The inside of the arc's feet, turned upright, white elsewhere; SIDE pixels to the shorter half axis."""
    tilt = float(np.clip(arc.tilt, -_TURNED, _TURNED))
    shorter, longer = sorted((ring.half_width, ring.half_height))
    unit = shorter / _SIDE
    reach = round(_SIDE * longer / shorter)
    down, across = np.mgrid[-_SIDE : _SIDE + 1, -reach : reach + 1].astype(np.float32)
    x = ring.x + unit * (across * np.cos(tilt) - down * np.sin(tilt))
    y = ring.y + unit * (across * np.sin(tilt) + down * np.cos(tilt))
    laid = cv2.remap(stamp, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderValue=255)
    # Square to the rim an oval's inside is about an ellipse whose axes are shorter by the same length.
    depth = (1 - max(0.45, arc.feet)) * _SIDE
    outside = (across / (reach - depth)) ** 2 + (down / (_SIDE - depth)) ** 2 > 1
    # Below, between the arc's ends, a line may be as wide as the rim allows.
    place = np.arctan2(down / _SIDE, across / reach) + tilt
    between = (place - arc.start) % (2 * np.pi) > arc.sweep - 0.1
    inner = (across / (0.92 * reach)) ** 2 + (down / (0.84 * _SIDE)) ** 2 <= 1
    outside &= ~(between & inner)
    laid[outside] = 255
    return np.asarray(laid, np.uint8)


def _has_star(ink: NDArray[np.bool_]) -> bool:
    """Whether the very middle is inked: a star's body is solid there."""
    middle, half = ink.shape[1] // 2, _SIDE // 10
    return bool(ink[_SIDE - half : _SIDE + half, middle - half : middle + half].mean() > 0.6)


def _runs(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
