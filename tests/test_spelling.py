"""What a strip may say: kept small, and a known name held against it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanaudit.spelling import UNSEEN, least_misfit, misfit, spelling

CHARACTERS = ["blank", *"皖澄准淮河问市工程处 ∅"]
LETTERS = "皖澄准淮河问市工程处"


def likelihoods(*steps: dict[str, float]) -> np.ndarray:
    """Steps × characters; "" is the blank, which has what the others leave."""
    rows = np.zeros((len(steps), len(CHARACTERS)), np.float32)
    for row, step in zip(rows, steps, strict=True):
        for char, likelihood in step.items():
            row[CHARACTERS.index(char) if char else 0] = likelihood
        row[0] = max(row[0], 1 - row.sum())
    return rows


def strip(text: str) -> str:
    """A strip that surely says ``text``, with a blank after each character."""
    steps = [one for char in text for one in ({char: 0.9999}, {"": 0.9999})]
    return spelling(likelihoods(*steps), CHARACTERS)


def test_what_was_read_fits_and_a_character_that_was_likely_too_costs_its_likelihood() -> None:
    told = spelling(
        likelihoods({"皖": 0.9}, {"": 1}, {"准": 0.6, "淮": 0.3}, {"": 1}, {"市": 0.99}), CHARACTERS
    )
    assert misfit(told, "皖准市") == 0
    assert misfit(told, "皖淮市") == pytest.approx(np.log(2), abs=0.25)
    assert misfit(told, "皖河市") >= UNSEEN - 1


def test_a_character_too_few_or_too_many_does_not_fit() -> None:
    told = strip("皖淮市工程处")
    assert min(misfit(told, name) for name in ("皖淮工程处", "皖淮市河工程处", "皖淮市工程")) >= UNSEEN - 1


def test_one_character_twice_needs_a_blank_between() -> None:
    parted = spelling(likelihoods({"皖": 0.9999}, {"": 1}, {"皖": 0.9999}), CHARACTERS)
    lasting = spelling(likelihoods({"皖": 0.9999}, {"皖": 0.9999}), CHARACTERS)
    assert misfit(parted, "皖皖") == 0
    assert misfit(parted, "皖") >= UNSEEN - 1
    assert misfit(lasting, "皖") == 0
    assert misfit(lasting, "皖皖") == float("inf")


def test_of_several_strips_the_one_that_shows_the_name_best_counts() -> None:
    assert least_misfit([strip("皖准处"), strip("皖淮处")], "皖淮处") == 0
    assert least_misfit([], "皖淮处") == float("inf")
    assert misfit("", "皖淮处") == misfit(strip("皖"), "") == float("inf")


def test_long_bare_stretches_take_no_room() -> None:
    bare = [{"": 0.9999}] * 40
    told = spelling(likelihoods(*bare, {"皖": 0.99}, *bare), CHARACTERS)
    assert len(told) < 20
    assert misfit(told, "皖") == 0


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_any_text_fits_the_strip_that_says_it_and_no_other_strip(text: str) -> None:
    assert misfit(strip(text), text) == 0
    other = LETTERS[(LETTERS.index(text[0]) + 1) % len(LETTERS)] + text[1:]
    assert misfit(strip(other), text) > UNSEEN / 2
