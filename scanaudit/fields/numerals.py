"""Numbers below a thousand in Chinese numerals, the plain ones and those of bookkeeping.

>>> number("六十四"), number("四十"), number("肆拾"), number("一百二十"), number("一百零五"), number("三二")
(64, 40, 40, 120, 105, 32)
>>> number("十百"), number("")
(None, None)
"""

from __future__ import annotations

import re

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_PLAIN = str.maketrans("拾佰", "十百")
_WRITTEN = re.compile(
    r"(?:(?P<hundreds>[一-鿿])百零?)?(?:(?P<tens>[一-鿿]?)(?P<ten>十))?(?P<ones>[一-鿿〇○]?)"
)
NUMERALS = "".join(_DIGITS) + "十拾百佰"
"""All characters that such a number is written with."""


def number(text: str) -> int | None:
    """The number that ``text`` writes; None where it writes none. Digits alone are read one by one (三二)."""
    text = text.translate(_PLAIN)
    if not text:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    parts = _WRITTEN.fullmatch(text)
    if parts is None:
        return None
    hundreds, tens, ones = (parts[name] or "" for name in ("hundreds", "tens", "ones"))
    if any(part and part not in _DIGITS for part in (hundreds, tens, ones)):
        return None
    value = 100 * _DIGITS.get(hundreds, 0) + _DIGITS.get(ones, 0)
    return value + 10 * (_DIGITS.get(tens, 1) if parts["ten"] else 0)
