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


LEFT = [
    ["时间", "内容", "类别", "学时"],
    ["2020.4", "创新能力", "公需", "30"],
    ["2020.9", "供水技术", "专业", "60"],
]
RIGHT = [
    ["时间", "内容", "类别", "学时"],
    ["2021.4", "职业道德", "公需", "30"],
    ["2021.9", "泵站更新", "专业", "72"],
]


def two_pages(lower: float = 0) -> list[Line]:
    """A booklet's two pages in one picture, the right one ``lower`` by so many pixels."""
    return [
        turned(cell, 100 + 700 * side + 150 * c, 100 + 60 * r + lower * side, 30 * len(cell), 0)
        for side, table in enumerate((LEFT, RIGHT))
        for r, row in enumerate(table)
        for c, cell in enumerate(row)
    ]


@pytest.mark.parametrize("lower", [0, 20, 45])
def test_two_facing_pages_are_read_one_after_the_other(lower: float) -> None:
    assert [list(row.cells) for row in rows(two_pages(lower))] == [*LEFT, *RIGHT]


def test_what_crosses_both_pages_stands_above_and_below_them() -> None:
    across = [
        turned("学习情况登记表第三期", 555, 20, 300, 0),
        turned("以上登记经核对属实无误", 545, 320, 320, 0),
    ]
    found = [row.text for row in rows([*two_pages(), *across])]
    assert (found[0], found[-1]) == (across[0].text, across[1].text)
    assert [list(row.cells) for row in rows([*two_pages(), *across])][1:-1] == [*LEFT, *RIGHT]


def table(heads: list[str], *rows: list[str], left: float = 100, top: float = 100) -> list[Line]:
    """A table of columns 130 pixels apart."""
    return [
        turned(cell, left + 130 * c, top + 60 * r, 28 * len(cell), 0)
        for r, row in enumerate((heads, *rows))
        for c, cell in enumerate(row)
    ]


@pytest.mark.parametrize("groups", [["公需学时", "考核结果", "证明人"], ["公需", "专业", "小计"]])
def test_groups_of_columns_that_share_the_first_one_are_one_table(groups: list[str]) -> None:
    lines = table(["年度", *groups, *groups], ["2021", *"abcdef"], ["2022", *"ghijkl"])
    assert [len(row.cells) for row in rows(lines)] == [7, 7, 7]


def test_opinions_beside_each_other_part_no_form() -> None:
    form = [turned("工作单位", 100, 100, 120, 0), turned("某某市政设计院", 700, 100, 200, 0)]
    opinions = [
        turned(text, 100 + 600 * side, 300 + 60 * k, 30 * len(text), 0)
        for side in (0, 1)
        for k, text in enumerate(("负责人签字", "(公章)", "年月日"))
    ]
    assert rows([*form, *opinions])[0].text == "工作单位某某市政设计院"
