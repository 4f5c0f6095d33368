"""What scanners, telephones and copiers do to a page, with the marks' boxes carried along.

Each capture is a list of steps (name, strength); a step takes and returns a ``Rendered``. A plain scan
adds a little skew, paper tone and noise; the faults of the evaluation set are graded in strength.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from samples.rendered import Rendered

Step = tuple[str, float]
Matrix = np.ndarray


def _moved(page: Rendered, image: Image.Image, matrix: Matrix, **changes: Any) -> Rendered:
    """The page with another picture and its marks moved by a homography (3x3, pixels to pixels)."""
    marks = []
    for mark in page.marks:
        points = np.array([[*p, 1.0] for p in mark.quad]) @ matrix.T
        marks.append(replace(mark, quad=tuple((float(x / w), float(y / w)) for x, y, w in points)))
    return replace(page, image=image, marks=marks, **changes)


def _noted(page: Rendered, image: Image.Image, **conditions: Any) -> Rendered:
    return replace(page, image=image, conditions={**page.conditions, **conditions})


def _warp(
    page: Rendered, corners: list[tuple[float, float]], size: tuple[int, int], fill: tuple[int, int, int]
) -> Rendered:
    """Send the page's corners to these points of a canvas of this size."""
    w, h = page.image.size
    source = [(0, 0), (w, 0), (w, h), (0, h)]
    rows, right = [], []
    for (x, y), (u, v) in zip(source, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    matrix = np.append(np.linalg.solve(np.array(rows, float), np.array(right, float)), 1).reshape(3, 3)
    back = np.linalg.inv(matrix)
    back = (back / back[2, 2]).ravel()[:8]
    image = page.image.transform(
        size, Image.Transform.PERSPECTIVE, tuple(back), Image.Resampling.BICUBIC, fillcolor=fill
    )
    return _moved(page, image, matrix)


def _skew(page: Rendered, degrees: float, rng: random.Random) -> Rendered:
    w, h = page.image.size
    a = math.radians(degrees)
    c, s = math.cos(a), math.sin(a)
    corners = [
        (w / 2 + c * x - s * y, h / 2 + s * x + c * y)
        for x, y in ((-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2))
    ]
    tone = page.image.getpixel((3, 3))
    warped = _warp(page, corners, (w, h), tone if isinstance(tone, tuple) else (254, 254, 253))
    return replace(warped, conditions={**page.conditions, "skew": round(degrees, 2)})


def _rotate(page: Rendered, degrees: float, rng: random.Random) -> Rendered:
    w, h = page.image.size
    turn = int(degrees) % 360
    methods = {
        90: Image.Transpose.ROTATE_270,
        180: Image.Transpose.ROTATE_180,
        270: Image.Transpose.ROTATE_90,
    }
    matrices = {
        90: [[0, -1, h], [1, 0, 0], [0, 0, 1]],
        180: [[-1, 0, w], [0, -1, h], [0, 0, 1]],
        270: [[0, 1, 0], [-1, 0, w], [0, 0, 1]],
    }
    if turn not in methods:
        return page
    return _moved(
        page,
        page.image.transpose(methods[turn]),
        np.array(matrices[turn], float),
        rotation=(page.rotation + turn) % 360,
    )


def _tone(page: Rendered, amount: float, rng: random.Random) -> Rendered:
    """A scanner's paper tone, its noise and a faint shadow along one edge."""
    generator = np.random.default_rng(rng.getrandbits(32))
    pixels = np.asarray(page.image, np.float32)
    h, w, _ = pixels.shape
    edge = np.exp(-np.linspace(0, 40, w, dtype=np.float32))[None, :, None] * 26 * amount
    if rng.random() < 0.5:
        edge = edge[:, ::-1]
    warm = rng.uniform(0, 5)
    tint = (
        np.array([warm * 0.3, warm * 0.4 + rng.uniform(0, 1), warm + rng.uniform(0, 2)], np.float32) * amount
    )
    grain = generator.normal(0, 1.1 * amount, (h, w, 1)).astype(np.float32)
    dark = (
        pixels.mean(axis=2, keepdims=True) < 200
    )  # flat paper is clipped white by scanners: noise stays in the print
    out = pixels - edge - tint + np.where(dark, grain * 2, grain * 0.35)
    return _noted(page, Image.fromarray(np.clip(out, 0, 255).astype(np.uint8)))


def _desk(page: Rendered, amount: float, rng: random.Random) -> Rendered:
    """A telephone's picture: the sheet lies on a desk, seen at a slight angle."""
    w, h = page.image.size
    margin = 0.03 + 0.03 * amount
    size = (int(w * (1 + 2 * margin)), int(h * (1 + 2 * margin)))
    jitter = 0.022 * amount
    corners = []
    for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)):
        corners.append(
            ((margin + x + rng.uniform(-jitter, jitter)) * w, (margin + y + rng.uniform(-jitter, jitter)) * h)
        )
    tone = rng.choice(((112, 84, 58), (150, 140, 128), (70, 74, 80), (176, 152, 118)))
    warped = _warp(page, corners, size, tone)
    return replace(warped, conditions={**page.conditions, "phone": True})


