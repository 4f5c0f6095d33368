from __future__ import annotations

import cv2
import numpy as np
import pytest

from scanaudit.capture import picture, skew
from scanaudit.reading.lines import Line
from tests.capture.drawn import page_of_text


def leaning(degrees: float) -> tuple[np.ndarray, list[Line]]:
    """A page of text turned clockwise by ``degrees``, its boxes out by up to half a degree each."""
    pixels, lines = page_of_text(rows=14)
    centre = (pixels.shape[1] / 2, pixels.shape[0] / 2)
    matrix = cv2.getRotationMatrix2D(centre, -degrees, 1)
    rng = np.random.default_rng(3)
    moved = []
    for one in lines:
        corners = one.quad @ matrix[:, :2].T + matrix[:, 2]
        corners[1:3, 1] += rng.uniform(-0.5, 0.5) / 57 * (corners[1, 0] - corners[0, 0])
        moved.append(Line(one.text, one.confidence, corners.astype(np.float32)))
    return cv2.warpAffine(pixels, matrix, pixels.shape[1::-1], borderValue=(255, 255, 255)), moved


@pytest.mark.parametrize("degrees", [-6.0, -1.3, -0.4, 0.0, 0.7, 2.5, 8.0])
def test_lean_is_right_to_a_fifth_of_a_degree(degrees: float) -> None:
    pixels, lines = leaning(degrees)
    assert skew(lines, picture(pixels)) == pytest.approx(degrees, abs=0.2)


def test_no_long_line_no_answer() -> None:
    pixels, _ = page_of_text(rows=0)
    assert skew([], picture(pixels)) is None
