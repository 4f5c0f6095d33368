"""A model of how an OCR engine misreads, for pages that are lines and no pixels.

The rates stand for a sharp scan read by the small model: nearly all lines are right; a few, under a seal or a fold,
are not, and then the confidence drops, as it mostly does. They are a model, not a measurement: what the real
engine does to these figures is measured on pictures.
"""

from __future__ import annotations

import random
from dataclasses import replace

from samples.lines.page import LinePage, Piece

_LIKE = {
    "0": "O6", "1": "l7", "5": "S6", "8": "3B", "6": "8", "3": "8", "9": "g", "X": "×", "日": "曰", "己": "已",
    "未": "末", "土": "士", "人": "入", "大": "太", "工": "土", "王": "玉", "圆": "园", "证": "征", "考": "老",
    "继": "维", "经": "径", "东": "乐", "学": "字", "专": "考", "业": "亚", ":": ";", ",": ".", "年": "牛",
}  # fmt: skip
# Share of lines lost, of lines that are hard to read, and of characters misread on the two sorts of line.
_LOST, _HARD, _EASY_RATE, _HARD_RATE = 0.008, 0.03, 0.001, 0.07


def misread(page: LinePage, rng: random.Random) -> LinePage:
    """The page as an engine might hand it on."""
    pieces = []
    for piece in page.pieces:
        if rng.random() < _LOST:
            continue
        pieces.append(_read(piece, rng, hard=rng.random() < _HARD))
    return replace(page, pieces=tuple(pieces))


def _read(piece: Piece, rng: random.Random, hard: bool) -> Piece:
    rate = _HARD_RATE if hard else _EASY_RATE
    wrong = 0
    text = ""
    for char in piece.text:
        if rng.random() < rate and not char.isspace():
            text += rng.choice(_LIKE.get(char, "口日木")) if char in _LIKE or hard else char
            wrong += text[-1] != char
        else:
            text += char
    sure = rng.uniform(0.7, 0.97) if wrong or hard else rng.uniform(0.975, 0.999)
    jitter = [rng.uniform(-1.5, 1.5) for _ in range(4)]
    x0, y0, x1, y1 = (v + j for v, j in zip(piece.box, jitter, strict=True))
    return Piece(text, (x0, y0, x1, y1), round(sure, 4))
