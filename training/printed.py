"""Pages of invented print: paragraphs, columns, tables, headings, labels; paper and plates of any colour."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from training.page import Background, Box, Pixels
from training.sources import Sources, load

Names = list[tuple[str, Box]]
Ink = tuple[int, int, int]
LONG_SIDE = 1000  # pixels of a background's long side
_TEXT = (
    "根据有关规定经研究决定现将评审工作安排通知如下各单位应当按照要求组织申报材料真实有效本人承诺对所提供材料的真实性负责"
    "工程技术人员继续教育学时登记单位名称统一社会信用代码证书编号发证日期项目负责人审核意见推荐意见专业工作经历论文著作业绩成果"
)
_LATIN = (
    "the", "of", "and", "engineering", "certificate", "is", "awarded", "to", "in", "recognition", "report", "analysis",
    "method", "results", "system", "design", "data", "page", "section",
)  # fmt: skip
_LABELS = (
    "签名：",
    "签字：",
    "申报人签名：",
    "负责人（签字）：",
    "单位（盖章）",
    "承诺人：",
    "经办人：",
    "年  月  日",
    "审核人：",
    "推荐人：",
)


@dataclass(frozen=True)
class _Sheet:
    """A page in the making, ``w`` × ``h`` pixels: what its rows are drawn with, and the ``names`` printed so far with
    their places.
    """

    draw: ImageDraw.ImageDraw
    w: int
    h: int
    family: fonts.Family
    ink: Ink
    sources: Sources
    rng: random.Random
    names: Names


def printed(sources: Sources, rng: random.Random, side: int = LONG_SIDE) -> Background:
    """A page of invented print: paragraphs, columns, tables, headings, labels; paper and plates of any colour.

    ``side``: its long side in pixels; letters keep their size in pixels, so they are smaller on a larger page.
    """
    h = side
    w = rng.choice((707, 707, 707, 750, 1000, 1000, 1400)) if rng.random() < 0.9 else rng.randrange(600, 1500)
    w = w * side // LONG_SIDE
    if w > h:
        h, w = int(h * h / w), h
    image = Image.fromarray(_paper(w, h, rng))
    family = fonts.family(rng)
    sheet = _Sheet(ImageDraw.Draw(image), w, h, family, _ink(image, rng), sources, rng, [])
    y = int(h * rng.uniform(0.03, 0.12))
    if rng.random() < 0.6:
        y = _heading(sheet, y)
    further = (_captioned_row, _captioned_row) if sources.running_kai else ()
    while y < h * 0.95:
        y = rng.choice((_paragraph, _paragraph, _table, _label_row, _gap, *further))(sheet, y)
    if rng.random() < 0.2:
        _frame(sheet)
    return Background(np.asarray(image), lines=tuple(sheet.names))


def _ink(image: Image.Image, rng: random.Random) -> Ink:
    """The colour of print on the paper of ``image``: dark on light, light on dark."""
    if float(np.asarray(image).mean()) < 110:
        return rng.choice(((240, 220, 150), (250, 250, 250)))
    return rng.choice(((20, 20, 22), (40, 40, 44), (70, 70, 74)))


def _paper(w: int, h: int, rng: random.Random) -> Pixels:
    """White or toned paper, red or gold plates, a security ground, or a photograph's blurred shapes."""
    generator = np.random.default_rng(rng.getrandbits(32))
    drawn = rng.random()
    tone = np.array([rng.uniform(236, 255)] * 3) - np.array([0, rng.uniform(0, 6), rng.uniform(0, 18)])
    if drawn > 0.9:
        tone = np.array(
            rng.choice(
                (
                    (196, 30, 36),
                    (214, 180, 110),
                    (150, 30, 40),
                    (190, 192, 196),
                    (228, 206, 150),
                    (60, 90, 160),
                )
            ),
            float,
        )
    elif drawn > 0.75:
        tone = np.array(
            rng.choice(((252, 232, 226), (236, 244, 250), (250, 244, 222), (236, 246, 232), (255, 225, 200))),
            float,
        )
    page = np.broadcast_to(tone, (h, w, 3)).astype(np.float32).copy()
    if rng.random() < 0.25:
        y, x = np.mgrid[0:h, 0:w].astype(np.float32)
        page += (rng.uniform(3, 9) * np.sin(x / rng.uniform(4, 40) + 3 * np.sin(y / rng.uniform(20, 90))))[
            ..., None
        ]
    if rng.random() < 0.08:
        rough = generator.integers(0, 255, (rng.randrange(4, 30), rng.randrange(4, 30), 3)).astype(np.uint8)
        page = cv2.resize(
            rough, (w, h), interpolation=rng.choice((cv2.INTER_CUBIC, cv2.INTER_NEAREST))
        ).astype(np.float32)
    return np.clip(page + generator.normal(0, rng.uniform(0, 2), (h, w, 1)), 0, 255).astype(np.uint8)


