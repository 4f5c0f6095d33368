from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from scanaudit.capture import legibility, picture, sharpness
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line, Quad
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


def test_a_guilloche_read_as_characters_does_not_count() -> None:
    pixels, lines = page_of_text()
    border = ["国面更用用国国用国更质用国用风数的更更更天国国图低五国国", "送强强星送国注足强送任强星强强"]
    ornaments = [Line(border[i % 2], 0.2, line.quad + np.float32(26)) for i, line in enumerate(lines)]
    assert odds(pixels, [*lines, *ornaments]) > 0.9
    varied = [replace(line, text="该同志工作踏实业务熟练建议评为优秀等次") for line in ornaments]
    assert odds(pixels, [*lines, *varied]) < 0.5  # misread print is as varied as print, and counts


def test_ends_of_lines_that_were_found_too_short_count() -> None:
    pixels, lines = page_of_text()
    short = [replace(line, quad=_shortened(line.quad)) for line in lines]
    assert odds(pixels, short) < odds(pixels, lines) - 0.02


def _shortened(quad: Quad) -> Quad:
    cut = quad.copy()
    cut[[1, 2], 0] -= 0.4 * (quad[1, 0] - quad[0, 0])
    return cut


def test_an_ornament_along_the_edge_is_worth_no_more_than_a_line() -> None:
    pixels, lines = page_of_text()
    framed = pixels.copy()
    for x in range(20, pixels.shape[1] - 40, 16):
        cv2.circle(framed, (x, 20), 7, (40, 90, 40), 2)
    assert odds(framed, lines) > odds(pixels, lines[1:]) - 0.05


def test_a_coloured_seal_is_no_print_that_was_not_read() -> None:
    pixels, lines = page_of_text()
    stamped = pixels.copy()
    for x in range(100, 400, 14):
        cv2.line(stamped, (x, pixels.shape[0] - 60), (x + 6, pixels.shape[0] - 40), (220, 40, 40), 3)
    assert odds(stamped, lines) > odds(pixels, lines) - 0.02


def test_dots_that_lead_to_a_page_number_leave_the_words_their_certainty() -> None:
    pixels, lines = page_of_text()
    listed = [replace(line, text=line.text + "…" * len(line.text), confidence=0.9) for line in lines]
    assert odds(pixels, listed) > odds(pixels, unsure(lines, 0.9))


def test_signs_without_a_letter_are_as_doubtful_as_they_were_read() -> None:
    pixels, lines = page_of_text()
    signs = [replace(line, text="——·—", confidence=0.3) for line in lines]
    assert odds(pixels, signs) < 0.2
