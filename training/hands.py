"""Handwriting as masks (H × W uint8, 255 ink): signatures of several sources, and written words that are none."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from training.sources import Sources, load

Mask = NDArray[np.uint8]
_HEIGHT = 96  # pixels of one character before the mask is brought to size
_LATIN = (
    "Anna",
    "Maria",
    "Peter",
    "Li",
    "Wang",
    "Zhang",
    "Robert",
    "Smith",
    "Turner",
    "Chen",
    "Olivier",
    "Ahmet",
    "Kaya",
    "Joao",
    "Silva",
    "Keller",
    "Ivan",
    "Petrov",
)


def signature(sources: Sources, rng: random.Random) -> Mask:
    """A signature, cut to its ink: mostly a Chinese name, by pen strokes or from a warped font; else Latin."""
    drawn = rng.random()
    if drawn < 0.42 or sources.folder is None:
        mask = strokes(sources, sources.name(rng), rng)
    elif drawn < 0.64 and sources.chinese_hands:
        mask = _set_by_font(sources.name(rng), load(rng.choice(sources.chinese_hands), _HEIGHT), rng)
    elif drawn < 0.80 and sources.latin_hands:
        mask = _latin(rng, sources.latin_hands)
    else:
        mask = scribble(rng)
    if rng.random() < 0.12:
        _flourish(mask, rng)
    return cut(_warped(mask, rng))


def words(sources: Sources, rng: random.Random) -> Mask:
    """Handwritten words that nobody would take for a signature: a date, a number, an opinion of several words."""
    drawn = rng.random()
    year, month, day = rng.randrange(2005, 2027), rng.randrange(1, 13), rng.randrange(1, 29)
    text = rng.choice(
        (f"{year}.{month}.{day}", f"{year}年{month}月{day}日", f"1{rng.randrange(10**9, 10**10)}")
    )
    if drawn < 0.5:
        text = "".join(
            rng.choice("同意推荐申报该同志工作认真负责成绩突出符合条件情况属实业绩显著")
            for _ in range(rng.randrange(6, 14))
        )
    hands = sources.chinese_hands or ()
    if hands:
        return cut(_warped(_set_by_font(text, load(rng.choice(hands), _HEIGHT), rng, tight=True), rng))
    return cut(_warped(strokes(sources, "同意推荐情况属实"[: rng.randrange(6, 9)], rng), rng))


def jottings(sources: Sources, rng: random.Random) -> Mask:
    """Further handwriting that is no signature: dates and numbers in Latin hands, opinions by strokes, ticks."""
    drawn = rng.random()
    if drawn < 0.4 and sources.latin_hands:
        day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(1995, 2027)
        text = rng.choice(
            (
                f"{year}-{month:02}-{day:02}",
                f"{year}.{month}.{day}",
                f"{day}/{month}/{year % 100:02}",
                f"{rng.randrange(10, 10 ** rng.randrange(2, 7))}",
                f"No. {rng.randrange(100, 10**6)}",
                f"{rng.randrange(1, 400)}.{rng.randrange(100):02}",
            )
        )
        font = load(rng.choice(sources.latin_hands), _HEIGHT)
        drawing = Image.new("L", (int(font.getlength(text)) + 120, int(_HEIGHT * 2.4)), 0)
        ImageDraw.Draw(drawing).text(
            (60, _HEIGHT * 1.5), text, 255, font, anchor="ls", stroke_width=rng.choice((0, 0, 1))
        )
        return cut(_warped(np.array(drawing), rng))
    if drawn < 0.85:
        return cut(_warped(strokes(sources, sentence(rng, rng.randrange(5, 13)), rng, 0.2), rng))
    mask = np.zeros((_HEIGHT * 2, _HEIGHT * 2), np.uint8)
    x, y = _HEIGHT * rng.uniform(0.6, 1.0), _HEIGHT * rng.uniform(0.8, 1.2)
    tick = [
        (x - 0.3 * _HEIGHT, y),
        (x, y + rng.uniform(0.2, 0.5) * _HEIGHT),
        (x + rng.uniform(0.4, 1) * _HEIGHT, y - 0.6 * _HEIGHT),
    ]
    _pen(mask, np.array(tick), _HEIGHT * rng.uniform(0.03, 0.08), rng)
    return cut(mask)


def sentence(rng: random.Random, count: int) -> str:
    """So many characters of what is written in the boxes of forms."""
    return "".join(
        rng.choice("同意推荐申报该同志工作认真负责成绩突出符合条件情况属实业绩显著单位审核已")
        for _ in range(count)
    )


def cut(mask: Mask) -> Mask:
    """The mask without its empty border; one pixel where it is empty."""
    ys, xs = np.nonzero(mask > 40)
    if not len(xs):
        return np.zeros((1, 1), np.uint8)
    return np.ascontiguousarray(mask[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1])


def strokes(
    sources: Sources, name: str, rng: random.Random, rising: float = 1.0, haste: float | None = None
) -> Mask:
    """A name written along stroke medians, strokes run together and simplified as a quick hand does.

    ``rising``: how much of the line's rise is kept, so that long ones stay on the paper; ``haste``: from 0, careful, to
    1, a scrawl; drawn where it is not given.
    """
    height = _HEIGHT
    haste = rng.random() if haste is None else haste
    running = 0.15 + 0.8 * haste * rng.random()
    pen = height * rng.uniform(0.022, 0.062)
    slant, narrow = rng.uniform(-0.1, 0.4), rng.uniform(0.55, 0.95)
    mask = np.zeros((int(height * 2.2), int(height * (len(name) + 1.2) * 1.15)), np.uint8)
    x, base, rise = height * 0.35, height * 0.5, rng.uniform(-0.14, 0.06) * height * rising
    last: NDArray[np.float64] | None = None
    for char in name:
        known = sources.characters.get(char) or rng.choice(list(sources.characters.values()))
        size = height * rng.uniform(0.65, 1.15)
        for stroke in known:
            if haste > 0.6 and len(known) > 5 and rng.random() < 0.3 * haste:
                continue  # a quick hand swallows strokes
            points = np.array(stroke, np.float64)
            if len(points) > 3:
                points = points[[0, *range(1, len(points) - 1, 1 + int(2 * haste)), len(points) - 1]]
            u, v = points[:, 0] / 1024, (900 - points[:, 1]) / 1024
            wobble = 0.01 + 0.035 * haste
            u, v = u + _gauss(rng, len(u), wobble), v + _gauss(rng, len(v), wobble)
            moved = np.stack([x + size * (u * narrow + slant * (0.6 - v)), base + size * v], 1)
            if last is not None and rng.random() < running and np.hypot(*(moved[0] - last)) < 0.9 * size:
                middle = (last + moved[0]) / 2 + _gauss(rng, 2, 0.05 * size)
                _pen(mask, np.stack([last, middle, moved[0]]), pen * rng.uniform(0.3, 0.7), rng)
            _pen(mask, moved, pen, rng)
            last = moved[-1]
        x += size * narrow * rng.uniform(0.7, 1.02)
        base += rise
        if rng.random() > running:
            last = None
    return mask


def unreadable(rng: random.Random) -> Mask:
    """A signature that nobody can read, bent and cut to its ink."""
    return cut(_warped(scribble(rng), rng))


def scribble(rng: random.Random) -> Mask:
    """Zigzags, loops or a few wide strokes, growing smaller along a line."""
    mask = np.zeros((int(_HEIGHT * 3), int(_HEIGHT * 5)), np.uint8)
    for points in rng.choice((_zigzag, _loops, _paraph))(rng):
        _pen(mask, points, _HEIGHT * rng.uniform(0.02, 0.05), rng)
    return mask


def _zigzag(rng: random.Random) -> list[NDArray[np.float64]]:
    height, x, middle = _HEIGHT, _HEIGHT * 0.6, _HEIGHT * 1.5
    points, step = [], height * rng.uniform(0.12, 0.3)
    grow = rng.uniform(0.7, 1.0)
    size = height * rng.uniform(0.35, 0.8)
    for i in range(rng.randrange(6, 18)):
        tall = size * (rng.uniform(1.0, 2.0) if i == 0 or rng.random() < 0.18 else rng.uniform(0.2, 0.7))
        back = step * rng.uniform(-0.8, 0.9)
        points += [
            (x, middle - tall * (0.5 + 0.5 * rng.random())),
            (x + back, middle + tall * 0.5 * rng.random()),
        ]
        x += step * rng.uniform(0.6, 1.5)
        size = max(0.1 * height, size * (grow + rng.uniform(-0.1, 0.12)))
    if rng.random() < 0.5:
        points += [(x + height * rng.uniform(0.3, 1.2), middle + rng.uniform(-0.5, 0.3) * height)]
    return [np.array(points)]


def _loops(rng: random.Random) -> list[NDArray[np.float64]]:
    """Round loops on a line, each of its own width and height, as in a quick Latin hand."""
    turns, tilt = rng.randrange(2, 9), rng.uniform(-0.1, 0.5)
    t = np.linspace(0, turns * 2 * np.pi, turns * 10)
    knots = np.linspace(0, turns * 2 * np.pi, turns + 2)
    high = np.interp(
        t, knots, [rng.uniform(0.1, 0.4) + (rng.random() < 0.25) * rng.uniform(0.2, 0.5) for _ in knots]
    )
    wide = np.interp(t, knots, [rng.uniform(0.05, 0.3) for _ in knots])
    high[: len(high) // turns] *= rng.uniform(1.0, 2.0)
    y = -high * np.cos(t) + np.interp(t, knots, [rng.gauss(0, 0.08) for _ in knots])
    x = 0.6 + t / (2 * np.pi) * rng.uniform(0.2, 0.42) + wide * np.sin(t) - tilt * y
    return [np.stack([x * _HEIGHT, (1.5 + y) * _HEIGHT], 1)]


def _paraph(rng: random.Random) -> list[NDArray[np.float64]]:
    """Two to five wide strokes across each other."""
    found = []
    for _ in range(rng.randrange(2, 6)):
        at, to = (
            (rng.uniform(0.4, 1.6), rng.uniform(0.7, 2.2)),
            (rng.uniform(1.0, 3.4), rng.uniform(0.7, 2.2)),
        )
        bow = [(rng.uniform(0.3, 3.4), rng.uniform(0.3, 2.6)) for _ in range(rng.randrange(1, 4))]
        found.append(np.array([at, *bow, to]) * _HEIGHT)
    return found


def careful(sources: Sources, rng: random.Random) -> Mask:
    """A signature whose letters or characters stand apart: Latin ones, or a Chinese name written as at school."""
    if sources.careful_hands and rng.random() < 0.6:
        return cut(_warped(_latin(rng, sources.careful_hands), rng))
    if sources.chinese_hands and rng.random() < 0.3:
        font = load(rng.choice(sources.chinese_hands), _HEIGHT)
        return cut(_warped(_set_by_font(sources.name(rng), font, rng, tight=True), rng))
    return cut(_warped(strokes(sources, sources.name(rng), rng, 0.5, haste=rng.uniform(0, 0.3)), rng))


def _latin(rng: random.Random, fonts: Sequence[Path]) -> Mask:
    text = " ".join(rng.sample(_LATIN, rng.choice((1, 2, 2))))
    if rng.random() < 0.3:
        text = rng.choice("ABCDEGHJKLMPRSTW") + ". " + text
    font = load(rng.choice(fonts), _HEIGHT)
    mask = Image.new("L", (int(font.getlength(text)) + 120, int(_HEIGHT * 2.4)), 0)
    ImageDraw.Draw(mask).text(
        (60, _HEIGHT * 1.5), text, 255, font, anchor="ls", stroke_width=rng.choice((0, 0, 1))
    )
    return np.array(mask)


def _set_by_font(text: str, font: object, rng: random.Random, tight: bool = False) -> Mask:
    """Text from a handwriting font, each character turned, sheared and set a little differently."""
    side = int(_HEIGHT * 1.5)
    mask = np.zeros((int(_HEIGHT * 2.2), int(_HEIGHT * (len(text) + 2))), np.uint8)
    x, rise = _HEIGHT * 0.3, rng.uniform(-0.1, 0.05) * _HEIGHT * (0.2 if tight else 1)
    for i, char in enumerate(text):
        tile = Image.new("L", (side, side), 0)
        ImageDraw.Draw(tile).text((side / 2, side / 2), char, 255, font, anchor="mm")  # type: ignore[arg-type]
        turn = cv2.getRotationMatrix2D(
            (side / 2, side / 2), rng.gauss(0, 2 if tight else 7), rng.uniform(0.9, 1.25)
        )
        turn[0, 1] += rng.uniform(-0.3, 0.12)
        turned = cv2.warpAffine(np.array(tile), turn, (side, side), flags=cv2.INTER_AREA)
        y = int(_HEIGHT * 0.35 + i * rise + rng.gauss(0, 0.04) * _HEIGHT)
        y = min(max(0, y), mask.shape[0] - side)
        left = min(int(x), mask.shape[1] - side)
        np.maximum(mask[y : y + side, left : left + side], turned, out=mask[y : y + side, left : left + side])
        latin = ord(char) < 0x2E80
        x += _HEIGHT * (0.42 if latin else rng.uniform(0.85, 1.0) if tight else rng.uniform(0.55, 0.95))
    return mask


def _gauss(rng: random.Random, count: int, sigma: float) -> NDArray[np.float64]:
    return np.array([rng.gauss(0, sigma) for _ in range(count)])


def _pen(mask: Mask, points: NDArray[np.float64], width: float, rng: random.Random) -> None:
    """One movement of the pen along a Catmull-Rom curve: thick where slow, thin where it leaves the paper."""
    curve = _smooth(points)
    n = len(curve)
    phase, swell = rng.uniform(0, 3), rng.uniform(0.1, 0.45)
    fade = rng.uniform(0.2, 0.7)
    for i in range(n - 1):
        t = i / max(1, n - 1)
        pressure = 0.85 + swell * np.sin(phase + 4 * t) - fade * max(0.0, t - 0.65)
        start, end = curve[i], curve[i + 1]
        thick = max(1, round(width * pressure))
        cv2.line(mask, (int(start[0]), int(start[1])), (int(end[0]), int(end[1])), 255, thick, cv2.LINE_AA)


def _smooth(points: NDArray[np.float64], steps: int = 6) -> NDArray[np.float64]:
    if len(points) < 3:
        return points
    p = np.concatenate([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    a, b, c, d = (p[i : len(p) - 3 + i][:, None, :] for i in range(4))
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    smooth: NDArray[np.float64] = np.concatenate([curve.reshape(-1, 2), points[-1:]])
    return smooth


def _flourish(mask: Mask, rng: random.Random) -> None:
    """A line drawn below or through the name."""
    h, w = mask.shape
    y = h * rng.uniform(0.55, 0.85)
    points = np.array(
        [
            (w * 0.1, y),
            (w * rng.uniform(0.4, 0.6), y + rng.gauss(0, 0.06) * h),
            (w * 0.9, y + rng.gauss(0, 0.08) * h),
        ]
    )
    _pen(mask, points, h * rng.uniform(0.01, 0.025), rng)


def _warped(mask: Mask, rng: random.Random) -> Mask:
    """The whole hand bent by a slow wave and turned a few degrees."""
    h, w = mask.shape
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    bend, wave = rng.uniform(-0.05, 0.05) * h, rng.uniform(60, 220)
    turn, phase = np.tan(np.radians(rng.gauss(1.5, 4))), rng.uniform(0, 6)
    source_y = y + bend * np.sin(x / wave + phase) + turn * (x - w / 2)
    source_x = x + 0.5 * bend * np.sin(y / wave + phase)
    padded = cv2.remap(mask, source_x.astype(np.float32), source_y.astype(np.float32), cv2.INTER_LINEAR)
    return np.asarray(padded, np.uint8)
