"""Charts as papers and reports show them: lines with markers, curves, bars, pies and scatter, with axes and words
about them. Their curves are strokes and their legends boxes, and neither is a mark.
"""

from __future__ import annotations

import math
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from samples import fonts
from training.lookalikes import Picture

_SIZE = (480, 320)
_FRAME = (56, 26, 452, 270)  # of the axes, in pixels
_COLOURS = (
    (31, 119, 180),
    (214, 39, 40),
    (44, 160, 44),
    (255, 127, 14),
    (148, 103, 189),
    (40, 40, 44),
    (110, 110, 114),
)
_WORDS = (
    "对照组",
    "试验组",
    "温度/℃",
    "时间/d",
    "产量",
    "Support",
    "No vote",
    "效率 (%)",
    "2019",
    "A",
    "x",
    "f(x)",
    "样品1",
    "应力/MPa",
)


def chart(rng: random.Random) -> Picture:
    """One chart on white or on the page's own ground: H × W × 4, 320 × 480."""
    picture = Image.new("RGBA", _SIZE, (255, 255, 255, rng.choice((0, 255))))
    pen = ImageDraw.Draw(picture)
    colours = [rng.choice(_COLOURS)] if rng.random() < 0.35 else rng.sample(_COLOURS, 5)
    what = rng.choice((_lines, _lines, _curves, _bars, _pie, _dots))
    if what is not _pie:
        _axes(pen, rng)
    what(pen, colours, rng)
    _legend(pen, colours, rng)
    return np.asarray(picture)


def _axes(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    x0, y0, x1, y1 = _FRAME
    steps, apart = rng.randrange(4, 9), rng.choice((5, 20, 0.5))
    for k in range(steps + 1):
        y = y1 - (y1 - y0) * k / steps
        if rng.random() < 0.6:
            pen.line((x0, y, x1, y), (200, 200, 204), 1)
        pen.text((x0 - 6, y), f"{k * apart:g}", (40, 40, 44), _face(rng), anchor="rm")
    pen.line((x0, y0, x0, y1, x1, y1), (30, 30, 34), rng.randrange(1, 4))
    if rng.random() < 0.4:
        pen.rectangle(_FRAME, outline=(30, 30, 34))
    for k in range(6):
        pen.text((x0 + (x1 - x0) * k / 5, y1 + 12), rng.choice(_WORDS), (40, 40, 44), _face(rng), anchor="mm")


def _lines(pen: ImageDraw.ImageDraw, colours: list[tuple[int, int, int]], rng: random.Random) -> None:
    x0, y0, x1, y1 = _FRAME
    count = rng.randrange(4, 14)
    for colour in colours:
        points = [(x0 + (x1 - x0) * k / count, rng.uniform(y0 + 8, y1 - 8)) for k in range(count + 1)]
        pen.line(points, colour, rng.randrange(1, 5))
        radius, square = rng.randrange(2, 7), rng.random() < 0.5
        for x, y in points if rng.random() < 0.6 else ():
            (pen.rectangle if square else pen.ellipse)(
                (x - radius, y - radius, x + radius, y + radius), colour
            )


def _curves(pen: ImageDraw.ImageDraw, colours: list[tuple[int, int, int]], rng: random.Random) -> None:
    x0, y0, x1, y1 = _FRAME
    for colour in colours:
        middle, wide, high = rng.uniform(0.2, 0.8), rng.uniform(0.05, 0.5), rng.uniform(0.3, 1)
        wave, grain = rng.choice((0.0, 0.0, rng.uniform(3, 30))), rng.choice((0.0, 0.02, 0.08))
        points = []
        for k in range(161):
            t = k / 160
            value = high * math.exp(-(((t - middle) / wide) ** 2)) * (1 + 0.5 * math.sin(wave * t)) / 1.5
            points.append((x0 + (x1 - x0) * t, y1 - (y1 - y0) * (value + rng.uniform(0, grain))))
        pen.line(points, colour, rng.randrange(1, 5))


def _bars(pen: ImageDraw.ImageDraw, colours: list[tuple[int, int, int]], rng: random.Random) -> None:
    x0, y0, x1, y1 = _FRAME
    groups = rng.randrange(3, 8)
    wide = (x1 - x0) / groups * 0.8 / len(colours)
    for group in range(groups):
        for index, colour in enumerate(colours):
            x = x0 + (x1 - x0) * (group + 0.1) / groups + wide * index
            pen.rectangle((x, rng.uniform(y0, y1 - 4), x + wide * 0.9, y1), colour, outline=(40, 40, 44))


def _pie(pen: ImageDraw.ImageDraw, colours: list[tuple[int, int, int]], rng: random.Random) -> None:
    cuts = sorted(rng.uniform(0, 360) for _ in range(rng.randrange(3, 7)))
    box = (120, 30, 340, 250)
    for index, (start, end) in enumerate(zip(cuts, [*cuts[1:], cuts[0] + 360], strict=True)):
        pen.pieslice(box, start, end, colours[index % len(colours)], outline=(255, 255, 255), width=2)
    if rng.random() < 0.4:
        pen.ellipse((180, 90, 280, 190), (255, 255, 255))


def _dots(pen: ImageDraw.ImageDraw, colours: list[tuple[int, int, int]], rng: random.Random) -> None:
    x0, y0, x1, y1 = _FRAME
    for colour in colours:
        x, y, spread = rng.uniform(x0, x1), rng.uniform(y0, y1), rng.uniform(10, 90)
        radius = rng.uniform(1, 5)
        for _ in range(rng.randrange(20, 120)):
            u, v = rng.gauss(x, spread), rng.gauss(y, spread)
            if x0 < u < x1 and y0 < v < y1:
                pen.ellipse((u - radius, v - radius, u + radius, v + radius), colour)


def _legend(pen: ImageDraw.ImageDraw, colours: list[tuple[int, int, int]], rng: random.Random) -> None:
    x, y = rng.choice(((70, 34), (350, 34), (350, 180)))
    for index, colour in enumerate(colours if rng.random() < 0.7 else ()):
        pen.line((x, y + 16 * index, x + 24, y + 16 * index), colour, 3)
        pen.text((x + 30, y + 16 * index), rng.choice(_WORDS), (40, 40, 44), _face(rng), anchor="lm")


def _face(rng: random.Random) -> ImageFont.FreeTypeFont:
    return fonts.load(rng.choice(fonts.faces("song")), 12)
