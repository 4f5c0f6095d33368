"""The part of a page that bears anything."""

from __future__ import annotations

import numpy as np
import pytest

from scanaudit.intake.page import Pixels
from scanaudit.reading.inked import inked
from scanaudit.reading.lines import Quad
from scanaudit.reading.reader import detect


def _sheet(height: int = 800, width: int = 600, paper: int = 235) -> Pixels:
    return np.full((height, width, 3), paper, np.uint8)


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (50, 1), (2, 2), (3, 200), (200, 3), (63, 900)])
def test_a_tiny_picture_is_looked_at_whole(size: tuple[int, int]) -> None:
    image = _sheet(*size)
    assert inked(image) == (0, 0, size[1], size[0])


def test_bare_paper_is_looked_at_whole() -> None:
    assert inked(_sheet()) == (0, 0, 600, 800)


@pytest.mark.parametrize("level", [20, 205])
def test_margins_are_left_out_around_strong_and_faint_print(level: int) -> None:
    image = _sheet()
    image[300:320, 200:400:4] = level
    x0, y0, x1, y1 = inked(image)
    assert 150 < x0 <= 200
    assert 250 < y0 <= 300
    assert 400 <= x1 < 450
    assert 320 <= y1 < 370


def test_noise_like_a_scanners_leaves_the_margins_out() -> None:
    random = np.random.default_rng(3)
    image = _sheet().astype(float) + random.normal(0, 4, (800, 600, 3))
    image[300:320, 200:400:4] = 20
    x0, y0, x1, y1 = inked(image.clip(0, 255).astype(np.uint8))
    assert (x1 - x0) * (y1 - y0) < 0.3 * 800 * 600


class _Finds:
    """An engine that finds one line, at the top left of what it is given."""

    def detect(self, image: Pixels, max_side: int) -> list[Quad]:
        self.given = image.shape, max_side
        return [np.array([(1, 2), (11, 2), (11, 6), (1, 6)], np.float32)]

    def recognise(self, crops: object, size: str = "tiny") -> list[tuple[str, float]]:
        raise NotImplementedError


def test_lines_are_told_in_pixels_of_the_whole_page_at_the_whole_pages_scale() -> None:
    image = _sheet(2000, 1500)
    image[900:920, 700:900:4] = 20
    engine = _Finds()
    (quad,) = detect(engine, image)
    x0, y0, x1, y1 = inked(image)
    assert quad[0].tolist() == [x0 + 1, y0 + 2]
    shape, side = engine.given
    assert shape[:2] == (y1 - y0, x1 - x0)
    assert side / max(shape[:2]) == pytest.approx(1280 / 2000, rel=0.01)
