"""ID numbers are masked in everything that is written or logged."""

from __future__ import annotations

import re
from typing import Any

from stdnum.cn import uscc

# 18 characters, or the 15 digits of the first generation, each perhaps set apart by one space or hyphen as
# OCR and forms do; not inside a longer number.
_EIGHTEEN = re.compile(r"(?<![0-9A-Za-z])(?:[0-9][ \-\u3000]?){17}[0-9Xx](?![0-9A-Za-z])", re.ASCII)
_FIFTEEN = re.compile(
    r"(?<![0-9A-Za-z.])[1-9][0-9]{5}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9A-Za-z.])",
    re.ASCII,
)


def mask(text: str) -> str:
    """``text`` with the middle of every ID number replaced by asterisks.

    All 18-character numbers are masked, whatever their check digit says (a misread number is still
    somebody's), except valid credit codes of enterprises (91–93: no person's number starts so).

    >>> mask("身份证号 990102190001010011。")
    '身份证号 990102********0011。'
    >>> mask("911101087000000000 元")
    '911101********0000 元'
    """
    return _FIFTEEN.sub(_hide, _EIGHTEEN.sub(_hide, text))


def mask_all(value: Any) -> Any:
    """The same value (dicts, lists, tuples, strings) with every string masked."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {mask_all(key): mask_all(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [mask_all(item) for item in value]
    return value


def _hide(match: re.Match[str]) -> str:
    number = re.sub(r"[ \-\u3000]", "", match.group())
    if number.startswith(("91", "92", "93")) and uscc.is_valid(number):
        return match.group()
    return number[:6] + "*" * (len(number) - 10) + number[-4:]
