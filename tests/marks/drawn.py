"""Pages drawn for the tests: white paper, rows of print-like bars, seals, frames and pen strokes."""

from __future__ import annotations

import math

import cv2
import numpy as np

from scanaudit.reading.lines import Line

RED, BLUE, BLACK = (205, 35, 45), (40, 60, 165), (25, 25, 28)


def paper(width=1000, height=1414, colour=(250, 249, 246)):
    page = np.empty((height, width, 3), np.uint8)
    page[:] = colour
    return page


def star(page, x, y, radius, colour):
    points = [
        (x + r * math.sin(i * math.pi / 5), y - r * math.cos(i * math.pi / 5))
        for i, r in ((i, radius if i % 2 == 0 else 0.38 * radius) for i in range(10))
    ]
    cv2.fillPoly(page, [np.array(points, np.int32)], colour, cv2.LINE_AA)


def round_seal(page, x, y, radius, colour=RED, glyphs=12, aspect=1.0):
    """A ring, glyph-like crosses along its arc, and a star."""
    axes = (radius, int(radius * aspect))
    cv2.ellipse(page, (x, y), axes, 0, 0, 360, colour, max(3, radius // 22), cv2.LINE_AA)
    for i in range(glyphs):
        angle = math.radians(135 + 270 * (i + 0.5) / glyphs)
        cx, cy = x + 0.76 * axes[0] * math.cos(angle), y + 0.76 * axes[1] * math.sin(angle)
        size = 0.085 * radius
        for dx, dy in ((-1, -1), (-1, 0), (-1, 1)):
            a = (int(cx + dx * size), int(cy + dy * size))
            cv2.line(page, a, (int(cx + size), a[1]), colour, 2, cv2.LINE_AA)
        cv2.line(page, (int(cx), int(cy - size)), (int(cx), int(cy + size)), colour, 2, cv2.LINE_AA)
    star(page, x, y, int(0.26 * radius), colour)
    return x - axes[0], y - axes[1], x + axes[0], y + axes[1]


def glyph(page, x, y, size, colour=BLACK, thickness=2):
    """A square character of level and plumb strokes."""
    for share in (0.15, 0.5, 0.85):
        cv2.line(page, (x, int(y + share * size)), (x + size, int(y + share * size)), colour, thickness)
    cv2.line(page, (x + size // 2, y), (x + size // 2, y + size), colour, thickness)
    cv2.line(page, (x, y), (x, y + size), colour, thickness)


def print_line(page, text, x, y, size=20, colour=BLACK):
    """``text`` as glyphs; returns the line as an OCR engine would."""
    for i, char in enumerate(text):
        if char not in " ：:":
            glyph(page, x + int(i * 1.15 * size), y, size, colour)
    return line(text, x - 2, y - 4, x + int(1.15 * size * len(text)), y + size + 4)


def line(text, x0, y0, x1, y1, confidence=0.99):
    quad = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
    return Line(text, confidence, quad)


def pen(page, x, y, width, height, colour=BLACK, seed=0):
    """A joined-up scrawl of slanted curves."""
    rng = np.random.default_rng(seed)
    t = np.linspace(0, 1, 400)
    wave = np.sin(t * 2 * np.pi * 5 + rng.uniform(0, 6)) * (0.5 + 0.5 * np.sin(t * 7))
    xs = x + width * (t + 0.06 * np.cos(t * 2 * np.pi * 9))
    ys = y + height * (0.5 + 0.48 * wave * np.cos(t * 3)) - 0.1 * height * (t - 0.5)
    points = np.stack([xs, ys], axis=1).astype(np.int32)
    cv2.polylines(page, [points], False, colour, 2, cv2.LINE_AA)


def prose(page, top=120, rows=12, x=100):
    """Rows of print; returns their lines."""
    return [
        print_line(page, "本人所填内容及所附材料真实有效如有虚假愿负责任", x, top + 44 * i)
        for i in range(rows)
    ]
