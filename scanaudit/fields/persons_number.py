"""Whose identity number stands on a page, and which numbers as long are not one."""

from __future__ import annotations

import re

from scanaudit.fields import credit_code, id_number
from scanaudit.fields.checked import first_checked
from scanaudit.fields.sheet import Found, Sheet

# What eighteen digits are that are no person's number: diplomas have certificate numbers as long, and one in eleven of
# them, like a credit code of digits alone, passes the check of an identity number.
_NO_ID = re.compile(r"代码|(?:证书|学校|学号|注册|登记|管理|批准|文书|合格证)[一-鿿]{0,2}号码?:?$")
# Years from which on a day of birth tells that unlabelled digits are a person's number, and from which on it may be one
# beside a label: invented people are born long ago.
_LIVING, _EVER = 1900, 1800
_ID_LABEL = re.compile(r"身份|证件(?:[一-鿿]{0,4}号|:)|保障号|公民")


def find(sheet: Sheet) -> Found | None:
    """The identity number of the page: one whose check digit agrees, else a misread one beside its label, else one of
    the first generation.
    """
    # In a table the label heads a column, any number of characters before the number: one label on the sheet is
    # enough to take a misread number for somebody's, since what is no identity number here is not masked.
    labelled = _ID_LABEL.search(sheet.text) is not None
    found = first_checked(
        sheet,
        _persons_numbers if labelled else _dated_numbers,
        lambda before: not _is_of_something_else(before, labelled),
    )
    # eighteen digits that stand for something else (a certificate number) count only beside the label
    if found and not found.valid and not labelled:
        return None
    if found:
        return found
    old = id_number.find_old(sheet.text) if re.search(r"身份证", sheet.text) else []
    return sheet.at(old[0][0], old[0][1], old[0][2]) if old else None


def _persons_numbers(text: str) -> list[tuple[int, int, str, bool]]:
    """Identity numbers in a text, misread ones too: one whose day of birth no calendar has is not valid."""
    return [
        (start, end, number, valid and _has_birthday(number))
        for start, end, number, valid in id_number.find(text)
        if _has_birthday(number) or not _is_enterprises(number)
    ]


def _dated_numbers(text: str) -> list[tuple[int, int, str, bool]]:
    """Identity numbers in a text that names none: those alone whose day of birth a calendar has."""
    return [found for found in id_number.find(text) if _has_birthday(found[2], since=_LIVING)]


def _has_birthday(number: str, since: int = _EVER) -> bool:
    born = id_number.birth_date(number)
    return born is not None and born.year >= since


def _is_enterprises(number: str) -> bool:
    """Whether a number is a credit code of digits alone; no person's number starts with 9."""
    return number.startswith("9") and credit_code.is_valid(number)


def _is_of_something_else(before: str, labelled: bool) -> bool:
    """Whether what stands before a number labels it as another one than a person's. Where the sheet has a label of
    identity numbers, the row above may be column heads, whose last belongs to another column.
    """
    own = before.rpartition("\n")[2] if labelled else before
    return _NO_ID.search(own) is not None and _ID_LABEL.search(own) is None
