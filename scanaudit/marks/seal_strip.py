"""A round or oval seal's arc text as a straight strip: where it stands is read off the ink, nothing is guessed.

The ring is unrolled once, along its rim and by the distance from it. Across, the ink tells the rim, the bare ring
inside it, and the band of the characters; along the band it tells the widest bare stretch, where the text begins
and ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.marks.rings import Ring
from scanaudit.marks.seal_ink import Grey

_Map = NDArray[np.float32]

STRIP = 48
"""Height of a strip in pixels: what the recogniser was trained on."""

_TURN = 720  # places along the rim: 0.17 mm apart on a 40 mm seal
_STEPS = 120  # steps across, from the middle (0) to _REACH
_REACH = 1.08
_RADII = np.linspace(0, _REACH, _STEPS)
_INKED = 140  # grey level at and below which a pixel of the stamp counts as fully inked
_BARE = 0.035  # share of the turn below which a circle is bare
_INNER_RIM = 0.6  # share of the turn that a second, inner rim inks; rows of characters ink 0.1–0.45
_DEEPEST, _SHALLOWEST = 0.48, 0.78  # places of the characters' feet: big letters, small ones
_LEAST_BAND = 0.12  # the least height of a unit's characters: 2.4 mm on a seal of 40 mm
_USUAL = (0.94, 0.6)  # heads and feet of most seals
_MARGIN = 0.03  # left above and below the characters
_HALVES = ((0.1, 0.42), (0.48, 0.78))
"""Parts of the band, from the feet: characters ink both; serial numbers only the upper, centre lines the lower."""
_NEAR = 6  # places along the rim within which a character's ink is looked for in both: half a small character
_PAD = 0.1  # radians of bare ring left before and behind the text


@dataclass(frozen=True)
class Arc:
    """Where the characters stand. ``head``, ``feet``: 1 is the rim, 0 the middle; ``start`` and ``sweep`` in radians
    along the rim, clockwise from the right; ``tilt``: how far the seal is turned from upright (radians, clockwise).
    """

    head: float
    feet: float
    start: float
    sweep: float
    tilt: float


def find_arc(stamp: Grey, ring: Ring) -> Arc:
    """The arc text of the ring on ``stamp`` (dark on white)."""
    along = np.linspace(0, 2 * np.pi, _TURN, endpoint=False)[:, None]
    seen = _looked_up(stamp, ring, along, _RADII[None, :])
    inked: _Map = np.clip((255.0 - seen.astype(np.float32)) / (255 - _INKED), 0, 1)
    band = _band(inked)
    start, sweep = _span(inked, *band)
    middle = start + sweep / 2
    tilt = (middle + np.pi / 2 + np.pi) % (2 * np.pi) - np.pi if sweep < 1.8 * np.pi else 0.0
    return Arc(*band, start, sweep, _turn(ring) if ring.proportion < 0.85 else float(tilt))


def wider(arc: Arc, share: float) -> Arc:
    """``arc`` with so much of its sweep added at both ends, as far as they do not meet."""
    more = min(share * arc.sweep, (2 * np.pi - arc.sweep) / 2)
    return replace(arc, start=arc.start - more, sweep=arc.sweep + 2 * more)


def strip(stamp: Grey, ring: Ring, arc: Arc, *, grow: float, narrow: float) -> Grey:
    """The arc as a strip of ``STRIP`` pixels' height, heads up, stretched to full contrast.

    ``grow``: what is added above and below, as a share of the radius; ``narrow``: the strip's width by its natural
    width.
    """
    head, feet = arc.head + grow, arc.feet - grow
    mean = (ring.half_width + ring.half_height) / 2 / min(ring.half_width, ring.half_height)
    length = arc.sweep * (mean - 1 + (head + feet) / 2) / (head - feet) * STRIP
    width = max(STRIP, round(length * narrow))
    along = arc.start + np.linspace(0, arc.sweep, width)[None, :]
    cut = _looked_up(stamp, ring, along, np.linspace(head, feet, STRIP)[:, None])
    # The rim's ink sets the crop's level; arc text is often paler.
    dark, bright = np.percentile(cut, (4, 75))
    clear = (cut.astype(np.float32) - dark) * (255 / max(40.0, float(bright - dark)))
    return np.asarray(np.clip(clear, 0, 255), np.uint8)


def covered(marked: NDArray[np.bool_], ring: Ring, arc: Arc) -> float:
    """Share of the arc's band that ``marked`` (H × W) covers."""
    along = arc.start + np.linspace(0, arc.sweep, _TURN)[None, :]
    grey = np.where(marked, 0, 255).astype(np.uint8)
    seen = _looked_up(grey, ring, along, np.linspace(arc.head, arc.feet, STRIP)[:, None])
    return float((seen < 128).mean())


