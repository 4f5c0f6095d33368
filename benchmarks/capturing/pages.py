"""Pages to validate on, in layouts and typefaces that ``samples/`` does not have."""

from __future__ import annotations

import functools
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
# None of these faces sets a page of ``samples/``; index 2 of Noto's collections is Simplified Chinese.
_FACES = (
    ("NotoSansCJK-Light.ttc", 2),
    ("NotoSansCJK-DemiLight.ttc", 2),
    ("NotoSansCJK-Medium.ttc", 2),
    ("NotoSerifCJK-Light.ttc", 2),
    ("NotoSerifCJK-Medium.ttc", 2),
    ("NotoSerifCJK-SemiBold.ttc", 2),
    ("wqy-zenhei.ttc", 0),
)
_WORDS = (
    "桥梁检测与加固技术推广应用报告经专家组评审通过现予以登记备案",
    "持证人员按年度完成规定课程并参加现场考核成绩合格准予换发",
    "本单位承诺所附资料均与原始档案相符如有出入愿承担相应后果",
    "依照有关办法第十二条之规定经集体研究决定自即日起施行",
    "混凝土配合比设计应满足强度耐久性及施工和易性的要求",
    "泵站机组运行工况监测数据表明振动幅值处于允许范围以内",
    "申请人自参加工作以来主持完成中小型项目二十余项",
    "测量控制网平差计算采用间接平差方法并进行精度评定",
    "受聘期间遵守劳动纪律服从工作安排考核等次为良好",
    "该成果已在三个县区推广累计节约投资四百六十万元",
)
_LABELS = (
    "姓名",
    "部门",
    "出生年月",
    "最高学历",
    "现任岗位",
    "联系方式",
    "起止时间",
    "完成情况",
    "证明人",
    "备注",
)

SEED = 9127
"""Of the pages that are measured; each command adds its own number to it."""


@dataclass
class Drawn:
    """A page, its lines as (text, x0, y0, x1, y1) in pixels, its seals' boxes, and its size of print in pixels."""

    image: np.ndarray
    layout: str
    lines: list[tuple[str, float, float, float, float]]
    size: int
    seals: list[tuple[float, float, float, float]] = field(default_factory=list)


@functools.cache
def _path(name: str) -> str | None:
    chosen = os.environ.get("SAMPLES_FONTS", "")
    folders = [chosen] if chosen and chosen != "builtin" else _FOLDERS
    return next((str(p) for folder in folders for p in Path(folder).rglob(name)), None)


@functools.lru_cache(maxsize=256)
def _font(name: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    path = _path(name)
    if path is None:
        raise SystemExit(
            f"The font {name} is not installed (Debian: fonts-noto-cjk, fonts-noto-cjk-extra, fonts-wqy-zenhei), nor in"
            " the folder SAMPLES_FONTS."
        )
    return ImageFont.truetype(path, size, index=index)


def face(size: int) -> ImageFont.FreeTypeFont:
    """A plain face for what is no page: menus, clocks."""
    return _font("wqy-zenhei.ttc", 0, max(6, size))


class _Sheet:
    def __init__(self, rng: random.Random, wide: bool, paper: tuple[int, int, int], dpi: int) -> None:
        self.rng, self.dpi = rng, dpi
        short, long = round(8.27 * dpi), round(11.69 * dpi)
        self.w, self.h = (long, short) if wide else (short, long)
        self.picture = Image.new("RGB", (self.w, self.h), paper)
        self.draw = ImageDraw.Draw(self.picture)
        self.face = rng.choice(_FACES)
        self.ink = rng.choice(((18, 18, 20), (40, 40, 44), (30, 34, 60)))
        self.size = round(rng.uniform(10, 14) * dpi / 72)
        self.lines: list[tuple[str, float, float, float, float]] = []
        self.seals: list[tuple[float, float, float, float]] = []

    def put(
        self, x: float, y: float, text: str, size: int | None = None, fill: tuple[int, int, int] | None = None
    ) -> float:
        font = _font(*self.face, size or self.size)
        self.draw.text((x, y), text, fill or self.ink, font)
        x0, y0, x1, y1 = self.draw.textbbox((x, y), text, font)
        self.lines.append((text, x0, y0, x1, y1))
        return float(x1)

    def centred(self, y: float, text: str, size: int, fill: tuple[int, int, int] | None = None) -> None:
        self.put((self.w - _font(*self.face, size).getlength(text)) / 2, y, text, size, fill)

    def words(self, characters: int) -> str:
        text = ""
        while len(text) < characters:
            text += self.rng.choice(_WORDS) + self.rng.choice("，。；")
        return text[:characters]

    def body(self, x: float, y: float, width: float, rows: int, spacing: float = 1.7) -> float:
        for row in range(rows):
            if y + self.size > 0.93 * self.h:
                break
            short = row == rows - 1
            self.put(x, y, self.words(max(3, int(width / self.size * (0.5 if short else 1)))))
            y += self.size * spacing
        return y

    def seal(self, x: float, y: float, radius: float) -> None:
        """A ring with a star and some text around it."""
        red = self.rng.choice(((214, 44, 40), (196, 30, 50), (226, 80, 70)))
        layer = self.draw
        wide = max(2, round(radius / 14))
        layer.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=wide)
        angles = [np.pi * (0.4 * k - 0.5) for k in (0, 2, 4, 1, 3)]
        layer.polygon(
            [(x + 0.3 * radius * np.cos(a), y + 0.3 * radius * np.sin(a)) for a in angles], fill=red
        )
        name = self.words(9)
        for i, char in enumerate(name):
            angle = np.radians(-200 + i * 220 / 8)
            cell = Image.new("L", (round(radius / 2.2),) * 2)
            ImageDraw.Draw(cell).text((0, 0), char, 255, _font(*self.face, max(6, round(radius / 3.2))))
            turned = cell.rotate(-np.degrees(angle) - 90, Image.Resampling.BICUBIC)
            at = (
                x + 0.74 * radius * np.cos(angle) - radius / 4.4,
                y + 0.74 * radius * np.sin(angle) - radius / 4.4,
            )
            self.picture.paste(red, (round(at[0]), round(at[1])), turned)
        self.seals.append((x - radius, y - radius, x + radius, y + radius))

    def done(self, layout: str) -> Drawn:
        return Drawn(np.asarray(self.picture), layout, self.lines, self.size, self.seals)


