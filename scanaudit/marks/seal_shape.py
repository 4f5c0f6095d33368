"""What a ring candidate looks like when it is unrolled, and whether that is a seal.

A round seal unrolled around its centre is a bright band at radius 1 (the rim), bare paper outside,
arc text between the rim and the middle, and often a star. An emblem or a medal is filled, a circled
word has no arc text, a letter or a flower of a frame has no rim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import SealColour
from scanaudit.marks.ink import Density, Ink
from scanaudit.marks.rings import REACH, Ring, points, unroll

_RHO = np.linspace(0, REACH, 68)


def _band(low: float, high: float) -> slice:
    return slice(int(np.searchsorted(_RHO, low)), int(np.searchsorted(_RHO, high)))


_RIM, _OUTSIDE, _TEXT, _MIDDLE, _INSIDE, _CORE = (
    _band(0.91, 1.09),
    _band(1.12, 1.32),
    _band(0.55, 0.90),
    _band(0.0, 0.40),
    _band(0.0, 0.90),
    _band(0.0, 0.82),
)

# Of 130 coloured seals of the real set and of another renderer, as far as they lie whole on the page, those that waver
# by 0.027 and more have a middle of 0.28 and more, and all a text of 0.03 and more. Of thirteen rings drawn round words
# ten waver by 0.022-0.054, the others have a text of 0.002-0.005; all have a middle of 0-0.007, and ink in 0.48 of all
# directions and more.
_WAVERS, _BARE, _NO_TEXT, _WHOLE, _CLOSED = 0.02, 0.02, 0.01, 0.9, 0.4
_INKED = 0.10  # density of ink for certain; blotches of paper and JPEG noise stay below 0.05


@dataclass(frozen=True)
class Shape:
    """Measures of one unrolled candidate, each 0–1 unless said otherwise.

    ``rim``: share of directions in which ink stands at the rim and stands out from what lies outside;
    ``waver``: standard deviation of the rim's relative radius; ``outside``, ``text``, ``middle``:
    mean ink outside, between rim and middle, and in the middle, relative to the rim's ink;
    ``fill``: share of the inside that is inked, weighted by density; ``inner``: share of the inside that
    has any ink; ``sectors``: share of 24 sectors with ink in the text
    band; ``strokes``: runs of ink along the text band; ``variation``: how much ink changes along the
    circles of the text band, relative to its mean; ``level``: the rim's density;
    ``visible``: share of the outline that lies on the page; ``ground``: density of whatever colour that
    most of the surroundings exceed: 0 on paper, high in the gold of a medal; ``foreign``: share of the
    inside that bears another colour, neither this ink nor black.
    """

    rim: float
    waver: float
    outside: float
    text: float
    middle: float
    fill: float
    inner: float
    sectors: float
    strokes: float
    variation: float
    level: float
    visible: float
    ground: float
    foreign: float


def settle(density: Density, ring: Ring, rounds: int = 2) -> Ring:
    """``ring`` fitted anew to the ink of its rim, or as it was where the rim is too broken for a fit."""
    theta = np.linspace(0, 2 * np.pi, 180, endpoint=False, dtype=np.float32)
    for _ in range(rounds):
        polar = unroll(density, ring)
        rim = polar[:, _RIM]
        peak = rim.max(axis=1)
        strong = peak > 0.45 * np.percentile(peak, 80)
        if strong.sum() < 60:
            return ring
        rho = _RHO[_RIM][rim.argmax(axis=1)].astype(np.float32)
        x, y = points(ring, theta[strong], rho[strong])
        (cx, cy), (first, second), angle = cv2.fitEllipseDirect(np.stack([x, y], axis=1))
        fitted = replace(ring, x=cx, y=cy, half_width=first / 2, half_height=second / 2, angle=angle)
        if not _close(fitted, ring):
            return ring
        ring = fitted
    return ring


def hopeless(density: Density, ring: Ring) -> bool:
    """A glance at 60 directions: whether fitting and measuring ``ring`` would be wasted time."""
    seen = np.clip(unroll(density, ring, angles=60), 0, None)
    peak = seen[:, _RIM].max(axis=1)
    level = float(np.percentile(peak, 70)) + 1e-4
    rim = float(((peak > 0.35 * level) & (peak > 1.2 * seen[:, _OUTSIDE].mean(axis=1))).mean())
    solid = float(np.minimum(seen[:, _INSIDE] / level, 1.0).mean())
    return level < 0.03 or rim < 0.3 or solid > 0.8


def measure(density: Density, ink: Ink, ring: Ring) -> Shape:
    """The measures of ``ring`` on ``density``, one of the maps of ``ink``."""
    polar = unroll(density, ring)
    on_page = polar[:, _band(0.99, 1.02)].min(axis=1) >= 0
    seen = np.clip(polar[on_page], 0, None) if on_page.sum() >= 40 else np.clip(polar, 0, None)
    peak = seen[:, _RIM].max(axis=1)
    level = float(np.percentile(peak, 70)) + 1e-4
    seen = np.minimum(seen, 1.3 * level)  # black print over a grey seal counts no more than its ink
    outside = seen[:, _OUTSIDE].mean(axis=1)
    # A starved rim is strong here and weak there; ink of a fair density is ink wherever it stands.
    least = 0.4 * level if density is ink.dark else min(0.4 * level, _INKED)
    rim = (peak > least) & (peak > 1.6 * outside)
    where = _RHO[_RIM][seen[:, _RIM].argmax(axis=1)]
    text = seen[:, _TEXT].mean(axis=1)
    weights, core = _RHO[_INSIDE], _RHO[_CORE]
    inked = np.minimum(seen[:, _INSIDE] / level, 1.0)
    sectors = [part.mean() for part in np.array_split(text, 24)]
    return Shape(
        rim=float(rim.mean()),
        waver=float(where[rim].std()) if rim.any() else 0.1,
        outside=float(min(outside.mean() / level, 1)),
        text=float(min(text.mean() / level, 1)),
        middle=float(min(seen[:, _MIDDLE].mean() / level, 1)),
        fill=float((inked * weights).sum() / weights.sum() / len(seen)),
        inner=float(((seen[:, _CORE] > 0.1 * level) * core).sum() / core.sum() / len(seen)),
        sectors=float(np.mean(np.array(sectors) > 0.08 * level)),
        strokes=_runs(seen[:, _TEXT].mean(axis=1)),
        variation=float(np.mean(seen[:, _TEXT].std(axis=0)) / (seen[:, _TEXT].mean() + 0.01 * level)),
        level=level,
        visible=float(on_page.mean()),
        ground=float(np.percentile(unroll(ink.tint, ring, angles=60)[:, _OUTSIDE], 35)),
        foreign=_foreign(density, ink, ring),
    )


def is_drawn_round(density: Density, ink: Ink, ring: Ring) -> bool:
    """Whether ``ring`` is a pen's, drawn round a word: nothing of its ink in the middle, and a line that wavers or
    nothing along its inside either.
    """
    shape = measure(density, ink, settle(density, ring))
    whole = shape.rim > _CLOSED and shape.visible > _WHOLE
    return whole and shape.middle < _BARE and (shape.waver > _WAVERS or shape.text < _NO_TEXT)


def likelihood(shape: Shape, height_on_page: float, colour: SealColour = "red") -> float:
    """How sure it is that ``shape`` is a round or oval seal, 0–1.

    Each gate is a logistic curve whose middle lies in the gap between the labelled seals of the real
    set and everything else that was proposed on its pages. ``height_on_page``: the
    centre's height as a fraction of the page, 0 at the top, where logos stand. Black and blue rings
    must show arc text: they are drawn for many other reasons than red ones.
    """
    # Concentric rings and dashed medals have few strokes and little change along the circles of the
    # text band. Labelled seals 0.87–2.9 with the share for standing low, logos 0.2–0.7.
    texture = shape.variation + shape.strokes / 15 - 15 * shape.waver + 0.4 * (height_on_page > 0.42)
    gates = [
        # A rim may be broken (labelled seals 0.64–1.0) or waver, but not both.
        _gate(shape.rim - 10 * max(0.0, shape.waver - 0.015), 0.57, 0.05),
        _gate(shape.waver, 0.039, -0.004),  # seals 0.003–0.032; emblems, medals, logos 0.040–0.060
        # A pen's ring round a number wavers and has nothing along its inside; what was struck wavers where it is
        # blurred, and its characters are there, if broad. Seals 0–0.019, two drawn rings round numbers 0.033.
        _gate(shape.waver - 0.1 * shape.text, 0.025, -0.002),
        _gate(shape.outside, 0.32, -0.05),  # seals 0–0.08, photocopied ones under print 0.2
        _gate(shape.inner, 0.035, 0.006),  # circled words 0–0.02
        _gate(shape.visible, 0.40, 0.05),
        _gate(shape.level, 0.06, 0.012),  # blotches of paper and JPEG chroma noise stay below 0.05
        _gate(texture, 0.95, 0.04),
        _gate(shape.strokes, 7.0, 0.5),  # seals 9–31; letters O and Q, medals 2–7
        _gate(shape.ground, 0.28, -0.02),
        _gate(shape.foreign, 0.5, -0.05),
    ]
    if colour != "red":
        gates += [
            _gate(shape.sectors, 0.27, 0.04) if colour == "black" else _gate(shape.sectors, 0.05, 0.015),
            _gate(shape.strokes, 9.0, 1.0),
        ]
        gates += [
            _gate(shape.rim, 0.74 if colour == "black" else 0.62, 0.04),
            _gate(shape.fill, 0.62, -0.04),
            _gate(shape.variation, 0.6, 0.06),
        ]
    else:
        gates += [_gate(shape.fill, 0.50, -0.04)]  # seals 0.03–0.42; emblems, filled logos 0.57–0.85
    return float(np.prod(gates))


def _gate(value: float, middle: float, width: float) -> float:
    return float(1 / (1 + np.exp(-np.clip((value - middle) / width, -30, 30))))


def _foreign(density: Density, ink: Ink, ring: Ring) -> float:
    tint, own, dark = (unroll(map_, ring, angles=60)[:, _CORE] for map_ in (ink.tint, density, ink.dark))
    return float((((tint > 0.3) & (own < 0.1) & (dark < 0.25)) * _RHO[_CORE]).sum() / _RHO[_CORE].sum() / 60)


def _runs(profile: NDArray[np.float32]) -> float:
    """How often the ink along the text band rises above its local mean."""
    local = cv2.blur(profile.reshape(1, -1), (25, 1), borderType=cv2.BORDER_REFLECT).ravel()
    above = (profile > 1.1 * local).astype(np.int8)
    return float((np.diff(above) == 1).sum())


def _close(fitted: Ring, ring: Ring) -> bool:
    size = max(ring.half_width, ring.half_height)
    moved = np.hypot(fitted.x - ring.x, fitted.y - ring.y) < 0.25 * size
    alike = 0.8 < max(fitted.half_width, fitted.half_height) / size < 1.25
    return bool(moved and alike and fitted.proportion > 0.5)
