"""Citizen identity number (公民身份号码, GB 11643-1999): 18 characters with a check digit, or the 15 digits
in use until 1999 (no check digit).

Region, birth date and order number come before the check digit. ``validate`` looks at form and check digit
alone; whether region and date exist is asked apart, since scans of samples bear invented ones.

>>> validate("360426199101010072")
Traceback (most recent call last):
    ...
stdnum.exceptions.InvalidChecksum: The number's checksum or check digit is invalid.
>>> validate("360426 19910101 0071")
'360426199101010071'
>>> is_valid("360426199101010072")
False
>>> format("360426910101007")
'360426199101010071'
>>> str(birth_date("360426199101010071"))
'1991-01-01'
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from stdnum.cn import ric
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from scanaudit.fields.lookalikes import repair

_FORM_18 = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)
_FORM_15 = re.compile(r"[1-9]\d{14}", re.ASCII)
# As read: digits, what looks like digits, and spaces between groups.
_AS_READ = re.compile(r"(?<![0-9A-SU-Za-z*])[0-9OoQDIl|!ZzSsBbGgq]{17}[0-9OoIlXx×](?![0-9A-Za-z*])")
_OLD = re.compile(r"(?<!\d)[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)", re.ASCII)


def compact(number: str) -> str:
    """Without separators, full width folded, ``X`` in upper case."""
    return re.sub(r"[\s\-·]", "", unicodedata.normalize("NFKC", number)).upper().replace("×", "X")


def validate(number: str) -> str:
    """The compact number. Raises ``stdnum``'s ``ValidationError`` on wrong length, form or check digit."""
    number = compact(number)
    if len(number) == 15:
        if not _FORM_15.fullmatch(number):
            raise InvalidFormat()
        return number
    if len(number) != 18:
        raise InvalidLength()
    if not _FORM_18.fullmatch(number):
        raise InvalidFormat()
    if ric.calc_check_digit(number) != number[-1]:
        raise InvalidChecksum()
    return number


def is_valid(number: str) -> bool:
    """Whether form and check digit are right."""
    try:
        return bool(validate(number))
    except ValidationError:
        return False


def format(number: str) -> str:
    """The number in 18 characters; an old one gets its century and check digit."""
    number = compact(number)
    if len(number) != 15:
        return number
    body = f"{number[:6]}19{number[6:]}"
    return body + str(ric.calc_check_digit(body + "0"))


def birth_date(number: str) -> dt.date | None:
    """The birth date in the number, None where there is no such day."""
    number = format(number)
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def find(text: str) -> list[tuple[int, int, str, bool]]:
    """``(start, end, number, valid)`` of the numbers in compacted text.

    Look-alikes are put right only where the check digit then agrees; a number of the right form with a
    wrong check digit is found as not valid.
    """
    found = []
    for match in _AS_READ.finditer(text):
        mended = repair(match.group().upper().replace("×", "X"), is_valid) or repair(match.group(), is_valid)
        if mended:
            found.append((match.start(), match.end(), compact(mended), True))
        elif _FORM_18.fullmatch(compact(match.group())):
            found.append((match.start(), match.end(), compact(match.group()), False))
    return found


def find_old(text: str) -> list[tuple[int, int, str]]:
    """``(start, end, number)`` of numbers of 15 digits with a possible birth date."""
    return [(m.start(), m.end(), m.group()) for m in _OLD.finditer(text)]
