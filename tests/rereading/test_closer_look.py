"""A wrong number is read again before anybody hears of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from scanaudit.fields import extract
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line
from scanaudit.rereading.closer_look import with_closer_look, with_hours_read_twice

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


def sure_of_hours(again: str, cell: str = "30", source: str = "small") -> float:
    texts = (("年度", 40), ("公需科目学时", 300), ("2022", 40), (cell, 300))
    rows = [
        Line(text, 0.99, np.array([(x, y), (x + 120, y), (x + 120, y + 30), (x, y + 30)], np.float32), source)
        for (text, x), y in zip(texts, (40, 40, 100, 100), strict=True)
    ]
    fields = extract("ce_registration_page", rows, (800, 400))
    assert len(fields.hours) == 1
    return with_hours_read_twice(fields, rows, IMAGE, Reader(again)).evidence["hours"].confidence


@pytest.mark.parametrize(
    ("cell", "again"),
    [("30", "80"), ("30", ""), ("３０", "80"), ("3 0", "80"), ("24.5", "24"), ("30学时", "80学时")],
)
def test_hours_of_a_table_s_cell_are_a_doubt_where_a_closer_reading_is_another(cell: str, again: str) -> None:
    assert sure_of_hours(again, cell) == 0.5


@pytest.mark.parametrize(
    ("cell", "again"),
    [("30", "30"), ("30", "30."), ("30", "|30"), ("24.0", "24"), ("30", "３０"), ("30学时", "30")],
)
def test_hours_that_two_readings_write_otherwise_are_no_doubt(cell: str, again: str) -> None:
    assert sure_of_hours(again, cell) == 0.99


def test_hours_of_a_pdf_s_own_text_are_not_read_again() -> None:
    assert sure_of_hours("80", source="layer") == 0.99


def test_hours_of_running_text_are_not_read_again() -> None:
    lines, reader = [line("2022年度公需科目30学时", 40)], Reader("")
    fields = extract("ce_verification_page", lines, (800, 400))
    assert fields.hours and with_hours_read_twice(fields, lines, IMAGE, reader) == fields
    assert reader.heights == []
