"""What a wrong check digit could be: the digit that would be right, and single characters likely misread.

A check digit tells that a number is wrong, not where. Which of its characters OCR confuses narrows it down: of
the changes of one character into one that looks alike, only a few make the number right.

>>> right_end("issn", "0378-5954")
'5'
>>> [(s.place, s.read, s.likely) for s in suspects("issn", "0318-5955")]
[(2, '3', '5'), (3, '1', '7'), (5, '5', '3'), (8, '5', '8')]
>>> suspects("issn", "0378-5955")
()
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scanaudit.fields import credit_code, id_number, isbn, issn, patent

# Pairs that recognisers confuse on worn print, both ways.
_ALIKE: dict[str, str] = {}
_CONFUSED = "06 08 09 0D 0O 17 1L 14 23 27 2Z 35 38 39 49 4A 56 58 5S 68 6G 69 7T 89 8B 9Q 8X 1T CG EF HN MN"
for _pair in _CONFUSED.split():
    for _ends in (_pair, _pair[::-1]):
        _ALIKE[_ends[0]] = _ALIKE.get(_ends[0], "") + _ends[1]
_CHECKED: dict[str, tuple[Callable[[str], str], Callable[[str], bool], str]] = {
    "id_number": (id_number.compact, id_number.is_valid, "0123456789X"),
    "credit_code": (credit_code.compact, credit_code.is_valid, "0123456789ABCDEFGHJKLMNPQRTUWXY"),
    "issn": (issn.compact, issn.is_valid, "0123456789X"),
    "isbn": (isbn.compact, isbn.is_valid, "0123456789X"),
    "patent_number": (patent.compact, patent.is_valid, "0123456789X"),
}
# Characters of the longest of them (identity numbers and credit codes); no change of one makes a longer text right.
_LONGEST = 18
# Characters of one number that may be misread at once.
_MISREAD = 2
CHECKED = frozenset(_CHECKED)
"""Fields whose numbers end in a check character."""


@dataclass(frozen=True)
class Suspect:
    """A character that may be misread: ``place`` counts from 1 in the compact number."""

    place: int
    read: str
    likely: str


def could_be(read: str, meant: str) -> bool:
    """Whether a number may be another one of which one or two characters were taken for look-alikes.

    >>> could_be("990723198404158154", "990723198404153154"), could_be("990723198404158154", "990723198404154154")
    (True, False)
    """
    if len(read) != len(meant):
        return False
    changed = [(a, b) for a, b in zip(read, meant, strict=True) if a != b]
    return len(changed) <= _MISREAD and all(b in _ALIKE.get(a, "") for a, b in changed)


def right_end(field: str, number: str) -> str | None:
    """The check character that belongs to the rest of the number; None where no one character makes it right."""
    compact, is_valid, alphabet = _CHECKED[field]
    number = compact(number)
    return next((c for c in alphabet if is_valid(number[:-1] + c)), None)


def suspects(field: str, number: str) -> tuple[Suspect, ...]:
    """The characters of a wrong number that would make it right if a look-alike stood there; () if it is right."""
    compact, is_valid, _ = _CHECKED[field]
    number = compact(number)
    if len(number) > _LONGEST or is_valid(number):
        return ()
    return tuple(
        Suspect(place, read, likely)
        for place, read in enumerate(number, 1)
        for likely in _ALIKE.get(read, "")
        if is_valid(number[: place - 1] + likely + number[place:])
    )
