"""A stamp's ink alone, dark on white, and what is done where black print crosses it.

Print under or over a stamp takes light from all channels, so the stamp's colour is weaker there: it may be lifted to
what it would be on paper, or filled in from the ink around, or left as it is. Each mends some seals and spoils others,
so the reading looks at more than one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import SealColour
from scanaudit.intake.page import Pixels
from scanaudit.marks.ink import FLOOR

Grey = NDArray[np.uint8]
Density = NDArray[np.float32]
Crossing = Literal["lifted", "filled", "left"]

_BLACK = 0.5  # density in all channels from which a pixel bears print
_LOST = 0.4  # share of the stamp's density that print of density 1 beyond that takes
_NOISE = 0.06  # density of colour that JPEG leaves in print; not to be lifted
_LEAST_LEVEL = 0.08  # density of the palest stamp; below it is the paper's noise


@dataclass(frozen=True)
class SealInk:
    """One stamp's surroundings, ``crop`` (H × W × 3): its inks are taken apart once, however often it is looked at."""

    crop: Pixels
    colour: SealColour
    _looks: dict[Crossing, Grey] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def dark(self) -> Density:
        """The density that all channels have: print, and a black stamp."""
        return np.clip(self._least, 0, None)

    @cached_property
    def stamp(self) -> Density:
        """The density that a red or blue stamp adds to one or two channels; below 0 where there is none of it."""
        r, g, b = self._channels
        return np.asarray(np.maximum(g, b) - r if self.colour == "red" else r - b)

    def bears_print(self) -> NDArray[np.bool_]:
        """Which pixels bear black print."""
        return np.asarray(self._least > _BLACK, np.bool_)

    def ink(self, crossing: Crossing) -> Grey:
        """The stamp alone: H × W, 0 where well inked, 255 where bare. Not to be written to: it is kept."""
        if crossing not in self._looks:
            self._looks[crossing] = self._look(crossing)
        return self._looks[crossing]

    def _look(self, crossing: Crossing) -> Grey:
        dark = self.dark
        if self.colour == "black":
            return _grey(dark)
        if crossing == "filled":
            hidden = cv2.dilate((dark > _BLACK + 0.1).astype(np.uint8), np.ones((3, 3), np.uint8))
            return np.asarray(cv2.inpaint(self.ink("left"), hidden, 3, cv2.INPAINT_TELEA), np.uint8)
        ink = self.stamp
        if crossing == "lifted":
            kept = np.clip(1 - _LOST * (dark - _BLACK), 0.35, 1)
            ink = np.where(dark > _BLACK, (ink - _NOISE) / kept, ink)
        return _grey(ink)

    @cached_property
    def _channels(self) -> tuple[Density, Density, Density]:
        """In red, green and blue light against the paper, H × W each."""
        paper = np.percentile(self.crop.reshape(-1, 3), 85, axis=0)
        levels = np.arange(256, dtype=np.float32) + FLOOR
        table = np.log((paper + FLOOR) / levels[:, None]).astype(np.float32)
        r, g, b = cv2.split(cv2.LUT(self.crop, table[None]))
        return np.asarray(r), np.asarray(g), np.asarray(b)

    @cached_property
    def _least(self) -> Density:
        """The density that all channels have."""
        r, g, b = self._channels
        return np.asarray(np.minimum(np.minimum(r, g), b))


def _grey(ink: NDArray[np.float32]) -> Grey:
    level = max(_LEAST_LEVEL, float(np.percentile(ink, 93)))
    return (255 * (1 - np.clip(ink / level, 0, 1))).astype(np.uint8)
