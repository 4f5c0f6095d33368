"""What looks like a mark and is none, and the two marks that are pictures: portraits and fingerprints. RGBA."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from samples import fonts, ornaments
from training.sources import Sources, load

Picture = NDArray[np.uint8]  # H × W × 4
_RED = ((200, 30, 36), (180, 20, 30), (220, 60, 50), (150, 20, 30))
_GOLD = ((200, 160, 60), (176, 128, 40), (230, 190, 90))
_ANY = (
    *_RED,
    *_GOLD,
    (30, 60, 160),
    (20, 120, 60),
    (40, 40, 44),
    (90, 90, 96),
    (240, 130, 30),
    (0, 120, 190),
)
_WORDS = (
    "荣誉证书",
    "聘书",
    "证书",
    "获奖证书",
    "中华人民共和国",
    "会议通知",
    "文件",
    "公示",
    "奖",
    "审批表",
    "CERTIFICATE",
    "ISO 9001",
    "NOTICE",
)


def lookalike(sources: Sources, rng: random.Random) -> tuple[str, Picture]:
    """One printed thing that is no mark, and what it is; titles, signs and printed names are the most frequent."""
    what = rng.choice((*_DRAWN, "logo", "title", "printed_name"))
    return what, of(what, sources, rng)


def of(what: str, sources: Sources, rng: random.Random) -> Picture:
    """A printed thing of this name, one of those that ``lookalike`` draws."""
    return _DRAWN[what](sources, rng)


def _blank(w: int, h: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGBA", (w, h), (0, 0, 0, 0))
    return picture, ImageDraw.Draw(picture)


def _points(
    cx: float, cy: float, r: float, count: int = 5, inner: float = 0.382
) -> list[tuple[float, float]]:
    return [
        (
            cx + (r if i % 2 == 0 else r * inner) * math.sin(i * math.pi / count),
            cy - (r if i % 2 == 0 else r * inner) * math.cos(i * math.pi / count),
        )
        for i in range(2 * count)
    ]


def _emblem(sources: Sources, rng: random.Random) -> Picture:
    """A filled disc with gear, star and rays, gold on red or red on gold."""
    picture, d = _blank(200, 200)
    ground, figure = (
        (rng.choice(_RED), rng.choice(_GOLD)) if rng.random() < 0.6 else (rng.choice(_GOLD), rng.choice(_RED))
    )
    if rng.random() < 0.2:
        ground, figure = (rng.choice(_ANY), (255, 255, 255))
    d.ellipse((4, 4, 196, 196), fill=ground, outline=figure, width=rng.randrange(3, 12))
    for i in range(rng.choice((0, 12, 16, 24))):
        a = i * math.pi / 8
        d.line(
            (100 + 60 * math.cos(a), 100 + 60 * math.sin(a), 100 + 78 * math.cos(a), 100 + 78 * math.sin(a)),
            figure,
            6,
        )
    d.polygon(_points(100, 96, rng.uniform(25, 48)), fill=figure)
    for i in range(rng.choice((0, 4))):
        d.polygon(_points(50 + 33 * i, 60 - 14 * (i in (1, 2)), 9), fill=figure)
    if rng.random() < 0.4:
        d.arc((24, 60, 176, 186), 10, 170, fill=figure, width=8)
    return np.asarray(picture)


def _logo(sources: Sources, rng: random.Random) -> Picture:
    """A company's sign: simple filled shapes, often with a word beside or below."""
    w = rng.choice((160, 240, 340))
    picture, d = _blank(w, 150)
    colour, second = rng.choice(_ANY), rng.choice(_ANY)
    shape = rng.randrange(6)
    if shape == 0:
        d.ellipse((8, 8, 128, 128), outline=colour, width=rng.randrange(6, 28))
    elif shape == 1:
        d.polygon(((70, 6), (132, 128), (8, 128)), fill=colour)
    elif shape == 2:
        d.pieslice((8, 8, 128, 128), rng.randrange(0, 180), rng.randrange(200, 350), fill=colour)
        d.ellipse((40, 40, 96, 96), fill=second)
    elif shape == 3:
        d.rounded_rectangle((8, 8, 128, 128), rng.randrange(2, 50), fill=colour)
    elif shape == 4:
        for k in range(4):
            d.arc(
                (8 + 14 * k, 8 + 14 * k, 128 - 14 * k, 128 - 14 * k),
                rng.randrange(360),
                rng.randrange(360),
                fill=colour,
                width=8,
            )
    else:
        d.ellipse((8, 8, 128, 128), outline=colour, width=5)
        d.ellipse((30, 30, 106, 106), fill=colour)
    face = ("", 0) if not fonts.faces("heib") else rng.choice(fonts.faces("heib"))
    letters = rng.choice(("A", "HX", "中", "科", "Q", "ISO", "星", "TUV", "CMA", "SGS", "IAF"))
    d.text(
        (68, 68),
        letters,
        (255, 255, 255) if shape in (1, 2, 3, 5) else colour,
        fonts.load(face, 38),
        anchor="mm",
    )
    if w > 160:
        d.text(
            (140, 70),
            rng.choice(("华信集团", "HUAXIN", "北方科技", "Group", "认证")),
            colour,
            fonts.load(face, 40),
            anchor="lm",
        )
    return np.asarray(picture)


