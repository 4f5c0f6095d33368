"""Ink patterns of one invented stamp: every seed is another strike of it by hand."""

from __future__ import annotations

import cv2
import numpy as np

from scanaudit.ink_pattern import SIDE, encode


def cells(
    seed: int, *, turn: float = 0.0, shift: float = 0.0, level: float = 1.0, name: int = 99, star: float = 0.0
) -> np.ndarray:
    """A ring with strokes along it, inked by the pressure that ``seed`` draws; laid askew and darkened as said.
    ``name`` draws the strokes; ``star`` is the radius of what fills the middle.
    """
    generator = np.random.default_rng(name)
    stamp = np.zeros((256, 256), np.float32)
    cv2.circle(stamp, (128, 128), 116, 1.0, 6)
    if star:
        cv2.circle(stamp, (128, 128), int(star), 1.0, -1)
    for angle in np.linspace(0, 2 * np.pi, 24, endpoint=False):
        x, y = 128 + 88 * np.cos(angle), 128 + 88 * np.sin(angle)
        dx, dy = generator.uniform(-16, 16, 2)
        cv2.line(stamp, (int(x - dx), int(y - dy)), (int(x + dx), int(y + dy)), 1.0, 5)
    spots = np.random.default_rng(seed).uniform(0.3, 1.0, (6, 6)).astype(np.float32)
    inked = stamp * cv2.resize(spots, (256, 256), interpolation=cv2.INTER_CUBIC) * level
    laid = cv2.getRotationMatrix2D((128, 128), -turn, 1.0)
    laid[:, 2] += shift
    return np.clip(
        cv2.resize(cv2.warpAffine(inked, laid, (256, 256)), (SIDE, SIDE), interpolation=cv2.INTER_AREA), 0, 2
    )


def struck(seed: int, **given: float) -> str:
    """The encoded pattern of such a strike."""
    return encode(cells(seed, **given), np.ones((SIDE, SIDE), bool))  # type: ignore[arg-type]
