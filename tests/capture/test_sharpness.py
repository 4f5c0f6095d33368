from __future__ import annotations

import cv2
import numpy as np
import pytest

from scanaudit.capture import sharpness
from scanaudit.reading.lines import Line
from tests.capture.drawn import page_of_text


def grey(pixels: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)


@pytest.mark.parametrize("rows", [2, 20])
@pytest.mark.parametrize("size", [18, 26, 44])
def test_crisp_print_is_sharp_however_full_the_page(rows: int, size: int) -> None:
    pixels, lines = page_of_text(rows=rows, size=size)
    found = sharpness.measure(grey(pixels), lines)
    assert found.sharp and found.readable and found.motion is None
    assert found.text_height == pytest.approx(size, rel=0.35)


@pytest.mark.parametrize("quality", [35, 70])
def test_jpeg_noise_and_faded_ink_are_not_blur(quality: int) -> None:
    pixels, lines = page_of_text(ink=120)
    noisy = np.clip(pixels + np.random.default_rng(1).normal(0, 5, pixels.shape), 0, 255).astype(np.uint8)
    stored = cv2.imdecode(cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 1)
    assert sharpness.measure(grey(stored), lines).sharp


@pytest.mark.parametrize("size", [18, 26, 44])
def test_sharpness_falls_with_blur_relative_to_the_characters(size: int) -> None:
    pixels, lines = page_of_text(size=size, rows=8)
    values = [
        sharpness.measure(cv2.GaussianBlur(grey(pixels), (0, 0), part * size), lines).sharpness
        for part in (0.03, 0.06, 0.1, 0.16)
    ]
    assert values == sorted(values, reverse=True)
    assert values[1] < 0.5


def test_motion_blur_is_found_with_its_direction() -> None:
    pixels, lines = page_of_text()
    smeared = cv2.blur(grey(pixels), (11, 1))
    found = sharpness.measure(smeared, lines)
    assert not found.sharp
    assert found.motion == 0


def test_blurred_and_misread_is_unreadable_but_blurred_and_read_is_not() -> None:
    pixels, lines = page_of_text()
    soft = cv2.GaussianBlur(grey(pixels), (0, 0), 2.0)
    assert sharpness.measure(soft, lines).readable
    unsure = [Line(one.text, 0.5, one.quad) for one in lines]
    assert not sharpness.measure(soft, unsure).readable


def test_misreading_alone_does_not_make_a_sharp_page_unreadable() -> None:
    pixels, lines = page_of_text()
    assert sharpness.measure(grey(pixels), [Line(one.text, 0.5, one.quad) for one in lines]).readable


def test_strokes_run_together_are_unreadable() -> None:
    pixels, lines = page_of_text()
    assert not sharpness.measure(cv2.GaussianBlur(grey(pixels), (0, 0), 6.0), lines).readable


def test_without_text_there_is_no_accusation() -> None:
    picture = np.full((800, 600), 230, np.uint8)
    picture[200:400, 150:420] = 60
    found = sharpness.measure(picture, [])
    assert found.sharp and found.readable and found.text_height is None


def test_text_blurred_until_no_line_is_found_is_not_sharp() -> None:
    pixels, _ = page_of_text()
    found = sharpness.measure(cv2.GaussianBlur(grey(pixels), (0, 0), 9.0), [])
    assert not found.sharp and not found.readable


def test_a_clear_frame_about_text_that_nobody_can_read_does_not_make_it_sharp() -> None:
    pixels, _ = page_of_text()
    blurred = cv2.GaussianBlur(grey(pixels), (0, 0), 9.0)
    cv2.line(blurred, (4, 4), (60, 4), 20, 2)
    found = sharpness.measure(blurred, [])
    assert not found.sharp and not found.readable


def test_folds_and_shades_beside_a_clear_mark_are_no_blurred_text() -> None:
    x = np.arange(1200, dtype=np.float32)
    folds = 235 - 14 * np.exp(-(((x - 400) / 30) ** 2)) - 14 * np.exp(-(((x - 850) / 30) ** 2))
    sheet = np.repeat(folds[:, None], 850, axis=1).astype(np.uint8)
    cv2.circle(sheet, (425, 600), 110, 60, 6)
    assert sharpness.measure(sheet, []).sharp


def test_a_small_picture_of_few_large_lines_may_be_sharp_a_whole_page_in_it_may_not() -> None:
    large, few = page_of_text(rows=4, size=18, width=420, height=240, left=10)
    assert sharpness.measure(grey(large), few).sharp
    page, lines = page_of_text(rows=14, size=20, width=620, height=620)
    scale = 260 / 620
    small = cv2.resize(grey(page), (260, 260), interpolation=cv2.INTER_AREA)
    shrunk = [Line(one.text, one.confidence, one.quad * np.float32(scale)) for one in lines]
    assert not sharpness.measure(small, shrunk).sharp
