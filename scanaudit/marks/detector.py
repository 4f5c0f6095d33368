"""The marks detector: a small network that proposes seals, signatures, portraits and fingerprints.

The model (``detector.onnx``, made by the recipe in the source tree's ``training/``, described in
``docs/marks-model.md``) tells for every cell of 8 × 8 pixels how likely the middle of a mark lies there and how
far the mark reaches to each side. What it proposes is weighed against ink and outlines elsewhere in this package.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.boxes import contained, inside_page, overlap
from scanaudit.facts import Box
from scanaudit.intake.page import Pixels
from scanaudit.marks.sessions import session

Kind = Literal["seal", "signature", "portrait", "fingerprint"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_SIDE = 768  # pixels of the long side that the network looks at; it was trained on pages of 560–960
_STRIDE = 8
_MULTIPLE = 32  # height and width are filled up with white to a multiple of this
_LEAST = 0.08  # likelihood below which a cell is not even a proposal
_SAME = 0.5  # intersection over union from which two proposals are the same mark
_INSIDE = 0.8  # share of the smaller one inside the other from which they are, too


@dataclass(frozen=True)
class Proposal:
    """One proposed mark: ``box`` in fractions of the page, ``likelihood`` 0–1 as the network tells it."""

    kind: Kind
    box: Box
    likelihood: float


def propose(rgb: Pixels) -> list[Proposal]:
    """Marks that the network proposes on the page ``rgb`` (H × W × 3, uint8), likeliest first.

    Raises ModelsError where the model file is damaged.
    """
    height, width = rgb.shape[:2]
    scale = _SIDE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    high, wide = (-(-side // _MULTIPLE) * _MULTIPLE for side in (size[1], size[0]))
    pixels = np.ones((1, 3, high, wide), np.float32)
    pixels[0, :, : size[1], : size[0]] = small.transpose(2, 0, 1).astype(np.float32) / 255
    told = load().run(None, {"pixels": pixels})[0][0]
    return decode(told, size)


def decode(told: NDArray[np.float32], size: tuple[int, int]) -> list[Proposal]:
    """The network's answer (5·K × H × W) as proposals on a picture of ``size`` (width, height) pixels."""
    found: list[Proposal] = []
    for index, kind in enumerate(KINDS):
        likelihood = told[index]
        top = cv2.dilate(likelihood, np.ones((3, 3), np.uint8))
        rows, columns = np.nonzero((likelihood >= top) & (likelihood > _LEAST))
        reach = told[len(KINDS) + 4 * index : len(KINDS) + 4 * index + 4, rows, columns]
        x, y = (columns + 0.5) * _STRIDE, (rows + 0.5) * _STRIDE
        boxes = np.stack([x - reach[0], y - reach[1], x + reach[2], y + reach[3]], 1)
        boxes /= np.array([size[0], size[1], size[0], size[1]])
        for box, sure in zip(boxes.tolist(), likelihood[rows, columns].tolist(), strict=True):
            # A middle in the white that fills the picture up is no mark.
            if box[0] < 1 and box[1] < 1 and box[2] > 0 and box[3] > 0:
                found.append(Proposal(kind, inside_page((box[0], box[1], box[2], box[3])), float(sure)))
    found.sort(key=lambda proposal: -proposal.likelihood)
    return _distinct(found)


def _distinct(proposals: list[Proposal]) -> list[Proposal]:
    """The likeliest proposal of each place and kind."""
    kept: list[Proposal] = []
    for one in proposals:
        same = [k.box for k in kept if k.kind == one.kind]
        if all(overlap(one.box, b) < _SAME and contained(one.box, b) < _INSIDE for b in same):
            kept.append(one)
    return kept


@functools.cache
def load() -> Any:
    """The model, checked against its pin and loaded once a process, on one thread. Raises ModelsError."""
    return session("detector")