def _light(page: Rendered, amount: float, rng: random.Random) -> Rendered:
    """Uneven light: a slope, a soft shadow, warm or cold, and the sensor's noise."""
    generator = np.random.default_rng(rng.getrandbits(32))
    pixels = np.asarray(page.image, np.float32)
    h, w, _ = pixels.shape
    v, u = np.mgrid[0:h, 0:w].astype(np.float32)
    angle = rng.uniform(0, 2 * math.pi)
    slope = ((u / w - 0.5) * math.cos(angle) + (v / h - 0.5) * math.sin(angle)) * 0.3 * amount
    cast = rng.choice(((1.0, 0.985, 0.94), (0.97, 0.99, 1.0), (1.0, 0.99, 0.97)))
    shade = 0.95 - 0.05 * amount + slope
    out = pixels * shade[..., None] * np.array(cast, np.float32) + generator.normal(0, 1.5, (h, w, 1))
    return _noted(page, Image.fromarray(np.clip(out, 0, 255).astype(np.uint8)))


def _shadow(page: Rendered, amount: float, rng: random.Random) -> Rendered:
    """A hand's or head's shadow over a corner."""
    w, h = page.image.size
    v, u = np.mgrid[0:h, 0:w].astype(np.float32)
    cx, cy = rng.choice((0.1, 0.9)) * w, rng.choice((0.15, 0.85)) * h
    blob = 1 / (1 + np.exp((np.hypot(u - cx, (v - cy) * 0.8) - 0.45 * w) / (0.05 * w)))
    out = np.asarray(page.image, np.float32) * (1 - (0.25 + 0.3 * amount) * blob)[..., None]
    return _noted(page, Image.fromarray(out.astype(np.uint8)), shadow=True)


def _glare(page: Rendered, amount: float, rng: random.Random) -> Rendered:
    """A lamp's reflection that burns the print away."""
    w, h = page.image.size
    v, u = np.mgrid[0:h, 0:w].astype(np.float32)
    cx, cy = rng.uniform(0.3, 0.7) * w, rng.uniform(0.25, 0.7) * h
    spot = np.exp(-((((u - cx) / (0.16 * w)) ** 2 + ((v - cy) / (0.1 * h)) ** 2) ** 1.5)) * (
        0.6 + 0.8 * amount
    )
    pixels = np.asarray(page.image, np.float32) * 0.86
    out = pixels + (255 - pixels) * np.clip(spot, 0, 1)[..., None]
    return _noted(page, Image.fromarray(np.clip(out, 0, 255).astype(np.uint8)), glare=True)


