"""Two pages of a booklet that lie open on one scan: each is a page of its own, to be signed for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from scanaudit.facts import Box, PageFacts, TextLine
from scanaudit.rules.upload import MARK_DOUBTFUL

# What asks the holder of a booklet for a hand, and what heads a booklet's page.
_OWN_SIGN = re.compile(r"^(?:本人|持证人|学习人|学员|申报人)[（(]?(?:签[名字章])[）)]?[：:]?")
_HEADING = re.compile(r"^[一-鿿]{0,8}(?:登记|验证|审验|记录)[页表卡]?(?:[（(].{0,12}[）)])?$")
# A day or year that somebody wrote there: a printed page that was never filled in has none.
_YEAR = re.compile(r"(?:19|20)\d\d")
_FILLED = 2
# Headings stand in the upper part of the page; what is side by side lies in one row, each in its half. In fractions of
# the page and of a line's height; design values.
_TOP, _ROW, _MIDDLE = 0.3, 1.5, 0.5


@dataclass(frozen=True)
class Half:
    """One of two pages side by side: its region of the scan, and where it asks for the hand, if it says so."""

    box: Box
    place: Box | None


def unsigned_halves(page: PageFacts) -> Iterator[Half]:
    """Pages of an opened booklet that somebody filled in and that bear no hand, while the one beside it does."""
    halves = _halves(page)
    signed = [half for half in halves if _is_signed(half, page)]
    for half in halves:
        if signed and half not in signed and _is_filled(half, page):
            yield half


def _halves(page: PageFacts) -> tuple[Half, ...]:
    """Both pages of a scan that shows two side by side, each with its own heading or its own place to sign."""
    asking = _side_by_side([line for line in page.lines if _OWN_SIGN.match(_plain(line))], same=False)
    heading = _side_by_side(
        [line for line in page.lines if line.bbox[3] < _TOP and _HEADING.match(_plain(line))], same=True
    )
    if not asking and not heading:
        return ()
    places = [line.bbox for line in asking] if asking else [None, None]
    return tuple(
        Half(box, place)
        for box, place in zip(((0.0, 0.0, _MIDDLE, 1.0), (_MIDDLE, 0.0, 1.0, 1.0)), places, strict=True)
    )


def _side_by_side(lines: list[TextLine], *, same: bool) -> tuple[TextLine, ...]:
    """The two lines that stand in one row, one in each half of the page; ``same``: and say the same."""
    for one, other in combinations(sorted(lines, key=lambda line: line.bbox[0]), 2):
        height = one.bbox[3] - one.bbox[1]
        apart = one.bbox[2] <= _MIDDLE <= other.bbox[0]
        level = abs(one.bbox[1] - other.bbox[1]) < _ROW * height
        if apart and level and (not same or _plain(one) == _plain(other)):
            return one, other
    return ()


def _plain(line: TextLine) -> str:
    return "".join(line.text.split())


def _middle_within(box: Box, half: Half) -> bool:
    return half.box[0] <= (box[0] + box[2]) / 2 < half.box[2]


def _is_signed(half: Half, page: PageFacts) -> bool:
    """Whether a hand may be there; a doubtful one is M212's to tell."""
    return any(_middle_within(s.bbox, half) for s in page.signatures if s.confidence >= MARK_DOUBTFUL)


def _is_filled(half: Half, page: PageFacts) -> bool:
    dated = [line for line in page.lines if _YEAR.search(line.text) and _middle_within(line.bbox, half)]
    return len(dated) >= _FILLED