def _turn(ring: Ring) -> float:
    """How far the longer axis is turned from level, radians within a quarter turn to either side."""
    angle = ring.angle + (90 if ring.half_width < ring.half_height else 0)
    return float(np.deg2rad((angle + 90) % 180 - 90))


def _looked_up(stamp: Grey, ring: Ring, along: NDArray[np.float64], radius: NDArray[np.float64]) -> Grey:
    """``stamp`` at places ``along`` the rim (radians of a circle as long) and ``radius``: inwards square to the
    rim, since an oval's characters stand square to it and are equally high all around.
    """
    shorter, longer = sorted((ring.half_width, ring.half_height))
    if shorter > 0.97 * longer:
        shorter = longer = (shorter + longer) / 2
    turn = _turn(ring) if shorter < longer else 0.0
    t = _parameter(longer, shorter, along - turn)
    steep = np.hypot(shorter * np.cos(t), longer * np.sin(t))
    depth = (1 - radius) * shorter
    across = np.cos(t) * (longer - depth * shorter / steep)
    down = np.sin(t) * (shorter - depth * longer / steep)
    x = ring.x + across * np.cos(turn) - down * np.sin(turn)
    y = ring.y + across * np.sin(turn) + down * np.cos(turn)
    seen = cv2.remap(stamp, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderValue=255)
    return np.asarray(seen, np.uint8)


def _parameter(longer: float, shorter: float, along: NDArray[np.float64]) -> NDArray[np.float64]:
    """The ellipse's parameter at a share of its length: equal steps along the rim, whatever its shape."""
    if shorter == longer:
        return along
    t = np.linspace(0, 2 * np.pi, 1441)
    length = np.concatenate(
        [[0], np.cumsum(np.hypot(shorter * np.diff(np.sin(t)), longer * np.diff(np.cos(t))))]
    )
    turns = np.floor(along / (2 * np.pi))
    share = (along / (2 * np.pi) - turns) * length[-1]
    return np.asarray(np.interp(share, length, t) + turns * 2 * np.pi, np.float64)


def _band(inked: _Map) -> tuple[float, float]:
    """Where the characters' heads and feet stand; where they mostly stand if the ink does not tell."""
    upper = np.roll(inked, -_TURN * 145 // 360, axis=0)[
        : _TURN * 250 // 360
    ]  # without the lower arc's serial
    cover = upper.mean(axis=0)
    first, last = _at(0.9), _at(1.05)
    rim = first + int(np.argmax(cover[first:last]))
    second = [i for i in range(_at(0.84), rim - 4) if cover[i] > _INNER_RIM and cover[i - 5] < 0.4 * cover[i]]
    rim = second[0] if second else rim
    gap = rim - 14 + int(np.argmin(cover[rim - 14 : rim]))  # the barest circle within 0.13 inside the rim
    head = gap
    while head > _at(_SHALLOWEST) and cover[head - 1] <= max(_BARE, cover[gap] + 0.01):
        head -= 1
    deepest = _at(_DEEPEST)
    quiet = [i for i in range(deepest, min(_at(_SHALLOWEST), head - 8)) if cover[i] < _BARE]
    feet = max(quiet) + 1 if quiet else deepest + int(np.argmin(cover[deepest : deepest + 18]))
    if _RADII[head] - _RADII[feet] < _LEAST_BAND:
        return _USUAL
    top = max(float(_RADII[gap]), float(_RADII[head]))
    return min(top, float(_RADII[head]) + _MARGIN), float(_RADII[feet]) - _MARGIN


def _at(radius: float) -> int:
    return int(np.searchsorted(_RADII, radius))


def _span(inked: _Map, head: float, feet: float) -> tuple[float, float]:
    """Start and sweep of the text: all but the widest bare stretch, which mostly lies at the bottom."""
    both = np.ones(_TURN, bool)
    for share in _HALVES:
        low, high = (feet + part * (head - feet) for part in share)
        strokes = (inked[:, (low < _RADII) & (high > _RADII)] > 0.4).mean(axis=1) > 0.1
        around = np.concatenate([strokes[-_NEAR:], strokes, strokes[:_NEAR]]).astype(np.uint8)
        wide = cv2.dilate(around.reshape(-1, 1), np.ones((2 * _NEAR + 1, 1), np.uint8)).ravel()[_NEAR:-_NEAR]
        both &= wide > 0
    places = np.flatnonzero(both)
    if not len(places):
        return np.pi / 2, 2 * np.pi
    gaps = np.diff(np.concatenate([places, places[:1] + _TURN]))
    unit = 2 * np.pi / _TURN
    middles = (places + gaps / 2) * unit
    widest = int(np.argmax(gaps * (1 + 0.25 * np.cos(middles - np.pi / 2))))
    gap = float(gaps[widest] * unit)
    pad = min(_PAD, gap / 2)
    return float(places[widest] * unit + gap - pad), 2 * np.pi - gap + 2 * pad
