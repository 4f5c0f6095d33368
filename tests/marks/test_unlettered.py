"""Rings without letters are places for seals, or pictures of them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from scanaudit.intake.page import Pixels
from scanaudit.marks.ink import separate
from scanaudit.marks.rings import Ring
from scanaudit.marks.seals import Stamped
from scanaudit.marks.unlettered import without_blanks
from scanaudit.reading.lines import Line
from tests.marks import drawn

X, Y, RADIUS = 640, 900, 90


def stamped(page: Pixels, colour: str = "red") -> list[Stamped]:
    """The ring as the outlines tell it."""
    height, width = page.shape[:2]
    scale = separate(page).scale
    box = ((X - RADIUS) / width, (Y - RADIUS) / height, (X + RADIUS) / width, (Y + RADIUS) / height)
    ring = Ring(X * scale, Y * scale, RADIUS * scale, RADIUS * scale)
    return [Stamped(box, "round", colour, 0.95, partial=False, ring=ring)]  # type: ignore[arg-type]


def line(text: str, wide: int = 50) -> Line:
    quad = [(X - wide, Y - 14), (X + wide, Y - 14), (X + wide, Y + 14), (X - wide, Y + 14)]
    return Line(text, 0.98, np.array(quad, np.float32))


def ringed(colour: tuple[int, int, int] = (200, 40, 40), thick: int = 2) -> Pixels:
    page = drawn.paper()
    cv2.circle(page, (X, Y), RADIUS, colour, thick, cv2.LINE_AA)
    return page


@pytest.mark.parametrize("text", ["盖  章", "（盖章处）", "单位公章", "加盖公章", "加盖单位公章处"])
def test_a_ring_that_says_where_the_seal_belongs_is_none(text: str) -> None:
    page = ringed()
    assert without_blanks(stamped(page), separate(page), [line(text)]) == []


@pytest.mark.parametrize("text", ["2024年9月9日", "财务专用章", ""])
def test_another_ring_without_letters_is_a_doubt(text: str) -> None:
    page = ringed()
    cv2.putText(page, "*", (X - 20, Y + 20), cv2.FONT_HERSHEY_SIMPLEX, 2, (200, 40, 40), 6)
    (kept,) = without_blanks(stamped(page), separate(page), [line(text)])
    assert 0.5 <= kept.confidence < 0.8


def test_a_pale_ring_behind_the_text_is_a_doubt() -> None:
    page = ringed((255, 222, 222), 14)
    (kept,) = without_blanks(stamped(page), separate(page), [])
    assert kept.confidence < 0.8


@pytest.mark.parametrize("glyphs", [5, 11, 16])
def test_a_seal_with_a_name_stays_over_a_form_s_own_words(glyphs: int) -> None:
    page = drawn.paper()
    drawn.round_seal(page, X, Y, RADIUS, glyphs=glyphs)
    assert without_blanks(stamped(page), separate(page), [line("（盖章）")]) == stamped(page)


def test_a_ring_that_lies_partly_beside_the_page_is_left() -> None:
    page = ringed()
    (one,) = stamped(page)
    cut = [Stamped(one.box, one.shape, one.colour, one.confidence, partial=True, ring=one.ring)]
    assert without_blanks(cut, separate(page), [line("盖章")]) == cut


def test_where_something_stands_in_the_band_a_place_for_a_seal_is_a_doubt() -> None:
    page = ringed()
    for left in (X - 70, X + 46):  # a starved seal's letters, or print across
        cv2.rectangle(page, (left, Y - 24), (left + 24, Y + 4), (200, 40, 40), -1)
    (kept,) = without_blanks(stamped(page), separate(page), [line("盖章", 30)])
    assert 0.35 <= kept.confidence < 0.5
