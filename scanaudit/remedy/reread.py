"""Whether a copy is read as well as its original: what the reader made surely of the one must stand in the other.

Moved pixels are other pixels: print beside a seal may be found differently on a copy that is as clear to the eye. A
copy that loses text is made again in another way (``pages``).
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from scanaudit.boxes import contained
from scanaudit.facts import Box, PageFacts, TextLine
from scanaudit.seal_scraps import WITHIN, of_letters, of_number
from scanaudit.settings import Settings

TOLERATED: Final = 0.004
"""Share of the characters that a copy may lose: the reader's own bar is half a point."""
# A line that was read less surely proves nothing against a copy.
_SURE: Final = 0.9
_LETTERS = 2
_NOISE = re.compile(r"[\W_]+")


def lost(before: PageFacts, after: PageFacts) -> float:
    """Share of the characters that were surely read before and are not read after."""
    said = _bare(after.text)
    seals = [seal.bbox for seal in before.seals]
    texts = _words([_bare(line.text) for line in before.lines if _counts(line, seals)])
    return sum(edits(text, said) for text in texts) / max(1, sum(map(len, texts)))


def edits(line: str, text: str) -> int:
    """Edits (Levenshtein) between ``line`` and the stretch of ``text`` that is nearest to it: what the characters cost
    that are missing, others or too many there.

    >>> edits("校长", "准予毕业校澄长"), edits("校长", "校"), edits("校长", "")
    (1, 1, 2)
    """
    letters, steps = np.array(list(text)), np.arange(len(text) + 1)
    distance = np.zeros(len(text) + 1, np.int64)
    for number, letter in enumerate(line, 1):
        kept = distance[:-1] + (letters != letter)
        distance = np.concatenate([[number], np.minimum(kept, distance[1:] + 1)])
        distance = np.minimum.accumulate(distance - steps) + steps  # what the text has besides
    return int(distance.min())


def _words(texts: Sequence[str]) -> list[str]:
    """The lines, those of a letter or two that follow each other put together: titles are set wide apart."""
    words: list[str] = []
    apart = False
    for text in texts:
        short = 0 < len(text) <= _LETTERS
        if short and apart:
            words[-1] += text
        else:
            words.append(text)
        apart = short
    return words


def facts_of(content: bytes, settings: Settings) -> PageFacts | None:
    """What a reader of the copy is told: the picture file opened and looked at like any upload. None where intake
    refuses it (it is larger than an upload may be).

    All looks are taken, though text and lean alone are compared: which lines are read, and how, hangs on the copy's own
    seals (what stands under them is read without their ink) and on the kind of page (exact lines).
    """
    from scanaudit.inspection.worker import load
    from scanaudit.intake.opening import IntakeProblem, load_page
    from scanaudit.intake.sources import Source, collect
    from scanaudit.pipeline import page_facts

    with tempfile.TemporaryDirectory(prefix="scanaudit-") as name:
        path = Path(name) / "copy"
        path.write_bytes(content)
        (source,) = collect([path], settings.limits, Path(name))
        if not isinstance(source, Source):
            return None
        try:
            page, problems = load_page(source, 1, settings.limits)
        except IntakeProblem:
            return None
    return page_facts(page, problems, load(settings))


def _counts(line: TextLine, seals: Sequence[Box]) -> bool:
    """Whether the line must stand on the copy too; a seal's own letters and number are read by chance."""
    scrap = of_letters(_bare(line.text)) or of_number(line.text)
    return line.confidence >= _SURE and not (
        scrap and any(contained(line.bbox, seal) > WITHIN for seal in seals)
    )


def _bare(text: str) -> str:
    return _NOISE.sub("", text).casefold()
