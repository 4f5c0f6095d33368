"""Unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, the last a check digit.

Authority, kind of body, region (6 digits) and organisation code (9 characters); the letters I, O, S, V, Z are
not used, so that a read O is a 0.

>>> validate("91110000600037341L")
'91110000600037341L'
>>> is_valid("91110000600037341M")
False
>>> find("信用代码:9111OOOO600037341L")
[(5, 23, '91110000600037341L', True)]
"""

from __future__ import annotations

import re
import unicodedata

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

_FORM = re.compile(r"[1-9A-HJ-NPQRTUWXY][1-9A-HJ-NPQRTUWXY]?\d{6,7}[0-9A-HJ-NPQRTUWXY]{10}")
_AS_READ = re.compile(r"(?<![0-9A-Z])[0-9A-Z\]]{18}(?![0-9A-Z])")
_UNUSED = str.maketrans("IOSZ]", "1052J")


def compact(number: str) -> str:
    """Without separators, full width folded, upper case."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", number)).upper()


def validate(number: str) -> str:
    """The compact code. Raises ``stdnum.exceptions.ValidationError`` on wrong length, form or check digit."""
    number = compact(number)
    if len(number) != 18:
        raise InvalidLength()
    if not _FORM.fullmatch(number) or not number.isascii():
        raise InvalidFormat()
    if uscc.calc_check_digit(number[:17]) != number[-1]:
        raise InvalidChecksum()
    return number


def is_valid(number: str) -> bool:
    """Whether form and check digit are right."""
    try:
        return bool(validate(number))
    except ValidationError:
        return False


def format(number: str) -> str:
    """The code in the form in which licences print it."""
    return compact(number)


def find(text: str) -> list[tuple[int, int, str, bool]]:
    """``(start, end, code, valid)`` of the codes in compacted text.

    Letters that are never used are read as the digits they look like, and ] as J, where the check digit then agrees.
    Identity numbers have the same length: eighteen digits count only with a valid check digit.
    """
    found = []
    for match in _AS_READ.finditer(text.upper()):
        raw = match.group()
        mended = raw if is_valid(raw) else raw.translate(_UNUSED)
        if is_valid(mended):
            found.append((match.start(), match.end(), mended, True))
        elif _FORM.fullmatch(raw) and not raw[:17].isdigit():
            found.append((match.start(), match.end(), raw, False))
    return found
