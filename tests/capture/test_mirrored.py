"""Mirror images: print that is read once it is turned back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from scanaudit.capture.mirrored import is_mirrored, with_mirroring
from scanaudit.reading.lines import Line
from tests.rules.pages import capture

# Marks the left end of each line, so that a crop tells how it was turned.
PAGE = np.full((400, 600, 3), 255, np.uint8)
for top in range(20, 380, 40):
    PAGE[top : top + 20, 40:60] = 0


def lines(confidence: float, text: str = "同志苗诵") -> list[Line]:
    return [
        Line(text, confidence, np.array([[40, y], [560, y], [560, y + 20], [40, y + 20]], np.float32))
        for y in range(20, 380, 40)
    ]


def reads(turned: float, as_it_is: float = 0.5):  # type: ignore[no-untyped-def]
    """A recogniser that is as sure of lines whose left end has become the right one as ``turned`` says."""

    def recognise(crops: Sequence[np.ndarray]) -> list[tuple[str, float]]:  # type: ignore[type-arg]
        return [("某某", turned if one[:, -20:].mean() < one[:, :20].mean() else as_it_is) for one in crops]

    return recognise


@pytest.mark.parametrize(
    ("before", "turned", "mirrored"),
    [(0.7, 0.97, True), (0.7, 0.75, False), (0.86, 0.9, False), (0.97, 0.99, False)],
)
def test_a_mirror_image_is_read_when_it_is_turned_back(before: float, turned: float, mirrored: bool) -> None:
    assert is_mirrored(PAGE, lines(before), reads(turned)) is mirrored


def test_one_that_stands_on_its_head_is_read_when_up_and_down_are_changed() -> None:
    def recognise(crops: Sequence[np.ndarray]) -> list[tuple[str, float]]:  # type: ignore[type-arg]
        return [("某某", 0.97 if one[-8:].mean() < one[:8].mean() else 0.5) for one in crops]

    page = PAGE.copy()
    for y in range(20, 380, 40):
        page[y : y + 8, 40:560] = 0  # the upper edge of each line
    assert is_mirrored(page, lines(0.7), recognise)


def test_nobody_can_read_a_mirror_image() -> None:
    plain = capture()
    told = with_mirroring(plain, PAGE, lines(0.7), reads(0.97))
    assert told.mirrored and not told.readable
    assert with_mirroring(plain, PAGE, lines(0.98), reads(0.97)) == plain


def test_a_few_scribbles_and_single_characters_say_nothing() -> None:
    assert not is_mirrored(PAGE, lines(0.5)[:2], reads(0.99))
    assert not is_mirrored(PAGE, lines(0.5, "乙"), reads(0.99))
    assert not is_mirrored(PAGE, [], reads(0.99))


def test_a_page_that_is_read_is_not_looked_at_again() -> None:
    def never(_: object) -> list[tuple[str, float]]:
        raise AssertionError

    assert not is_mirrored(PAGE, lines(0.98), never)
