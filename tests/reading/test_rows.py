"""Rows of lines, on pages that lie straight and askew."""

from __future__ import annotations

import math

import numpy as np
import pytest

from scanaudit.reading.lines import Line
from scanaudit.reading.rows import rows

FORM = [("统一社会信用代码", 100, 440, 300), ("名称", 100, 500, 60), ("东临建筑科学研究所", 300, 500, 280),
        ("住所", 100, 560, 60), ("澄州市望山路186号", 300, 560, 280)]  # fmt: skip


def turned(text: str, x: float, y: float, width: float, degrees: float) -> Line:
    quad = np.array([[x, y], [x + width, y], [x + width, y + 30], [x, y + 30]])
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Line(text, 0.97, (quad @ np.array([[cos, sin], [-sin, cos]])).astype(np.float32))


@pytest.mark.parametrize("degrees", [0, 0.8, 3, 7, -3, -7])
def test_label_and_value_are_one_row_on_a_page_askew(degrees: float) -> None:
    found = rows([turned(*cell, degrees) for cell in FORM])
    assert [row.text for row in found] == [
        "统一社会信用代码",
        "名称东临建筑科学研究所",
        "住所澄州市望山路186号",
    ]


def test_one_line_aslant_does_not_turn_the_others() -> None:
    cells = [("姓名", 100, 100 + 60 * k, 60) for k in range(4)] + [
        ("张三", 300, 100 + 60 * k, 60) for k in range(4)
    ]
    straight = [turned(*cell, 0) for cell in cells]
    found = rows([*straight, turned("某某市人力资源和社会保障局", 400, 300, 400, 17)])
    assert [row.text for row in found].count("姓名张三") == 4
