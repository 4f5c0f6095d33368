"""What certificates bear besides words: frames, tints, emblems, portraits, codes. None is a seal."""

from __future__ import annotations

import math
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from samples.sheet import Colour, Sheet

BACKGROUNDS: dict[str, Colour] = {"red": (196, 32, 40), "blue": (62, 126, 206), "white": (246, 246, 246)}


def portrait(width: int, who: str, background: str = "blue") -> Image.Image:
    """A drawn head and shoulders (of nobody), 1 : 1.4; the same for the same identity number."""
    rng = random.Random(who)
    height = int(width * 1.4)
    scale = 3
    big = Image.new("RGB", (width * scale, height * scale), BACKGROUNDS[background])
    draw = ImageDraw.Draw(big)
    w, h = big.size
    skin = rng.choice(((232, 196, 170), (222, 182, 150), (240, 208, 184)))
    coat = rng.choice(((34, 38, 52), (60, 62, 70), (28, 46, 78)))
    cx = w / 2 + rng.uniform(-0.01, 0.01) * w
    draw.ellipse((cx - 0.46 * w, 0.72 * h, cx + 0.46 * w, 1.4 * h), fill=coat)
    draw.polygon(((cx - 0.12 * w, 0.74 * h), (cx + 0.12 * w, 0.74 * h), (cx, 0.97 * h)), fill=(240, 240, 240))
    long_hair = len(who) == 18 and int(who[16]) % 2 == 0
    draw.ellipse(
        (cx - 0.28 * w, 0.12 * h, cx + 0.28 * w, (0.76 if long_hair else 0.5) * h), fill=(26, 22, 22)
    )
    draw.rectangle((cx - 0.1 * w, 0.58 * h, cx + 0.1 * w, 0.77 * h), fill=skin)
    draw.ellipse((cx - 0.22 * w, 0.2 * h, cx + 0.22 * w, 0.66 * h), fill=skin)
    draw.chord((cx - 0.24 * w, 0.14 * h, cx + 0.24 * w, 0.5 * h), 185, 355, fill=(26, 22, 22))
    for side in (-1, 1):
        draw.ellipse(
            (cx + side * 0.09 * w - 0.03 * w, 0.4 * h, cx + side * 0.09 * w + 0.03 * w, 0.42 * h),
            fill=(40, 30, 30),
        )
    draw.arc((cx - 0.07 * w, 0.5 * h, cx + 0.07 * w, 0.57 * h), 20, 160, fill=(170, 90, 84), width=scale * 2)
    return big.resize((width, height), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.6))


def frame(s: Sheet, margin: float, colour: Colour, style: str = "double") -> None:
    """A certificate's border."""
    m = margin
    s.rect((m, m, s.w - m, s.h - m), outline=colour, width=5)
    if style == "double":
        s.rect((m + 12, m + 12, s.w - m - 12, s.h - m - 12), outline=colour, width=2)
    if style == "wave":
        for y in (m + 16, s.h - m - 16):
            _wave(s, m + 10, s.w - m - 10, y, colour)
    if style == "corner":
        for x, y in ((m, m), (s.w - m, m), (m, s.h - m), (s.w - m, s.h - m)):
            s.draw.ellipse((x - 26, y - 26, x + 26, y + 26), outline=colour, width=4)
            s.draw.ellipse((x - 14, y - 14, x + 14, y + 14), fill=colour)


def _wave(s: Sheet, x0: float, x1: float, y: float, colour: Colour) -> None:
    for phase in (0.0, math.pi):
        points = [(x, y + 7 * math.sin(x / 9 + phase)) for x in np.arange(x0, x1, 3)]
        s.draw.line(points, colour, 2)


def tint(s: Sheet, colour: Colour, pattern: bool = True) -> None:
    """A pale security ground of fine interlaced lines over the whole sheet."""
    s.draw.rectangle((0, 0, s.w, s.h), fill=colour)
    if pattern:
        darker = tuple(max(0, c - 14) for c in colour)
        for offset in range(-40, s.h + 40, 22):
            points = [(x, offset + 14 * math.sin(x / 60 + offset / 45)) for x in range(0, s.w + 1, 12)]
            s.draw.line(points, darker, 1)


