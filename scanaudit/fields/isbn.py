"""International standard book number (ISBN, ISO 2108): 13 digits (978/979) or the older 10.

>>> validate("ISBN 978-3-16-148410-0")
'9783161484100'
>>> is_valid("978-3-16-148410-1")
False
>>> find("ISBN7-309-04547-5/TU")
[(4, 17, '7309045475', True)]
>>> find("书号|SBN 978-3-16-148410-0")  # an I that was read as a stroke
[(7, 24, '9783161484100', True)]
"""

from __future__ import annotations

import re
import unicodedata

from stdnum import isbn as _isbn
from stdnum.exceptions import ValidationError

from scanaudit.fields.lookalikes import repair

# Without the I, which is read as a stroke or a one now and then.
_AS_READ = re.compile(
    r"(?:SBN|书号)[::.]?\s?((?:97[89][-—–－·]?)?[0-9OIL](?:[-—–－·]?[0-9OIL]){8}[-—–－·]?[0-9OIXL×])(?![0-9])"
)
_DASHES = str.maketrans("—–－·", "----")


def compact(number: str) -> str:
    """The digits alone."""
    number = unicodedata.normalize("NFKC", number).translate(_DASHES).upper()
    return re.sub(r"[\s\-:]|ISBN", "", number).replace("×", "X")


def validate(number: str) -> str:
    """The compact number. Raises ``stdnum.exceptions.ValidationError`` where it is wrong."""
    return str(_isbn.validate(compact(number)))


def is_valid(number: str) -> bool:
    """Whether length, prefix and check digit are right."""
    try:
        return bool(validate(number))
    except ValidationError:
        return False


def format(number: str) -> str:
    """With hyphens between its parts where the ranges are known."""
    return str(_isbn.format(compact(number)))


def find(text: str) -> list[tuple[int, int, str, bool]]:
    """``(start, end, number, valid)`` of the numbers after the letters ISBN."""
    found = []
    for match in _AS_READ.finditer(text.upper()):
        raw = compact(match.group(1))
        mended = repair(raw, is_valid) or repair(raw.replace("L", "1"), is_valid)
        found.append((match.start(1), match.end(1), mended or raw, mended is not None))
    return found
