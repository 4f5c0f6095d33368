"""A sheet on a desk is found and laid flat, a leaning page made level, and what is neither is left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from scanaudit.remedy import outline
from scanaudit.remedy.geometry import LEAST_SKEW, measured, straighten
from tests.remedy.drawn import detect, leaning, on_desk, sheet


@pytest.mark.parametrize("desk", [(96, 74, 52), (60, 64, 70), (150, 110, 70)])
def test_the_corners_of_a_sheet_are_found(desk: tuple[int, int, int]) -> None:
    photo, corners = on_desk(sheet(), desk)
    found = outline.find(photo)
    assert found is not None
    assert np.abs(found - corners).max() < 4


def test_a_scan_has_no_outline() -> None:
    assert outline.find(sheet()) is None


def test_a_printed_frame_is_no_outline() -> None:
    framed = cv2.copyMakeBorder(sheet(), 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=(120, 30, 30))
    assert outline.find(framed) is None


@pytest.mark.parametrize("degrees", [-4.0, -0.8, 0.6, 2.5])
def test_a_leaning_page_is_made_level(degrees: float) -> None:
    page = leaning(sheet(), degrees)
    lean = measured(page, detect)
    assert lean is not None and abs(lean - degrees) <= 0.2
    done = straighten(page, lean, detect)
    assert done.matrix is not None
    assert done.remaining is not None and abs(done.remaining) <= LEAST_SKEW
    assert done.pixels.shape[0] >= page.shape[0] and done.pixels.shape[1] >= page.shape[1]


def test_a_level_page_is_left_as_it_is() -> None:
    page = sheet()
    done = straighten(page, 0.1, detect)
    assert done.matrix is None
    assert done.pixels is page


def test_a_photograph_is_cut_to_its_sheet_and_laid_flat() -> None:
    page = sheet()
    photo, _ = on_desk(page)
    done = straighten(photo, measured(photo, detect), detect)
    assert done.outlined
    assert done.remaining is not None and abs(done.remaining) <= LEAST_SKEW
    height, width = done.pixels.shape[:2]
    assert abs(height / width - page.shape[0] / page.shape[1]) < 0.06


def test_marks_keep_their_pixels_up_to_the_geometric_transform() -> None:
    page = sheet()
    photo, _ = on_desk(page)
    done = straighten(photo, 1.0, detect)
    assert done.matrix is not None
    inverse = np.linalg.inv(done.matrix)
    rows, columns = np.mgrid[20 : done.pixels.shape[0] - 20 : 7, 20 : done.pixels.shape[1] - 20 : 7]
    places = np.stack([columns.ravel(), rows.ravel(), np.ones(rows.size)])
    back = inverse @ places
    x, y = (back[:2] / back[2]).astype(np.float32)
    expected = cv2.remap(photo, x[None], y[None], cv2.INTER_CUBIC)[0].astype(int)
    got = done.pixels[rows.ravel(), columns.ravel()].astype(int)
    assert np.abs(got - expected).max() <= 12
    assert np.abs(got - expected).mean() < 0.5
