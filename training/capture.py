"""Scanners, telephones, copiers and fax machines at training resolution, with points and areas carried along."""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Points = NDArray[np.float32]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Shot:
    """A captured page: the points and the areas' corners where they lie on it."""

    pixels: Pixels
    points: list[Points]
    areas: list[Points]
    grey: bool


def capture(
    page: Pixels, points: list[Points], areas: list[Box], sides: tuple[int, int], rng: random.Random
) -> Shot:
    """The page as captured, its long side in the range ``sides``: geometry, then light, copying, loss of detail."""
    matrix, size = _geometry(page.shape[1], page.shape[0], sides, rng)
    desk = rng.choice(((254, 254, 253), (112, 84, 58), (150, 140, 128), (40, 42, 46), (200, 190, 180)))
    moved = cv2.warpPerspective(page, matrix, size, flags=cv2.INTER_AREA, borderValue=desk)
    corners = [np.array([(b[0], b[1]), (b[2], b[1]), (b[2], b[3]), (b[0], b[3])], np.float32) for b in areas]
    carried = [cv2.perspectiveTransform(p[None], matrix)[0] for p in (*points, *corners)]
    pixels = np.asarray(moved, np.uint8)
    if rng.random() < 0.35:
        pixels = _light(pixels, rng)
    grey = rng.random() < 0.28
    if grey:
        pixels = _copy(pixels, rng)
    return Shot(_worsened(pixels, rng), carried[: len(points)], carried[len(points) :], grey)


def _geometry(
    w: int, h: int, sides: tuple[int, int], rng: random.Random
) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """Scale, a small turn, and in one case of three a telephone's perspective with the desk around."""
    scale = rng.uniform(*sides) / max(w, h)
    phone = rng.random() < 0.35
    margin = rng.uniform(0, 0.07) if phone else 0.0
    jitter = rng.uniform(0, 0.03) if phone else 0.0
    angle = np.radians(rng.gauss(0, 3 if phone else 0.8))
    wide, high = w * scale * (1 + 2 * margin), h * scale * (1 + 2 * margin)
    target = []
    for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)):
        u = (x - 0.5 + rng.uniform(-jitter, jitter)) * w * scale
        v = (y - 0.5 + rng.uniform(-jitter, jitter)) * h * scale
        target.append(
            (
                wide / 2 + u * np.cos(angle) - v * np.sin(angle),
                high / 2 + u * np.sin(angle) + v * np.cos(angle),
            )
        )
    source = np.array(((0, 0), (w, 0), (w, h), (0, h)), np.float32)
    return cv2.getPerspectiveTransform(source, np.array(target, np.float32)), (int(wide), int(high))


def _light(pixels: Pixels, rng: random.Random) -> Pixels:
    """Uneven light, a cast of colour, a soft shadow, little or much of it."""
    h, w = pixels.shape[:2]
    small = (
        np.random.default_rng(rng.getrandbits(32))
        .uniform(rng.uniform(0.45, 0.95), 1.05, (3, 3))
        .astype(np.float32)
    )
    shade = cv2.resize(small, (w, h), interpolation=cv2.INTER_CUBIC)
    cast = np.array([rng.uniform(0.88, 1.05) for _ in range(3)], np.float32)
    return np.clip(pixels * shade[..., None] * cast + rng.uniform(-8, 12), 0, 255).astype(np.uint8)


def _copy(pixels: Pixels, rng: random.Random) -> Pixels:
    """A grey or a one-bit copy (fax: coarse one-bit)."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    grey = np.clip((grey - 128) * rng.uniform(0.8, 1.6) + 128 + rng.uniform(-10, 40), 0, 255)
    if rng.random() < 0.4:
        h, w = grey.shape
        zoom = rng.choice((1.0, 1.6, 2.0))
        large = cv2.resize(grey, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC)
        dither = np.random.default_rng(rng.getrandbits(32)).normal(0, rng.choice((1, 12)), large.shape)
        grey = cv2.resize(
            ((large + dither > rng.uniform(150, 228)) * 255).astype(np.float32),
            (w, h),
            interpolation=cv2.INTER_AREA,
        )
    return np.repeat(grey.astype(np.uint8)[..., None], 3, axis=2)


def _worsened(pixels: Pixels, rng: random.Random) -> Pixels:
    """Blur, lost resolution, noise, JPEG; a good third of the pages stay as they are."""
    h, w = pixels.shape[:2]
    if rng.random() < 0.35:
        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), rng.uniform(0.3, 1.5)), np.uint8)
    if rng.random() < 0.3:
        factor = rng.uniform(0.3, 0.9)
        low = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        pixels = np.asarray(
            cv2.resize(low, (w, h), interpolation=rng.choice((cv2.INTER_CUBIC, cv2.INTER_LINEAR))), np.uint8
        )
    if rng.random() < 0.3:
        noise = np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(1, 9), (h, w, 1))
        pixels = np.clip(pixels + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.6:
        _, code = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, rng.randrange(22, 92)])
        pixels = np.asarray(cv2.imdecode(code, cv2.IMREAD_COLOR), np.uint8)
    return pixels
