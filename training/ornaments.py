"""Printed ornaments and figures that a pen's or a stamp's look is often seen in, and that are none: RGBA.

Scrolls of frames, rosettes, watermarks of squares, drawings with letters, curved words, bold words, tables' corners,
pieces of photographs. The verifier of the marks learns from these; the validation set has none of them.
"""

from __future__ import annotations

import math
import random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from training.lookalikes import Picture
from training.sources import Sources

_INKS = (
    (200, 30, 36),
    (170, 20, 30),
    (30, 110, 70),
    (40, 150, 110),
    (190, 150, 60),
    (150, 110, 40),
    (30, 60, 160),
    (90, 130, 190),
    (40, 40, 44),
    (20, 20, 22),
    (120, 120, 126),
    (220, 140, 150),
)
_WORDS = (
    "有限责任公司证书编号发证机关年月日姓名性别法定代表人注册资本经营范围住所类型成立期有"
    "效登记管理局监制教育培训合格专业职称级别单位项目工程设计审核批准国家标准科学技术进步奖"
)
_LATIN = (
    "Certificate",
    "AWARD",
    "Director",
    "of Excellence",
    "ISO 9001",
    "President",
    "Signature",
    "Date",
    "No.",
)


def ornament(sources: Sources, rng: random.Random) -> Picture:
    """One such thing on a clear ground."""
    return rng.choice(_DRAWN)(sources, rng)


