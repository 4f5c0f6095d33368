"""A flourish that stands mirrored in the opposite corner is printed; a hand stands alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from scanaudit.marks.ink import separate
from scanaudit.marks.ornaments import is_ornament

HEIGHT, WIDTH = 900, 1200
BOX = (0.06, 0.80, 0.20, 0.90)  # fractions: the lower left corner


def flourish(seed: int) -> np.ndarray:
    """A scribble of one pen, dark on white, as large as ``BOX``."""
    rng = np.random.default_rng(seed)
    picture = np.full((90, 168), 255, np.uint8)
    points = np.stack([rng.uniform(8, 160, 14), rng.uniform(8, 82, 14)], axis=1).astype(np.int32)
    cv2.polylines(picture, [points], False, 40, 3, cv2.LINE_AA)
    return picture


def page(*placed: tuple[np.ndarray, int, int]) -> np.ndarray:
    grey = np.full((HEIGHT, WIDTH), 250, np.uint8)
    for picture, x, y in placed:
        grey[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
    return np.repeat(grey[:, :, None], 3, axis=2)


MARK = flourish(1)
LEFT, RIGHT, UPPER, LOWER = 72, WIDTH - 72 - 168, 90, 720


@pytest.mark.parametrize(
    "twin",
    [
        pytest.param((MARK[:, ::-1], RIGHT + 9, LOWER - 7), id="beside, a little askew"),
        pytest.param((MARK[::-1], LEFT, UPPER), id="above"),
        pytest.param((MARK[::-1, ::-1], RIGHT, UPPER), id="in the opposite corner"),
    ],
)
def test_a_mark_with_its_mirrored_twin_is_an_ornament(twin):
    assert is_ornament(separate(page((MARK, LEFT, LOWER), twin)), BOX)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((flourish(2), RIGHT, LOWER), id="another hand there"),
        pytest.param((MARK, RIGHT, LOWER), id="the same, not mirrored"),
        pytest.param((np.full((90, 168), 250, np.uint8), RIGHT, LOWER), id="nothing there"),
        pytest.param((250 - (250 - MARK[:, ::-1]) // 5, RIGHT, LOWER), id="its faint offset"),
    ],
)
def test_a_mark_without_its_twin_is_none(other):
    assert not is_ornament(separate(page((MARK, LEFT, LOWER), other)), BOX)


def test_a_mark_across_the_middle_is_not_its_own_twin():
    symmetric = np.minimum(MARK, MARK[:, ::-1])
    middle = ((WIDTH - 168) / 2 / WIDTH, 0.80, (WIDTH + 168) / 2 / WIDTH, 0.90)
    assert not is_ornament(separate(page((symmetric, (WIDTH - 168) // 2, LOWER))), middle)
