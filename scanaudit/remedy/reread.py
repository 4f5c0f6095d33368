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

from rapidfuzz import fuzz

from scanaudit.facts import Box, PageFacts, TextLine
from scanaudit.settings import Settings

TOLERATED: Final = 0.004
"""Share of the characters that a copy may lose: the reader's own bar is half a point."""
# A line that was read less surely proves nothing against a copy.
_SURE: Final = 0.9
# A seal's own letters and number are read by chance: a scrap of so many characters or digits alone, this part of it in
# the seal.
_SCRAP, _WITHIN = 6, 0.6
_LETTERS = 2
_DATED = re.compile(r"[年月日\d]")
_NOISE = re.compile(r"[\W_]+")


def lost(before: PageFacts, after: PageFacts) -> float:
    """Share of the characters that were surely read before and are not read after."""
    said = _bare(after.text)
    seals = [seal.bbox for seal in before.seals]
    texts = _words([_bare(line.text) for line in before.lines if _counts(line, seals)])
    gone = sum(len(text) * (1 - fuzz.partial_ratio(text, said) / 100) for text in texts)
    return gone / max(1, sum(map(len, texts)))


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


def facts_of(content: bytes, settings: Settings) -> PageFacts:
    """What a reader of the copy is told: the picture file opened and looked at like any upload."""
    from scanaudit.intake.opening import load_page
    from scanaudit.intake.sources import Source, collect
    from scanaudit.pipeline import page_facts
    from scanaudit.worker import load

    with tempfile.TemporaryDirectory(prefix="scanaudit-") as name:
        path = Path(name) / "copy"
        path.write_bytes(content)
        (source,) = collect([path], settings.limits, Path(name))
        assert isinstance(source, Source)
        page, problems = load_page(source, 1, settings.limits)
    return page_facts(page, problems, load(settings))


def _counts(line: TextLine, seals: Sequence[Box]) -> bool:
    text = _bare(line.text)
    scrap = text.isdigit() or (len(text) <= _SCRAP and not _DATED.search(text))
    return line.confidence >= _SURE and not (scrap and any(_inside(line.bbox, seal) for seal in seals))


def _inside(line: Box, seal: Box) -> bool:
    wide, high = (
        max(0.0, min(line[axis + 2], seal[axis + 2]) - max(line[axis], seal[axis])) for axis in (0, 1)
    )
    return wide * high > _WITHIN * max((line[2] - line[0]) * (line[3] - line[1]), 1e-9)


def _bare(text: str) -> str:
    return _NOISE.sub("", text).casefold()
