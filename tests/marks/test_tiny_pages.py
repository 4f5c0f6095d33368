"""Pictures of a few pixels bear no marks, and crash nothing."""

from __future__ import annotations

import numpy as np
import pytest

from scanaudit.intake.page import Pixels
from scanaudit.marks.find import find


def _unread(crops: list[Pixels]) -> list[tuple[str, float]]:
    return [("", 0.0)] * len(crops)


@pytest.mark.parametrize("colour", [(255, 255, 255), (200, 0, 0), (0, 0, 200), (0, 0, 0)])
@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (2, 3), (7, 9), (16, 40), (33, 31)])
def test_tiny_pages(size: tuple[int, int], colour: tuple[int, int, int]) -> None:
    page = np.full((*size, 3), 255, np.uint8)
    page[: max(1, size[0] // 2)] = colour
    find(page, [], _unread)
