"""What a strip of text may say, small enough to be kept among the facts of a page: for each of the recogniser's steps
the characters that it may show, and how well a known name fits them.

A recogniser tells the likeliest reading and no other: of a pale seal 皖准问道工程管理处 in one look and
低量多可道工程管理处 in another, where a person who knows the employer's name sees it at once. That person's question is
asked here: not "what does it say?" but "could it say this?" Pages are left of this module, rules right of it; both
may import it.

The measure is the best path of the connectionist temporal classification that the recogniser was trained by
(Graves et al., 2006), against the path that it chose itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

Step = tuple[tuple[str, float], ...]
"""The likeliest characters of one step with the natural logarithm of each one's likelihood; "" is none (the blank)."""

UNSEEN: Final = 9.0
"""What a character costs, in nats, that is none of a step's likeliest: it is one of ten thousand, or less."""

_KEPT: Final = 12
"""Characters of a step that are kept at most."""

_NONE: Final = 0.99
"""Likelihood of the blank from which a step shows nothing; steps that follow each other so are kept as one."""

_NATS = 0.25  # of one level of the text below
_LEVELS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BLANK = "∅"


def spelling(likelihoods: NDArray[np.floating], characters: Sequence[str]) -> str:
    """What is kept of a recogniser's answer.

    ``likelihoods``: steps × characters, 0–1; ``characters``: what they are of, the blank first. The text has of each
    step the number of its characters, and each with how unlikely it is.
    """
    return "".join(map(_written, _steps(likelihoods, characters)))


def misfit(spelled: str, name: str) -> float:
    """How much less likely ``name`` is than what was read, in nats: 0 where it is what was read, ``UNSEEN`` and more
    where a character of it is nothing that the strip may show. Infinite for a strip that is too short for it.

    >>> strip = "1皖01∅02淮0澄6" + "1市0"
    >>> misfit(strip, "皖淮市"), misfit(strip, "皖澄市"), misfit(strip, "皖江市")
    (0.0, 1.5, 9.0)
    """
    steps = list(_read(spelled))
    if not name or not steps:
        return float("inf")
    chosen = sum(max(costs.values(), default=-UNSEEN) for costs in map(dict, steps))
    return float(chosen - _best_path(steps, name))


def least_misfit(spelled: Sequence[str], name: str) -> float:
    """How well that one of several strips of one text shows ``name`` which shows it best; infinite without a strip."""
    return min((misfit(one, name) for one in spelled), default=float("inf"))


def _steps(likelihoods: NDArray[np.floating], characters: Sequence[str]) -> Iterator[Step]:
    least = float(np.exp(-UNSEEN))
    bare = False
    for row in np.asarray(likelihoods, np.float64):
        if row[0] >= _NONE and bare:
            continue
        bare = bool(row[0] >= _NONE)
        likeliest = np.argsort(-row)[:_KEPT]
        kept = likeliest[row[likeliest] > least]
        yield tuple(("" if i == 0 else characters[i], log(row[i])) for i in kept)


def _written(step: Step) -> str:
    pairs = [
        (char or _BLANK) + _LEVELS[min(len(_LEVELS) - 1, round(-cost / _NATS))]
        for char, cost in step
        if len(char) <= 1 and char != _BLANK
    ]
    return _LEVELS[len(pairs)] + "".join(pairs)


def _read(spelled: str) -> Iterator[Step]:
    at = 0
    while at < len(spelled):
        count = _LEVELS.index(spelled[at])
        pairs = spelled[at + 1 : at + 1 + 2 * count]
        yield tuple(
            ("" if char == _BLANK else char, -_NATS * _LEVELS.index(level))
            for char, level in zip(pairs[::2], pairs[1::2], strict=True)
        )
        at += 1 + 2 * count


def _best_path(steps: Sequence[Step], name: str) -> float:
    """The logarithm of the likeliest way to read ``name``: each character in one step or more, blanks between them
    where there are any and always between two that are the same.
    """
    wanted = [""]
    for char in name:
        wanted += [char, ""]
    may_skip = np.array([i > 1 and char != "" and char != wanted[i - 2] for i, char in enumerate(wanted)])
    ways = np.full(len(wanted), -np.inf)
    ways[0] = 0.0
    for number, step in enumerate(steps):
        costs = dict(step)
        here = np.array([costs.get(char, -UNSEEN) for char in wanted])
        before = ways.copy()
        if number == 0:
            before[1] = 0.0
        else:
            before[1:] = np.maximum(before[1:], ways[:-1])
            before[2:] = np.maximum(before[2:], np.where(may_skip[2:], ways[:-2], -np.inf))
        ways = before + here
    return float(max(ways[-1], ways[-2]))
