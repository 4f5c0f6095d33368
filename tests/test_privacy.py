"""ID numbers never leave the program in full."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanaudit.fields.lookalikes import DIGIT_LOOKALIKES
from scanaudit.privacy import hide_middle, mask, mask_all

# Invented: region 99 does not exist.
ID = "990102199001010019"


def digits(text: str) -> str:
    """All digits of ``text``, and what looks like digits, in a row: in this form nothing may show a number."""
    return re.sub(r"[^0-9*]", "", unicodedata.normalize("NFKC", text).translate(DIGIT_LOOKALIKES))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"号码：{ID}。", "号码：990102********0019。"),
        ("99010219900101001X", "990102********001X"),
        ("990102199013450019", "990102********0019"),
        (f"ID{ID}abc", "ID990102********0019abc"),
        (f"张三{ID}号", "张三990102********0019号"),
        ("11O101199001010019", "11O101********0019"),
        ("1l0101l990O1010019", "1l0101********0019"),
        ("990102 19900101 0019", "990102 ******** 0019"),
        ("990102 19901301 0019", "990102 ******** 0019"),
        ("99  0102  1990  0101  00 19", "99  0102  ****  ****  00 19"),
        ("9 9 0 1 0 2 1 9 9 0 0 1 0 1 0 0 1 x", "9 9 0 1 0 2 * * * * * * * * 0 0 1 x"),
        ("990102199\n001010019", "990102***\n*****0019"),
        ("９９０１０２１９９００１０１００１９", "９９０１０２********００１９"),
        ("99010219900101001", "990102********001"),
        ("9901021990010100191", "990102********00191"),
        ("1990102199001010019", "1990102********0019"),
        (f"{ID}13800000000", "990102********001913800000000"),
        (f"13800000000{ID}", "13800000000990102********0019"),
        (f"13800000000 {ID}", "13800000000 990102********0019"),
        ("990102900101001", "990102*****1001"),
        ("990102900101001.", "990102*****1001."),
        ("2.990102900101001", "2.990102*****1001"),
        ("990102 900101 001", "990102 *****1 001"),
        (f"证书_{ID}_扫描.jpg", "证书_990102********0019_扫描.jpg"),
    ],
)
def test_masks_the_birth_date(text: str, told: str) -> None:
    assert mask(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "91110000600037341L 34010219",
        "代码：91110000600037341L。",
        "皖S20190512345678",
        "编号 34012019123456",
        "2019-01-01 2020-01-01 2021-01-01",
        "2019-12-01 2020-01-01 2021",
        "2019-01-01 2020-02-02 12",
        "2019年12月01日至2020年01月01日",
        "202301 202302 202303",
        "ISSN 1000-1234 CN 34-1234/TP 2019-05-12",
        "ISBN 978-7-5170-1234-5 12345",
        "0551-62831234 13800000000",
        "13800000000 1380000",
        "13812345678 13912345678",
        "IMG_20190101_120000_20200202.jpg",
        "12\n36\n45\n2019\n05\n12\n1234",
        "0.990102900101001",
        "身份证正面.jpg",
    ],
)
def test_leaves_what_is_no_id_number(text: str) -> None:
    assert mask(text) == text


def test_masks_inside_structures() -> None:
    assert mask_all({"a": [f"x{'-'}{ID}"], "n": 3}) == {"a": ["x-990102********0019"], "n": 3}


def test_known_reading_is_hidden_whatever_it_looks_like() -> None:
    assert hide_middle("99O1O2 I9OOOIOI OOII") == "99O1O2 ******** OOII"


NUMBERS = st.from_regex(r"[1-8][0-9]{5}19[0-9]{2}(0[1-9]|1[0-2])[0-2][1-9][0-9]{3}[0-9X]", fullmatch=True)
AROUND = st.text(alphabet=st.sampled_from("abcXYZ张三号码：，。()_ \n"), max_size=8)
LOOKALIKES = {"0": "OoD〇", "1": "Il|", "2": "Zz", "5": "S", "8": "B"}


@given(AROUND, NUMBERS, AROUND)
def test_nothing_around_a_number_shows_it(before: str, number: str, after: str) -> None:
    shown = digits(mask(before + number + after))
    assert number[:17] not in shown and number[6:14] not in shown


@given(AROUND, NUMBERS, AROUND, st.lists(st.integers(0, 16), max_size=3, unique=True), st.data())
def test_letters_for_digits_do_not_show_it(
    before: str, number: str, after: str, places: list[int], data: st.DataObject
) -> None:
    garbled = list(number)
    for at in places:
        if garbled[at] in LOOKALIKES:
            garbled[at] = data.draw(st.sampled_from(LOOKALIKES[garbled[at]]))
    told = mask(before + " " + "".join(garbled) + " " + after)
    assert "".join(garbled[6:14]) not in told and number[6:14] not in digits(told)


CUTS = [(6, 14), (9,), (6,), (14,), (4, 8, 12, 16), (3, 6, 9, 12, 15), (6, 10, 12, 14), tuple(range(1, 18))]


@given(
    st.sampled_from(["11", "34", "51", "99"]),
    NUMBERS,
    st.sampled_from([" ", "  ", "\u3000", " - "]),
    st.sampled_from(CUTS),
)
def test_gaps_do_not_show_it(region: str, number: str, gap: str, cuts: tuple[int, ...]) -> None:
    number = region + number[2:]
    ends = [0, *cuts, 18]
    parted = gap.join(number[start:end] for start, end in pairwise(ends))
    assert number[6:14] not in digits(mask(f"号码 {parted} 有效"))


@given(NUMBERS)
def test_digits_of_full_width_do_not_show_it(number: str) -> None:
    wide = number.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    assert number[6:14] not in digits(mask(f"号{wide}码"))


@given(st.text(st.characters() | st.sampled_from("0123456789 -OlX\n"), max_size=60))
def test_masking_keeps_the_length_and_twice_changes_nothing_more(text: str) -> None:
    told = mask(text)
    assert len(told) == len(text) and mask(told) == told