def _words(rng: random.Random, count: int) -> str:
    start = rng.randrange(len(_TEXT) - count) if count < len(_TEXT) else 0
    return _TEXT[start : start + count]


def _sentence(rng: random.Random, units: int) -> str:
    if rng.random() < 0.25:
        return " ".join(rng.choice(_LATIN) for _ in range(units // 3 + 1))
    return "".join(_words(rng, rng.randrange(4, 14)) + rng.choice("，。；、") for _ in range(units // 9 + 1))[
        :units
    ]


def _heading(sheet: _Sheet, y: int) -> int:
    """A large line in the middle, perhaps with a rule below it."""
    draw, rng = sheet.draw, sheet.rng
    colour = rng.choice(((190, 26, 34), (190, 26, 34), sheet.ink, (170, 130, 50)))
    size = rng.randrange(24, 80)
    text = _words(rng, rng.randrange(3, 12))
    font = sheet.family.font(rng.choice(("songb", "heib", "kai")), size)
    draw.text((sheet.w / 2, y), text, colour, font, anchor="ma")
    y += int(size * 1.6)
    if rng.random() < 0.4:
        draw.rectangle((sheet.w * 0.08, y, sheet.w * 0.92, y + rng.choice((1, 2, 5))), fill=colour)
        y += 14
    return y


def _frame(sheet: _Sheet) -> None:
    rng = sheet.rng
    edge = rng.randrange(6, 40)
    box = (edge, edge, sheet.w - edge, sheet.h - edge)
    colour = rng.choice(((180, 30, 36), (190, 150, 60), sheet.ink))
    sheet.draw.rectangle(box, outline=colour, width=rng.randrange(1, 8))


def _paragraph(sheet: _Sheet, y: int) -> int:
    rng = sheet.rng
    size = rng.choice((8, 10, 12, 14, 16, 18, 22, 28))
    font = sheet.family.font(rng.choice(("song", "song", "fang", "kai", "hei")), size)
    colour = sheet.ink if rng.random() < 0.93 else (180, 30, 36)
    lead, left = rng.uniform(1.3, 2.0), sheet.w * rng.uniform(0.06, 0.14)
    columns = rng.choice((1, 1, 1, 2))
    width = (sheet.w - 2 * left) / columns
    for _ in range(rng.randrange(1, 9)):
        for column in range(columns):
            share = 1.0 if rng.random() < 0.8 else rng.random()
            text = _sentence(rng, max(2, int(width / size * share)))
            sheet.draw.text((left + column * (width + size), y), text, colour, font)
        y += int(size * lead)
        if y > sheet.h * 0.95:
            break
    return y + size


def _table(sheet: _Sheet, y: int) -> int:
    draw, rng = sheet.draw, sheet.rng
    rows, columns, high = rng.randrange(2, 8), rng.randrange(2, 7), rng.randrange(18, 70)
    left, right = sheet.w * 0.07, sheet.w * 0.93
    colour = sheet.ink if rng.random() < 0.85 else rng.choice(((190, 40, 40), (60, 90, 160)))
    size = rng.choice((9, 11, 13, 15))
    font = sheet.family.font(rng.choice(("song", "fang", "kai", "hei")), size)
    for _ in range(rows):
        edges = [left, *sorted(rng.uniform(left, right) for _ in range(columns - 1)), right]
        for a, b in itertools.pairwise(edges):
            draw.rectangle((a, y, b, y + high), outline=colour, width=rng.choice((1, 1, 2)))
            if rng.random() < 0.7:
                text = (
                    sheet.sources.name(rng)
                    if rng.random() < 0.2
                    else _sentence(rng, max(1, int((b - a) / size * rng.random())))
                )
                draw.text((a + 4, y + high / 2), text, sheet.ink, font, anchor="lm")
        y += high
        if y > sheet.h * 0.93:
            break
    return y + rng.randrange(4, 30)


def _label_row(sheet: _Sheet, y: int) -> int:
    """Labels that ask for a signature or a seal, left empty, ruled, or filled by a printed name."""
    draw, rng = sheet.draw, sheet.rng
    size = rng.choice((12, 14, 17, 20))
    font = sheet.family.font(rng.choice(("song", "fang", "kai", "hei")), size)
    x = sheet.w * rng.uniform(0.06, 0.5)
    for _ in range(rng.choice((1, 1, 2))):
        label = rng.choice(_LABELS)
        draw.text((x, y), label, sheet.ink, font)
        end = x + font.getlength(label)
        if rng.random() < 0.4:
            draw.line((end, y + size * 1.1, end + size * 7, y + size * 1.1), sheet.ink, 1)
        if rng.random() < 0.4:
            set_in = font if rng.random() < 0.5 else sheet.family.font("kai", int(size * rng.uniform(1, 1.3)))
            if sheet.sources.display and rng.random() < 0.1:
                set_in = load(rng.choice(sheet.sources.display), size)
            if sheet.sources.running_kai and rng.random() < 0.4:
                set_in = load(rng.choice(sheet.sources.running_kai), int(size * rng.uniform(1, 1.9)))
            name, at = sheet.sources.name(rng), (end + size * 0.5, y)
            draw.text(at, name, sheet.ink, set_in)
            if sheet.sources.further:
                sheet.names.append((name, draw.textbbox(at, name, set_in)))
        x = end + size * 10
    return y + int(size * rng.uniform(1.5, 4))


def _captioned_row(sheet: _Sheet, y: int) -> int:
    """Printed names above rules, whose roles stand below them, or in the cells of a list."""
    draw, rng = sheet.draw, sheet.rng
    size = rng.choice((12, 14, 17, 20))
    high = int(size * rng.uniform(1.0, 1.9))
    set_in = sheet.family.font(rng.choice(("kai", "kai", "fang", "song")), high)
    if rng.random() < 0.35:
        set_in = load(rng.choice(sheet.sources.running_kai), high)
    caption = sheet.family.font(rng.choice(("song", "fang", "hei")), size)
    count, cells = rng.choice((1, 2, 2, 3, 4)), rng.random() < 0.35
    for i in range(count):
        x = sheet.w * (i + 0.5) / count + rng.uniform(-0.03, 0.03) * sheet.w
        name, at = sheet.sources.name(rng), (x, y + high * 1.1)
        draw.text(at, name, sheet.ink, set_in, anchor="ms")
        sheet.names.append((name, draw.textbbox(at, name, set_in, anchor="ms")))
        wide = max(size * 5, high * 3)
        if cells:
            draw.rectangle((x - wide, y - high * 0.3, x + wide, y + high * 1.7), outline=sheet.ink)
        else:
            draw.line((x - wide, y + high * 1.35, x + wide, y + high * 1.35), sheet.ink, 1)
            role = rng.choice(_LABELS).rstrip("：")
            draw.text((x, y + high * 1.35 + size * 1.3), role, sheet.ink, caption, anchor="ms")
    return y + int(high * 1.7 + size * rng.uniform(0.0 if cells else 1.5, 3.5))


def _gap(sheet: _Sheet, y: int) -> int:
    return y + sheet.rng.randrange(20, 180)
