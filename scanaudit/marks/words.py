"""Words that names of units are made of, which decide between two readings of one name.

A recogniser that changes a covered character into its like makes 盗源 of 资源 and 江准 of 江淮. Where two readings of a
name differ, and what one of them has there is part of a word while what the other has is none, the word was printed.
Lists of words are never whole: where neither is one, nothing is decided.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from scanaudit.marks.places import exists
from scanaudit.marks.unit_names import is_unit

_LENGTHS = (2, 3, 4)  # characters of a word
_ALIKE = 0.5  # least share of a name that another reading of it has in common with it


def told_by_words(name: str, read: str) -> bool:
    """Whether ``read`` is ``name`` misread: wherever they differ, a word stands in ``name`` and none in ``read``.

    Beside it ``name`` must have words, too, or a character was lost there (郑州市称改革), and an end that another
    unit's name may have is no misreading.

    >>> told_by_words("浙江省人力资源服务中心", "浙江省人力盗源服务中心"), told_by_words("郑州路桥公司", "郑路桥公司")
    (True, True)
    >>> told_by_words("滁州市永信测绘公司", "滁州市承信测绘公司"), told_by_words("安徽大地环保公司", "安徽天地环保公司")
    (False, False)
    """
    differences = _differences(name, read)
    return differences is not None and all(
        stop > start
        and _in_words(name, max(0, start - 1), min(len(name), stop + 1))
        and not (end - other == stop - start and _in_words(read, other, end))
        and not (stop == len(name) and is_unit(read))
        for start, stop, other, end in differences
    )


def is_gainsaid(name: str, readings: Iterable[str]) -> bool:
    """Whether one of the other ``readings`` has a word where ``name`` has other characters that are part of none.

    >>> is_gainsaid("江准路桥公司", ["江淮路桥公司"]), is_gainsaid("江淮路桥公司", ["江准路桥公司"])
    (True, False)
    """
    return any(
        end - other == stop - start and _in_words(read, other, end) and not _in_words(name, start, stop)
        for read in set(readings)
        for start, stop, other, end in _differences(name, read) or ()
        if stop > start
    )


def _differences(name: str, read: str) -> list[tuple[int, int, int, int]] | None:
    """Where they differ: from and to in ``name``, from and to in ``read``; None where they are no readings of one."""
    blocks = SequenceMatcher(None, name, read, autojunk=False).get_opcodes()
    common = sum(stop - start for what, start, stop, _, _ in blocks if what == "equal")
    if common < _ALIKE * len(name):
        return None
    return [(start, stop, other, end) for what, start, stop, other, end in blocks if what != "equal"]


def _in_words(name: str, start: int, stop: int) -> bool:
    """Whether each character from ``start`` to ``stop`` is part of a word or a place that ``name`` holds. Firms' names
    begin with a city without its kind (简阳 of 简阳市); elsewhere two characters that a city has, too, are chance.
    """
    spans = [
        (at, at + length)
        for length in _LENGTHS
        for at in range(max(0, start - length + 1), min(stop, len(name) - length + 1))
        if _is_word(name[at : at + length]) or (at == 0 and exists(name[:length] + "市"))
    ]
    return all(any(first <= at < last for first, last in spans) for at in range(start, stop))


def _is_word(text: str) -> bool:
    return text in _words() or (text[-1] in "市县区" and exists(text))


@cache
def _words() -> frozenset[str]:
    packed = files("scanaudit.marks").joinpath("words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split())
