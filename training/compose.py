"""One page: a background with marks and look-alikes put on it, then captured."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from training import capture
from training.hands import Mask
from training.network import CLASSES
from training.page import Background, Box, Corners, Mark, Page, Pixels, around
from training.seals import worn

Alpha = NDArray[np.float32]
_SEAL, _SIGNATURE, _PORTRAIT, _FINGERPRINT = range(len(CLASSES))
_INKS = {
    "red": (
        (206, 34, 42),
        (190, 22, 40),
        (222, 52, 48),
        (214, 60, 74),
        (176, 30, 44),
        (230, 80, 90),
        (160, 40, 60),
    ),
    "blue": ((36, 60, 160), (52, 84, 176), (30, 40, 110), (80, 110, 190)),
    "black": ((30, 30, 32), (70, 70, 74), (110, 110, 114)),
}
_PENS = ((24, 24, 28), (30, 32, 44), (24, 36, 92), (34, 50, 128), (60, 60, 64), (40, 70, 170), (90, 90, 100))
_COVERED = 0.12  # share of a seal that another mark covers from which it counts as overlapped
_STEP, _LEAST_INK = 22, 0.012  # grey levels below the ground, and share of a box, from which a mark shows
_FAINT = 0.45  # strength of ink below which it counts as faint
_QUIET = 0.6  # share of marks for which the emptiest of a few places is taken; the others lie where they fall
_QUIET_HARDER = 0.25


@dataclass(frozen=True)
class Pools:
    """What pages are composed of, drawn beforehand; a seal comes with its shape, a look-alike with what it is."""

    backgrounds: list[Background]
    seals: list[tuple[Mask, str]]
    signatures: list[Mask]
    words: list[Mask]
    lookalikes: list[tuple[str, Pixels]]
    portraits: list[Pixels]
    fingerprints: list[Pixels]


class _Desk:
    """The page under work."""

    def __init__(self, background: Background, rng: random.Random, harder: bool) -> None:
        self.pixels = background.pixels.astype(np.float32)
        self.rng = rng
        self.harder = harder
        self.marks: list[Mark] = list(background.marks)
        self.taken: list[Box] = [mark.box for mark in background.marks]
        self.names: list[Box] = []
        self.alikes: list[Box] = []
        self.side = max(background.pixels.shape[:2])

    def place(self, w: int, h: int, apart: bool) -> tuple[int, int] | None:
        """The upper left corner for something of this size; ``apart`` from all marks. None: no room."""
        height, width = self.pixels.shape[:2]
        best: tuple[float, int, int] | None = None
        cautious = self.rng.random() < (_QUIET_HARDER if self.harder else _QUIET)
        for _ in range(5):
            x = self.rng.randrange(-w // 4, max(1, width - 3 * w // 4))
            y = self.rng.randrange(-h // 4, max(1, height - 3 * h // 4))
            if self.rng.random() < 0.8:
                x, y = min(max(2, x), max(2, width - w - 2)), min(max(2, y), max(2, height - h - 2))
            if apart and any(x < b[2] and b[0] < x + w and y < b[3] and b[1] < y + h for b in self.taken):
                continue
            part = self.pixels[max(0, y) : y + h, max(0, x) : x + w]
            busy = float(part.std()) if part.size else 999.0
            if best is None or busy < best[0]:
                best = (busy, x, y)
            if not cautious:
                break
        return None if best is None else best[1:]

    def print_(self, alpha: Alpha, colour: Alpha, x: int, y: int, cover: bool) -> None:
        """Put ink of ``colour`` (3, or H × W × 3) on the page: over what is there (``cover``), or as ink mixes."""
        height, width = self.pixels.shape[:2]
        h, w = alpha.shape
        x0, y0, x1, y1 = max(0, x), max(0, y), min(width, x + w), min(height, y + h)
        if x1 <= x0 or y1 <= y0:
            return
        window = (slice(y0 - y, y1 - y), slice(x0 - x, x1 - x))
        a = alpha[window][..., None]
        tone = colour[window] if colour.ndim == 3 else colour
        part = self.pixels[y0:y1, x0:x1]
        self.pixels[y0:y1, x0:x1] = part * (1 - a) + tone * a if cover else part * (1 - a * (1 - tone / 255))

    def add(self, mark: Mark, alpha: Alpha, colour: Alpha, at: tuple[int, int], cover: bool = False) -> None:
        """Print a mark and note its corners: the hull of its ink."""
        self.print_(alpha, colour, at[0], at[1], cover)
        hull = _hull(alpha) + np.array(at, np.float32)
        self.marks.append(replace(mark, points=hull))
        self.taken.append(around(hull))


def compose(
    background: Background,
    pools: Pools,
    rng: random.Random,
    *,
    bare: bool,
    sides: tuple[int, int],
    harder: bool = False,
) -> Page:
    """One page; ``bare``: no mark is put on it, so that what looks alike is seen alone; ``sides``: range of the
    captured page's long side in pixels; ``harder``: marks are more often pale, small, not red, and over print.
    """
    desk = _Desk(background, rng, harder)
    for _ in range(rng.choice((0, 1, 2, 3, 4))):
        _lookalike(desk, pools)
    if not bare:
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            _seal(desk, pools)
        for _ in range(rng.choice((0, 1, 1, 2, 3, 4))):
            _signature(desk, pools)
        if rng.random() < 0.25:
            _picture(desk, rng.choice(pools.portraits), _PORTRAIT, rng.uniform(0.07, 0.3))
        if rng.random() < 0.2:
            _picture(desk, rng.choice(pools.fingerprints), _FINGERPRINT, rng.uniform(0.03, 0.08))
    pixels = np.clip(desk.pixels, 0, 255).astype(np.uint8)
    areas = [
        *(box for box, _ in background.unknown),
        *desk.names,
        *desk.alikes,
        *(box for _, box in background.lines),
    ]
    shot = capture.capture(pixels, [mark.points for mark in desk.marks], areas, sides, rng)
    moved = [around(points) for points in shot.areas]
    marks, vanished = _carried(desk.marks, shot)
    kinds = len(background.unknown)
    names, alikes = kinds + len(desk.names), kinds + len(desk.names) + len(desk.alikes)
    return Page(
        shot.pixels,
        marks,
        [(box, unknown[1]) for box, unknown in zip(moved, background.unknown, strict=False)]
        + [(mark.box, (mark.kind,)) for mark in vanished],
        moved[kinds:names],
        [(line[0], box) for line, box in zip(background.lines, moved[alikes:], strict=True)],
        moved[names:alikes],
    )


def _carried(marks: list[Mark], shot: capture.Shot) -> tuple[list[Mark], list[Mark]]:
    """The marks where the capture moved them, and those that it lost (pale ones on one-bit copies).

    Overlapped or cut seals are hard; on a copy every seal is black.
    """
    height, width = shot.pixels.shape[:2]
    boxes = [around(points) for points in shot.points]
    found: list[Mark] = []
    vanished: list[Mark] = []
    for index, (mark, points) in enumerate(zip(marks, shot.points, strict=True)):
        box = boxes[index]
        others = [b for k, b in enumerate(boxes) if k != index and marks[k].kind in (_SEAL, _SIGNATURE)]
        cut = min(box[0], box[1], width - box[2], height - box[3]) < -0.02 * (box[2] - box[0])
        covered = any(_shared(box, other) > _COVERED for other in others)
        colour = "black" if shot.grey and mark.colour else mark.colour
        moved = replace(mark, points=points, colour=colour, hard=mark.hard or cut or covered)
        (found if _shows(shot.pixels, box) else vanished).append(moved)
    return found, vanished


def _shows(pixels: Pixels, box: Box) -> bool:
    """Whether anything in the box is darker than its ground, in any colour: on red paper ink shows in red only."""
    x0, y0, x1, y1 = (max(0, int(v)) for v in box)
    part = pixels[y0 : y1 + 1, x0 : x1 + 1] if x1 > 0 and y1 > 0 else pixels[:0, :0]
    if not part.size:
        return False
    tones = (part.min(axis=2), *(part[:, :, channel] for channel in range(3)))
    return any(float((tone < np.percentile(tone, 90) - _STEP).mean()) > _LEAST_INK for tone in tones)


def _shared(box: Box, other: Box) -> float:
    """Share of ``box`` that ``other`` covers."""
    width, height = (
        min(box[2], other[2]) - max(box[0], other[0]),
        min(box[3], other[3]) - max(box[1], other[1]),
    )
    return max(0.0, width) * max(0.0, height) / max(1.0, (box[2] - box[0]) * (box[3] - box[1]))


def _hull(alpha: Alpha) -> Corners:
    ys, xs = np.nonzero(alpha > 0.12)
    if not len(xs):
        h, w = alpha.shape
        return np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32)
    points = np.stack([xs, ys], 1).astype(np.int32)
    hull: Corners = cv2.convexHull(points).reshape(-1, 2).astype(np.float32)
    return hull


def _sized(mask: Mask, w: int, h: int, angle: float) -> Alpha:
    """The mask at this size, turned, as alpha 0–1."""
    small = cv2.resize(mask, (max(2, w), max(2, h)), interpolation=cv2.INTER_AREA)
    if abs(angle) < 0.5:
        return small.astype(np.float32) / 255
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), angle, 1.0)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    wide, high = int(h * sin + w * cos) + 1, int(h * cos + w * sin) + 1
    turn[:, 2] += ((wide - w) / 2, (high - h) / 2)
    return cv2.warpAffine(small, turn, (wide, high), flags=cv2.INTER_LINEAR).astype(np.float32) / 255


def _seal(desk: _Desk, pools: Pools) -> None:
    rng = desk.rng
    mask, shape = rng.choice(pools.seals)
    h, w = mask.shape
    usual = rng.random() < 0.55
    share = (
        rng.uniform(0.11, 0.17) if usual else rng.choice((rng.uniform(0.045, 0.11), rng.uniform(0.16, 0.4)))
    )
    if shape == "square":  # name seals are small
        share = rng.uniform(0.04, 0.12)
    size = max(20, desk.side * share)
    angle = rng.gauss(0, 9) if rng.random() < 0.9 else rng.uniform(-180, 180)
    alpha = _sized(worn(mask, rng), int(size), int(size * h / w), angle)
    spot = _beside_print(desk, alpha.shape[1], alpha.shape[0])
    if spot is not None:
        colour = rng.choices(("red", "blue", "black"), (45, 25, 30) if desk.harder else (70, 14, 16))[0]
        faint = float(np.percentile(alpha, 95)) < _FAINT
        mark = Mark(_SEAL, np.zeros((0, 2), np.float32), shape, colour, faint)
        strength = rng.uniform(0.35 if desk.harder else 0.75, 1.0)
        desk.add(mark, alpha * strength, np.array(rng.choice(_INKS[colour]), np.float32), spot)


def _beside_print(desk: _Desk, w: int, h: int) -> tuple[int, int] | None:
    """A place anywhere; in one case of three across another mark."""
    if desk.taken and desk.rng.random() < 0.3:
        b = desk.rng.choice(desk.taken)
        x = (b[0] + b[2]) / 2 - w / 2 + desk.rng.gauss(0, 0.6) * w
        return int(x), int((b[1] + b[3]) / 2 - h / 2 + desk.rng.gauss(0, 0.5) * h)
    return desk.place(w, h, apart=desk.rng.random() < 0.7)


def _signature(desk: _Desk, pools: Pools) -> None:
    rng = desk.rng
    mask = rng.choice(pools.signatures)
    h, w = mask.shape
    least = 0.014 if desk.harder else 0.022
    high = desk.side * (rng.uniform(least, 0.05) if rng.random() < 0.75 else rng.uniform(0.045, 0.13))
    high = min(high, 0.45 * desk.side * h / max(1, w))
    angle = rng.gauss(0, 2.5) if rng.random() < 0.9 else rng.uniform(-40, 40)
    alpha = _sized(mask, int(high * w / h), int(high), angle)
    size = (alpha.shape[1], alpha.shape[0])
    spot = _beside_print(desk, *size) if rng.random() < 0.3 else desk.place(*size, apart=True)
    if spot is not None and min(size) > 8:
        strength = 1.0 if rng.random() < (0.5 if desk.harder else 0.8) else rng.uniform(0.5, 1.0)
        inked = np.minimum(1, alpha * rng.uniform(1.0, 1.7)) * strength
        mark = Mark(_SIGNATURE, np.zeros((0, 2), np.float32))
        desk.add(mark, inked, np.array(rng.choice(_PENS), np.float32), spot)


def _picture(desk: _Desk, picture: Pixels, kind: int, share: float) -> None:
    """A portrait or a fingerprint, ``share`` of the page's long side high."""
    h, w = picture.shape[:2]
    high = max(16, int(desk.side * share))
    small = cv2.resize(picture, (max(8, int(high * w / h)), high), interpolation=cv2.INTER_AREA)
    spot = desk.place(small.shape[1], small.shape[0], apart=True)
    if spot is not None:
        alpha = small[:, :, 3].astype(np.float32) / 255
        mark = Mark(kind, np.zeros((0, 2), np.float32))
        desk.add(mark, alpha, small[:, :, :3].astype(np.float32), spot, cover=kind == _PORTRAIT)


