"""A watermark is taken off a page: its strokes become paper, and the page's own print and marks stay."""

from __future__ import annotations

import random
from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from PIL import Image

from samples.watermark import INKS, watermarked
from scanaudit.reading.bleaching import bleached
from tests.marks import drawn
from tests.reading.test_rows import turned

PRINT = [(100, 200 + 60 * row, 700) for row in range(6)]


def level() -> list[np.ndarray]:
    return [turned("字" * 30, x, y, width, 0).quad for x, y, width in PRINT]


def aslant(count: int = 8, degrees: float = -30) -> list[np.ndarray]:
    return [turned("仅用于职称申报", 60 + 100 * k, 260 + 60 * k, 240, degrees).quad for k in range(count)]


def page() -> np.ndarray:
    paper = drawn.paper()
    for x, y, _ in PRINT:
        drawn.print_line(paper, "字" * 30, x, y)
    return paper


def struck(paper: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """Strokes of a watermark on each line of ``aslant``, across the page's print and beside it."""
    over = paper.copy()
    for quad in aslant():
        (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
        for part in np.linspace(0.05, 0.95, 9):
            at = (int(x0 + part * (x1 - x0)), int(y1 - part * (y1 - y0)))
            cv2.line(over, at, (at[0] + 14, at[1] + 10), colour, 3)
    darker: np.ndarray = np.minimum(paper, over)
    return darker


@pytest.mark.parametrize("colour", [(236, 150, 150), (170, 185, 235), (195, 195, 195)])
def test_pale_strokes_aslant_become_paper_and_print_stays(colour: tuple[int, int, int]) -> None:
    clean = page()
    marked = struck(clean, colour)
    bare = bleached(marked, [*level(), *aslant()])
    assert bare is not None
    print_ = clean.max(axis=2) < 100
    only_marked = (marked != clean).any(axis=2) & (
        cv2.erode(clean, np.ones((7, 7), np.uint8)).min(axis=2) > 200
    )
    assert only_marked.sum() > 500
    assert bare[only_marked].min() > 225
    assert (bare[print_] == marked[print_]).all()


def unlike() -> Iterator[tuple[str, np.ndarray, list[np.ndarray]]]:
    pale = struck(page(), (195, 195, 195))
    yield "too few lines aslant", pale, [*level(), *aslant(4)]
    yield "nothing level", pale, aslant()
    yield "as dark as the print", struck(page(), (40, 40, 40)), [*level(), *aslant()]
    yield "askew as a whole", pale, [*level(), *aslant(8, -5)]
    yield "of many directions", pale, [*level(), *(aslant(k + 1, -15 - 9 * k)[k] for k in range(8))]


@pytest.mark.parametrize(
    ("why", "image", "quads"), list(unlike()), ids=lambda part: part if isinstance(part, str) else ""
)
def test_other_pages_have_no_watermark(why: str, image: np.ndarray, quads: list[np.ndarray]) -> None:
    assert bleached(image, quads) is None, why


@pytest.mark.parametrize("ink", sorted(INKS))
def test_a_drawn_watermark_lies_over_the_whole_page(ink: str) -> None:
    over = np.asarray(watermarked(Image.new("RGB", (600, 850), "white"), ink, random.Random(3)))
    cells = over.min(axis=2).reshape(17, 50, 6, 100)
    assert (cells.min(axis=(1, 3)) < 240).mean() > 0.8
