"""Boxes of the upright page find their place on the page as it is displayed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanaudit.facts import Seal, turned
from scanaudit.pipeline import stamps

FRACTION = st.floats(0, 1)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_box_turns_with_its_pixels(rotation: int) -> None:
    upright = np.zeros((40, 60), np.uint8)
    upright[4:10, 6:30] = 1
    displayed = np.rot90(upright, -rotation // 90)
    rows, columns = np.nonzero(displayed)
    height, width = displayed.shape
    seen = (
        columns.min() / width,
        rows.min() / height,
        (columns.max() + 1) / width,
        (rows.max() + 1) / height,
    )
    assert turned((6 / 60, 4 / 40, 30 / 60, 10 / 40), rotation) == pytest.approx(seen)  # type: ignore[arg-type]


@given(FRACTION, FRACTION, FRACTION, FRACTION)
def test_four_quarter_turns_are_none(a: float, b: float, c: float, d: float) -> None:
    box = (min(a, c), min(b, d), max(a, c), max(b, d))
    result = box
    for _ in range(4):
        result = turned(result, 90)
    assert result == pytest.approx(box, abs=1e-12)


def test_a_mark_that_is_rather_none_tells_nothing_of_the_capture() -> None:
    given = {"bbox": (0.1, 0.1, 0.3, 0.3), "shape": "round", "text": None}
    red = Seal.model_validate({**given, "colour": "red", "photocopied": False, "confidence": 0.95})
    scrap = Seal.model_validate({**given, "colour": "black", "photocopied": True, "confidence": 0.36})
    assert stamps([red, scrap]) == [(red.bbox, "red", False)]