def emblem(s: Sheet, cx: float, cy: float, r: float, colour: Colour = (196, 30, 36)) -> None:
    """A printed round emblem of no state, a disc with a gear and a star: like a seal, and none."""
    d = s.draw
    d.ellipse(
        (cx - r, cy - r, cx + r, cy + r), fill=colour, outline=(214, 168, 60), width=max(3, int(r * 0.1))
    )
    d.ellipse(
        (cx - r * 0.55, cy - r * 0.55, cx + r * 0.55, cy + r * 0.55),
        outline=(236, 200, 90),
        width=max(2, int(r * 0.07)),
    )
    for i in range(12):
        a = i * math.pi / 6
        d.line(
            (
                cx + r * 0.55 * math.cos(a),
                cy + r * 0.55 * math.sin(a),
                cx + r * 0.72 * math.cos(a),
                cy + r * 0.72 * math.sin(a),
            ),
            (236, 200, 90),
            max(2, int(r * 0.1)),
        )
    d.polygon(
        [
            (
                cx + r * (0.34 if i % 2 == 0 else 0.13) * math.sin(i * math.pi / 5),
                cy - r * (0.34 if i % 2 == 0 else 0.13) * math.cos(i * math.pi / 5),
            )
            for i in range(10)
        ],
        fill=(236, 200, 90),
    )


def ribbon(s: Sheet, cx: float, cy: float, r: float) -> None:
    """A printed medal with ribbons, as on certificates of honour."""
    for side in (-1, 1):
        s.draw.polygon(
            ((cx, cy), (cx + side * r * 0.9, cy + r * 2.0), (cx + side * r * 0.35, cy + r * 1.7)),
            fill=(186, 30, 34),
        )
    s.draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=(224, 178, 70), outline=(176, 128, 40), width=4)
    s.draw.ellipse((cx - r * 0.7, cy - r * 0.7, cx + r * 0.7, cy + r * 0.7), outline=(250, 224, 150), width=3)


def code_square(s: Sheet, x: float, y: float, side: int, text: str) -> None:
    """A real QR code with this content, so that readers can read it."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    bits = np.asarray(zxingcpp.write_barcode_to_image(code, scale=1))
    picture = Image.fromarray(bits).convert("RGB").resize((side, side), Image.Resampling.NEAREST)
    s.paste(picture, x, y)


def bars(s: Sheet, x: float, y: float, width: float, height: float) -> None:
    """A bar code's look."""
    at = x
    while at < x + width:
        w = s.rng.choice((2, 2, 3, 4))
        s.draw.rectangle((at, y, at + w - 1, y + height), fill=(20, 20, 20))
        at += w + s.rng.choice((2, 3, 4))


def watermark(s: Sheet, text: str, colour: Colour = (226, 226, 230), size: int = 60) -> None:
    """Slanted pale words all over the sheet, below the print."""
    tile = Image.new("L", (s.w * 2, s.h * 2), 0)
    draw = ImageDraw.Draw(tile)
    font = s.family.font("hei", size)
    for y in range(0, s.h * 2, 320):
        for x in range(-(y // 2) % 500 - 500, s.w * 2, 640):
            draw.text((x, y), text, 255, font)
    turned = tile.rotate(28, Image.Resampling.BICUBIC).crop(
        (s.w // 2, s.h // 2, s.w // 2 + s.w, s.h // 2 + s.h)
    )
    s.image.paste(Image.new("RGB", s.size, colour), (0, 0), turned)


def photo_scene(s: Sheet, box: tuple[float, float, float, float], rng: random.Random) -> None:
    """A work photograph: sky, ground, a building, people in red helmets."""
    x0, y0, x1, y1 = (int(v) for v in box)
    w, h = x1 - x0, y1 - y0
    picture = Image.new("RGB", (w, h), (150, 186, 220))
    d = ImageDraw.Draw(picture)
    d.rectangle((0, int(h * 0.62), w, h), fill=(128, 112, 88))
    for _ in range(5):
        bx, bw, bh = rng.uniform(0, 0.9) * w, rng.uniform(0.08, 0.25) * w, rng.uniform(0.15, 0.5) * h
        tone = rng.randrange(110, 190)
        d.rectangle((bx, h * 0.62 - bh, bx + bw, h * 0.64), fill=(tone, tone, tone - 8))
    for _ in range(4):
        px, r = rng.uniform(0.1, 0.9) * w, h * 0.035
        d.rectangle((px - r, h * 0.64, px + r, h * 0.86), fill=(230, 120, 30))
        d.ellipse((px - r, h * 0.57, px + r, h * 0.57 + 2 * r), fill=(200, 30, 34))
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, 3, (h, w, 1))
    out = np.asarray(picture.filter(ImageFilter.GaussianBlur(1.2)), np.float32) + noise
    s.paste(Image.fromarray(np.clip(out, 0, 255).astype(np.uint8)), x0, y0)
