"""Close-ups of composed pages with what the verifier should tell of each: what the detector proposed there, the true
marks with their boxes a little off or cut short, and print, ornaments and bare places that are no mark.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scanaudit.boxes import area, contained, inside_page, overlap
from scanaudit.marks.closeup import SQUARE, TALL, WIDE, closeup
from scanaudit.marks.detector import propose
from training import backgrounds, pools, printed
from training.compose import compose
from training.elsewhere import Elsewhere
from training.page import Background, Box, Page
from training.sources import Sources

TOLD = ("seal", "signature")
SHAPES = {"square": SQUARE, "wide": WIDE, "tall": TALL}
_SIDE = 1500  # pixels of a background's long side: 130 dpi of A4
_SIDES = (900, 2200)  # and of the captured pages'
_BARE = 0.4  # share of pages without a mark put on them
_SHOTS = 5  # pages composed of one background
_HARDER = 0.5  # share of pages whose marks are more often pale, small, not red, and over print
_REAL = 0.25  # share of sheets with a real background, where there are any
_FOREIGN, _FOREIGN_BARE = 0.35, 0.75  # share of sheets that are others' pictures, and of those without a mark
_SAME = 0.35  # intersection over union from which a box is that mark
_INSIDE, _SHARE = 0.75, (0.35, 0.12)  # a box inside a mark, from this share of it on, is a part of it
_AROUND, _LOOSE = 0.85, 0.15  # a box around a mark is that mark while it is not much larger
_NEAR = 0.1  # overlap from which nothing is learnt of a box that is neither


@dataclass(frozen=True)
class Set:
    """Close-ups of one shape: ``pixels`` N × H × W × 3 (uint8); ``boxes`` and ``truth`` N × 4 in window pixels (a
    mark's own box where there is one); ``yes`` and ``weight`` N × 2, for each of ``TOLD``.
    """

    pixels: NDArray[np.uint8]
    boxes: NDArray[np.float32]
    truth: NDArray[np.float32]
    yes: NDArray[np.float32]
    weight: NDArray[np.float32]


Row = tuple[NDArray[np.uint8], Box, Box, tuple[float, float], tuple[float, float]]


def draw(
    sources: Sources, real: Path | None, seed: int, sheets: int, size: int, elsewhere: Elsewhere | None = None
) -> dict[str, Set]:
    """Close-ups of ``sheets`` backgrounds' pages by shape; ``size`` of the pools of seals, hands and look-alikes.
    ``elsewhere``: pictures and signs that others made, as look-alikes and as sheets.
    """
    rng = random.Random(f"closeups/{seed}")
    kept = pools.widened(pools.draw(sources, None, seed, size, pages=False), sources, size, rng)
    grounds = [] if real is None else backgrounds.real(real, _SIDE)
    foreign: Iterator[Background] | None = None
    if elsewhere is not None:
        kept, foreign = pools.enriched(kept, elsewhere, rng), elsewhere.sheets(_SIDE, rng, sheets)
    rows: dict[str, list[Row]] = {name: [] for name in SHAPES}
    for _ in range(sheets):
        sheet = next(foreign, None) if foreign is not None and rng.random() < _FOREIGN else None
        ground = _ground(sources, grounds, rng) if sheet is None else sheet
        for _ in range(_SHOTS):
            bare, harder = rng.random() < (_BARE if sheet is None else _FOREIGN_BARE), rng.random() < _HARDER
            page = compose(ground, kept, rng, bare=bare, sides=_SIDES, harder=harder)
            for name, row in of_page(page, rng):
                rows[name].append(row)
    return {name: _set(found) for name, found in rows.items() if found}


def of_page(page: Page, rng: random.Random) -> Iterator[tuple[str, Row]]:
    """The shape and the close-up of every place on ``page`` that is worth a look."""
    height, width = page.pixels.shape[:2]
    for box in _places(page, rng):
        x0, y0, x1, y1 = box
        if min(x1, width) - max(x0, 0) < 6 or min(y1, height) - max(y0, 0) < 6:
            continue
        seen = closeup(page.pixels, inside_page((x0 / width, y0 / height, x1 / width, y1 / height)))
        yes, weight, truth = _told(page, box)
        (x, y), scale = seen.origin, seen.scale
        own = seen.box
        if truth is not None:
            own = (
                (truth[0] - x) * scale,
                (truth[1] - y) * scale,
                (truth[2] - x) * scale,
                (truth[3] - y) * scale,
            )
        name = next(n for n, s in SHAPES.items() if s == (seen.pixels.shape[1], seen.pixels.shape[0]))
        yield name, (seen.pixels, seen.box, own, yes, weight)


def save(sets: dict[str, Set], path: Path) -> None:
    """Write the close-ups to one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fields = {f"{n}/{f}": a for n, s in sets.items() for f, a in dataclasses.asdict(s).items()}
    with path.open("wb") as stream:
        np.savez(stream, **fields)


def read(paths: list[Path]) -> dict[str, Set]:
    """The close-ups of several files together, in no more memory than they need and one array beside."""
    counts: dict[str, int] = {}
    for path in paths:
        with np.load(path) as stored:
            for name in {key.split("/")[0] for key in stored}:
                counts[name] = counts.get(name, 0) + len(stored[f"{name}/yes"])
    return {name: _joined(paths, name, count) for name, count in sorted(counts.items())}


def _joined(paths: list[Path], name: str, count: int) -> Set:
    """The ``count`` close-ups of one shape in all files."""
    arrays: dict[str, NDArray[np.generic]] = {}
    filled = 0
    for path in paths:
        with np.load(path) as stored:
            if f"{name}/yes" not in stored:
                continue
            for field in dataclasses.fields(Set):
                part = stored[f"{name}/{field.name}"]
                whole = arrays.setdefault(field.name, np.empty((count, *part.shape[1:]), part.dtype))
                whole[filled : filled + len(part)] = part
            filled += len(part)
    return Set(**arrays)  # type: ignore[arg-type]  # the fields' own types, as they were saved


def _ground(sources: Sources, grounds: list[Background], rng: random.Random) -> Background:
    if grounds and rng.random() < _REAL:
        return rng.choice(grounds)
    if rng.random() < 0.5:
        return backgrounds.rendered(rng, side=_SIDE)
    return printed.printed(sources, rng, _SIDE)


def _places(page: Page, rng: random.Random) -> list[Box]:
    """Boxes in pixels: what the detector proposes, true marks not quite met, and places that are none."""
    height, width = page.pixels.shape[:2]
    found = [
        (p.box[0] * width, p.box[1] * height, p.box[2] * width, p.box[3] * height)
        for p in propose(page.pixels)
        if p.kind in TOLD
    ]
    for mark in page.marks:
        times = 2 if mark.kind < len(TOLD) else 1
        found += [_off(mark.box, 0.16, rng) for _ in range(times)]
        if mark.kind == 1:
            found += [_part(mark.box, rng)]
    none = [*page.names, *page.alikes, *(box for _, box in page.lines)]
    found += [_off(box, 0.15, rng) for box in rng.sample(none, min(len(none), 6))]
    for _ in range(3):
        w, h = width * rng.uniform(0.04, 0.3), height * rng.uniform(0.02, 0.15)
        x, y = rng.uniform(0, width - w), rng.uniform(0, height - h)
        found.append((x, y, x + w, y + h))
    return found


def _off(box: Box, most: float, rng: random.Random) -> Box:
    """``box`` with each side moved by up to ``most`` of its length."""
    w, h = (box[2] - box[0]) * most, (box[3] - box[1]) * most
    x0, y0, x1, y1 = (v + rng.uniform(-1, 1) * (w, h)[k % 2] for k, v in enumerate(box))
    return x0, y0, max(x0 + 1, x1), max(y0 + 1, y1)


def _part(box: Box, rng: random.Random) -> Box:
    """A piece of a mark: its left or right, upper or lower part."""
    x0, y0, x1, y1 = box
    share = rng.uniform(0.3, 0.75)
    w, h = (x1 - x0) * share, (y1 - y0) * rng.uniform(0.6, 1.0)
    x, y = rng.choice((x0, x1 - w)), rng.choice((y0, y1 - h))
    return x, y, x + w, y + h


def _told(page: Page, box: Box) -> tuple[tuple[float, float], tuple[float, float], Box | None]:
    """For each of ``TOLD`` whether the box is one and whether that is known, and the box of the mark that it is."""
    height, width = page.pixels.shape[:2]
    yes, weight = [0.0, 0.0], [1.0, 1.0]
    best: tuple[float, Box] | None = None
    for mark in page.marks:
        if mark.kind >= len(TOLD):
            continue
        truth = _cut(mark.box, width, height)
        same = overlap(box, truth)
        if _is(box, truth, same, mark.kind):
            yes[mark.kind], weight[mark.kind] = 1.0, 1.0
            if best is None or same > best[0]:
                best = (same, truth)
        elif yes[mark.kind] == 0 and max(same, contained(box, truth)) > _NEAR:
            weight[mark.kind] = 0.0
    for area_, kinds in page.unknown:
        for kind in kinds:
            if kind < len(TOLD) and yes[kind] == 0 and contained(box, area_) > _NEAR:
                weight[kind] = 0.0
    return (yes[0], yes[1]), (weight[0], weight[1]), None if best is None else best[1]


def _is(box: Box, truth: Box, same: float, kind: int) -> bool:
    part = contained(box, truth) >= _INSIDE and area(box) >= _SHARE[kind] * area(truth)
    around = contained(truth, box) >= _AROUND and same >= _LOOSE
    return same >= _SAME or part or around


def _cut(box: Box, width: int, height: int) -> Box:
    return max(0.0, box[0]), max(0.0, box[1]), min(float(width), box[2]), min(float(height), box[3])


def _set(rows: list[Row]) -> Set:
    pixels, boxes, truth, yes, weight = zip(*rows, strict=True)
    numbers = (np.array(part, np.float32) for part in (boxes, truth, yes, weight))
    return Set(np.stack(pixels), *numbers)
