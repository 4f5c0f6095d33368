"""How much it tells that two readings of one place say something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

# A number is known by so many last digits, of which no more than so many first ones were read otherwise.
_TAIL, _HEAD = 8, 4
# No year, month or day: the reader took a stroke of a seal for part of a digit.
_IMPOSSIBLE = re.compile(
    r"(?<!\d)(?:(?!19|20)\d{4}(?=年)|(?:1[3-9]|[2-9]\d|00)(?=月)|(?:3[2-9]|[4-9]\d|00)(?=日))"
)


def weight(one: str, other: str) -> float:
    """How much a difference between two surely read texts tells: another digit, or several other characters in a
    row, as much as a contradiction; a single misread character little; what only one of them has (a box that ends
    earlier, a seal's letters across a line) nothing, and so do the digits of a year, month or day that cannot be.

    >>> weight("2016年10月4日", "2016年11月4日"), weight("2016年10月4日", "2016年40月4日")
    (1.0, 0.0)
    >>> weight("2015年1月1日", "2014年1月1日"), weight("2914年1月1日", "2014年1月1日")
    (1.0, 0.0)
    """
    weight = 0.0
    for pairs in _replaced(_possible(one), _possible(other)):
        digits = sum(a.isdigit() and b.isdigit() for a, b in pairs)
        letters = sum(a.isalpha() and b.isalpha() for a, b in pairs)
        weight += 1.0 * digits + (1.0 if letters > 1 else 0.4 * letters)
    return min(weight, 2.0)


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub(lambda found: "?" * len(found.group()), text)


def other_lengths(one: str, other: str) -> int:
    """How many numbers between the same words have another count of digits: January (1月) against November (11月).

    The first and the last of a line may be cut by its box.
    """
    if one == other:
        return 0
    words, others = re.split(r"(\d+)", one), re.split(r"(\d+)", other)
    if words[::2] != others[::2]:
        return 0
    inner = range(1 if words[0] else 3, len(words) - (0 if words[-1] else 2), 2)
    return sum(len(words[at]) != len(others[at]) for at in inner)


def other_digits(one: str, other: str) -> int:
    """How many digits stand where the other text has another one."""
    return sum(a.isdigit() and b.isdigit() for pairs in _replaced(one, other) for a, b in pairs)


def same_digits(one: str, other: str) -> int:
    """How many digits stand in both, where not one stands against another."""
    if other_digits(one, other):
        return 0
    same = (step for step in Levenshtein.opcodes(one, other) if step.tag == "equal")
    return sum(character.isdigit() for step in same for character in one[step.src_start : step.src_end])


def _replaced(one: str, other: str) -> Iterator[list[tuple[str, str]]]:
    """The stretches in which characters of one text stand for others of the other."""
    if _cut_short(one, other):
        return
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "replace":
            here, there = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
            yield list(zip(here, there, strict=True))


def _cut_short(one: str, other: str) -> bool:
    """Whether both tell one number whose head a box or a seal's ring has cut in one of them: the tail is the same, and
    what stands before it is not as long. Numbers of one series differ at their ends, and are of one length.
    """
    tail = 0
    while tail < min(len(one), len(other)) and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    heads = one[: len(one) - tail], other[: len(other) - tail]
    return (
        len(heads[0]) != len(heads[1])
        and max(map(len, heads)) <= _HEAD
        and all(head.isdigit() or not head for head in heads)
        and tail >= _TAIL
        and one[-tail:].isdigit()
    )


def same_number(one: str, other: str) -> int:
    """Digits of the longest number that both texts have."""
    shared = set(re.findall(r"\d+", one)) & set(re.findall(r"\d+", other))
    return max(map(len, shared), default=0)
