"""How many different seals stand on some pages, where some were not read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scanaudit.facts import PageFacts, Seal
from scanaudit.rules.organisations import LEAST_NAME, Likeness, borne_out, likeness, plain_name
from scanaudit.rules.seal_spelling import shows

# A line that is a body's name and nothing else; the seal's rim may part its last character from it.
_NAME_ALONE = re.compile(
    r"[一-鿿（）()]{4,30}(?:公司|有限公|集团|厂|局|厅|院|校|大学|所|处|中心|委员会|政府)"
)


def different(stamps: Iterable[tuple[PageFacts, Seal]]) -> tuple[int, int]:
    """How many different seals there are for sure, and at most (one that was not read may be any).

    One that was not read is that of the body printed under it where what was guessed of its text could be that name,
    and is another body's than a second one where both the print and the guess tell them apart.
    """
    known: list[tuple[str, ...]] = []  # of each body its name, and what was guessed of its seal's text
    open_ones = 0
    for page, seal in stamps:
        readings = _readings(seal, page)
        answers = {_alike(readings, body) for body in known}
        if not readings or ("unsure" in answers and "same" not in answers):
            open_ones += 1
        elif "same" not in answers:
            known.append(readings)
    return max(len(known), min(1, open_ones)), len(known) + open_ones


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Whether two seals are of one body by all their readings; a guess makes them no more than different."""
    answers = {likeness(a, b) for a in one for b in other}
    if answers == {"different"}:
        return "different"
    return "same" if answers == {"same"} and len(one) == len(other) == 1 else "unsure"


def _readings(seal: Seal, page: PageFacts) -> tuple[str, ...]:
    """A seal's text; else the one printed name that its arc shows; else the name printed under it and the guess that
    bears it out; empty without any.
    """
    if len(plain_name(seal.text or "")) >= LEAST_NAME:
        return (seal.text or "",)
    guess = seal.guess
    if guess is None:
        return ()
    x0, y0, x1, y1 = seal.bbox
    named = [line for line in page.lines if _NAME_ALONE.fullmatch(line.text)]
    shown = {line.text for line in named if shows(seal, (line.text,))}
    if len(shown) == 1:
        return tuple(shown)
    under = {
        line.text
        for line in named
        if y0 < (line.bbox[1] + line.bbox[3]) / 2 < y1 and x0 < (line.bbox[0] + line.bbox[2]) / 2 < x1
    }
    others = {line.text for line in named} | {other.text for other in page.seals if other.text}
    own = [name for name in under if borne_out(guess, name, others - {name})]
    return (*own, guess) if len(own) == 1 else ()
