"""Seal masks (H × W uint8, 255 ink) of far more shapes than the sample dossiers need.

Round, oval, square, rectangular and triangular; arc text of real kinds of units; star, emblem or nothing in the
middle; middle lines, lower arc, serial numbers; double and toothed rims; name seals cut in and cut out.
"""

from __future__ import annotations

import math
import random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from samples import fonts
from training.hands import Mask, cut
from training.sources import Sources

_SIDE = 300  # pixels of the longer side
_PLACES = ("云川", "宁远", "望江", "澄州", "溪口", "南屏", "东临", "河阳", "青岭", "北塔", "临湖", "安岭")
_PLACES_HELD_OUT = (
    "沅陵",
    "苍南",
    "汾西",
    "叠彩",
    "广灵",
    "太湖",
    "龙泉",
    "石门",
    "珠山",
    "云龙",
    "泾川",
    "鹿寨",
)
_KINDS = (
    "市人力资源和社会保障局",
    "建设工程有限公司",
    "大学",
    "职业技术学院教务处",
    "县水利局",
    "市第一人民医院",
    "科技股份有限公司",
    "市专业技术人员继续教育基地",
    "省工程技术学会",
    "编辑部",
    "市公证处",
    "税务局",
    "勘察设计研究院有限责任公司",
)
_MIDDLE = (
    "合同专用章",
    "发票专用章",
    "财务专用章",
    "人事专用章",
    "职称专用章",
    "业务专用章",
    "审核专用章",
    "继续教育专用章",
    "学籍专用章",
    "",
)
_BOX = (
    "已审核",
    "与原件相符",
    "复印件与原件一致",
    "作废",
    "收讫",
    "核对无误\n再次复印无效",
    "骑缝章",
    "同意",
    "现金收讫",
    "密封",
)


def seal(sources: Sources, rng: random.Random) -> tuple[Mask, str]:
    """One seal's mask and its shape (round, oval, square, rectangle, triangle)."""
    shape = rng.choices(("round", "oval", "square", "rectangle", "triangle"), (62, 10, 15, 11, 2))[0]
    face = _face(rng)
    place = rng.choice(_PLACES_HELD_OUT if sources.held_out else _PLACES)
    if shape in ("round", "oval"):
        mask = _round(
            place + rng.choice(_KINDS), face, rng, 1.0 if shape == "round" else rng.uniform(0.6, 0.78)
        )
    elif shape == "square":
        mask = _square(sources.name(rng) if rng.random() < 0.7 else place + rng.choice(_KINDS), face, rng)
    elif shape == "rectangle":
        mask = _rectangle(place, face, rng)
    else:
        mask = _triangle(place, face, rng)
    return cut(np.asarray(mask)), shape


def _face(rng: random.Random) -> fonts.Face:
    return rng.choice(fonts.faces("song") + fonts.faces("hei") + fonts.faces("kai") + fonts.faces("songb"))


def _font(face: fonts.Face, size: float) -> ImageFont.FreeTypeFont:
    return fonts.load(face, max(6, int(size)))


def _round(text: str, face: fonts.Face, rng: random.Random, flat: float) -> Image.Image:
    w, h = _SIDE, int(_SIDE * flat)
    mask = Image.new("L", (w, h), 0)
    draw = ImageDraw.Draw(mask)
    rim = rng.uniform(0.012, 0.034) * w
    _rim(draw, w, h, rim, rng)
    size = w * rng.uniform(0.095, 0.145) * (1.0 if len(text) < 14 else 0.8)
    inset = rim * rng.uniform(1.4, 2.6) + size * 0.6
    middle = rng.choice(_MIDDLE)
    sweep = math.radians(min(rng.uniform(215, 300), 80 + rng.uniform(11, 17) * len(text)))
    if rng.random() < 0.06:
        text = rng.choice(
            ("HUAXIN ENGINEERING CO. LTD", "NORTH RIVER TECHNOLOGY LIMITED", "INTERNATIONAL COMMITTEE")
        )
    _arc(mask, text, (w / 2 - inset, h / 2 - inset), _font(face, size), sweep, low=False)
    heart = rng.random()
    if heart < 0.62:
        _star(draw, w / 2, h / 2 * rng.uniform(0.92, 1.02), w * rng.uniform(0.09, 0.17) * flat)
    elif heart < 0.72:
        _emblem(draw, w / 2, h / 2, w * rng.uniform(0.1, 0.18) * flat)
    elif heart < 0.85:
        code = "".join(rng.choice("0123456789ABCDEFGH") for _ in range(18))
        draw.text((w / 2, h / 2), code, 255, _font(face, w * 0.058), anchor="mm")
    if middle and rng.random() < 0.6:
        drop = 0.25 if heart < 0.62 else rng.choice((0.02, 0.2))
        width = w * 0.6 / len(middle)
        draw.text(
            (w / 2, h / 2 + h * drop),
            middle,
            255,
            _font(face, min(width, w * 0.1)),
            anchor="mm",
            stroke_width=rng.choice((0, 1)),
        )
    if rng.random() < 0.5:
        serial = "".join(rng.choice("0123456789") for _ in range(13))
        edge = rim * 1.6 + w * 0.025
        _arc(mask, serial, (w / 2 - edge, h / 2 - edge), _font(face, w * 0.045), math.radians(80), low=True)
    return mask


