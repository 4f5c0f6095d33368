"""Cataloguing-in-publication number (图书在版编目 CIP 数据核字) of a Chinese book: year and serial, no check digit.

>>> validate("CIP数据核字（2019）第123456号")
'2019-123456'
>>> format("2019-123456")
'CIP数据核字(2019)第123456号'
>>> is_valid("2019-12"), is_valid("1919-123456")
(False, False)
>>> find("中国版本图书馆CIP数据核字(2019)第123456号")
[(7, 28, '2019-123456')]
"""

from __future__ import annotations

import re
import unicodedata

from stdnum.exceptions import InvalidComponent, InvalidFormat, ValidationError

_AS_READ = re.compile(
    r"CIP\s?(?:数据)?\s?核字\s?[(\[〔]?((?:19|20)\d\d)[)\]〕]?\s?第?\s?(\d{4,7})\s?号?", re.IGNORECASE
)
_FORM = re.compile(r"(\d{4})-(\d{4,7})", re.ASCII)


def compact(number: str) -> str:
    """As ``year-serial``; what is not written like one is returned without white space."""
    number = "".join(unicodedata.normalize("NFKC", number).split())
    match = _AS_READ.fullmatch(number)
    return f"{match.group(1)}-{match.group(2)}" if match else number


def validate(number: str) -> str:
    """The compact number. Raises ``stdnum.exceptions.ValidationError`` on a wrong form or an impossible year."""
    number = compact(number)
    match = _FORM.fullmatch(number)
    if not match:
        raise InvalidFormat()
    if not 1987 <= int(match.group(1)) <= 2099:  # CIP began in China in 1987
        raise InvalidComponent()
    return number


def is_valid(number: str) -> bool:
    """Whether the number is well formed."""
    try:
        return bool(validate(number))
    except ValidationError:
        return False


def format(number: str) -> str:
    """As books print it."""
    year, _, serial = compact(number).partition("-")
    return f"CIP数据核字({year})第{serial}号"


def find(text: str) -> list[tuple[int, int, str]]:
    """``(start, end, number)`` of the numbers in compacted text."""
    return [(m.start(), m.end(), f"{m.group(1)}-{m.group(2)}") for m in _AS_READ.finditer(text)]
