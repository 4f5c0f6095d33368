"""International standard serial number (ISSN, ISO 3297): 7 digits and a check digit.

>>> validate("ISSN 0378-5955")
'03785955'
>>> is_valid("0378-5954")
False
>>> format("03785955")
'0378-5955'
>>> find("国际标准刊号:ISSN O378-5955")
[(12, 21, '0378-5955', True)]
"""

from __future__ import annotations

import re
import unicodedata

from stdnum import issn as _issn
from stdnum.exceptions import ValidationError

from scanaudit.fields.lookalikes import repair

# Without the I, which is read as a stroke or a one now and then.
_AS_READ = re.compile(
    r"SSN[::.]?\s?(?:\(?(?:PRINT|P|网络|印刷)\)?[::]?)?([0-9OIL]{4}[-—–－]?[0-9OIL]{3}[0-9OIXL×])(?![0-9])"
)
_DASHES = str.maketrans("—–－", "---")


def compact(number: str) -> str:
    """The eight characters alone."""
    number = unicodedata.normalize("NFKC", number).translate(_DASHES).upper()
    return re.sub(r"[\s\-:]|ISSN", "", number).replace("×", "X")


def validate(number: str) -> str:
    """The compact number. Raises ``stdnum.exceptions.ValidationError`` where it is wrong."""
    return str(_issn.validate(compact(number)))


def is_valid(number: str) -> bool:
    """Whether length, form and check digit are right."""
    try:
        return bool(validate(number))
    except ValidationError:
        return False


def format(number: str) -> str:
    """As ``NNNN-NNNC``."""
    number = compact(number)
    return f"{number[:4]}-{number[4:]}"


def find(text: str) -> list[tuple[int, int, str, bool]]:
    """``(start, end, number, valid)`` of the numbers after the letters ISSN."""
    found = []
    for match in _AS_READ.finditer(text.upper()):
        raw = match.group(1)
        mended = repair(raw, is_valid) or repair(raw.replace("L", "1"), is_valid)
        found.append((match.start(1), match.end(1), format(mended or raw), mended is not None))
    return found
