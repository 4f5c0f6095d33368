"""Ink patterns: kept without loss that matters, found again askew, and other strikes told from them."""

from __future__ import annotations

import numpy as np
import pytest

from scanaudit.ink_pattern import ALIKE_AT_A_GLANCE, SIDE, Match, compare, decode, encode, glance
from tests.strikes import cells, struck


def pattern(text: str):
    found = decode(text)
    assert found is not None
    return found


def test_a_pattern_comes_back_as_it_was_kept() -> None:
    ink, seen = cells(1), np.ones((SIDE, SIDE), bool)
    seen[10:20, 30:50] = False
    back = pattern(encode(ink, seen))
    assert np.array_equal(back.seen, seen)
    assert np.abs(back.ink - np.minimum(ink, 1.25))[seen].max() < 0.05
    assert len(encode(ink, seen)) < 2000


@pytest.mark.parametrize("text", ["", "1", "2abc", "1!!not-base-85\x00", "1" + "0" * 40])
def test_what_is_no_pattern_is_none(text: str) -> None:
    assert decode(text) is None


@pytest.mark.parametrize(
    "given", [{}, {"turn": 1.5}, {"shift": 2.0}, {"level": 0.7}, {"turn": -2, "shift": -1.5}]
)
def test_one_picture_is_known_again(given: dict[str, float]) -> None:
    one, other = pattern(struck(1)), pattern(struck(1, **given))
    assert float(glance(one) @ glance(other)) >= ALIKE_AT_A_GLANCE
    match = compare(one, other)
    assert match.one_picture
    assert match.turn == pytest.approx(given.get("turn", 0), abs=0.4)


def test_a_picture_with_print_over_it_is_known_again() -> None:
    seen = np.ones((SIDE, SIDE), bool)
    seen[28:36, 8:60] = False
    assert compare(pattern(struck(1)), pattern(encode(np.where(seen, cells(1), 0), seen))).one_picture


@pytest.mark.parametrize("seed", range(2, 12))
def test_another_strike_of_the_stamp_is_another(seed: int) -> None:
    assert not compare(pattern(struck(1)), pattern(struck(seed))).one_picture


def test_other_letters_on_the_same_rim_and_star_are_another_seal() -> None:
    one = cells(1, star=60)
    letters = cells(1, star=60, name=98)
    few = np.where(np.mgrid[0:SIDE, 0:SIDE][1] < 18, letters, one)  # only the letters at the left differ
    whole = np.ones((SIDE, SIDE), bool)
    match = compare(pattern(encode(one, whole)), pattern(encode(few, whole)))
    assert match.likeness > match.letters
    assert not match.one_picture
    assert not Match(0.98, 0.113, turn=0.9, growth=0.0, letters=0.945).one_picture


def test_a_strike_turned_by_hand_is_another() -> None:
    assert not compare(pattern(struck(1)), pattern(struck(1, turn=6))).one_picture


def test_an_empty_pattern_is_like_nothing() -> None:
    empty = pattern(encode(np.zeros((SIDE, SIDE), np.float32), np.ones((SIDE, SIDE), bool)))
    hidden = pattern(encode(cells(1), np.zeros((SIDE, SIDE), bool)))
    for odd in (empty, hidden):
        assert not compare(pattern(struck(1)), odd).one_picture
        assert not compare(odd, pattern(struck(1))).one_picture


@pytest.mark.parametrize(
    ("likeness", "uneven", "one"),
    [(0.961, 0.135, True), (0.987, 0.124, False), (0.987, 0.1, True), (0.97, 0.16, False), (1.0, 0.0, True)],
)
def test_difference_over_the_whole_seal_is_another_strike_and_in_spots_print(
    likeness: float, uneven: float, one: bool
) -> None:
    assert Match(likeness, uneven, turn=0.4, growth=0.0).one_picture is one
