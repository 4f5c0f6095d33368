"""Which of a seal's readings is believed: a name is told only where two ways of looking, or two models, bear it out.

One model misreads a covered character into the same other one each time it looks; two models seldom do. Where they
differ in a character, words decide, if what one of them read is a word and the other's is none (`words.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from scanaudit.marks.places import is_doubted, place, settled
from scanaudit.marks.second_reader import SecondReader, holds
from scanaudit.marks.unit_names import LEAST_CHARACTERS, is_unit
from scanaudit.marks.words import is_gainsaid, told_by_words

Reading = tuple[str, float]
"""A text and its confidence, 0–1; 0 where the strip shows more characters than were read."""

# Chosen on 168 drawn seals (seeds 100 and 9300, docs/seals.md), with readings that lost characters left out and the
# misreadings of unit words put right: a first look of 0.985 and above was right each time; of two looks that agree,
# wrong ones had means up to 0.972, of three up to 0.935.
_CERTAIN = 0.985
_AGREED = 0.975  # mean of two looks that agree
_ALL_AGREED = 0.94  # mean where three do, or where a name is borne out otherwise
_MOST_NEEDED = 3
_NEVER = 2.0
# With a second recogniser, chosen on 282 drawn seals (seeds 100, 9300 and 9400): wrong names fell from 18 to 1.
_BOTH_AGREED = 0.95  # mean of looks that agree where the other model reads the same on _BORNE_OUT strips
_BORNE_OUT = 2  # on one strip both models lost the same character of two seals
_LONGER = (
    0.95  # confidence of a look from which a longer name that holds the agreed one tells of a lost character
)


def agreed(
    looks: Iterator[Reading],
    printed: str = "",
    *,
    crossed: bool = False,
    second: SecondReader | None = None,
) -> str | None:
    """The name that the first look gives beyond doubt, or that two looks give, or all of them; None else.

    ``printed``: where two looks agree on a name that stands there, too, less confidence will do: chance hardly
    misreads a character twice into the one that is printed. ``crossed``: print lies across the characters, and one
    look, however sure, may show another character. ``second`` must read the name, too, unless one look tells it
    beyond doubt or the page prints it, and may not read a longer one that holds it.
    """
    seen: list[Reading] = []
    for text, confidence in looks:
        seen.append((text, confidence))
        if not is_unit(text):
            continue
        same = [sure for other, sure in seen if other == text]
        if float(np.mean(same)) < _least(text, same, len(seen), printed, second, crossed=crossed):
            continue
        if _is_objected_to(text, seen, 0 if len(seen) == 1 or text in printed else 1, second):
            continue
        if text in printed:
            return text
        if is_doubted(text) and (len(same) > 1 or not _reads_the_place(text, second)):
            seen += looks  # all that there are, for one that shows a place which exists
            return _placed(text, seen, second)
        if not is_gainsaid(text, _all_readings(seen, second)):
            return text
    return None if second is None else _read_by_both(seen, second)


def most_read(seen: Sequence[Reading]) -> str | None:
    """The text that most looks gave, of as many the surest; None where none is long enough for a name."""
    texts = [text for text, _ in seen]
    long = [(text, sure) for text, sure in seen if len(text) >= LEAST_CHARACTERS]
    return max(long, key=lambda look: (texts.count(look[0]), look[1]), default=(None, 0.0))[0]


def _least(
    text: str,
    same: Sequence[float],
    looks: int,
    printed: str,
    second: SecondReader | None,
    *,
    crossed: bool,
) -> float:
    """The mean confidence from which ``text``, read by ``same`` of so many ``looks``, is believed."""
    if len(same) == 1:
        return _CERTAIN if looks == 1 and not crossed else _NEVER
    if len(same) >= _MOST_NEEDED or text in printed or max(same) >= _CERTAIN:
        return _ALL_AGREED  # also a sure look that another one bears out
    both = second is not None and second.bears_out(text, _BORNE_OUT)
    return _BOTH_AGREED if both else _AGREED


def _is_objected_to(text: str, seen: Sequence[Reading], needed: int, second: SecondReader | None) -> bool:
    """Whether ``second`` does not read ``text`` on ``needed`` strips, or a sure look a longer name that holds it."""
    if second is not None and not second.bears_out(text, needed):
        return True
    return any(holds(other, text) for other, sure in seen if sure >= _LONGER)


def _reads_the_place(text: str, second: SecondReader | None) -> bool:
    """Whether the place that ``text`` begins with is read by ``second``, too, or there is none to ask."""
    where = place(text)
    return second is None or where is None or any(where in read for read in second.all_read())


def _placed(text: str, seen: Sequence[Reading], second: SecondReader | None) -> str | None:
    """``text``, whose place is on no list, unless another look or ``second`` shows one that is: then that one where
    both do, and else neither, for lists are never whole and a wrong name is worse than none.
    """
    looks = [other for other, confidence in seen if confidence > 0]
    others = [] if second is None else second.all_read()
    rival = settled(text, [*looks, *others])
    return rival if rival == text or (rival in looks and rival in others) else None


def _read_by_both(seen: Sequence[Reading], second: SecondReader) -> str | None:
    """The name that one of the models gave three times, though unsure or with the spacing against it, if the other
    bears it out twice.
    """
    names, others, shown = [text for text, _ in seen], second.all_read(), _all_readings(seen, second)
    for name in dict.fromkeys([*names, *others]):
        often = names.count(name) >= _MOST_NEEDED and second.bears_out(name, _BORNE_OUT)
        often = often or (others.count(name) >= _MOST_NEEDED and _is_misread(name, seen))
        if often and is_unit(name) and not is_gainsaid(name, shown):
            return name
    return None


def _is_misread(name: str, seen: Sequence[Reading]) -> bool:
    """Whether each of the looks shows ``name``, or what words tell to be a misreading of it, and its place exists."""
    shown = [text for text, _ in seen if len(text) >= LEAST_CHARACTERS]
    told = [text == name or told_by_words(name, text) for text in shown]
    return len(told) >= _BORNE_OUT and all(told) and not is_doubted(name)


def _all_readings(seen: Sequence[Reading], second: SecondReader | None) -> list[str]:
    """What the looks gave that lost no character, and what ``second`` reads."""
    looks = [text for text, confidence in seen if confidence > 0]
    return looks if second is None else [*looks, *second.all_read()]
