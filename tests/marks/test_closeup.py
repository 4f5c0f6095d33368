"""The window that the verifier is given, and the way back to the page."""

import numpy as np
import pytest

from scanaudit.marks.closeup import SQUARE, TALL, WIDE, closeup
from tests.marks import drawn


@pytest.mark.parametrize(
    ("box", "shape"),
    [((0.4, 0.4, 0.6, 0.55), SQUARE), ((0.1, 0.4, 0.6, 0.5), WIDE), ((0.4, 0.2, 0.45, 0.6), TALL)],
)
def test_the_window_has_the_shape_of_its_box_and_leads_back_to_it(box, shape):
    page = drawn.paper()
    seen = closeup(page, box)
    assert (seen.pixels.shape[1], seen.pixels.shape[0]) == shape
    assert seen.on_page(seen.box, page.shape[:2]) == pytest.approx(box, abs=1e-6)


def test_what_lies_in_the_box_lies_in_the_windows_box():
    page = drawn.paper()
    page[600:700, 300:500] = 0
    seen = closeup(page, (0.3, 600 / 1414, 0.5, 700 / 1414))
    x0, y0, x1, y1 = (round(value) for value in seen.box)
    dark = seen.pixels.max(axis=2) < 128
    assert dark[y0 + 1 : y1 - 1, x0 + 1 : x1 - 1].all()
    assert dark.sum() == pytest.approx((x1 - x0) * (y1 - y0), rel=0.1)


def test_beyond_the_page_all_is_white():
    page = np.zeros((400, 300, 3), np.uint8)
    seen = closeup(page, (0.9, 0.9, 1.0, 1.0))
    assert seen.pixels[-1, -1].min() == 255
    assert seen.pixels[10, 10].max() == 0


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (9, 400)])
def test_tiny_pages_have_windows_too(size):
    page = np.full((*size, 3), 200, np.uint8)
    assert closeup(page, (0.0, 0.0, 1.0, 1.0)).pixels.shape[2] == 3
    assert closeup(page, (0.5, 0.5, 0.5, 0.5)).pixels.shape == (112, 112, 3)