def _rim(draw: ImageDraw.ImageDraw, w: int, h: int, rim: float, rng: random.Random) -> None:
    draw.ellipse((1, 1, w - 2, h - 2), outline=255, width=max(2, int(rim)))
    style = rng.random()
    if style < 0.2:
        gap = rim * rng.uniform(1.6, 2.4)
        draw.ellipse((gap, gap, w - gap, h - gap), outline=255, width=max(1, int(rim * 0.4)))
    elif style < 0.24:
        for i in range(48):
            a = i * math.pi / 24
            x, y = w / 2 * (1 + 0.93 * math.cos(a)), h / 2 * (1 + 0.93 * math.sin(a))
            draw.ellipse((x - 3, y - 3, x + 3, y + 3), fill=255)


def _arc(
    mask: Image.Image,
    text: str,
    radii: tuple[float, float],
    font: ImageFont.FreeTypeFont,
    sweep: float,
    low: bool,
) -> None:
    """Text along the upper arc, or along the lower one with its feet outwards (``low``)."""
    rx, ry = radii
    side = int(font.size * 1.3)
    narrow = min(1.0, sweep * min(rx, ry) / max(1, len(text)) / font.size * 1.02)
    for i, char in enumerate(text):
        share = (i + 0.5) / len(text) - 0.5
        angle = math.pi / 2 - share * sweep if low else -math.pi / 2 + share * sweep
        x, y = mask.width / 2 + rx * math.cos(angle), mask.height / 2 + ry * math.sin(angle)
        turn = math.degrees(math.atan2(ry * math.cos(angle), -rx * math.sin(angle)))
        tile = Image.new("L", (side, side), 0)
        ImageDraw.Draw(tile).text((side / 2, side / 2), char, 255, font, anchor="mm", stroke_width=1)
        tile = tile.resize((max(1, int(side * narrow)), side)).rotate(
            180 - turn if low else -turn, Image.Resampling.BILINEAR, expand=True
        )
        box = (int(x - tile.width / 2), int(y - tile.height / 2))
        mask.paste(255, (*box, box[0] + tile.width, box[1] + tile.height), tile)


def _star(draw: ImageDraw.ImageDraw, cx: float, cy: float, radius: float) -> None:
    points = []
    for i in range(10):
        r = radius if i % 2 == 0 else radius * 0.382
        points.append((cx + r * math.sin(i * math.pi / 5), cy - r * math.cos(i * math.pi / 5)))
    draw.polygon(points, fill=255)


def _emblem(draw: ImageDraw.ImageDraw, cx: float, cy: float, r: float) -> None:
    draw.ellipse((cx - r, cy - r, cx + r, cy + r), outline=255, width=3)
    for i in range(16):
        a = i * math.pi / 8
        draw.line(
            (
                cx + 0.7 * r * math.cos(a),
                cy + 0.7 * r * math.sin(a),
                cx + r * math.cos(a),
                cy + r * math.sin(a),
            ),
            255,
            3,
        )
    _star(draw, cx, cy, r * 0.55)


