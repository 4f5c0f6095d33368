"""A table or a frame whose rules run out of the picture goes on outside."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from scanaudit.capture.picture import picture
from scanaudit.capture.ruling import run_off

INK = (70, 70, 80)


def table(right: int = 1000, *, upright: bool = True, left: int = 120) -> np.ndarray:
    """A table of 900 pixels' width on a sheet of 1240 × 1754, drawn up to ``right``."""
    page = np.full((1754, 1240, 3), 246, np.uint8)
    for y in range(300, 901, 60):
        cv2.line(page, (left, y), (right, y), INK, 3)
    for x in (left, 420, 700, right) if upright else ():
        cv2.line(page, (x, 300), (x, 900), INK, 3)
    return page


def told(page: np.ndarray) -> bool:
    return run_off(picture(np.ascontiguousarray(page)))


def test_a_whole_table_is_not_cut() -> None:
    assert not told(table())


@pytest.mark.parametrize("quarters", range(4))
def test_a_table_cut_between_its_columns_is_cut_at_any_side(quarters: int) -> None:
    assert told(np.rot90(table()[:, :880], quarters))


def test_a_frame_cut_at_one_side_is_cut() -> None:
    page = np.full((900, 1240, 3), 240, np.uint8)
    cv2.rectangle(page, (60, 60), (1180, 840), (170, 30, 30), 6)
    assert not told(page)
    assert told(page[:, :1000])


def test_a_table_cut_along_its_own_side_is_whole() -> None:
    assert not told(table()[:, :1001])


def test_lines_across_the_whole_picture_are_a_notebooks() -> None:
    assert not told(table(1240, left=0, upright=False))


def test_stripes_that_a_design_leads_off_the_sheet_are_no_table() -> None:
    assert not told(table(1240, upright=False))


def test_a_web_page_s_menu_beside_its_separators_is_no_table() -> None:
    page = table(1240, upright=False, left=250)
    cv2.line(page, (250, 40), (250, 1700), INK, 3)
    assert not told(page)


def test_a_leaning_table_is_cut_too() -> None:
    turn = cv2.getRotationMatrix2D((620, 600), 1.2, 1.0)
    assert told(cv2.warpAffine(table(), turn, (880, 1754), borderValue=(246, 246, 246)))
