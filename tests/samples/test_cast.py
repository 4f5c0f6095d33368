from __future__ import annotations

import datetime as dt
import random

import pytest
from stdnum import isbn, issn
from stdnum.cn import uscc

from samples import cast


def _check_digit(number: str) -> str:
    weights = [pow(2, 17 - i, 11) for i in range(17)]
    return "10X98765432"[sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11]


@pytest.mark.parametrize("seed", range(20))
def test_identifiers_have_right_check_digits(seed: int) -> None:
    rng = random.Random(seed)
    number = cast.id_number(dt.date(1985, 2, 3), True, rng)
    assert number.startswith("99")
    assert number[-1] == _check_digit(number)
    assert uscc.is_valid(cast.credit_code(rng))
    assert issn.is_valid(cast.issn(rng))
    assert isbn.is_valid(cast.isbn(rng))


@pytest.mark.parametrize("seed", range(20))
def test_a_wrong_check_digit_is_wrong(seed: int) -> None:
    number = cast.id_number(dt.date(1990, 12, 31), False, random.Random(seed))
    wrong = cast.wrong_check_digit(number)
    assert wrong[:-1] == number[:-1]
    assert wrong[-1] != number[-1]


def test_sex_stands_in_the_number() -> None:
    for seed in range(30):
        someone = cast.person(random.Random(seed))
        assert int(someone.number[16]) % 2 == someone.male
