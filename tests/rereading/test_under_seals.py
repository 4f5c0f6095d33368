"""Lines under a seal are read again without its ink; what vanishes with the ink was the seal's own."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from scanaudit.facts import Seal
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line, Quad
from scanaudit.rereading.under_seals import with_lines_under_seals

SEAL = Seal(
    bbox=(0.55, 0.4, 0.8, 0.65), shape="round", colour="red", photocopied=False, text=None, confidence=0.99
)
DATE, UNIT = (480, 500, 720, 530), (420, 460, 800, 490)


def line(text: str, box: tuple[float, ...], confidence: float = 0.95, source: str = "tiny") -> Line:
    x0, y0, x1, y1 = box
    return Line(text, confidence, np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32), source)


def page(colour: tuple[int, int, int] = (205, 40, 40)) -> Pixels:
    """1000 × 1000: a ring over a dark bar where the date stands."""
    image = np.full((1000, 1000, 3), 250, np.uint8)
    cv2.rectangle(image, (490, 505), (710, 525), (30, 30, 30), -1)
    cv2.circle(image, (675, 525), 110, colour, 9)
    return image


class Engine:
    """Finds the lines it is given where the pictures it is shown are without red, and says what it is told."""

    def __init__(self, found: Sequence[tuple[tuple[float, ...], str, float]]) -> None:
        self.found = found
        self.shown: list[Pixels] = []

    def detect(self, image: Pixels, max_side: int) -> list[Quad]:
        self.shown.append(image)
        left, top = 150, 375  # where the looked-at part lies on the page
        return [line("", box).quad - np.array([left, top], np.float32) for box, _, _ in self.found]

    def recognise(self, crops: Sequence[Pixels], size: str = "tiny") -> list[tuple[str, float]]:
        self.shown += crops
        return [(text, sure) for _, text, sure in self.found] + [("", 0.0)] * (len(crops) - len(self.found))


def texts(lines: Sequence[Line], engine: Engine, seal: Seal = SEAL) -> list[str]:
    return [one.text for one in with_lines_under_seals(lines, page(), [seal], engine)]


def test_a_date_under_a_seal_is_read_without_its_ink() -> None:
    engine = Engine([(DATE, "2016年11月18日", 0.97)])
    assert texts([line("2016年11月18", DATE, 0.93)], engine) == ["2016年11月18日"]
    assert all(not np.ptp(shown, axis=2).any() for shown in engine.shown), "no colour is left"


def test_what_was_not_found_beside_the_ring_is_found() -> None:
    engine = Engine([(DATE, "2016年11月18日", 0.97)])
    assert texts([line("题目", (100, 100, 200, 130))], engine) == ["题目", "2016年11月18日"]
    assert texts([], Engine([(DATE, "8", 0.5)])) == [], "an unsure reading is no line"


def test_the_seals_own_letters_vanish() -> None:
    letters = line("专用章", (640, 560, 700, 580))
    assert texts([letters], Engine([(DATE, "2016年11月18日", 0.97)])) == ["2016年11月18日"]


@pytest.mark.parametrize("change", [{"shape": "rectangle"}, {"colour": "blue"}])
def test_a_stamp_s_words_and_blue_hands_are_no_ring_s_letters(change: dict[str, object]) -> None:
    words = line("与原件一致", (640, 560, 700, 580))
    engine = Engine([(DATE, "2016年11月18日", 0.97)])
    assert "与原件一致" in texts([words], engine, SEAL.model_copy(update=change))


def test_a_piece_of_a_date_in_words_is_no_seal_s_letters() -> None:
    piece = line("一年十", (640, 560, 700, 580))
    engine = Engine([(DATE, "2016年11月18日", 0.97)])
    assert "一年十" in texts([piece], engine)


def test_a_reading_that_only_leaves_something_out_is_not_better() -> None:
    assert texts([line("2019年8月26日", DATE, 0.95)], Engine([(DATE, "2019年8月26", 0.97)])) == [
        "2019年8月26日"
    ]
    assert texts([line("2019年8月26国", DATE, 0.7)], Engine([(DATE, "2019年8月26", 0.97)])) == ["2019年8月26"]


def test_a_piece_of_the_arc_across_a_line_does_not_keep_it_from_being_read() -> None:
    arc = Line(
        "某和社会区", 0.9, np.array([[560, 440], [760, 540], [740, 590], [540, 490]], np.float32), "small"
    )
    name = (600, 510, 700, 545)
    assert "周文海" in texts([arc], Engine([(name, "周文海", 0.99)]))
    upright = line("某和社会区", (560, 500, 740, 550), 0.99)
    assert "周文海" not in texts([upright], Engine([(name, "周文海", 0.99)])), "a line of print is no arc"


def test_a_less_sure_reading_does_not_replace_a_surer_one() -> None:
    assert texts([line("某某市科学技术协会", DATE, 0.99)], Engine([(DATE, "某某市科字技术协会", 0.9)])) == [
        "某某市科学技术协会"
    ]


@pytest.mark.parametrize("change", [{"colour": "black", "photocopied": True}, {"confidence": 0.3}])
def test_black_and_doubtful_seals_are_left_alone(change: dict[str, object]) -> None:
    engine = Engine([(DATE, "2016年11月18日", 0.97)])
    assert texts([line("2016年11月18", DATE)], engine, SEAL.model_copy(update=change)) == ["2016年11月18"]
    assert not engine.shown


def test_a_seal_on_bare_paper_costs_nothing() -> None:
    engine = Engine([])
    bare = np.full((1000, 1000, 3), 250, np.uint8)
    cv2.circle(bare, (675, 525), 110, (205, 40, 40), 9)
    assert with_lines_under_seals([line("题目", UNIT)], bare, [SEAL], engine)[0].text == "题目"
    assert not engine.shown


def test_a_text_layer_is_not_read_again() -> None:
    layer = line("2016年11月18日", DATE, 1.0, "layer")
    assert texts([layer], Engine([(DATE, "2016年11月13日", 0.99)])) == ["2016年11月18日"]


class Both(Engine):
    """Reads what was found before as well, after what it finds itself: the upper line once more, with an error."""

    def recognise(self, crops: Sequence[Pixels], size: str = "tiny") -> list[tuple[str, float]]:
        told = [(text, sure) for _, text, sure in self.found] + [("有川市科学技术协会", 0.99)]
        return told[: len(crops)]


def test_a_box_that_the_ring_made_of_two_lines_costs_neither() -> None:
    engine = Both([(UNIT, "云川市科学技术协会", 0.99), (DATE, "2016年11月18日", 0.99)])
    together = line("有川市科学技术协会", (430, 455, 830, 535), 0.9)
    assert texts([together], engine) == ["云川市科学技术协会", "2016年11月18日"]


class Across(Engine):
    """A title that a small seal stands across, as far as the picture that is shown goes."""

    def detect(self, image: Pixels, max_side: int) -> list[Quad]:
        self.shown.append(image)
        whole = image.shape[1] == 1000
        title = line("", (500, 500, 950 if whole else 811, 530))
        return [title.quad - np.array([0 if whole else 390, 440], np.float32)]


def test_a_title_across_which_a_seal_stands_is_read_to_its_end() -> None:
    engine = Across([(DATE, "2016年度申报工程师任职资格人员名册", 0.99)])
    small = SEAL.model_copy(update={"bbox": (0.55, 0.45, 0.65, 0.55)})
    (read,) = with_lines_under_seals([], page(), [small], engine)
    assert read.text == "2016年度申报工程师任职资格人员名册" and read.box == (500, 500, 950, 530)
    assert len([shown for shown in engine.shown if shown.shape[0] > 60]) == 2
    known = line("2016年度申报工程师任职资格人员名册", (500, 500, 950, 530), 0.99)
    engine = Across([(DATE, "2016年度", 0.99)])
    with_lines_under_seals([known], page(), [small], engine)
    assert len([shown for shown in engine.shown if shown.shape[0] > 60]) == 1, "found before: no second look"
