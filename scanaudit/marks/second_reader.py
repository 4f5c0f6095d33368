"""Another recogniser's readings of a seal's strips, which bear out a name or tell that a character of it was lost."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scanaudit.intake.page import Pixels
from scanaudit.marks.seal_ink import Grey
from scanaudit.marks.unit_names import clean, is_unit
from scanaudit.marks.words import told_by_words

_RIM = frozenset("日曰口田回目")
Recognise = Callable[[list[Pixels]], list[tuple[str, float]]]


class SecondReader:
    """What another recogniser reads on the strips that were looked at so far; nothing is read before it is asked."""

    def __init__(self, recognise: Recognise) -> None:
        self._recognise = recognise
        self._strips: list[Grey] = []
        self._read: list[str] = []

    def show(self, cut: Grey) -> None:
        """Lay the next strip beside the others."""
        self._strips.append(cut)

    def bears_out(self, name: str, times: int = 1) -> bool:
        """Whether it reads ``name``, or what words tell to be a misreading of it, on so many of them, and on none a
        longer name that holds it: where it sees one character more, one was lost. A piece of the rim beside the name,
        and what follows it and makes no unit's name of it, is none where another strip shows the name without it.
        """
        read = self.all_read()
        same = sum(same_name(other, name) or told_by_words(name, other) for other in read)
        longer = [other for other in read if holds(other, name)]
        return same >= times and all(
            name in read and (_adds_the_rim(other, name) or _runs_on(other, name)) for other in longer
        )

    def all_read(self) -> list[str]:
        """Its readings of all the strips."""
        for cut in self._strips[len(self._read) :]:
            ((text, _),) = self._recognise([three(cut)])
            self._read.append(clean(text))
        return self._read


def same_name(read: str, name: str) -> bool:
    """Whether ``read`` is ``name``, or all of it but its last character without being another unit's name: how units'
    names end is known, so what is read there otherwise is no rival (保障麗 beside 保障局).
    """
    return read == name or (len(read) == len(name) and read[:-1] == name[:-1] and not is_unit(read))


def _adds_the_rim(longer: str, name: str) -> bool:
    """Whether ``longer`` is ``name`` with one character at an end that a piece of the ring is read as."""
    return (longer[1:] == name and longer[0] in _RIM) or (longer[:-1] == name and longer[-1] in _RIM)


def _runs_on(longer: str, name: str) -> bool:
    """Whether ``longer`` is ``name`` and then what no unit's name ends with: pieces of the rim, of the centre's lines
    or of a hand across the seal (技术学院专压).
    """
    return longer.startswith(name) and not is_unit(longer)


def holds(longer: str, name: str) -> bool:
    """Whether ``longer`` is ``name`` with characters put in, before it or behind it."""
    rest = iter(longer)
    return len(longer) > len(name) and all(char in rest for char in name)


def three(image: Grey) -> Pixels:
    """A grey strip as the three channels that recognisers take."""
    return np.ascontiguousarray(np.repeat(image[:, :, None], 3, axis=2))