def _title(sources: Sources, rng: random.Random) -> Picture:
    """Large printed words in red, gold or black, sometimes above a rule, as letterheads and certificates have."""
    face = rng.choice(fonts.faces("songb") + fonts.faces("heib") + fonts.faces("kai"))
    font = (
        load(rng.choice(sources.display), 100)
        if sources.display and rng.random() < 0.4
        else fonts.load(face, 100)
    )
    text = rng.choice(_WORDS)
    width = int(font.getlength(text)) + 40
    picture, d = _blank(width, 170)
    colour = rng.choice(_ANY)
    d.text((20, 70), text, colour, font, anchor="lm")
    if rng.random() < 0.4:
        d.rectangle((0, 140, width, 140 + rng.randrange(3, 9)), fill=colour)
    return np.asarray(picture)


def _printed_name(sources: Sources, rng: random.Random) -> Picture:
    """A printed name in Kai, Song or a display font, as below a letter or behind 签名."""
    role = rng.choice(("kai", "kai", "song", "fang", "hei"))
    font = fonts.load(rng.choice(fonts.faces(role)), 80)
    if sources.display and rng.random() < 0.2:
        font = load(rng.choice(sources.display), 80)
    text = sources.name(rng)
    if rng.random() < 0.3:
        text = "　".join(text)
    if rng.random() < 0.2:
        text, font = (
            rng.choice(("Robert Chen", "Anna Keller", "Director", "J. Silva")),
            fonts.load(rng.choice(fonts.faces("song")), 70),
        )
    picture, d = _blank(int(font.getlength(text)) + 10, 104)
    d.text(
        (5, 52),
        text,
        rng.choice(((20, 20, 22), (20, 20, 22), (50, 50, 54), (30, 50, 120), (170, 30, 36))),
        font,
        anchor="lm",
        stroke_width=rng.choice((0, 0, 1)),
    )
    return np.asarray(picture)


def running_name(sources: Sources, rng: random.Random) -> Picture:
    """A printed name in a font of running Kai (行楷): set on one level, evenly, in the ink of print."""
    if not sources.running_kai:
        return _printed_name(sources, rng)
    font = load(rng.choice(sources.running_kai), 80)
    text = rng.choice(("", "", "　", " ")).join(sources.name(rng))
    picture, d = _blank(int(font.getlength(text)) + 12, 112)
    ink = rng.choice(((16, 16, 18), (20, 20, 22), (34, 34, 38), (60, 60, 64)))
    d.text((6, 56), text, ink, font, anchor="lm", stroke_width=rng.choice((0, 0, 0, 1)))
    return np.asarray(picture)


def drawn_round(rng: random.Random) -> Picture:
    """A ring that a pen drew round a word or a number: it wavers, and its ends cross or do not meet."""
    w, h = 40 * rng.randrange(5, 10), 160
    picture, d = _blank(w, h)
    turn = rng.uniform(0, 2 * math.pi)
    length = 2 * math.pi * rng.uniform(0.94, 1.12)
    wave, drift = rng.uniform(0, 6), rng.uniform(-0.12, 0.12)
    points = []
    for i in range(90):
        t = i / 89
        angle = turn + t * length
        reach = (
            0.84 + 0.05 * math.sin(2 * angle + wave) + 0.03 * math.sin(3 * angle - wave) + drift * (t - 0.5)
        )
        points.append((w / 2 + reach * w / 2 * math.cos(angle), h / 2 + reach * h / 2 * math.sin(angle)))
    d.line(points, rng.choice((*_RED, *_RED, (30, 60, 160), (30, 30, 34))), rng.randrange(2, 7), "curve")
    return np.asarray(picture)


