from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from scanaudit.capture import legibility, picture, sharpness
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line
from tests.capture.drawn import page_of_text
from tests.capture.test_look import look


def odds(pixels: Pixels, lines: list[Line]) -> float:
    shown = picture(pixels)
    return legibility.measure(shown, lines, sharpness.measure(shown.grey, lines))


def unsure(lines: list[Line], confidence: float) -> list[Line]:
    return [replace(line, confidence=confidence) for line in lines]


def test_a_good_page_is_legible() -> None:
    assert odds(*page_of_text()) > 0.9


@pytest.mark.parametrize("sigma", [2.0, 4.0])
def test_blur_makes_a_page_less_legible(sigma: float) -> None:
    pixels, lines = page_of_text()
    assert odds(cv2.GaussianBlur(pixels, (0, 0), sigma), lines) < odds(pixels, lines)


def test_an_unsure_reading_of_soft_print_is_not_readable() -> None:
    pixels, lines = page_of_text()
    soft = cv2.GaussianBlur(pixels, (0, 0), 2.6)
    assert look(soft, unsure(lines, 0.98)).readable
    assert not look(soft, unsure(lines, 0.7)).readable


def test_an_unsure_reading_of_sharp_print_stays_readable() -> None:
    pixels, lines = page_of_text()
    found = look(pixels, unsure(lines, 0.5))
    assert found.readable and found.legibility < 0.5


def test_print_that_was_not_read_counts() -> None:
    pixels, lines = page_of_text()
    assert odds(pixels, lines[:3]) < odds(pixels, lines) - 0.05


def test_leaders_read_as_letters_do_not_count() -> None:
    pixels, lines = page_of_text()
    dots = [Line("sessesssseesesssesseses", 0.3, line.quad + np.float32(26)) for line in lines]
    assert odds(pixels, [*lines, *dots]) > 0.9
