"""Where handwriting and print come from, and which of it training never sees.

``folder`` holds unpacked npm packages (``training/README.md`` names them): stroke medians of hanzi-writer-data
and fontsource fonts. Validation draws from other fonts and other family names than training.
"""

from __future__ import annotations

import functools
import json
import random
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

from samples.signatures import medians

Strokes = list[list[list[int]]]

HELD_OUT = ("long-cang", "allura", "sacramento", "reenie-beanie", "zcool-kuaile")
"""Fonts that only validation uses."""

_CHINESE_HANDS = ("ma-shan-zheng", "zhi-mang-xing", "liu-jian-mao-cao", "long-cang")
_RUNNING_KAI = ("ma-shan-zheng",)  # as upright and even as print is: names are typed in such fonts, too
_LATIN_HANDS = (
    "caveat",
    "dancing-script",
    "herr-von-muellerhoff",
    "homemade-apple",
    "mr-de-haviland",
    "allura",
    "sacramento",
    "reenie-beanie",
)
_FURTHER_HANDS = (
    "mrs-saint-delafield",
    "qwigley",
    "zeyada",
    "la-belle-aurore",
    "cedarville-cursive",
    "meddon",
    "windsong",
    "ruthie",
    "monsieur-la-doulaise",
    "over-the-rainbow",
)
# Careful hands, whose letters stand apart as print does: many people sign so.
_CAREFUL_HANDS = (
    "indie-flower",
    "shadows-into-light",
    "nothing-you-could-do",
    "covered-by-your-grace",
    "kalam",
    "patrick-hand",
    "architects-daughter",
    "coming-soon",
)
_PRINT = ("zcool-xiaowei", "zcool-qingke-huangyou", "zcool-kuaile")

_FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈"
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文海波春梅红云飞鹏宇浩欣怡晨阳子轩佳思雨辰"
)
_FAMILY_HELD_OUT = "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
_GIVEN_HELD_OUT = "博俊凯雪琳慧颖莹倩婷璐瑶曼晓琪嘉泽润昊哲瀚霖珊岚松柏楠桐荣贵福生来金宝根长久安康宁"


@dataclass(frozen=True)
class Sources:
    """Fonts and strokes of one side: ``held_out`` for validation, otherwise for training.

    ``further``: with more Latin hands, which the verifier learns from and the detector did not.
    """

    folder: Path | None
    held_out: bool = False
    further: bool = False

    @functools.cached_property
    def chinese_hands(self) -> tuple[Path, ...]:
        """Handwriting fonts with Chinese characters."""
        return self._fonts(_CHINESE_HANDS, "chinese-simplified-400-")

    @functools.cached_property
    def running_kai(self) -> tuple[Path, ...]:
        """Those of them in which names are printed, too; none of the held-out side, nor without ``further``."""
        return (
            self._fonts(_RUNNING_KAI, "chinese-simplified-400-") if self.further and not self.held_out else ()
        )

    @functools.cached_property
    def latin_hands(self) -> tuple[Path, ...]:
        """Handwriting fonts with Latin letters."""
        further = _FURTHER_HANDS if self.further and not self.held_out else ()
        return self._fonts((*_LATIN_HANDS, *further), "latin-400-")

    @functools.cached_property
    def careful_hands(self) -> tuple[Path, ...]:
        """Handwriting fonts with Latin letters that stand apart; none of the held-out side."""
        return self._fonts(_CAREFUL_HANDS, "latin-400-") if self.further and not self.held_out else ()

    @functools.cached_property
    def display(self) -> tuple[Path, ...]:
        """Chinese printing fonts of titles and posters."""
        return self._fonts(_PRINT, "chinese-simplified-400-")

    @functools.cached_property
    def characters(self) -> dict[str, Strokes]:
        """Stroke medians: training draws from the folder's 9,000 characters where it has them."""
        known: dict[str, Strokes] = dict(medians())
        if self.folder is not None and not self.held_out:
            for path in sorted(self.folder.glob("hanzi-writer-data*/package/?.json")):
                known[path.stem] = json.loads(path.read_text(encoding="utf-8"))["medians"]
        return known

    def name(self, rng: random.Random) -> str:
        """An invented person's name."""
        family, given = (_FAMILY_HELD_OUT, _GIVEN_HELD_OUT) if self.held_out else (_FAMILY, _GIVEN)
        return rng.choice(family) + "".join(rng.choice(given) for _ in range(rng.choice((1, 2, 2))))

    def _fonts(self, names: tuple[str, ...], part: str) -> tuple[Path, ...]:
        if self.folder is None:
            return ()
        chosen = [name for name in names if (name in HELD_OUT) is self.held_out]
        return tuple(
            path
            for name in chosen
            for path in sorted(self.folder.glob(f"*{name}-[0-9]*/package/files/{name}-{part}normal.woff"))
        )


@functools.lru_cache(maxsize=512)
def load(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """A font file at a size in pixels."""
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