def cup_ring(rng: random.Random) -> Picture:
    """The ring that a cup leaves: one brown line, paler here and there, and hardly anything inside."""
    generator = np.random.default_rng(rng.getrandbits(32))
    side = 200
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    u, v = (x - side / 2) / (side / 2), (y - side / 2) / (side / 2) * rng.uniform(1.0, 1.12)
    rough = cv2.resize(generator.random((7, 7), np.float32), (side, side), interpolation=cv2.INTER_CUBIC)
    width, inside = rng.uniform(0.012, 0.05), rng.uniform(0, 0.05)
    r = np.hypot(u, v)
    alpha = np.exp(-(((r - 0.86) / width) ** 2)) * rng.uniform(0.15, 0.6) * (0.35 + 0.65 * rough)
    out = np.empty((side, side, 4), np.uint8)
    out[:, :, :3] = rng.choice(((120, 84, 40), (96, 62, 34), (140, 110, 76), (90, 80, 70)))
    out[:, :, 3] = np.clip((alpha + inside * (r < 0.86)) * 255, 0, 255)
    return out


def _star(sources: Sources, rng: random.Random) -> Picture:
    picture, d = _blank(120, 120)
    colour = rng.choice((*_RED, *_GOLD))
    if rng.random() < 0.7:
        d.polygon(_points(60, 60, 56), fill=colour)
    else:
        d.line([*_points(60, 60, 56), _points(60, 60, 56)[0]], colour, 6)
    return np.asarray(picture)


def _flag(sources: Sources, rng: random.Random) -> Picture:
    """A waving red flag, a banner or a red sash."""
    picture, d = _blank(300, 160)
    top = [(x, 30 + 18 * math.sin(x / 45)) for x in range(0, 301, 10)]
    bottom = [(x, 110 + 18 * math.sin(x / 45)) for x in range(300, -1, -10)]
    d.polygon(top + bottom, fill=rng.choice(_RED))
    if rng.random() < 0.6:
        d.polygon(_points(60, 66, 22), fill=rng.choice(_GOLD))
    return np.asarray(picture)


def _postmark(sources: Sources, rng: random.Random) -> Picture:
    """A printed round badge or postmark in black or colour: rings with Latin words, hatching, a date."""
    picture, d = _blank(280, 200)
    colour = rng.choice(((30, 30, 34), (60, 60, 64), (20, 40, 90), rng.choice(_GOLD), (20, 110, 60)))
    if rng.random() < 0.5:
        for k in range(5):
            d.line([(150 + x, 40 + 28 * k + 6 * math.sin(x / 9)) for x in range(0, 130, 5)], colour, 3)
        d.ellipse((10, 10, 190, 190), outline=colour, width=4)
        d.ellipse((45, 45, 155, 155), outline=colour, width=2)
        d.text(
            (100, 100),
            f"{rng.randrange(1990, 2026)}.{rng.randrange(1, 13)}",
            colour,
            fonts.load(fonts.faces("hei")[0], 26),
            anchor="mm",
        )
    else:  # a toothed quality badge
        d.polygon(
            [
                (
                    100 + (92 if i % 2 else 82) * math.cos(i * math.pi / 24),
                    100 + (92 if i % 2 else 82) * math.sin(i * math.pi / 24),
                )
                for i in range(48)
            ],
            fill=colour,
        )
        d.ellipse((28, 28, 172, 172), outline=(255, 255, 255), width=4)
        d.text(
            (100, 100),
            rng.choice(("TOP", "2023", "QUALITY", "优")),
            (255, 255, 255),
            fonts.load(fonts.faces("heib")[0], 40),
            anchor="mm",
        )
    return np.asarray(picture)


def _ribbon(sources: Sources, rng: random.Random) -> Picture:
    """A medal with ribbons."""
    picture, d = _blank(160, 240)
    red, gold = rng.choice((*_RED, (30, 60, 150))), rng.choice(_GOLD)
    for side in (-1, 1):
        d.polygon(((80, 80), (80 + side * 62, 225), (80 + side * 26, 205)), fill=red)
    d.ellipse((15, 15, 145, 145), fill=gold, outline=red, width=rng.choice((2, 8)))
    d.ellipse((36, 36, 124, 124), outline=(250, 224, 150), width=4)
    if rng.random() < 0.5:
        d.polygon(_points(80, 80, 30), fill=red)
    return np.asarray(picture)


def _stain(sources: Sources, rng: random.Random) -> Picture:
    """A coffee ring, a blot, rust of a staple, a smear of red pad ink or a highlighter's stroke."""
    generator = np.random.default_rng(rng.getrandbits(32))
    side = 160
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    r = np.hypot(x - side / 2, y - side / 2) / (side / 2)
    rough = cv2.resize(generator.random((6, 6), np.float32), (side, side), interpolation=cv2.INTER_CUBIC)
    alpha = (
        np.exp(-(((r - 0.8) / 0.06) ** 2)) * 0.4 * rough
        if rng.random() < 0.4
        else np.clip(0.9 - r - 0.5 * rough, 0, 0.6)
    )
    colour = rng.choice(((120, 84, 40), (150, 40, 40), (90, 90, 90), (240, 230, 60), (30, 30, 90)))
    out = np.empty((side, side, 4), np.uint8)
    out[:, :, :3] = colour
    out[:, :, 3] = np.clip(alpha * 255, 0, 255)
    return out


