"""ID numbers never leave the program in full."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scanaudit.privacy import mask, mask_all

# Invented: region 99 does not exist.
ID = "990102199001010019"


def test_masks_the_middle() -> None:
    assert mask(f"号码：{ID}。") == "号码：990102********0019。"


def test_masks_a_misread_number_too() -> None:
    assert mask("99010219900101001X") == "990102********001X"


def test_masks_numbers_set_apart_by_spaces() -> None:
    assert "19900101" not in mask("990102 19900101 0019").replace(" ", "")


def test_masks_fifteen_digits() -> None:
    assert mask("990102900101001") == "990102*****1001"


def test_keeps_a_credit_code_and_shorter_numbers() -> None:
    code = "91110000600037341L"
    assert mask(f"{code} 34010219") == f"{code} 34010219"


def test_masks_inside_structures() -> None:
    assert mask_all({"a": [f"x{'-'}{ID}"], "n": 3}) == {"a": ["x-990102********0019"], "n": 3}


NUMBERS = st.from_regex(r"[1-8][0-9]{5}19[0-9]{2}(0[1-9]|1[0-2])[0-2][1-9][0-9]{3}[0-9X]", fullmatch=True)


@given(st.text(), NUMBERS)
def test_no_number_survives_in_any_text(around: str, number: str) -> None:
    masked = mask(f"{around} {number} {around}")
    assert number not in masked or number in around


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)
