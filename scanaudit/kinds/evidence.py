"""What a page shows that helps to tell its kind: its text folded, what heads it, and its layout measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from scanaudit.kinds.catalogue import Feature
from scanaudit.reading.lines import Line
from scanaudit.reading.rows import Row, fold, rows

_PAGE_NUMBER = re.compile(r"(?:[^\d.\-/:]|^|[.·…•]{2,})\(?\d{1,4}\)?$")
# Contents pages that put the page number first; one digit would be a section's number.
_NUMBER_FIRST = re.compile(r"^\d{2,3}[一-鿿a-z]{4}")
_LEADERS = re.compile(r"[.·…•⋯]{3,}\(?\d{0,4}\)?$")
# OCR takes the l before a volume's number for a one.
_VOLUME = re.compile(r"(?<![a-z])vo1(?=\.?\d)")
_FORMULA = re.compile(r"^[^一-鿿]{0,30}[=≈≤≥∑∫√±][^一-鿿]{1,60}$")
# No page that a person can read holds more; keeps the time of odd input in bounds.
# Characters of a line that may be half of a table's label: 同行专家推荐意见 is eight.
_CELL = 8
_MAX_ROW, _MAX_TEXT = 600, 20_000


@dataclass(frozen=True)
class PageEvidence:
    """What is known of one page when its kind is asked for.

    ``lines`` and ``width`` × ``height`` are of the upright page, in pixels. ``has_text``: the page bears ink
    that looks like text, read or not. ``is_blank``: the capture room's measure, None where nobody measured.
    """

    lines: Sequence[Line]
    width: int
    height: int
    n_seals: int = 0
    has_portrait: bool = False
    has_text: bool = True
    is_blank: bool | None = None


@dataclass(frozen=True)
class Heading:
    """A piece of text that could be a title; ``large``: set larger than the page's usual text, or alone and
    centred; ``low``: stands in the lower part of the page; ``cell``: one cell of a row of several.
    """

    text: str
    large: bool
    low: bool
    cell: bool = False


@dataclass(frozen=True)
class View:
    """A page made ready for the classifier: folded text (rows end in line breaks), headings, features 0–1."""

    text: str
    headings: tuple[Heading, ...]
    features: dict[Feature, float]
    n_chars: int

    @cached_property
    def all_headings(self) -> str:
        """The texts of all headings, a line each."""
        return "\n".join(heading.text for heading in self.headings)

    @cached_property
    def heading_characters(self) -> frozenset[str]:
        """Every character of any heading."""
        return frozenset(self.all_headings)

    @cached_property
    def headings_by_length(self) -> dict[int, set[str]]:
        """The different texts of headings by how many characters they have."""
        found: dict[int, set[str]] = {}
        for heading in self.headings:
            found.setdefault(len(heading.text), set()).add(heading.text)
        return found


def view(page: PageEvidence) -> View:
    """Measure a page once."""
    found = rows(page.lines)
    texts = [_VOLUME.sub("vol", fold(row.text)) for row in found]
    wrapped = list(_wrapped_cells(page.lines))
    text = "".join(f"{t[:_MAX_ROW]}\n" for t in (*texts, *wrapped))[:_MAX_TEXT]
    n_chars = round(sum(_weigh(t) for t in texts))
    usual = median([row.height for row in found for _ in row.text] or [1.0])
    headings = tuple(_headings(page, found, texts, usual))
    features = _features(page, found, texts, n_chars, usual)
    return View(text, headings, features, n_chars)


def _wrapped_cells(lines: Sequence[Line]) -> Iterator[str]:
    """Labels of narrow table cells that run over two lines, put together: rows interleave them with others."""
    short = sorted(
        (line for line in lines if 2 <= len(fold(line.text)) <= _CELL), key=lambda line: line.box[1]
    )
    for k, upper in enumerate(short):
        x0, y0, x1, y1 = upper.box
        for lower in short[k + 1 :]:
            if lower.box[1] - y1 > 0.8 * upper.height:
                break
            centred = abs(lower.box[0] + lower.box[2] - x0 - x1) < 0.8 * upper.height
            if centred and lower.box[1] > (y0 + y1) / 2:
                yield fold(upper.text) + fold(lower.text)


def _headings(
    page: PageEvidence, found: Sequence[Row], texts: Sequence[str], usual: float
) -> Iterator[Heading]:
    """Rows, lines, pairs of neighbouring rows and vertical stacks of single characters."""
    # 1.35: titles of the tuning set's certificates and papers are set 1.4 to 4 times the body's size
    large = [_is_large(row, usual, page.width) for row in found]
    low = [row.box[1] > 0.62 * page.height for row in found]
    for k, row in enumerate(found):
        yield Heading(texts[k], large[k], low[k])
        if len(row.cells) > 1:
            for cell in row.cells:
                yield Heading(fold(cell), row.height >= 1.35 * usual, low[k], cell=True)
    for k, (a, b) in enumerate(pairwise(found)):
        close = a.box[1] <= b.box[1] < a.box[3] + 2.5 * max(a.height, b.height)
        if close and len(texts[k]) <= 26 and len(texts[k + 1]) <= 26:
            yield Heading(texts[k] + texts[k + 1], large[k] and large[k + 1], low[k])
    yield from _stacks(page, usual)


def _is_large(row: Row, usual: float, width: int) -> bool:
    centred = abs(row.middle - width / 2) < 0.08 * width and row.box[2] - row.box[0] < 0.6 * width
    return row.height >= 1.35 * usual or (centred and row.height >= 1.05 * usual and len(row.text) <= 30)


def _stacks(page: PageEvidence, usual: float) -> Iterator[Heading]:
    """Titles written downwards: a tall line, or single large characters above each other."""
    single = [line for line in page.lines if 1 <= len(fold(line.text)) <= 2]
    single = sorted((s for s in single if s.box[3] - s.box[1] >= 1.2 * usual), key=lambda s: s.box[1])
    columns: list[list[Line]] = []
    for line in single:
        middle = (line.box[0] + line.box[2]) / 2
        for column in columns:
            if column[-1].box[0] <= middle <= column[-1].box[2]:
                column.append(line)
                break
        else:
            columns.append([line])
    for column in columns:
        if len(column) > 1:
            yield Heading("".join(fold(line.text) for line in column), True, False)


def _features(
    page: PageEvidence, found: Sequence[Row], texts: Sequence[str], n_chars: int, usual: float
) -> dict[Feature, float]:
    """Layout features, each 0 to 1. Limits chosen on the tuning set's pages: certificates have 40–250
    characters, forms and records 200–900, pages of papers 900–4,000.
    """
    aspect = page.width / max(1, page.height)
    numbered = max(_share_numbered(texts), _share_numbered([fold(line.text) for line in page.lines]))
    return {
        "sparse": float(n_chars < 60),
        "few_rows": float(len(found) <= 6),
        "long": _ramp(n_chars, 420, 700),
        "very_long": _ramp(n_chars, 900, 1500),
        "landscape": float(aspect > 1.15),
        "card_shape": float(1.4 < aspect < 1.75),
        "portrait": float(page.has_portrait),
        "seal": float(page.n_seals > 0),
        "big_title": float(_has_big_title(page, found, usual)),
        "page_number_rows": _ramp(numbered, 0.25, 0.6) if len(texts) >= 6 else 0.0,
        "dense": _density(page, texts),
        "two_columns": float(_two_columns(page)),
        "table": _ramp(sum(len(row.cells) >= 3 for row in found) / max(1, len(found)), 0.15, 0.5),
        "formula": _ramp(sum(bool(_FORMULA.match(t)) for t in texts), 1, 5),
        "vertical": float(_is_vertical(page.lines)),
    }


def _weigh(text: str) -> float:
    """Length in Chinese characters: a Latin letter says less than half of what one says."""
    latin = sum(c < "⺀" for c in text)
    return len(text) - 0.55 * latin


def _ramp(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _share_numbered(texts: Sequence[str]) -> float:
    """Share of rows that end in a page number after words or leader dots."""
    ends = [
        bool(_LEADERS.search(t) or _NUMBER_FIRST.match(t) or (len(t) >= 4 and _PAGE_NUMBER.search(t)))
        for t in texts
    ]
    return sum(ends) / max(1, len(ends))


def _has_big_title(page: PageEvidence, found: Sequence[Row], usual: float) -> bool:
    top = [row for row in found if row.box[1] < 0.5 * page.height]
    return any(row.height >= 2.2 * usual and 2 <= len(row.text) <= 24 for row in top)


def _density(page: PageEvidence, texts: Sequence[str]) -> float:
    """How much of the page is running text: long rows that go on without a gap."""
    if len(texts) < 8:
        return 0.0
    lines = [fold(line.text) for line in page.lines]
    full = [_weigh(t) for t in lines if _weigh(t) >= 13]
    running = sum(full)
    return _ramp(running, 280, 650) * _ramp(running / max(1.0, sum(map(_weigh, lines))), 0.4, 0.7)


def _two_columns(page: PageEvidence) -> bool:
    """Many lines end before the page's middle and as many start after it, beside each other."""
    half = page.width / 2
    wide = [line.box for line in page.lines if line.box[2] - line.box[0] > 0.22 * page.width]
    left = sum(b[2] < half * 1.06 for b in wide)
    right = sum(b[0] > half * 0.94 for b in wide)
    return min(left, right) >= 8 and left + right > 0.6 * len(wide)


def _is_vertical(lines: Sequence[Line]) -> bool:
    """Most of the text runs downwards."""
    long = [line for line in lines if len(line.text) >= 6]
    tall = sum(b[3] - b[1] > 3 * (b[2] - b[0]) for b in (line.box for line in long))
    return len(long) >= 6 and tall > 0.7 * len(long)
