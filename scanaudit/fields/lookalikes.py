"""Characters that OCR takes for digits, put right only where a check digit then agrees.

The letters O and l in a number are misread digits more often than not, but a number without a check
digit would be changed without anybody knowing whether the change was right: such numbers stay as read.
"""

from __future__ import annotations

from collections.abc import Callable

_LIKE = {
    "0": "OoQDUC〇○。",
    "1": "Il|!i",
    "2": "Zz",
    "5": "Ss",
    "6": "b",
    "7": "T",
    "8": "B",
    "9": "gq",
    "X": "×",
}
DIGIT_LOOKALIKES = str.maketrans({like: digit for digit, likes in _LIKE.items() for like in likes})
"""Letters that look like digits; ``×`` is a misread ``X``."""


def repair(text: str, is_valid: Callable[[str], bool]) -> str | None:
    """``text`` if it is valid, else with look-alikes replaced if that makes it valid, else None.

    >>> repair("O317-8471", lambda number: number == "0317-8471")
    '0317-8471'
    >>> repair("O317", lambda number: False) is None
    True
    """
    if is_valid(text):
        return text
    changed = text.translate(DIGIT_LOOKALIKES)
    return changed if changed != text and is_valid(changed) else None
