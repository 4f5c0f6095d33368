"""Reading: which lines are read by which model, and when a text layer is believed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import cv2
import numpy as np
import pytest

from scanaudit.intake.page import Pixels, TextSpan
from scanaudit.reading.lines import Line, Quad
from scanaudit.reading.ocr import PaddleEngine, Size, crop
from scanaudit.reading.reader import in_reading_order, read
from scanaudit.settings import Settings
from scanaudit.spelling import misfit

PAGE = np.full((400, 600, 3), 255, np.uint8)


def _quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32)


class Engine:
    """Reads every crop as the text that was set for its width; notes what it was asked."""

    def __init__(self, texts: dict[int, tuple[str, float]], small: dict[int, tuple[str, float]]) -> None:
        self.texts = {"tiny": texts, "small": small}
        self.asked: list[tuple[str, int]] = []

    def detect(self, image: Pixels, max_side: int) -> list[Quad]:
        return []

    def recognise(self, crops: Sequence[Pixels], size: Size = "tiny") -> list[tuple[str, float]]:
        widths = [image.shape[1] for image in crops]
        self.asked += [(size, width) for width in widths]
        return [self.texts[size].get(width, ("", 0.0)) for width in widths]


def _nothing(lines: Sequence[Line]) -> list[int]:
    return []


def test_sure_lines_are_read_once() -> None:
    engine = Engine({100: ("安徽省", 0.99)}, {})
    lines = read(engine, PAGE, [_quad(10, 10, 110, 30)], [], _nothing)
    assert [(line.text, line.source) for line in lines] == [("安徽省", "tiny")]
    assert engine.asked == [("tiny", 100)]


def test_unsure_lines_are_read_again_by_the_small_model() -> None:
    engine = Engine({100: ("安徵省", 0.80)}, {100: ("安徽省", 0.98)})
    (line,) = read(engine, PAGE, [_quad(10, 10, 110, 30)], [], _nothing)
    assert (line.text, line.source) == ("安徽省", "small")


def test_a_second_look_that_is_less_sure_does_not_replace_the_first() -> None:
    engine = Engine({100: ("安徽省", 0.90)}, {100: ("乱", 0.20)})
    (line,) = read(engine, PAGE, [_quad(10, 10, 110, 30)], [], _nothing)
    assert line.text == "安徽省"


def test_lines_that_must_be_exact_are_read_again_though_sure() -> None:
    engine = Engine({100: ("1234", 0.975), 90: ("正文", 0.975)}, {100: ("1235", 0.999)})
    quads = [_quad(10, 10, 110, 30), _quad(10, 50, 100, 70)]
    lines = read(
        engine, PAGE, quads, [], lambda first: [i for i, line in enumerate(first) if line.text == "1234"]
    )
    assert [line.text for line in lines] == ["1235", "正文"]
    assert ("small", 90) not in engine.asked


def test_empty_readings_are_no_lines() -> None:
    assert read(Engine({}, {}), PAGE, [_quad(10, 10, 110, 30)], [], _nothing) == []


def test_an_honest_text_layer_spares_recognition() -> None:
    engine = Engine({120: ("本人承诺所报材料真实", 0.9)}, {})
    span = TextSpan("本人承诺所报材料真实", (0.1, 0.1, 0.3, 0.15))
    lines = read(engine, PAGE, [_quad(61, 41, 179, 59)], [span], lambda first: [0])
    assert [(line.text, line.source, line.confidence) for line in lines] == [(span.text, "layer", 1.0)]
    assert engine.asked == [("tiny", 120)]


def test_a_layer_that_disagrees_with_the_picture_is_not_believed() -> None:
    engine = Engine({120: ("营业执照", 0.99), 118: ("营业执照", 0.99)}, {})
    span = TextSpan("本人承诺所报材料真实", (0.1, 0.1, 0.3, 0.15))
    lines = read(engine, PAGE, [_quad(61, 41, 179, 59)], [span], _nothing)
    assert [(line.text, line.source) for line in lines] == [("营业执照", "tiny")]


def test_what_the_layer_does_not_tell_is_read_from_the_pixels() -> None:
    engine = Engine({120: ("本人承诺", 0.99), 200: ("手写的一行", 0.99)}, {})
    span = TextSpan("本人承诺", (0.1, 0.1, 0.3, 0.15))
    quads = [_quad(61, 41, 179, 59), _quad(100, 200, 300, 230)]
    lines = read(engine, PAGE, quads, [span], _nothing)
    assert [(line.text, line.source) for line in lines] == [("本人承诺", "layer"), ("手写的一行", "tiny")]


def test_reading_order_keeps_cells_of_a_row_together() -> None:
    def line(text: str, x: float, y: float) -> Line:
        return Line(text, 1.0, _quad(x, y, x + 50, y + 20))

    shuffled = [line("丁", 200, 63), line("甲", 10, 10), line("丙", 10, 60), line("乙", 200, 6)]
    assert "".join(one.text for one in in_reading_order(shuffled)) == "甲乙丙丁"


@pytest.mark.parametrize(("quad", "shape"), [((10, 10, 110, 30), (20, 100)), ((10, 10, 30, 110), (20, 100))])
def test_crops_lie_flat(quad: tuple[float, ...], shape: tuple[int, int]) -> None:
    assert crop(PAGE, _quad(*quad)).shape[:2] == shape  # type: ignore[arg-type]


@pytest.mark.models
def test_what_a_strip_may_say_is_led_by_what_is_read_there() -> None:
    engine, strip_ = PaddleEngine(Settings()), np.full((60, 620, 3), 255, np.uint8)
    cv2.putText(strip_, "HARBOUR 1897", (14, 44), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (190, 20, 20), 3)
    for size in get_args(Size):
        ((text, _),), (spelled,) = engine.recognise([strip_], size), engine.spell([strip_], size)
        assert misfit(spelled, text) == 0
        assert misfit(spelled, text.replace("B", "X")) > 5