def _icon(sources: Sources, rng: random.Random) -> Picture:
    """Line drawings: arrows, waves, diagrams and curves of a plot, which are strokes and no signature."""
    picture, d = _blank(260, 160)
    colour = rng.choice(((30, 30, 32), (30, 60, 160), (180, 30, 30), (110, 110, 110)))
    kind = rng.randrange(4)
    if kind == 0:
        d.line(
            [
                (x, 80 - 60 * math.sin(x / rng.uniform(18, 60)) * math.exp(-x / 300))
                for x in range(10, 250, 4)
            ],
            colour,
            rng.randrange(2, 6),
        )
        d.line((8, 8, 8, 150, 252, 150), colour, 2)
    elif kind == 1:
        d.line((10, 80, 230, 80), colour, 8)
        d.polygon(((220, 60), (252, 80), (220, 100)), fill=colour)
    elif kind == 2:
        for _ in range(4):
            a, b = rng.randrange(10, 180), rng.randrange(10, 100)
            d.rectangle((a, b, a + 60, b + 40), outline=colour, width=3)
            d.line((a + 30, b + 40, rng.randrange(250), rng.randrange(150)), colour, 3)
    else:
        d.line([(10 + 24 * i, rng.randrange(20, 140)) for i in range(10)], colour, 4)
    return np.asarray(picture)


def _code(sources: Sources, rng: random.Random) -> Picture:
    """Squares like those of a QR code."""
    generator = np.random.default_rng(rng.getrandbits(32))
    bits = (generator.random((29, 29)) < 0.5).astype(np.uint8)
    for y, x in ((0, 0), (0, 22), (22, 0)):
        bits[y : y + 7, x : x + 7] = 1
        bits[y + 1 : y + 6, x + 1 : x + 6] = 0
        bits[y + 2 : y + 5, x + 2 : x + 5] = 1
    tile = cv2.resize(255 - bits * 235, (145, 145), interpolation=cv2.INTER_NEAREST)
    return np.dstack([tile, tile, tile, np.full_like(tile, 255)])


_DRAWN = {
    "emblem": _emblem,
    "logo": _logo,
    "title": _title,
    "printed_name": _printed_name,
    "star": _star,
    "flag": _flag,
    "postmark": _postmark,
    "ribbon": _ribbon,
    "stain": _stain,
    "icon": _icon,
    "code": _code,
}


def portrait(rng: random.Random) -> Picture:
    """A drawn head and shoulders of nobody, its colours and contrast varied."""
    number = "".join(rng.choice("0123456789") for _ in range(18))
    picture = np.asarray(ornaments.portrait(150, number, rng.choice(("red", "blue", "white"))), np.float32)
    picture = np.clip(
        picture * np.array([rng.uniform(0.8, 1.15) for _ in range(3)]) + rng.uniform(-20, 20), 0, 255
    )
    if rng.random() < 0.4:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.5, 3))
    if rng.random() < 0.25:
        picture[:] = picture.mean(axis=2, keepdims=True)
    return np.dstack([picture.astype(np.uint8), np.full(picture.shape[:2], 255, np.uint8)])


def fingerprint(rng: random.Random) -> Picture:
    """A thumb's print in red pad ink: ridges around a core inside an oval, pressed unevenly."""
    generator = np.random.default_rng(rng.getrandbits(32))
    w, h = 120, int(120 * rng.uniform(1.1, 1.6))
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    u, v = (x - w / 2) / (w / 2), (y - h * rng.uniform(0.4, 0.6)) / (h / 2)
    bend = cv2.resize(
        generator.normal(0, 0.25, (5, 4)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC
    )
    ridges = 0.5 + 0.5 * np.sin(
        2 * np.pi * rng.uniform(6, 9) * (np.hypot(u * rng.uniform(0.8, 1.2), v) + bend)
    )
    inside = np.clip(6 * (1 - np.hypot(u, (y - h / 2) / (h / 2))), 0, 1)
    pad = cv2.resize(generator.random((4, 4), np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    alpha = inside * (0.15 + 0.85 * ridges) * np.clip(rng.uniform(0.6, 1.2) * (0.5 + pad), 0, 1)
    out = np.empty((h, w, 4), np.uint8)
    out[:, :, :3] = rng.choice(_RED)
    out[:, :, 3] = np.clip(alpha * 255, 0, 255)
    return out