def _blank(w: int, h: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGBA", (w, h), (0, 0, 0, 0))
    return picture, ImageDraw.Draw(picture)


def _scroll(sources: Sources, rng: random.Random) -> Picture:
    """A volute or several, as in the corners and along the sides of certificates' frames."""
    count = rng.choice((1, 2, 3, 5))
    picture, d = _blank(150 * count + 20, 160)
    ink, width = rng.choice(_INKS), rng.randrange(2, 9)
    turns, grow = rng.uniform(1.2, 3.0), rng.uniform(0.6, 1.0)
    for k in range(count):
        side = -1 if k % 2 and rng.random() < 0.8 else 1
        t = np.linspace(0, turns * 2 * np.pi, 60)
        r = 66 * (t / t[-1]) ** grow
        x, y = 85 + 150 * k + side * r * np.cos(t), 80 + r * np.sin(t)
        points = [(float(a), float(b)) for a, b in zip(x, y, strict=True)]
        d.line(points, ink, width, joint="curve")
        if rng.random() < 0.5:
            d.ellipse((points[0][0] - 7, points[0][1] - 7, points[0][0] + 7, points[0][1] + 7), fill=ink)
        if rng.random() < 0.5:  # a leaf along the stem
            a, b = points[40]
            d.pieslice((a - 24, b - 24, a + 24, b + 24), 200, 320, fill=ink)
    return np.asarray(picture)


def _rosette(sources: Sources, rng: random.Random) -> Picture:
    """Guilloche: thin curves turned about a middle, round or as a band."""
    w = rng.choice((200, 200, 420))
    picture, d = _blank(w, 200)
    ink, petals, width = rng.choice(_INKS), rng.randrange(3, 14), rng.choice((1, 1, 2, 3))
    for k in range(rng.randrange(3, 10)):
        t = np.linspace(0, 2 * np.pi, 240)
        r = 60 + 34 * np.sin(petals * t + k * rng.uniform(0.3, 0.7))
        x, y = w / 2 + (r * w / 200) * np.cos(t), 100 + r * np.sin(t)
        d.line([(float(a), float(b)) for a, b in zip(x, y, strict=True)], ink, width)
    if rng.random() < 0.4:
        d.ellipse((w / 2 - 30, 70, w / 2 + 30, 130), outline=ink, width=3)
    return np.asarray(picture)


def _watermark(sources: Sources, rng: random.Random) -> Picture:
    """Slanted words or outlined squares, pale or not, as those of web pictures and samples."""
    picture, d = _blank(420, 120)
    grey = rng.randrange(90, 235)
    ink = (grey, grey, min(255, grey + rng.randrange(0, 20)))
    if rng.random() < 0.5:
        for k in range(rng.randrange(3, 8)):
            x = 10 + 52 * k
            d.rectangle((x, 40, x + 40, 80), outline=ink, width=rng.randrange(2, 6))
            if rng.random() < 0.5:
                d.line((x, 40, x + 40, 80), ink, 2)
    else:
        text = rng.choice(("仅供参考", "www.sample.cn", "样本 SAMPLE", "内部资料", "测试专用水印"))
        d.text((10, 60), text, ink, fonts.load(rng.choice(fonts.faces("hei")), 56), anchor="lm")
    return np.asarray(picture.rotate(rng.uniform(-45, 45), expand=True, resample=Image.Resampling.BILINEAR))


def _figure(sources: Sources, rng: random.Random) -> Picture:
    """A drawing of a school book: circle, triangle, axes, a curve, with letters at their points."""
    picture, d = _blank(260, 240)
    ink = rng.choice(((20, 20, 22), (60, 60, 64), (40, 60, 130), (190, 40, 40)))
    font = fonts.load(rng.choice(fonts.faces("song")), 26)
    for _ in range(rng.randrange(1, 4)):
        what = rng.randrange(4)
        if what == 0:
            r = rng.randrange(40, 95)
            d.ellipse((120 - r, 120 - r, 120 + r, 120 + r), outline=ink, width=rng.randrange(2, 5))
        elif what == 1:
            corners = [(rng.randrange(20, 240), rng.randrange(20, 220)) for _ in range(3)]
            d.line([*corners, corners[0]], ink, rng.randrange(2, 5))
        elif what == 2:
            d.line((20, 200, 245, 200), ink, 2)
            d.line((40, 225, 40, 15), ink, 2)
        else:
            f, a = rng.uniform(20, 60), rng.uniform(20, 80)
            d.line([(x, 120 + a * math.sin(x / f)) for x in range(20, 245, 4)], ink, rng.randrange(2, 5))
        d.text((rng.randrange(10, 230), rng.randrange(5, 210)), rng.choice("ABCDOPQxy"), ink, font)
    return np.asarray(picture)


def _curved(sources: Sources, rng: random.Random) -> Picture:
    """Words on an arc without a stamp's rim, as over a logo or on a bent book's page."""
    picture = Image.new("RGBA", (300, 220), (0, 0, 0, 0))
    ink, font = rng.choice(_INKS), fonts.load(rng.choice(fonts.faces(rng.choice(("hei", "song", "kai")))), 30)
    text = _words(rng, rng.randrange(5, 12))
    radius, span = rng.uniform(110, 400), rng.uniform(0.6, 1.4)
    for k, char in enumerate(text):
        angle = (k / max(1, len(text) - 1) - 0.5) * span * min(1.0, 150 / radius * 1.6)
        tile = Image.new("RGBA", (44, 44), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((22, 22), char, ink, font, anchor="mm")
        tile = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BILINEAR)
        x, y = 150 + radius * math.sin(angle) - 22, 40 + radius * (1 - math.cos(angle))
        picture.alpha_composite(tile, (max(0, min(255, int(x))), max(0, min(175, int(y)))))
    return np.asarray(picture)


def _bold(sources: Sources, rng: random.Random) -> Picture:
    """Few words in a heavy or a slanted face, run together as a one-bit copy runs them together."""
    latin = rng.random() < 0.4
    text = rng.choice(_LATIN) if latin else _words(rng, rng.randrange(2, 7))
    face = rng.choice(fonts.faces(rng.choice(("heib", "songb", "hei", "kai", "song", "fang"))))
    font = fonts.load(face, 72)
    picture, d = _blank(int(font.getlength(text)) + 60, 120)
    ink = rng.choice(((20, 20, 22), (20, 20, 22), (60, 60, 64), *_INKS))
    d.text((30, 60), text, ink, font, anchor="lm", stroke_width=rng.choice((0, 1, 2, 4)))
    if rng.random() < 0.4:
        picture = picture.transform(
            picture.size, Image.Transform.AFFINE, (1, rng.uniform(0.1, 0.35), -20, 0, 1, 0)
        )
    if rng.random() < 0.3:
        d = ImageDraw.Draw(picture)
        d.line((0, 108, picture.width, 108), ink, rng.randrange(1, 5))
    return np.asarray(picture)


def _corner(sources: Sources, rng: random.Random) -> Picture:
    """Table lines with words across or beside them, a bracket, a fold's line, a frame around a word."""
    picture, d = _blank(320, 160)
    ink = rng.choice(_INKS)
    font = fonts.load(rng.choice(fonts.faces(rng.choice(("song", "hei", "kai")))), rng.randrange(24, 54))
    if rng.random() < 0.5:
        d.rectangle((8, 8, 311, 151), outline=ink, width=rng.randrange(1, 8))
        if rng.random() < 0.5:
            d.rectangle((18, 18, 301, 141), outline=ink, width=rng.randrange(1, 4))
    else:
        for _ in range(rng.randrange(1, 4)):
            x, y = rng.randrange(320), rng.randrange(160)
            d.line((x, 0, x, 160), ink, rng.randrange(1, 4))
            d.line((0, y, 320, y), ink, rng.randrange(1, 4))
    words_ink = ink if rng.random() < 0.5 else (24, 24, 26)
    d.text((160, 80), _words(rng, rng.randrange(1, 6)), words_ink, font, anchor="mm")
    return np.asarray(picture)


def _photograph(sources: Sources, rng: random.Random) -> Picture:
    """Something like a piece of a photograph: soft shapes over one another with grain and an edge or two."""
    generator = np.random.default_rng(rng.getrandbits(32))
    w, h = rng.choice((160, 240, 320)), rng.choice((140, 200))
    picture = np.zeros((h, w, 3), np.float32)
    weight = 1.0
    for cells in (3, 7, 15, 40):
        rough = generator.random((cells, cells, 3), np.float32) * 255
        method = cv2.INTER_CUBIC if rng.random() < 0.8 else cv2.INTER_NEAREST
        picture += weight * (cv2.resize(rough, (w, h), interpolation=method) - 128)
        weight *= rng.uniform(0.4, 0.9)
    grey = picture.mean(axis=2, keepdims=True)
    colour = rng.uniform(0.1, 1.0)
    picture = np.clip(rng.uniform(60, 190) + grey + colour * (picture - grey), 0, 255)
    canvas = picture.astype(np.uint8).copy()
    for _ in range(rng.randrange(0, 5)):
        a, b = ((rng.randrange(w), rng.randrange(h)) for _ in range(2))
        tone = tuple(rng.randrange(256) for _ in range(3))
        if rng.random() < 0.5:
            cv2.line(canvas, a, b, tone, rng.randrange(1, 12), cv2.LINE_AA)
        else:
            cv2.circle(canvas, a, rng.randrange(8, 60), tone, rng.choice((-1, 2, 5)), cv2.LINE_AA)
    return np.dstack([canvas, np.full((h, w), 255, np.uint8)])


def _words(rng: random.Random, count: int) -> str:
    start = rng.randrange(len(_WORDS) - count)
    return _WORDS[start : start + count]


_DRAWN = (_scroll, _rosette, _watermark, _figure, _curved, _bold, _corner, _photograph, _bold, _scroll)