def _square(text: str, face: fonts.Face, rng: random.Random) -> Image.Image:
    """A name or office seal in columns read from the right; half of the name seals are cut in (white on ink)."""
    inverse = rng.random() < 0.3
    text = text if len(text) > 3 else (text + rng.choice(("之印", "印", "印章")))[:4]
    columns = 2 if len(text) <= 6 else 3
    rows = math.ceil(len(text) / columns)
    mask = Image.new("L", (_SIDE, _SIDE), 255 if inverse else 0)
    draw = ImageDraw.Draw(mask)
    rim = 0 if inverse else int(_SIDE * rng.uniform(0.02, 0.05))
    if not inverse:
        draw.rectangle((1, 1, _SIDE - 2, _SIDE - 2), outline=255, width=rim)
    edge = rim + _SIDE * 0.04
    cell_w, cell_h = (_SIDE - 2 * edge) / columns, (_SIDE - 2 * edge) / rows
    font = _font(face, min(cell_w, cell_h) * 0.98)
    for i, char in enumerate(text):
        column, row = divmod(i, rows)
        x, y = _SIDE - edge - (column + 0.5) * cell_w, edge + (row + 0.5) * cell_h
        draw.text((x, y), char, 0 if inverse else 255, font, anchor="mm", stroke_width=rng.choice((1, 2)))
    return mask


def _rectangle(place: str, face: fonts.Face, rng: random.Random) -> Image.Image:
    lines = rng.choice(_BOX).split("\n")
    if rng.random() < 0.4:
        lines = [place + rng.choice(_KINDS), rng.choice(_MIDDLE[:-1])][: rng.choice((1, 2))]
    elif rng.random() < 0.25:
        lines = [
            place + "收发室",
            f"{rng.randrange(2008, 2026)}.{rng.randrange(1, 13):02}.{rng.randrange(1, 29):02}",
        ]
    longest = max(len(line) for line in lines)
    size = min(_SIDE * 0.9 / longest, 90)
    height = int(size * len(lines) * rng.uniform(1.15, 1.5)) + 16
    mask = Image.new("L", (int(size * longest * 1.05) + 20, height), 0)
    draw = ImageDraw.Draw(mask)
    draw.rectangle((1, 1, mask.width - 2, height - 2), outline=255, width=rng.choice((2, 3, 5)))
    for i, line in enumerate(lines):
        y = height * (i + 0.5) / len(lines)
        draw.text((mask.width / 2, y), line, 255, _font(face, size * 0.96), anchor="mm", stroke_width=1)
    return mask


def _triangle(place: str, face: fonts.Face, rng: random.Random) -> Image.Image:
    mask = Image.new("L", (_SIDE, int(_SIDE * 0.87)), 0)
    draw = ImageDraw.Draw(mask)
    w, h = mask.size
    draw.polygon(((w / 2, 4), (w - 4, h - 4), (4, h - 4)), outline=255, width=8)
    draw.text((w / 2, h * 0.62), place, 255, _font(face, w * 0.15), anchor="mm", stroke_width=1)
    draw.text(
        (w / 2, h * 0.82), rng.choice(("检验合格", "审核", "校对章")), 255, _font(face, w * 0.12), anchor="mm"
    )
    return mask


def worn(mask: Mask, rng: random.Random) -> Mask:
    """Ink taken away where the pad was dry, the paper rough or the stamp tilted; sometimes smeared or struck twice."""
    h, w = mask.shape
    generator = np.random.default_rng(rng.getrandbits(32))
    amount = rng.uniform(0.35, 1.0) ** 0.7
    broad = cv2.resize(generator.random((4, 4), np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    fine = cv2.resize(
        generator.random((h // 4 + 2, w // 4 + 2), np.float32), (w, h), interpolation=cv2.INTER_CUBIC
    )
    tilt = np.linspace(-0.5, 0.5, w, dtype=np.float32)[None, :] * rng.uniform(-0.7, 0.7)
    tilt = tilt + np.linspace(-0.5, 0.5, h, dtype=np.float32)[:, None] * rng.uniform(-0.7, 0.7)
    pressure = np.clip(amount * (0.8 + 0.6 * (broad - 0.5) + tilt), 0.1, 1.0)
    starved = np.where(fine > 0.3 + 0.7 * pressure, 0.2, 1.0)
    out = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.5, 1.6)).astype(np.float32) * pressure * starved
    if rng.random() < 0.07:  # struck twice, a little apart
        move = np.array([[1, 0, rng.gauss(0, 0.04) * w], [0, 1, rng.gauss(0, 0.04) * h]], np.float32)
        out = np.maximum(out, 0.8 * cv2.warpAffine(out, move, (w, h)))
    if rng.random() < 0.06:  # smeared
        out = 0.6 * out + 0.4 * cv2.blur(out, (max(1, int(0.06 * w)), 1))
    return np.clip(out, 0, 255).astype(np.uint8)
