"""A wrong number is read again before anybody hears of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from scanaudit.closer_look import with_closer_look
from scanaudit.fields import extract
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line

RIGHT, WRONG = "360426199101010071", "360426199101010077"
IMAGE = np.full((400, 800, 3), 255, np.uint8)


def line(text: str, y: float, confidence: float = 0.99) -> Line:
    quad = np.array([[40, y], [400, y], [400, y + 30], [40, y + 30]], np.float32)
    return Line(text, confidence, quad)


class Reader:
    """Says what it is told and remembers how often and how large it was asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.heights: list[int] = []

    def __call__(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        self.heights += [crop.shape[0] for crop in crops]
        return [(self.text, 0.98)] * len(crops)


def fields_after(first: str, reader: Reader) -> tuple[str | None, bool | None, float]:
    lines = [line("姓名 王小五", 40), line(f"身份证号 {first}", 100)]
    fields = extract("id_card", lines, (800, 400))
    closer = with_closer_look(fields, "id_card", lines, IMAGE, reader)
    evidence = closer.evidence["id_number"]
    return closer.id_number, evidence.valid, evidence.confidence


def test_a_right_number_is_not_read_again() -> None:
    reader = Reader("")
    assert fields_after(RIGHT, reader)[:2] == (RIGHT, True)
    assert reader.heights == []


def test_a_misread_number_is_put_right_from_an_enlarged_crop() -> None:
    reader = Reader(f"身份证号 {RIGHT}")
    assert fields_after(WRONG, reader)[:2] == (RIGHT, True)
    assert len(reader.heights) == 1 and reader.heights[0] > 55


def test_the_same_wrong_number_twice_stands_as_it_was_read() -> None:
    assert fields_after(WRONG, Reader(f"身份证号 {WRONG}")) == (WRONG, False, 0.99)


def test_two_different_wrong_readings_are_a_doubtful_one() -> None:
    number, valid, confidence = fields_after(WRONG, Reader("身份证号 360426199101010075"))
    assert (number, valid, confidence) == (WRONG, False, 0.5)


def test_a_closer_reading_of_nothing_changes_nothing() -> None:
    assert fields_after(WRONG, Reader(" ")) == (WRONG, False, 0.99)


def issued_after(date: str, reader: Reader) -> str | None:
    lines = [line("学士学位证书", 40), line("宁远理工大学", 100), line(date, 160)]
    fields = extract("degree_certificate", lines, (800, 400))
    return with_closer_look(fields, "degree_certificate", lines, IMAGE, reader).issue_date


@pytest.mark.parametrize("left", ["九年七月二十六日", "年七月二十六日", "七月二十六日"])
def test_a_date_whose_beginning_was_cut_off_is_read_from_further_left(left: str) -> None:
    assert issued_after(left, Reader("二〇〇九年七月二十六日")) == "2009-07-26"
    assert issued_after(left, Reader(left)) is None
    assert issued_after(left, Reader("")) is None


def test_a_whole_date_and_what_is_none_are_not_read_again() -> None:
    reader = Reader("二〇〇九年七月二十六日")
    assert issued_after("二〇一三年八月十四日", reader) == "2013-08-14"
    assert issued_after("2013年8月14日", reader) == "2013-08-14"
    assert issued_after("正月里来", reader) is None
    assert reader.heights == []


def test_looking_further_left_ends_at_the_edge_of_the_page() -> None:
    quad = np.array([[4, 160], [200, 160], [200, 190], [4, 190]], np.float32)
    lines = [line("学士学位证书", 40), Line("九年七月二十六日", 0.99, quad)]
    fields = extract("degree_certificate", lines, (800, 400))
    whole = with_closer_look(fields, "degree_certificate", lines, IMAGE, Reader("二〇〇九年七月二十六日"))
    assert whole.issue_date == "2009-07-26" and whole.evidence["issue_date"].confidence == 0.98