def _lookalike(desk: _Desk, pools: Pools) -> None:
    """Something printed, or written words that are no signature."""
    rng = desk.rng
    if pools.words and rng.random() < 0.2:
        mask = rng.choice(pools.words)
        high = max(8, int(desk.side * rng.uniform(0.018, 0.04)))
        wide = min(int(desk.side * 0.6), int(high * mask.shape[1] / mask.shape[0]))
        alpha = _sized(mask, wide, high, rng.gauss(0, 2))
        ink, what = np.array(rng.choice(_PENS), np.float32), "words"
    else:
        what, picture = rng.choice(pools.lookalikes)
        h, w = picture.shape[:2]
        high = int(desk.side * (rng.uniform(0.02, 0.06) if rng.random() < 0.5 else rng.uniform(0.05, 0.2)))
        high = max(8, min(high, int(0.7 * desk.side * h / w)))
        small = cv2.resize(picture, (max(8, int(high * w / h)), high), interpolation=cv2.INTER_AREA)
        alpha, ink = small[:, :, 3].astype(np.float32) / 255, small[:, :, :3].astype(np.float32)
    spot = desk.place(alpha.shape[1], alpha.shape[0], apart=True)
    if spot is None:
        return
    desk.print_(alpha, ink, *spot, cover=what != "words")
    box = (float(spot[0]), float(spot[1]), float(spot[0] + alpha.shape[1]), float(spot[1] + alpha.shape[0]))
    desk.taken.append(box)
    (desk.names if what == "printed_name" else desk.alikes).append(box)
