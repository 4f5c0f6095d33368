"""Pieces of a seal's own letters or number that are read as lines of the page.

They are read by chance: what compares two readings leaves them out, and must leave in the dates that stand under seals.
"""

from __future__ import annotations

import re
import unicodedata

WITHIN = 0.9
"""The part of such a line that lies in the seal (chosen with docs/seals.md's 200 drawn pages, as the length is)."""
_LONGEST = 6
_OF_A_DATE = re.compile(r"[年月日\d]")
# Digits as a date has them: set apart, four at most together; or run together behind a year of 1900 to 2099. A number
# that looks like one is taken for it: two dates taken for numbers would make one page of two years' certificates.
_SET_APART = re.compile(r"\d{1,4}([^\w\s]+\d{1,4})+")
_RUN_TOGETHER = re.compile(r"(19|20)\d\d((0?[1-9]|1[0-2])(0?[1-9]|[12]\d|3[01])?)?")
_MARKS_AND_BLANKS = re.compile(r"[\W_]+")


def of_letters(text: str) -> bool:
    """Whether a line in a seal is so short that it is a scrap of its letters, and nothing of a date."""
    return len(text) <= _LONGEST and not _OF_A_DATE.search(text)


def of_number(text: str) -> bool:
    """Whether a line in a seal, as it was read, is digits alone that are no date.

    >>> of_number("3301061234567"), of_number("2022.12.05"), of_number("20221205")
    (True, False, False)
    """
    said = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).strip("-.,:·。，、—_")
    digits = _MARKS_AND_BLANKS.sub("", said)
    return digits.isdigit() and not (_SET_APART.fullmatch(said) or _RUN_TOGETHER.fullmatch(digits))
