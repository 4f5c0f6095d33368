"""A seal's ink pattern, small enough to be kept among the facts of a page, and the comparison of two of them.

Two stamps by hand are never alike: pressure, ink and angle differ. So the same pattern at the same angle on two
pages is one picture used twice. The pattern is what such a comparison needs and no more: 64 × 64 cells of relative
ink, from which no seal can be drawn again. Pages are left of this module, rules right of it; both may import it.

Measured by ``benchmarks/seals.py`` (docs/seals.md): pictures of strikes that were pasted, printed over and scanned
askew at 150 and 200 dpi, against independent strikes of the same stamps.
"""

from __future__ import annotations

import zlib
from base64 import b85decode, b85encode
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.float32]
_Step = NDArray[np.float64]  # shift right and down in cells, relative growth, turn in radians

SIDE = 64
"""Cells along each side. A 40 mm seal's cell is 0.6 mm, about the width of a stroke of its characters."""

REACH = 1.06
"""Half the pattern's width by the seal's half width: the rim lies inside, wherever a fit put it."""

_VERSION = "1"
_LEVELS = 14  # steps of ink; 15 says that print hides the cell. Four bits a cell
_MOST = 1.25  # relative ink of the highest step; 1 is what the well inked parts of the seal have
_HIDDEN = 15

# On tuning sheets pasted pictures had at least 0.97 at a glance, other stamps' strikes 0.89 in 99 % of the pairs.
ALIKE_AT_A_GLANCE = 0.93
# On tuning sheets pasted pictures had a likeness of 0.969–0.999 and an unevenness of 0.03–0.12; of 1,300 pairs of
# independent strikes of one stamp the likest had 0.974, and the most even one 0.16 at a likeness of 0.969.
_LEAST_LIKENESS = 0.95
_MOST_UNEVEN = 0.14
# The unevenness times its share of all that differs. Print and scanning differ from spot to spot, pressure over the
# whole seal. On 50 pasted pictures and 1,752 pairs of 2,000 strikes by hand of 20 stamps (seed 8100; likeness of 0.95
# and more) pasted ones had 0.078 at most, others 0.115 at least; unevenness alone overlaps (0.135 and 0.124).
_MOST_PRESSURE = 0.095
# Rim and star are most of a seal's ink and alike on all stamps of one maker: two units' seals, from another generator,
# lay on each other with a likeness of 0.98. So the letters' own likeness is asked for: pasted pictures had 0.962 at
# least (80 pairs, seeds 8100 and 8200), those two 0.945, two strikes of one stamp there 0.927.
_LEAST_LETTERS = 0.955
_LETTERS_FROM, _LETTERS_TO = 0.45, 0.86  # of the seal's half width: between the star and the rim
_LEAST_LETTERING = 0.05  # spread of the ink there below which there are no letters to compare
_MOST_TURN = 3.0  # degrees: how far two scans of one picture lie askew of each other; hands turn a stamp by 7
_MOST_GROWTH = 0.04  # what two fits of one rim differ by


@dataclass(frozen=True)
class Pattern:
    """``ink``: SIDE × SIDE float32, 0 bare to 1.25; ``seen``: which cells no print hides (bool)."""

    ink: Cells
    seen: NDArray[np.bool_]


@dataclass(frozen=True)
class Match:
    """How two patterns lie on each other when laid as well as they can be.

    ``likeness``: correlation of their ink, −1 to 1; ``uneven``: how much the ratio of their ink changes over the
    seal (a share of the ink; noise alone for one picture, pressure besides for two strikes); ``turn`` (degrees)
    and ``growth`` (relative) are what it took to lay them; ``letters`` is the likeness between star and rim.
    """

    likeness: float
    uneven: float
    turn: float
    growth: float
    letters: float = 1.0

    @property
    def pressure(self) -> float:
        """How much speaks for another pressure of the hand: ``uneven`` times its share of all that differs."""
        return self.uneven * self.uneven**2 / max(1e-6, 1 - self.likeness)

    @property
    def one_picture(self) -> bool:
        """Whether both are the same strike at the same angle."""
        alike = self.likeness >= _LEAST_LIKENESS and self.uneven <= _MOST_UNEVEN
        alike = alike and self.pressure <= _MOST_PRESSURE and self.letters >= _LEAST_LETTERS
        return alike and abs(self.turn) <= _MOST_TURN and abs(self.growth) <= _MOST_GROWTH


_NO_MATCH = Match(-1.0, 1.0, 0.0, 0.0, -1.0)


def encode(ink: Cells, seen: NDArray[np.bool_]) -> str:
    """The pattern as text of about 1.2 kilobytes. ``ink``: SIDE × SIDE, 1 where well inked."""
    steps = np.clip(np.round(ink * (_LEVELS / _MOST)), 0, _LEVELS).astype(np.uint8)
    steps[~seen] = _HIDDEN
    flat = steps.ravel()
    packed = ((flat[::2] << 4) | flat[1::2]).tobytes()
    return _VERSION + b85encode(zlib.compress(packed, 9)).decode("ascii")


