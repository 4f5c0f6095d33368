"""ID numbers are masked in everything that is written or logged.

A number of 18 characters may be garbled by OCR (letters for digits), spread over boxes or lines, glued to a
word or to a telephone number, or lack a digit. Masking too much costs a reader a glance, masking too little
gives a person away: so form and birth date decide, never the check digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from stdnum.cn import uscc

# What OCR takes for a digit; the same letters as in scanaudit/fields/lookalikes.py, which this module may not
# import, without the full stop, which ends sentences.
_LIKE = {
    "0": "OoQDUC〇○",
    "1": "Il|!i",
    "2": "Zz",
    "5": "Ss",
    "6": "b",
    "7": "T",
    "8": "B",
    "9": "gq",
}
_DIGITS = str.maketrans({like: digit for digit, likes in _LIKE.items() for like in likes})
_LIKES = re.escape("".join(_LIKE.values()))
# Of 17 digits so many may be letters: more are a word, not a number.
_LIKES_AT_MOST = 3
# Shorter runs hold no number of seventeen digits and a check digit or letter.
_LEAST_RUN = 17
# What may stand between two digits of one number, at most three in a row; hyphens are told apart because
# dates are written with them.
_HYPHENS = "-–—‐‑−"
_GAP = rf"[\s{re.escape(_HYPHENS)}·•_\u200b-\u200d\ufeff]"
_RUN = re.compile(rf"[0-9{_LIKES}](?:{_GAP}{{0,3}}[0-9{_LIKES}])*")
_GAP_SIGN = re.compile(_GAP)
_CHECK_X = re.compile(rf"{_GAP}{{0,3}}[Xx×]")
_BIRTH = re.compile(r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)
# The 15 digits of the first generation, in one piece or as forms group them.
_FIFTEEN = re.compile(
    r"(?<![0-9])(?<!0\.)[1-9][0-9]{5}(?P<gap>[ \-\u3000]?)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"(?P=gap)[0-9]{3}(?![0-9])"
)
# Enterprises' credit codes; no person's number starts so.
_ENTERPRISES = ("91", "92", "93")
_CREDIT_CODE = re.compile(r"(?<![0-9])9[1-3][0-9A-Z]{16}(?![0-9A-Za-z])")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")


def mask(text: str) -> str:
    """``text``, equally long, with the digits in the middle of every ID number replaced by asterisks.

    Masked are: 18 characters in a row, whatever their birth date or check digit says (a misread number is
    still somebody's); 17 and more, with letters for up to three digits, that hold a birth date in the
    right place; the same with gaps; 15 digits with a birth date. Valid credit codes of enterprises stay.

    >>> mask("身份证号 990102190001010011。")
    '身份证号 990102********0011。'
    >>> mask("99O102 1900  0101 001l")
    '99O102 ****  **** 001l'
    >>> mask("911101087000000000 元")
    '911101********0000 元'
    """
    while (told := _masked_once(text)) != text:
        text = told
    return text


def mask_all(value: Any) -> Any:
    """The same value (dicts, lists, tuples, strings) with every string masked."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {mask_all(key): mask_all(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [mask_all(item) for item in value]
    return value


def hide_middle(number: str) -> str:
    """All of a known number's reading but its first six and last four characters replaced by asterisks.

    >>> hide_middle("99O1O2190001O10011")
    '99O1O2********0011'
    """
    return number[:6] + re.sub(r"\S", "*", number[6:-4]) + number[-4:] if len(number) > 10 else number


def _masked_once(text: str) -> str:
    if sum(map(str.isdecimal, text)) < 17 - _LIKES_AT_MOST:
        return text
    folded = _fold(text)
    hidden = set(_hidden_in_old(folded))
    for run in _RUN.finditer(folded):
        if run.end() - run.start() < _LEAST_RUN:
            continue
        hidden.update(_Run(folded, run.start(), run.end()).hidden())
    return "".join("*" if at in hidden else character for at, character in enumerate(text))


def _fold(text: str) -> str:
    """``text``, equally long, with ASCII digits and letters for those of full width; credit codes as ``#``."""
    folded = "".join(map(_narrow, text)) if not text.isascii() else text
    return _CREDIT_CODE.sub(lambda code: "#" * 18 if _is_credit_code(code.group()) else code.group(), folded)


def _is_credit_code(number: str) -> bool:
    return number.startswith(_ENTERPRISES) and uscc.is_valid(number)


def _narrow(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character


def _hidden_in_old(folded: str) -> Iterator[int]:
    for match in _FIFTEEN.finditer(folded):
        digits = [at for at in range(*match.span()) if folded[at].isdecimal()]
        yield from digits[6:11]


class _Run:
    """Digits, or what looks like digits, that no more than gaps part; ``at`` is where they stand."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        self._text = folded
        self._at = [at for at in range(start, end) if _GAP_SIGN.match(folded[at]) is None]
        self._read = "".join(folded[at] for at in self._at)
        self._digits = self._read.translate(_DIGITS)
        self._check_x = _CHECK_X.match(folded, end) is not None

    def hidden(self) -> Iterator[int]:
        """Where the digits stand that are to be hidden: the birth dates of the numbers in the run."""
        for first in range(len(self._at) - 16):
            if self._is_number(first):
                yield from self._at[first + 6 : first + 14]

    def _is_number(self, first: int) -> bool:
        likes = sum(not character.isdecimal() for character in self._read[first : first + 17])
        if likes > _LIKES_AT_MOST:
            return False
        joined = self._at[first + 16] - self._at[first] == 16
        if _BIRTH.fullmatch(self._digits, first + 6, first + 14) is not None:
            return joined or self._may_be_parted(first)
        return self._ends_with(first) and (self._stands_alone(first) if joined else self._is_parted(first))

    def _length(self) -> int:
        return len(self._at) + self._check_x

    def _starts_group(self, first: int) -> bool:
        """Whether no digit stands right before, or so many that they are a number of their own."""
        before = first
        while before and self._at[before - 1] == self._at[before] - 1 and self._read[before - 1].isdecimal():
            before -= 1
        return before == first or first - before >= 11

    def _ends_with(self, first: int) -> bool:
        """Whether the 18 characters from ``first`` are the rest of the run."""
        return self._length() - first == 18

    def _stands_alone(self, first: int) -> bool:
        """Without a birth date: eighteen in one piece, but for a letter before them."""
        end = self._at[-1] - self._at[first] == len(self._at) - 1 - first
        whole = self._starts_group(first) and (end or self._check_x)
        return whole and (first == 0 or not self._read[:first].isdecimal())

    def _groups(self, first: int) -> list[int]:
        """How many characters stand together, from ``first`` to the eighteenth."""
        sizes = [1]
        at = self._at[first : first + 18]
        for one, other in pairwise(at):
            if other - one == 1:
                sizes[-1] += 1
            else:
                sizes.append(1)
        return sizes

    def _may_be_parted(self, first: int) -> bool:
        """With gaps and a birth date: it starts and is grouped like a number, not like a row of dates."""
        if self._length() - first < 18 or not self._starts_group(first) or self._looks_otherwise(first):
            return False
        if first and self._text[self._at[first] - 1] in _HYPHENS:
            return False
        sizes = self._groups(first)
        at_six = 6 in (sum(sizes[:count]) for count in range(1, len(sizes)))
        return at_six or len(sizes) <= 4 or len(set(sizes[:-1])) == 1

    def _is_parted(self, first: int) -> bool:
        """With gaps and without a birth date: the whole run, grouped as numbers are."""
        if first or self._looks_otherwise(first) or _is_credit_code(self._read):
            return False
        sizes = self._groups(first)
        ends = {sum(sizes[:count]) for count in range(1, len(sizes))}
        return len(sizes) == 2 or {6, 14} <= ends

    def _looks_otherwise(self, first: int) -> bool:
        """Like a date (no district starts with 19 or 20), an ISBN, a telephone number, a table's column."""
        at = self._at[first : first + 18]
        start = self._text[at[0] : at[0] + 12]
        mobile = _MOBILE.match(start) is not None and not start[11:].isdecimal()
        dated = self._digits.startswith(("0", "19", "20", "978", "979"), first)
        return mobile or dated or self._text.count("\n", at[0], at[-1]) > 1