def _dark(page: Rendered, amount: float, rng: random.Random) -> Rendered:
    pixels = np.asarray(page.image, np.float32) / 255
    out = pixels ** (1 + 0.4 * amount) * (0.62 - 0.36 * amount)
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, 0.012, pixels.shape)
    return _noted(
        page, Image.fromarray((np.clip(out + noise, 0, 1) * 255).astype(np.uint8)), too_dark=amount >= 0.5
    )


# Strokes of body text are about 3 px wide at 150 dpi: from sigma 1.4 on a person sees the page as soft,
# beyond 3.2 small print is lost (measured in the project's field notes: OCR holds to 2.5).
def _blur(page: Rendered, sigma: float, rng: random.Random) -> Rendered:
    scaled = sigma * page.dpi / 150
    blurred = page.image.filter(ImageFilter.GaussianBlur(scaled))
    grade = "sharp" if sigma < 1.0 else "soft" if sigma < 3.2 else "unreadable"
    return replace(page, image=blurred, blur=grade, conditions={**page.conditions, "blur_sigma": sigma})


def _motion(page: Rendered, length: float, rng: random.Random) -> Rendered:
    """A shaken hand: the page averaged along a slanted path of ``length`` pixels."""
    pixels = np.asarray(page.image, np.float32)
    total, steps = np.zeros_like(pixels), max(2, int(length))
    for i in range(steps):
        shift = (round((i - steps / 2) * 0.6), round((i - steps / 2) * 0.8))
        total += np.roll(pixels, shift, axis=(0, 1))
    grade = "sharp" if length < 3 else "soft" if length < 9 else "unreadable"
    image = Image.fromarray((total / steps).astype(np.uint8))
    return replace(page, image=image, blur=grade, conditions={**page.conditions, "motion": length})


def _crop(page: Rendered, share: float, rng: random.Random) -> Rendered:
    """The right or lower part of the page left out of the picture."""
    w, h = page.image.size
    side = rng.choice(("right", "bottom", "left"))
    box = {
        "right": (0, 0, int(w * (1 - share)), h),
        "bottom": (0, 0, w, int(h * (1 - share))),
        "left": (int(w * share), 0, w, h),
    }[side]
    matrix = np.array([[1, 0, -box[0]], [0, 1, 0], [0, 0, 1]], float)
    return _moved(page, page.image.crop(box), matrix, conditions={**page.conditions, "cut_off": True})


def _resize(page: Rendered, factor: float, rng: random.Random) -> Rendered:
    size = (max(8, round(page.image.width * factor)), max(8, round(page.image.height * factor)))
    matrix = np.diag([size[0] / page.image.width, size[1] / page.image.height, 1.0])
    resized = page.image.resize(size, Image.Resampling.LANCZOS)
    low = page.dpi * factor < 75
    return _moved(
        page,
        resized,
        matrix,
        dpi=max(1, round(page.dpi * factor)),
        conditions={**page.conditions, "low_resolution": low},
    )


def _grey(page: Rendered, amount: float, rng: random.Random) -> Rendered:
    return _noted(page, page.image.convert("L").convert("RGB"), grey=True)


STEPS: dict[str, Callable[[Rendered, float, random.Random], Rendered]] = {
    "skew": _skew,
    "rotate": _rotate,
    "tone": _tone,
    "desk": _desk,
    "light": _light,
    "shadow": _shadow,
    "glare": _glare,
    "dark": _dark,
    "blur": _blur,
    "motion": _motion,
    "crop": _crop,
    "resize": _resize,
    "grey": _grey,
}


def take(page: Rendered, steps: list[Step], rng: random.Random) -> Rendered:
    """The page after these steps, in their order."""
    for name, strength in steps:
        page = STEPS[name](page, strength, rng)
    return page


def scan(rng: random.Random) -> list[Step]:
    """A clean office scan."""
    return [("skew", rng.gauss(0, 0.35)), ("tone", rng.uniform(0.5, 1.2))]


def phone(rng: random.Random) -> list[Step]:
    """A careful telephone picture."""
    return [("desk", rng.uniform(0.2, 0.9)), ("light", rng.uniform(0.3, 0.9))]