def decode(text: str) -> Pattern | None:
    """The pattern that ``text`` holds; None where it is of another version or no pattern."""
    if not text.startswith(_VERSION):
        return None
    try:
        packed = np.frombuffer(zlib.decompress(b85decode(text[1:])), np.uint8)
    except (ValueError, zlib.error):
        return None
    if packed.size * 2 != SIDE * SIDE:
        return None
    flat = np.stack([packed >> 4, packed & 15], axis=1).reshape(SIDE, SIDE)
    seen = flat != _HIDDEN
    ink = np.where(seen, flat, 0).astype(np.float32) * np.float32(_MOST / _LEVELS)
    return Pattern(ink, seen)


def glance(pattern: Pattern) -> Cells:
    """The pattern blurred, as a vector of mean 0 and length 1: the product of two is how alike they are at a glance."""
    soft = cv2.GaussianBlur(pattern.ink, (0, 0), 1.5)
    small = cv2.resize(soft, (SIDE // 2, SIDE // 2), interpolation=cv2.INTER_AREA).ravel()
    flat = small - small.mean()
    length = float(np.linalg.norm(flat))
    vector: Cells = (flat / length if length > 0 else flat).astype(np.float32)
    return vector


def compare(one: Pattern, other: Pattern) -> Match:
    """Lay ``other`` on ``one`` by small shifts, turns and growth (Gauss-Newton), and see how alike they are."""
    fixed, moving = _soft(one.ink, 0.7), _soft(other.ink, 0.7)
    step, best = np.zeros(4), _NO_MATCH
    for blur in (2.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0):
        laid, both = _laid(moving, step), one.seen & (_laid(other.seen.astype(np.float32), step) > 0.99)
        if both.sum() < SIDE * SIDE / 4:
            break
        found = _match(fixed, laid, both, step)
        best = found if found.likeness > best.likeness else best
        step = step + _improvement(_soft(fixed, blur), _soft(laid, blur), both)
    return best


def _soft(cells: Cells, sigma: float) -> Cells:
    return np.asarray(cv2.GaussianBlur(cells, (0, 0), sigma) if sigma else cells, np.float32)


def _laid(cells: Cells, step: _Step) -> Cells:
    right, down, growth, turn = step
    cos, sin = (1 + growth) * np.cos(turn), (1 + growth) * np.sin(turn)
    middle = (SIDE - 1) / 2
    matrix = np.array(
        [
            [cos, -sin, middle - cos * middle + sin * middle + right],
            [sin, cos, middle - sin * middle - cos * middle + down],
        ]
    )
    laid = cv2.warpAffine(cells, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return np.asarray(laid, np.float32)


def _improvement(fixed: Cells, laid: Cells, both: NDArray[np.bool_]) -> _Step:
    """The step that brings ``laid`` closer to ``fixed`` where both are seen (normal equations)."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) - (SIDE - 1) / 2
    down, right = np.gradient(laid)
    gain = _gain(fixed, laid, both)
    slopes = gain * np.stack([right, down, right * x + down * y, down * x - right * y], axis=-1)[both]
    wanted = (fixed - gain * laid)[both]
    square = slopes.T @ slopes + 1e-6 * np.eye(4)
    solved = np.linalg.solve(square.astype(np.float64), (slopes.T @ wanted).astype(np.float64))
    limit = np.array([2, 2, 0.03, 0.03])
    step: _Step = np.clip(solved, -limit, limit)
    return step


def _gain(fixed: Cells, laid: Cells, both: NDArray[np.bool_]) -> float:
    """By how much ``laid`` must be multiplied to be as dark as ``fixed``."""
    return float((fixed * laid)[both].sum() / max(1e-6, float((laid * laid)[both].sum())))


def _match(fixed: Cells, laid: Cells, both: NDArray[np.bool_], step: _Step) -> Match:
    likeness = _likeness(fixed[both], laid[both])
    among = both & _between_star_and_rim()
    lettered = bool(among.any()) and max(fixed[among].std(), laid[among].std()) > _LEAST_LETTERING
    letters = _likeness(fixed[among], laid[among]) if lettered else likeness
    turn, growth = float(np.degrees(step[3])), float(step[2])
    return Match(likeness, _uneven(fixed, laid, both), turn, growth, letters)


def _likeness(one: Cells, other: Cells) -> float:
    """The correlation of the same cells' ink."""
    a, b = one - one.mean(), other - other.mean()
    return float((a * b).sum() / max(1e-6, float(np.sqrt((a * a).sum() * (b * b).sum()))))


@cache
def _between_star_and_rim() -> NDArray[np.bool_]:
    y, x = np.mgrid[0:SIDE, 0:SIDE] - (SIDE - 1) / 2
    away = np.hypot(x, y) / (SIDE / 2) * REACH
    ring: NDArray[np.bool_] = (away > _LETTERS_FROM) & (away < _LETTERS_TO)
    return ring


def _uneven(fixed: Cells, laid: Cells, both: NDArray[np.bool_]) -> float:
    """Root mean square of the relative difference in ink, averaged over spots of 1–2 mm."""
    weight, gain = both.astype(np.float32), _gain(fixed, laid, both)
    difference = _soft(((fixed - gain * laid) * weight).astype(np.float32), 1.5)
    amount = _soft(((fixed + gain * laid) / 2 * weight).astype(np.float32), 1.5)
    inked = amount > 0.15 * float(fixed.max())
    if not inked.any():
        return 1.0
    return float(np.sqrt((difference[inked] ** 2 / amount[inked]).sum() / amount[inked].sum()))
