"""Numbers: check digits, round trips, look-alikes, noise, time on long input. All numbers are made up."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import random
import string
from collections.abc import Callable

import pytest
from growth import FACTOR, LIMIT, growth
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc
from stdnum.isbn import ean

import scanaudit.fields
from scanaudit.fields import (
    authors,
    cip,
    cn_serial,
    credit_code,
    dates,
    hours_stated,
    id_number,
    isbn,
    issn,
    issue,
    months,
    names,
    patent,
    qr_payload,
)

MODULES = [m.name for m in pkgutil.iter_modules(scanaudit.fields.__path__)]
DIGITS = st.text(alphabet="0123456789", min_size=17, max_size=17)


@pytest.mark.parametrize("module", MODULES)
def test_doctests(module: str) -> None:
    loaded = importlib.import_module(f"scanaudit.fields.{module}")
    assert doctest.testmod(loaded, optionflags=doctest.IGNORE_EXCEPTION_DETAIL).failed == 0


def an_id(body: str) -> str:
    body = ("1" + body[1:])[:17]
    return body + ric.calc_check_digit(body + "0")


@given(DIGITS)
def test_id_number_counts_on_its_check_digit_alone(body: str) -> None:
    number = an_id(body)
    assert id_number.validate(number) == number == id_number.compact(id_number.format(number))
    for wrong in set("0123456789X") - {number[-1]}:
        assert not id_number.is_valid(number[:-1] + wrong)


@given(DIGITS, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(body: str, place: int, step: int) -> None:
    number = an_id(body)
    wrong = str((int(number[place]) + step) % 10)
    assert not id_number.is_valid(number[:place] + wrong + number[place + 1 :])


@given(DIGITS)
def test_id_number_with_look_alikes_is_mended_only_by_the_check_digit(body: str) -> None:
    number = an_id(body)
    misread = number.replace("0", "O").replace("1", "l")
    assert (0, 18, number, True) in id_number.find(misread)
    broken = an_id(body)[:-1] + ("0" if number[-1] != "0" else "5")
    assert all(not valid for *_, valid in id_number.find(broken))


def test_old_id_number_gets_its_century() -> None:
    assert id_number.validate("110101850312001") == "110101850312001"
    assert id_number.is_valid(id_number.format("110101850312001"))
    assert str(id_number.birth_date("110101850312001")) == "1985-03-12"
    assert id_number.birth_date("110101198513120014") is None
    assert id_number.find_old("身份证号110101850312001。") == [(4, 19, "110101850312001")]


def a_code(seed: int) -> str:
    chance = random.Random(seed)
    body = "91" + "".join(chance.choice(string.digits) for _ in range(6))
    body += "".join(chance.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(9))
    return body + uscc.calc_check_digit(body)


@given(st.integers())
def test_credit_code(seed: int) -> None:
    code = a_code(seed)
    assert credit_code.validate(credit_code.format(code)) == code
    assert credit_code.find(f"统一社会信用代码:{code}。")[0][2:] == (code, True)
    misread = code[:2] + code[2:].replace("0", "O").replace("1", "I")
    assert credit_code.find(f"代码{misread}")[0][2] == code
    other = "A" if code[-1] != "A" else "B"
    assert not credit_code.is_valid(code[:-1] + other)


@given(st.text(alphabet="0123456789", min_size=7, max_size=7))
def test_issn(body: str) -> None:
    number = next(body + c for c in "0123456789X" if issn.is_valid(body + c))
    assert issn.find(f"ISSN {issn.format(number)}".replace(" ", ""))[0][2:] == (issn.format(number), True)
    assert issn.compact(issn.format(number)) == number
    assert sum(issn.is_valid(body + c) for c in "0123456789X") == 1


@given(st.text(alphabet="0123456789", min_size=9, max_size=9), st.sampled_from(["978", "979"]))
def test_isbn(body: str, prefix: str) -> None:
    number = prefix + body + ean.calc_check_digit(prefix + body)
    assert isbn.is_valid(number) and isbn.find(f"ISBN{number}")[0][2:] == (number, True)
    assert isbn.compact(f"ISBN {number[:3]}-{number[3:4]}-{number[4:]}") == number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert isbn.find(f"ISBN{wrong}")[0][3] is False


@given(
    st.sampled_from(sorted(cn_serial.PROVINCES)), st.integers(1, 9999), st.sampled_from(["", "/TU", "/G4"])
)
def test_cn_serial(province: str, serial: int, group: str) -> None:
    number = f"CN{province}-{serial:04d}{group}"
    assert cn_serial.validate(cn_serial.format(number)) == number
    assert cn_serial.find(f"刊号:{number}。")[0][2] == number
    assert cn_serial.kind(number) == (
        "newspaper"
        if serial < 1000
        else "periodical"
        if serial < 6000
        else "online"
        if serial < 9000
        else "electronic"
    )


@pytest.mark.parametrize(
    "wrong", ["CN99-1234", "CN11-0000", "CN11-123", "CN1-1234", "11-1234", "CN11-1234/123456789"]
)
def test_cn_serial_refuses(wrong: str) -> None:
    assert not cn_serial.is_valid(wrong)


@given(st.integers(2004, 2030), st.sampled_from("12389"), st.integers(0, 9_999_999))
def test_patent_number(year: int, sort: str, serial: int) -> None:
    digits = f"{year}{sort}{serial:07d}"
    number = f"ZL{digits}.{patent.check_character(digits)}"
    assert patent.validate(patent.format(number)) == number
    assert patent.find(f"专利号:{number}")[0][2:] == (number, True)
    assert patent.find(f"专利号:{number.replace('0', 'O')}")[0][2:] == (number, True)
    wrong = "0" if number[-1] != "0" else "1"
    assert patent.find(f"专利号:{number[:-1]}{wrong}")[0][3] is False


FINDERS: list[Callable[[str], object]] = [
    id_number.find, id_number.find_old, credit_code.find, issn.find, isbn.find, cn_serial.find, patent.find,
    cip.find, months.in_text, authors.split, authors.named_as_corresponding, qr_payload.numbers,
    dates.find, dates.ranges, hours_stated.in_text, names.in_text, issue.issue,
]  # fmt: skip


@pytest.mark.parametrize("finder", FINDERS)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_without_error(finder: Callable[[str], object], text: str) -> None:
    finder(text)


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "O",
        "ISSN",
        "ISBN978-",
        "CN11-",
        "ZL2",
        "2023年",
        "一",
        "1-",
        "张",
        "同志张三",
        "第1期",
        "学时3",
        "l|",
        "A1",
        "〇年月",
    ],
)
def test_time_is_linear_on_long_input(finder: Callable[[str], object], unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert growth(lambda: finder(text[: len(text) // FACTOR]), lambda: finder(text)) < LIMIT
