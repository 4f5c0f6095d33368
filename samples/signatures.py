"""Handwritten signatures: strokes of a pen along the medians of a character's strokes, run together.

The medians (``strokes/medians.json``) come from Make Me a Hanzi / hanzi-writer-data (Arphic Public License).
Where handwriting fonts are at hand (``SAMPLES_HANDWRITING``) some signatures are set from them, each
character warped differently.
"""

from __future__ import annotations

import functools
import itertools
import json
import math
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from samples import fonts

PENS = ((24, 24, 28), (30, 32, 44), (24, 36, 92), (34, 50, 128), (60, 60, 64))
Point = tuple[float, float]
SCALE = 4


@functools.cache
def medians() -> dict[str, list[list[list[int]]]]:
    """Character → strokes → points on a grid of 1024, y upwards from -124."""
    path = Path(__file__).parent / "strokes" / "medians.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))["characters"])


def _smooth(points: list[Point], steps: int = 7) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    if len(points) < 3:
        return points
    padded = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            a = (
                -0.5 * t + t * t - 0.5 * t**3,
                1 - 2.5 * t * t + 1.5 * t**3,
                0.5 * t + 2 * t * t - 1.5 * t**3,
                -0.5 * t * t + 0.5 * t**3,
            )
            curve.append(tuple(a[0] * p0[k] + a[1] * p1[k] + a[2] * p2[k] + a[3] * p3[k] for k in (0, 1)))  # type: ignore[arg-type]
    return [*curve, points[-1]]


def _strokes(char: str, rng: random.Random) -> list[list[Point]]:
    """The character's strokes in the unit square, y downwards; an invented scrawl where it is unknown."""
    known = medians().get(char)
    if known is None:
        return [[(rng.random(), rng.random()) for _ in range(4)] for _ in range(5)]
    found = []
    for stroke in known:
        points = stroke if len(stroke) < 4 else [stroke[0], *stroke[1:-1:2], stroke[-1]]
        found.append([(x / 1024, (900 - y) / 1024) for x, y in points])
    return found


def _run(
    draw: ImageDraw.ImageDraw, points: list[Point], width: float, rng: random.Random, light: bool
) -> None:
    """One movement of the pen: thick where slow, thin where it leaves the paper."""
    n = len(points)
    for i, ((x0, y0), (x1, y1)) in enumerate(itertools.pairwise(points)):
        t = i / max(1, n - 1)
        pressure = (
            0.35 if light else 0.7 + 0.5 * math.sin(math.pi * min(1.0, t * 1.15)) - 0.45 * max(0.0, t - 0.7)
        )
        radius = max(0.6, width * pressure * rng.uniform(0.92, 1.08) / 2)
        steps = max(1, int(math.hypot(x1 - x0, y1 - y0) / max(1.0, radius * 0.5)))
        for step in range(steps):
            x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def _by_pen(name: str, height: int, rng: random.Random) -> Image.Image:
    """The name written along stroke medians; ``height`` in pixels at four times the size."""
    slant, narrow = rng.uniform(-0.05, 0.3), rng.uniform(0.62, 0.9)
    running = rng.uniform(0.25, 0.8)  # share of strokes joined to the next
    pen = height * rng.uniform(0.035, 0.06)
    mask = Image.new("L", (int(height * (len(name) + 1) * 1.1), int(height * 1.9)), 0)
    draw = ImageDraw.Draw(mask)
    x, base = height * 0.3, height * 0.4
    rise = rng.uniform(-0.1, 0.04) * height
    for char in name:
        size = height * rng.uniform(0.72, 1.05)
        wobble = [rng.uniform(-0.04, 0.04) for _ in range(4)]
        last: Point | None = None
        for stroke in _strokes(char, rng):
            moved = []
            for u, v in stroke:
                u2 = u + wobble[0] * v + rng.gauss(0, 0.012)
                v2 = v + wobble[1] * u + wobble[2] * (u - 0.5) ** 2 + rng.gauss(0, 0.012)
                moved.append((x + size * (u2 * narrow + slant * (0.6 - v2)), base + size * v2))
            if last is not None and rng.random() < running:
                bow = (
                    (last[0] + moved[0][0]) / 2 + rng.gauss(0, 0.03) * size,
                    (last[1] + moved[0][1]) / 2 + rng.gauss(0, 0.03) * size,
                )
                _run(draw, _smooth([last, bow, moved[0]]), pen, rng, light=True)
            _run(draw, _smooth(moved), pen, rng, light=False)
            last = moved[-1]
        x += size * narrow * rng.uniform(0.8, 1.0)
        base += rise
    return mask


def _by_font(name: str, height: int, rng: random.Random) -> Image.Image:
    """The name from a handwriting font, each character sheared and turned on its own."""
    font = fonts.load((rng.choice(fonts.hands()), 0), int(height * 1.05))
    mask = Image.new("L", (int(height * (len(name) + 1) * 1.15), int(height * 1.9)), 0)
    x = height * 0.2
    for char in name:
        tile = Image.new("L", (int(height * 1.6), int(height * 1.6)), 0)
        ImageDraw.Draw(tile).text((height * 0.8, height * 0.8), char, 255, font, anchor="mm")
        shear, scale = rng.uniform(-0.25, 0.1), rng.uniform(0.95, 1.25)
        tile = tile.transform(
            tile.size,
            Image.Transform.AFFINE,
            (
                scale,
                shear,
                -shear * height * 0.8 - (scale - 1) * height * 0.8,
                rng.uniform(-0.08, 0.08),
                1,
                0,
            ),
            Image.Resampling.BICUBIC,
        )
        tile = tile.rotate(rng.gauss(0, 5), Image.Resampling.BICUBIC)
        mask.paste(255, (int(x), int(height * 0.15 + rng.gauss(0, 0.05) * height)), tile)
        x += height * rng.uniform(0.62, 0.85)
    return mask


def sign(
    name: str, height: float, rng: random.Random, pen: tuple[int, int, int] | None = None
) -> Image.Image:
    """A signature as RGBA, cut to its ink; ``height`` is the size of a character in pixels."""
    big = int(height * SCALE)
    fontable = fonts.hands() and rng.random() < 0.5
    mask = _by_font(name, big, rng) if fontable else _by_pen(name, big, rng)
    mask = mask.rotate(rng.gauss(1.5, 2.5), Image.Resampling.BICUBIC)
    generator = np.random.default_rng(rng.getrandbits(32))
    rough = np.asarray(mask, np.float32) * generator.uniform(0.82, 1.0, (mask.height, mask.width))
    mask = Image.fromarray(rough.astype(np.uint8)).filter(ImageFilter.GaussianBlur(SCALE * 0.3))
    mask = mask.resize((max(1, mask.width // SCALE), max(1, mask.height // SCALE)), Image.Resampling.LANCZOS)
    mask = mask.crop(mask.point(lambda v: 255 if v > 40 else 0).getbbox() or (0, 0, *mask.size))
    written = Image.new("RGBA", mask.size, (*(pen or rng.choice(PENS)), 255))
    written.putalpha(mask)
    return written
