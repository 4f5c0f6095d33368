"""The verifier: a small network that looks closely at each proposed mark and tells whether it is one.

The detector sees a whole page at 768 pixels; the verifier sees one box at the page's own resolution
(``closeup``), and tells how likely a seal and a signature are there and where its edges are. The model
(``verifier.onnx``) is made by the recipe in the source tree's ``training/`` and described in ``docs/marks-model.md``.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import Box
from scanaudit.intake.page import Pixels
from scanaudit.marks.closeup import Closeup, closeup
from scanaudit.marks.sessions import session

LEAST = 0.003
"""No answer counts as less likely than this, or as likelier than 1 less this: of drawn pages alone it is surer."""


@dataclass(frozen=True)
class Verdict:
    """What the network tells of one box: how likely (0–1) it is a ``seal`` or a ``signature``, and the mark's
    own ``box`` in fractions of the page.
    """

    seal: float
    signature: float
    box: Box


def verify(rgb: Pixels, boxes: Sequence[Box]) -> list[Verdict]:
    """A verdict for each of ``boxes`` (fractions of the page ``rgb``, H × W × 3, uint8), in their order.

    Raises ModelsError where the model file is damaged.
    """
    seen = [closeup(rgb, box) for box in boxes]
    told = _told([given(one.pixels, one.box) for one in seen])
    return [_verdict(of_one, one, rgb.shape[:2]) for of_one, one in zip(told, seen, strict=True)]


def seal_likelihoods(rgb: Pixels, boxes: Sequence[Box]) -> list[float]:
    """How likely (0–1) each of ``boxes`` is a seal, asked of its window and of that in a mirror: the mean log odds. A
    seal is one either way; a hand is not, and is not asked so. Raises ModelsError where the model file is damaged.

    Of 603 seals that were proposed on 850 drawn pages 43 stay below 0.5 in place of 54, and no more else is told.
    """
    windows = [given(one.pixels, one.box) for one in (closeup(rgb, box) for box in boxes)]
    told = _told([*windows, *(np.ascontiguousarray(window[:, :, ::-1]) for window in windows)])
    sure = [np.clip(float(of_one[0]), LEAST, 1 - LEAST) for of_one in told]
    return [
        float(1 / (1 + np.sqrt((1 - one) / one * (1 - mirrored) / mirrored)))
        for one, mirrored in zip(sure[: len(windows)], sure[len(windows) :], strict=True)
    ]


def _told(windows: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    """The network's answer for each window; those of one shape are asked together."""
    told: dict[int, NDArray[np.float32]] = {}
    for shape in {window.shape for window in windows}:
        of_shape = [index for index, window in enumerate(windows) if window.shape == shape]
        stacked = np.stack([windows[index] for index in of_shape])
        told.update(zip(of_shape, load().run(None, {"window": stacked})[0], strict=True))
    return [told[index] for index in range(len(windows))]


def given(pixels: Pixels, box: Box) -> NDArray[np.float32]:
    """The network's input for one window: 4 × H × W, RGB 0–1 and the box as 0 or 1."""
    height, width = pixels.shape[:2]
    out = np.zeros((4, height, width), np.float32)
    out[:3] = pixels.transpose(2, 0, 1) / np.float32(255)
    x0, y0, x1, y1 = (max(0, round(value)) for value in box)
    out[3, y0 : max(y0 + 1, y1), x0 : max(x0 + 1, x1)] = 1
    return out


def _verdict(told: NDArray[np.float32], seen: Closeup, shape: tuple[int, int]) -> Verdict:
    seal, signature, *box = (float(value) for value in told)
    return Verdict(seal, signature, seen.on_page((box[0], box[1], box[2], box[3]), shape))


@functools.cache
def load() -> Any:
    """The model, checked against its pin and loaded once a process, on one thread. Raises ModelsError."""
    return session("verifier")
