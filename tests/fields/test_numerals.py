"""Chinese numerals below a thousand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanaudit.fields.numerals import NUMERALS, number

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("零一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")


def written(value: int) -> str:
    """The number as a person writes it."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")


@given(st.integers(1, 999))
def test_what_a_person_writes_is_read(value: int) -> None:
    assert number(written(value)) == number(written(value).translate(FINANCIAL)) == value


@given(st.text(NUMERALS, max_size=7))
def test_nothing_written_with_numerals_is_an_error(text: str) -> None:
    value = number(text)
    assert value is None or value >= 0


@pytest.mark.parametrize("text", ["", "学", "十十", "百", "三千", "六四十", "十百"])
def test_what_is_no_number(text: str) -> None:
    assert number(text) is None
