"""Where figures stand, told by the captions below them."""

from __future__ import annotations

import numpy as np
import pytest

from scanaudit.boxes import contained
from scanaudit.marks.figures import figures
from scanaudit.reading.lines import Line


def line(text: str, x: float, y: float, width: float) -> Line:
    quad = np.array([[x, y], [x + width, y], [x + width, y + 20], [x, y + 20]], np.float32)
    return Line(text, 0.98, quad)


COLUMN = [line("由试验结果可以看出各测点偏差均满足规范要求", 560, y, 400) for y in (100, 130, 520, 550)]
PLOT = (0.6, 0.2, 0.9, 0.3)


@pytest.mark.parametrize(
    ("caption", "found"),
    [
        ("图3 位移—时间曲线", 1),
        ("图 12 试验装置", 1),
        ("Fig. 2 Load and deflection", 1),
        ("图书馆管理员", 0),
        ("图1为现场安装照片，经本人核对。", 0),
        ("图2 所示为试验装置", 0),
        ("图3页", 0),
        ("签名：", 0),
        ("图2给出了各测点的位移随时间变化的曲线，可以看出其随荷载增大而增大，并在第三级后趋于稳定", 0),
    ],
)
def test_what_stands_above_a_caption(caption: str, found: int) -> None:
    boxes = figures([*COLUMN, line(caption, 660, 480, 180)], 1400, 1000)
    assert len(boxes) == found
    assert all(contained(PLOT, box) > 0.95 for box in boxes)


def test_a_figure_ends_at_the_text_above_it_and_at_its_column() -> None:
    (box,) = figures([*COLUMN, line("图3 位移", 700, 480, 120)], 1400, 1000)
    assert contained((0.6, 0.08, 0.9, 0.1), box) == 0.0
    assert contained((0.1, 0.2, 0.4, 0.3), box) == 0.0


def test_a_figure_beside_wrapped_text_is_as_wide_as_the_column_though_the_paragraph_above_ends_early() -> (
    None
):
    above = [line("由试验结果可以看出各测点偏差均满足规范要求", 100, y, 820) for y in (100, 130, 160)]
    last = line("小了反馈电阻，使放大倍数减小从而满足", 100, 190, 560)
    (box,) = figures([*above, last, line("图7-4 振荡电路", 560, 480, 180)], 1400, 1000)
    assert contained((0.5, 0.2, 0.92, 0.33), box) > 0.95
