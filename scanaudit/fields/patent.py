"""Chinese patent number (专利号, ZC 0006-2003): ZL, year, kind digit, serial number, point, check character.

Since October 2003 four digits of year, a kind digit (1 invention, 2 utility model, 3 design, 8, 9 from PCT)
and seven of serial; before, two, one and five. The check character is the sum of the digits weighed 2 to 9
and again from 2, modulo 11, 10 written as X.

>>> validate("ZL 2017 2 1297411.7")
'ZL201721297411.7'
>>> is_valid("ZL201721297411.8")
False
>>> kind("ZL201721297411.7")
'utility_model'
>>> find("专利号:ZL2O1721297411.7")
[(4, 20, 'ZL201721297411.7', True)]
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from stdnum.exceptions import InvalidChecksum, InvalidFormat, ValidationError

from scanaudit.fields.lookalikes import repair

_FORM = re.compile(r"ZL((?:19|20)\d{2}[12389]\d{7}|\d{2}[12389]\d{5})\.([\dX])", re.ASCII)
_AS_READ = re.compile(r"(?:ZL|21\)|专利号:?)([0-9OIL]{12}|[0-9OIL]{8})[.·,。:]?([0-9OIXL×])(?![0-9OILX])")
_KINDS: dict[str, Literal["invention", "utility_model", "design"]] = {
    "1": "invention", "8": "invention", "2": "utility_model", "9": "utility_model", "3": "design",
}  # fmt: skip


def compact(number: str) -> str:
    """Without white space, upper case, with the letters ZL and the point before the check character."""
    number = re.sub(r"[\s·.]|^ZL", "", unicodedata.normalize("NFKC", number).upper()).replace("×", "X")
    number = number.removeprefix("ZL")
    return f"ZL{number[:-1]}.{number[-1:]}"


def check_character(digits: str) -> str:
    """The check character of the 8 or 12 digits before the point."""
    total = sum(int(d) * (2 + i % 8) for i, d in enumerate(digits))
    return "0123456789X"[total % 11]


def validate(number: str) -> str:
    """The compact number. Raises ``stdnum.exceptions.ValidationError`` on a wrong form or check character."""
    number = compact(number)
    match = _FORM.fullmatch(number)
    if not match:
        raise InvalidFormat()
    if check_character(match.group(1)) != match.group(2):
        raise InvalidChecksum()
    return number


def is_valid(number: str) -> bool:
    """Whether form and check character are right."""
    try:
        return bool(validate(number))
    except ValidationError:
        return False


def format(number: str) -> str:
    """As certificates print it: ``ZL 2017 2 1297411.7``."""
    number = compact(number)
    if len(number) == 16:
        return f"ZL {number[2:6]} {number[6]} {number[7:]}"
    return f"ZL {number[2:4]} {number[4]} {number[5:]}"


def kind(number: str) -> Literal["invention", "utility_model", "design"]:
    """What is protected."""
    number = validate(number)
    return _KINDS[number[6 if len(number) == 16 else 4]]


def find(text: str) -> list[tuple[int, int, str, bool]]:
    """``(start, end, number, valid)`` of the numbers after ZL or the words 专利号."""
    found = []
    for match in _AS_READ.finditer(text.upper()):
        raw = match.group(1) + match.group(2)
        mended = repair(raw, is_valid) or repair(raw.replace("L", "1"), is_valid)
        found.append((match.start(), match.end(), compact(mended or raw), mended is not None))
    return found
