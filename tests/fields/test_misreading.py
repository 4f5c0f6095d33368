"""What a wrong check digit could be."""

from __future__ import annotations

import random

import pytest
from growth import FACTOR, LIMIT, growth
from hypothesis import given
from hypothesis import strategies as st

from samples import cast
from scanaudit.fields import isbn, issn
from scanaudit.fields.misreading import CHECKED, right_end, suspects


def numbers(seed: int) -> dict[str, str]:
    rng = random.Random(seed)
    person = cast.person(rng)
    return {
        "id_number": person.number,
        "credit_code": cast.credit_code(rng),
        "issn": cast.issn(rng),
        "isbn": cast.isbn(rng),
    }


@given(st.integers(), st.sampled_from(["id_number", "credit_code", "issn", "isbn"]))
def test_the_right_end_is_the_one_the_number_had(seed: int, field: str) -> None:
    number = numbers(seed)[field].replace("-", "")
    assert right_end(field, number) == number[-1]
    other = "1" if number[-1] != "1" else "2"
    assert right_end(field, number[:-1] + other) == number[-1]
    assert suspects(field, number) == ()


@given(st.integers(), st.integers(0, 100), st.sampled_from(["id_number", "credit_code", "issn", "isbn"]))
def test_a_digit_misread_as_its_look_alike_is_among_the_suspects(seed: int, at: int, field: str) -> None:
    number = numbers(seed)[field].replace("-", "")
    places = [i for i, c in enumerate(number) if c in "38" and i > 1]
    if not places:
        return
    place = places[at % len(places)]
    misread = number[:place] + {"3": "8", "8": "3"}[number[place]] + number[place + 1 :]
    found = [(s.place, s.likely) for s in suspects(field, misread)]
    assert not found or (place + 1, number[place]) in found
    if field in ("id_number", "issn", "credit_code"):  # their weights notice every single change
        assert (place + 1, number[place]) in found


@pytest.mark.parametrize("field", sorted(CHECKED))
@given(text=st.text(max_size=40))
def test_any_text_is_looked_at_without_error(field: str, text: str) -> None:
    suspects(field, text)
    right_end(field, text)


def test_time_is_bounded_by_the_length() -> None:
    assert (
        growth(lambda: suspects("issn", "1" * 400), lambda: suspects("issn", "1" * 400 * FACTOR)) < LIMIT * 2
    )


def test_books_and_serials_with_a_swapped_digit() -> None:
    assert not issn.is_valid("0577-6687") and right_end("issn", "0577-6687") == "6"
    assert not isbn.is_valid("9783161484101") and right_end("isbn", "978-3-16-148410-1") == "0"
