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


@dataclass(frozen=True)
class Verdict:
    """What the network tells of one box: how likely (0–1) it is a ``signature``, and the mark's own ``box`` in
    fractions of the page. How likely a seal is, is asked otherwise (``seal_likelihoods``).
    """

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
    """How likely (0–1) each of ``boxes`` is a seal, asked of its window and of that in a mirror: a seal is one either
    way, so the likelier answer counts; a hand is not, and is not asked so. Raises ModelsError where the model file is
    damaged.

    Of 665 seals that were proposed on 850 drawn pages and the real set 41 are told below 0.5 after the weighing, in
    place of 61, and of what is none 12 above, in place of 7; below 0.8, 70 in place of 86, and above 4 as before. (The
    mean of both answers loses pale and blurred real ones.)
    """
    windows = [given(one.pixels, one.box) for one in (closeup(rgb, box) for box in boxes)]
    told = _told([*windows, *(np.ascontiguousarray(window[:, :, ::-1]) for window in windows)])
    as_it_is, mirrored = told[: len(windows)], told[len(windows) :]
    return [max(float(one[0]), float(other[0])) for one, other in zip(as_it_is, mirrored, strict=True)]


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
    _, signature, *box = (float(value) for value in told)
    return Verdict(signature, seen.on_page((box[0], box[1], box[2], box[3]), shape))


@functools.cache
def load() -> Any:
    """The model, checked against its pin and loaded once a process, on one thread. Raises ModelsError."""
    return session("verifier")
