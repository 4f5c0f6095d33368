"""Windows of composed pages with what the network should tell of them.

A target is C × H/8 × W/8 for likelihood (a bump on every mark's middle), a weight of the same shape (0 where unknown)
and, per class, the four reaches with the cells that answer for them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import IterableDataset

from training.compose import Pools, compose
from training.network import CLASSES, STRIDE
from training.page import Page

WINDOW = 416  # pixels; a page of 760 pixels is two or three of them
_KEPT = 240  # composed pages kept at hand: each is seen about _USES times, in other windows and turns
_USES = 5
SIDES = (560, 960)  # pixels: range of the pages' long side; the package looks at 768
_BARE = 0.35  # share of pages without a mark put on them
_LEAST_SEEN = 0.4  # share of a mark that must be in the window for it to count; less is unknown
Array = NDArray[np.float32]


@dataclass(frozen=True)
class Target:
    """What is to be told of one window; ``reach``: 4 per class, in pixels; ``answers``: C × H/8 × W/8, 0 or 1."""

    likelihood: Array
    weight: Array
    reach: Array
    answers: Array


class Windows(IterableDataset[tuple[torch.Tensor, ...]]):
    """An endless stream of windows: pixels (3 × W × W, uint8) and the target's four parts."""

    def __init__(self, pools: Pools, seed: int) -> None:
        self._pools, self._seed = pools, seed

    def __iter__(self) -> Iterator[tuple[torch.Tensor, ...]]:
        worker = torch.utils.data.get_worker_info()
        rng = random.Random(f"windows/{self._seed}/{worker.id if worker else 0}")
        kept: list[Page] = []
        while True:
            for _ in range(1 if len(kept) >= 24 else 24):
                page = compose(
                    rng.choice(self._pools.backgrounds),
                    self._pools,
                    rng,
                    bare=rng.random() < _BARE,
                    sides=SIDES,
                )
                if len(kept) < _KEPT:
                    kept.append(page)
                else:
                    kept[rng.randrange(_KEPT)] = page
            for _ in range(_USES):
                pixels, target = window(rng.choice(kept), rng)
                parts = (pixels, target.likelihood, target.weight, target.reach, target.answers)
                yield tuple(torch.from_numpy(part) for part in parts)


def window(page: Page, rng: random.Random) -> tuple[NDArray[np.uint8], Target]:
    """One window of a page, mostly about a mark, in any of the four turns; beyond the page all is white."""
    height, width = page.pixels.shape[:2]
    x, y = rng.uniform(0, width), rng.uniform(0, height)
    if page.marks and rng.random() < 0.75:
        box = rng.choice(page.marks).box
        x = (box[0] + box[2]) / 2 + rng.uniform(-0.35, 0.35) * WINDOW
        y = (box[1] + box[3]) / 2 + rng.uniform(-0.35, 0.35) * WINDOW
    left = int(min(max(x - WINDOW / 2, -24), max(-24, width - WINDOW + 24)))
    top = int(min(max(y - WINDOW / 2, -24), max(-24, height - WINDOW + 24)))
    pixels = np.full((WINDOW, WINDOW, 3), 255, np.uint8)
    x0, y0, x1, y1 = max(0, left), max(0, top), min(width, left + WINDOW), min(height, top + WINDOW)
    pixels[y0 - top : y1 - top, x0 - left : x1 - left] = page.pixels[y0:y1, x0:x1]
    # A mark may reach over the page's own edge: what counts is what of it is on the picture.
    seen = (x0 - left, y0 - top, x1 - left, y1 - top)
    target = _target(page, left, top, seen)
    turns = rng.choice((0, 0, 0, 0, 1, 2, 3))
    pixels = np.rot90(pixels, turns)
    if rng.random() < 0.1:
        pixels = pixels[:, :, ::-1] if rng.random() < 0.2 else np.repeat(pixels[:, :, 1:2], 3, axis=2)
    return np.ascontiguousarray(pixels.transpose(2, 0, 1)), _turned(target, turns)


def _target(page: Page, left: int, top: int, seen: tuple[int, int, int, int]) -> Target:
    cells = WINDOW // STRIDE
    target = Target(
        *(
            np.zeros((n, cells, cells), np.float32)
            for n in (len(CLASSES), len(CLASSES), 4 * len(CLASSES), len(CLASSES))
        )
    )
    target.weight[:] = 1
    for box, kinds in page.unknown:
        x0, y0, x1, y1 = (
            int(v // STRIDE) for v in (box[0] - left, box[1] - top, box[2] - left, box[3] - top)
        )
        for kind in kinds:
            target.weight[kind, max(0, y0) : max(0, y1 + 1), max(0, x0) : max(0, x1 + 1)] = 0
    for mark in page.marks:
        kind, box = mark.kind, mark.box
        whole = (box[0] - left, box[1] - top, box[2] - left, box[3] - top)
        cut = (max(whole[0], seen[0]), max(whole[1], seen[1]), min(whole[2], seen[2]), min(whole[3], seen[3]))
        if cut[2] - cut[0] < 6 or cut[3] - cut[1] < 6:
            continue
        share = (
            (cut[2] - cut[0]) * (cut[3] - cut[1]) / max(1.0, (whole[2] - whole[0]) * (whole[3] - whole[1]))
        )
        if share < _LEAST_SEEN or min(cut[2] - cut[0], cut[3] - cut[1]) < 10:
            x0, y0, x1, y1 = (int(v // STRIDE) for v in cut)
            target.weight[kind, max(0, y0) : y1 + 1, max(0, x0) : x1 + 1] = 0
            continue
        _put(target, kind, cut)
    return target


def _put(target: Target, kind: int, box: tuple[float, float, float, float]) -> None:
    """One mark: its bump, and its reaches at the cells about its middle."""
    cells = target.likelihood.shape[1]
    axis = (np.arange(cells, dtype=np.float32) + 0.5) * STRIDE
    cx, cy, w, h = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box[2] - box[0], box[3] - box[1]
    # The bump is normalised so that the middle cell, which is up to half a cell off, is exactly 1.
    column, row = (min(cells - 1, max(0, int(v / STRIDE))) for v in (cx, cy))
    bump_x = np.exp(-(((axis - axis[column]) / max(STRIDE * 0.6, w / 7)) ** 2) / 2)
    bump_y = np.exp(-(((axis - axis[row]) / max(STRIDE * 0.6, h / 7)) ** 2) / 2)
    bump = bump_y[:, None] * bump_x[None, :]
    np.maximum(target.likelihood[kind], bump, out=target.likelihood[kind])
    own = (bump > 0.6) & (bump >= target.likelihood[kind])
    own[row, column] = True
    target.answers[kind][own] = 1
    x, y = axis[None, :], axis[:, None]
    for side, reach in enumerate(
        (x - box[0] + 0 * y, y - box[1] + 0 * x, box[2] - x + 0 * y, box[3] - y + 0 * x)
    ):
        target.reach[4 * kind + side][own] = np.maximum(1.0, reach)[own]


def _turned(target: Target, turns: int) -> Target:
    """The target of the window turned by ``turns`` quarters counter-clockwise."""
    parts = [
        np.rot90(p, turns, axes=(1, 2))
        for p in (target.likelihood, target.weight, target.reach, target.answers)
    ]
    # After one quarter counter-clockwise the right side is on top: left, top, right, bottom become
    # top, right, bottom, left of before.
    order = [4 * kind + (side + turns) % 4 for kind in range(len(CLASSES)) for side in range(4)]
    parts[2] = parts[2][order]
    return Target(*(np.ascontiguousarray(p) for p in parts))
