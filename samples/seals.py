"""Stamped seals: drawn at four times the size, inked unevenly, turned, and brought down.

Shapes and proportions follow GB/T 33481 and the usual office seals: round 38–42 mm with arc text and a star,
oval 45x30 mm, square name seals of 18–20 mm, rectangular number stamps.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from samples import fonts

RED = ((206, 34, 42), (190, 22, 40), (222, 52, 48), (214, 60, 74), (176, 30, 44))
BLUE = ((36, 60, 160), (52, 84, 176))
SCALE = 4


@dataclass(frozen=True)
class Stamp:
    """One seal to be stamped; ``size`` is its longer side in millimetres."""

    text: str
    centre: str = ""
    serial: str = ""
    shape: str = "round"
    colour: str = "red"
    size: float = 40.0
    star: bool = True
    ink: float = 1.0  # 1 full, 0.4 starved
    face: fonts.Face | None = None  # the font; drawn when None
    rim: float = 0.022  # the rim's width by the seal's
    letter: float | None = None  # the arc characters' size by the seal's; by their number when None
    inner_rim: bool = False


def _glyph(char: str, font: ImageFont.FreeTypeFont, narrow: float) -> Image.Image:
    side = int(font.size * 1.3)
    tile = Image.new("L", (side, side), 0)
    ImageDraw.Draw(tile).text((side / 2, side / 2), char, 255, font, anchor="mm", stroke_width=1)
    return tile.resize((max(1, int(side * narrow)), side), Image.Resampling.BICUBIC)


def _arc(
    mask: Image.Image, text: str, rx: float, ry: float, font: ImageFont.FreeTypeFont, sweep: float, low: bool
) -> None:
    """Set text along the upper arc (clockwise), or along the lower one, feet inwards (``low``)."""
    cx, cy = mask.width / 2, mask.height / 2
    narrow = min(1.0, sweep * min(rx, ry) / max(1, len(text)) / font.size * 1.02)
    for i, char in enumerate(text):
        share = (i + 0.5) / len(text) - 0.5
        angle = -math.pi / 2 + share * sweep if not low else math.pi / 2 - share * sweep
        x, y = cx + rx * math.cos(angle), cy + ry * math.sin(angle)
        turn = math.degrees(math.atan2(ry * math.cos(angle), -rx * math.sin(angle)))
        tile = _glyph(char, font, narrow).rotate(
            -turn if not low else -turn + 180, Image.Resampling.BICUBIC, expand=True
        )
        box = (int(x - tile.width / 2), int(y - tile.height / 2))
        mask.paste(255, (*box, box[0] + tile.width, box[1] + tile.height), tile)


def _star(draw: ImageDraw.ImageDraw, cx: float, cy: float, radius: float) -> None:
    points = []
    for i in range(10):
        r = radius if i % 2 == 0 else radius * 0.382
        points.append((cx + r * math.sin(i * math.pi / 5), cy - r * math.cos(i * math.pi / 5)))
    draw.polygon(points, fill=255)


def _round(stamp: Stamp, px: int, face: fonts.Face) -> Image.Image:
    w, h = (px, px) if stamp.shape == "round" else (px, int(px * 0.68))
    mask = Image.new("L", (w, h), 0)
    draw = ImageDraw.Draw(mask)
    rim = max(3, int(px * stamp.rim))
    draw.ellipse((2, 2, w - 3, h - 3), outline=255, width=rim)
    if stamp.shape == "oval" or stamp.inner_rim:
        draw.ellipse(
            (rim * 2.2, rim * 2.2, w - rim * 2.2, h - rim * 2.2), outline=255, width=max(2, rim // 3)
        )
    size = int(px * (stamp.letter or (0.125 if len(stamp.text) <= 14 else 0.108)))
    inset = rim * 2.0 + size * 0.58
    sweep = math.radians(min(235 if stamp.centre else 290, 90 + 14 * len(stamp.text)))
    _arc(mask, stamp.text, w / 2 - inset, h / 2 - inset, fonts.load(face, size), sweep, False)
    if stamp.star:
        _star(draw, w / 2, h / 2, px * (0.15 if stamp.shape == "round" else 0.09))
    if stamp.centre:
        small = fonts.load(face, int(px * (0.092 if len(stamp.centre) < 7 else 0.075)))
        drop = 0.25 if stamp.star else 0.02
        draw.text((w / 2, h / 2 + h * drop), stamp.centre, 255, small, anchor="mm", stroke_width=1)
    if stamp.serial:
        tiny = fonts.load(face, max(8, int(px * 0.05)))
        _arc(
            mask,
            stamp.serial,
            w / 2 - rim * 2.4 - px * 0.018,
            h / 2 - rim * 2.4 - px * 0.018,
            tiny,
            math.radians(6 * len(stamp.serial)),
            True,
        )
    return mask


def _square(stamp: Stamp, px: int, face: fonts.Face) -> Image.Image:
    """A name seal: two columns, read from the right."""
    mask = Image.new("L", (px, px), 0)
    draw = ImageDraw.Draw(mask)
    rim = max(3, px // 26)
    draw.rectangle((2, 2, px - 3, px - 3), outline=255, width=rim)
    text = stamp.text if len(stamp.text) > 3 else (stamp.text + "之印")[: 4 if len(stamp.text) < 4 else None]
    rows = math.ceil(len(text) / 2)
    columns = [text[:rows], text[rows:]]
    cell_w, cell_h = (px - 3 * rim) / 2, (px - 3 * rim) / rows
    font = fonts.load(face, int(min(cell_w, cell_h) * 0.92))
    for c, column in enumerate(columns):
        for r, char in enumerate(column):
            centre = (px - 1.5 * rim - (c + 0.5) * cell_w, 1.5 * rim + (r + 0.46) * cell_h)
            draw.text(centre, char, 255, font, anchor="mm", stroke_width=1)
    return mask


def _rectangle(stamp: Stamp, px: int, face: fonts.Face) -> Image.Image:
    lines = stamp.text.split("\n")
    height = int(px * (0.2 + 0.13 * (len(lines) - 1)))
    mask = Image.new("L", (px, height), 0)
    draw = ImageDraw.Draw(mask)
    rim = max(2, px // 70)
    draw.rectangle((2, 2, px - 3, height - 3), outline=255, width=rim)
    longest = max(len(line) for line in lines)
    font = fonts.load(face, int(min((px - 8 * rim) / longest, (height - 4 * rim) / len(lines) * 0.8)))
    for i, line in enumerate(lines):
        y = height * (i + 0.5) / len(lines) * 0.94 + height * 0.03
        draw.text((px / 2, y), line, 255, font, anchor="mm", stroke_width=1)
    return mask


def _noise(w: int, h: int, coarse: int, rng: np.random.Generator) -> np.ndarray:
    """Smooth noise of mean 0.5, with spots of about ``coarse`` pixels."""
    small = rng.random((max(2, h // coarse), max(2, w // coarse))).astype(np.float32)
    tile = Image.fromarray((small * 255).astype(np.uint8)).resize((w, h), Image.Resampling.BICUBIC)
    return np.asarray(tile, np.float32) / 255


def _ink(mask: Image.Image, amount: float, rng: np.random.Generator) -> Image.Image:
    """Take ink away where the pad was dry and the paper rough, and let the rest swell a little."""
    w, h = mask.size
    soft = np.asarray(mask.filter(ImageFilter.GaussianBlur(SCALE * 0.35)), np.float32) / 255
    broad, fine = _noise(w, h, max(8, w // 5), rng), _noise(w, h, 5, rng)
    grain = rng.random((h, w)).astype(np.float32)
    tilt = np.linspace(-0.5, 0.5, w, dtype=np.float32)[None, :] * rng.uniform(-0.5, 0.5)
    pressure = np.clip(amount * (0.78 + 0.5 * (broad - 0.5) + tilt), 0.12, 1.0)
    starved = np.where(fine * 0.65 + grain * 0.35 > 0.34 + 0.62 * pressure, 0.25, 1.0)
    return Image.fromarray((np.clip(soft * pressure * starved, 0, 1) * 255).astype(np.uint8))


def stamp(spec: Stamp, dpi: int, rng: random.Random, tilt: float | None = None) -> Image.Image:
    """The seal as RGBA, cut to its ink; ``tilt`` in degrees, drawn when None."""
    generator = np.random.default_rng(rng.getrandbits(32))
    face = spec.face or rng.choice(fonts.faces("song") + fonts.faces("hei"))
    px = int(spec.size / 25.4 * dpi * SCALE)
    makers = {"round": _round, "oval": _round, "square": _square, "rectangle": _rectangle}
    mask = _ink(makers[spec.shape](spec, px, face), spec.ink, generator)
    angle = rng.gauss(0, 7) if tilt is None else tilt
    mask = mask.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    mask = mask.resize((max(1, mask.width // SCALE), max(1, mask.height // SCALE)), Image.Resampling.LANCZOS)
    mask = mask.crop(mask.point(lambda v: 255 if v > 24 else 0).getbbox() or (0, 0, *mask.size))
    colour = rng.choice(RED if spec.colour == "red" else BLUE)
    inked = Image.new("RGBA", mask.size, (*colour, 255))
    inked.putalpha(mask)
    return inked


def reading(spec: Stamp) -> str:
    """The text that a reader takes off the seal: arc, then centre line."""
    return spec.text.replace("\n", "") + spec.centre