def _paper(rng: random.Random) -> tuple[int, int, int]:
    return rng.choice(((255, 255, 255), (250, 250, 247), (244, 242, 236), (238, 240, 238)))


def letter(rng: random.Random, dpi: int) -> Drawn:
    page = _Sheet(rng, False, _paper(rng), dpi)
    page.centred(
        0.1 * page.h, rng.choice(("关于同意备案的函", "工作情况说明", "审核意见书")), round(page.size * 1.8)
    )
    y = page.body(0.13 * page.w, 0.2 * page.h, 0.74 * page.w, rng.randrange(5, 14), rng.uniform(1.5, 2.2))
    page.put(0.58 * page.w, y + 2 * page.size, page.words(9))
    page.put(
        0.62 * page.w,
        y + 4 * page.size,
        f"{rng.randrange(2014, 2025)}年{rng.randrange(1, 13)}月{rng.randrange(1, 28)}日",
    )
    page.seal(0.7 * page.w, min(0.9 * page.h, y + 3 * page.size), 20 / 25.4 * dpi)
    return page.done("letter")


def grid(rng: random.Random, dpi: int) -> Drawn:
    page = _Sheet(rng, rng.random() < 0.3, _paper(rng), dpi)
    page.centred(
        0.06 * page.h, rng.choice(("人员情况登记表", "业绩汇总表", "聘期考核登记表")), round(page.size * 1.6)
    )
    left, right, y = 0.08 * page.w, 0.92 * page.w, 0.13 * page.h
    cells, tall = rng.randrange(4, 7), page.size * rng.uniform(2.0, 2.8)
    wide = (right - left) / cells
    rows = rng.randrange(7, 15)
    for _ in range(rows):
        for column in range(cells):
            text = rng.choice(_LABELS) if column % 2 == 0 else page.words(max(2, int(wide / page.size * 0.7)))
            page.put(left + column * wide + page.size * 0.3, y + (tall - page.size) / 2.4, text)
            page.draw.rectangle(
                (left + column * wide, y, left + (column + 1) * wide, y + tall),
                outline=page.ink,
                width=max(1, dpi // 100),
            )
        y += tall
        if y > 0.85 * page.h:
            break
    return page.done("grid")


def columns(rng: random.Random, dpi: int) -> Drawn:
    page = _Sheet(rng, False, _paper(rng), dpi)
    page.size = round(rng.uniform(9, 10.5) * dpi / 72)
    page.centred(0.07 * page.h, page.words(14), round(page.size * 1.9))
    for left in (0.09, 0.52):
        page.body(left * page.w, 0.15 * page.h, 0.39 * page.w, 60, 1.55)
    page.centred(0.955 * page.h, str(rng.randrange(2, 220)), page.size)
    return page.done("columns")


def certificate(rng: random.Random, dpi: int) -> Drawn:
    tint = rng.choice(((252, 244, 226), (246, 236, 214), (253, 240, 240), (240, 247, 240), (238, 244, 252)))
    page = _Sheet(rng, True, tint, dpi)
    frame = rng.choice(((186, 140, 60), (170, 40, 40), (60, 110, 70)))
    inset, thick = 0.03 * page.w, max(3, dpi // 22)
    page.draw.rectangle((inset, inset, page.w - inset, page.h - inset), outline=frame, width=thick)
    for x in np.arange(inset, page.w - inset, dpi / 5):
        page.draw.ellipse((x, inset, x + dpi / 10, inset + dpi / 10), outline=frame)
    page.centred(
        0.14 * page.h,
        rng.choice(("荣 誉 证 书", "聘  书", "结 业 证 书")),
        round(page.size * 3),
        (180, 30, 30),
    )
    page.size = round(page.size * 1.4)
    y = page.body(0.14 * page.w, 0.36 * page.h, 0.72 * page.w, rng.randrange(2, 5), 2.0)
    page.put(0.62 * page.w, max(y, 0.7 * page.h), page.words(8))
    page.seal(0.72 * page.w, 0.75 * page.h, 21 / 25.4 * dpi)
    return page.done("certificate")


def sparse(rng: random.Random, dpi: int) -> Drawn:
    """A signature block and little else."""
    page = _Sheet(rng, False, _paper(rng), dpi)
    y = rng.uniform(0.1, 0.75) * page.h
    page.put(rng.uniform(0.1, 0.5) * page.w, y, page.words(rng.randrange(8, 13)))
    page.put(
        rng.uniform(0.4, 0.6) * page.w,
        y + 2.2 * page.size,
        f"{rng.randrange(2014, 2025)}年{rng.randrange(1, 13)}月{rng.randrange(1, 28)}日",
    )
    if rng.random() < 0.6:
        page.seal(0.68 * page.w, y + page.size, 20 / 25.4 * dpi)
    return page.done("sparse")


def listing(rng: random.Random, dpi: int) -> Drawn:
    page = _Sheet(rng, False, _paper(rng), dpi)
    page.centred(0.08 * page.h, rng.choice(("目  次", "附件清单", "材料索引")), round(page.size * 1.7))
    y = 0.16 * page.h
    for number in range(rng.randrange(8, 24)):
        text = f"{number + 1}. {page.words(rng.randrange(6, 20))}"
        end = page.put(0.1 * page.w, y, text)
        dots = int((0.84 * page.w - end) / (page.size * 0.55))
        if dots > 2:
            page.put(end + page.size * 0.3, y, "…" * (dots // 2) + str(rng.randrange(1, 99)))
        y += page.size * rng.uniform(1.7, 2.1)
        if y > 0.9 * page.h:
            break
    return page.done("listing")


def latin(rng: random.Random, dpi: int) -> Drawn:
    """English and figures."""
    page = _Sheet(rng, False, _paper(rng), dpi)
    words = (
        "review",
        "pump",
        "station",
        "monitoring",
        "data",
        "shows",
        "vibration",
        "remains",
        "within",
        "limits",
    )
    page.centred(0.1 * page.h, "Certificate of Completion", round(page.size * 1.8))
    y = 0.2 * page.h
    for _ in range(rng.randrange(6, 18)):
        text = " ".join(rng.choice(words) for _ in range(9)) + f" {rng.randrange(10, 9999)}"
        page.put(0.12 * page.w, y, text, round(page.size * 0.95))
        y += page.size * 1.8
    return page.done("latin")


LAYOUTS: tuple[Callable[[random.Random, int], Drawn], ...] = (
    letter,
    grid,
    columns,
    certificate,
    listing,
    latin,
    sparse,
)


def pages(seed: int, count: int, *, with_sparse: bool = True) -> list[Drawn]:
    """The same seed gives the same pages; resolutions from 110 to 300 dpi."""
    chosen = LAYOUTS if with_sparse else LAYOUTS[:-1]
    made = []
    for number in range(count):
        rng = random.Random(f"capturing/{seed}/{number}")
        made.append(chosen[number % len(chosen)](rng, rng.choice((110, 150, 200, 200, 250, 300))))
    return made
