"""A date whose beginning or middle a seal hid is read once more over its whole length, with the seal's ink bleached.

The detector takes the rings of 二〇〇九年 for no print, above all where the ring of a seal runs through them, and finds
a date in two pieces where a stroke of the seal stands between them. What lies in the gap is then lost, and the pieces
joined are another date: 九月 and 九日 of 九月十九日. So a date in pieces is told without doubt only where read whole.

Costs nothing on pages whose dates are whole; elsewhere one or two recognitions of the line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scanaudit.boxes import contained, intersection
from scanaudit.facts import Fields, Seal
from scanaudit.fields import dates, extract
from scanaudit.intake.page import Pixels
from scanaudit.marks.ink import without_colour
from scanaudit.reading.lines import Line
from scanaudit.reading.ocr import Quad, crop

_NUMERAL = "[〇○零一二三四五六七八九十廿0-9]"
# The day and month of a date, with what is left of its year.
_CUT_OFF = re.compile(
    r"[〇○零一二三四五六七八九]{0,3}年?[一二三四五六七八九十]{0,2}月[一二三四五六七八九十廿]{1,3}日?"
    r"|\d{0,3}年\d{1,2}月\d{1,2}日?"
)
# A date whose 日, and maybe a digit before it, was cut off.
_CUT_BEHIND = re.compile(rf"{_NUMERAL}{{4}}年{_NUMERAL}{{1,2}}月{_NUMERAL}{{1,3}}")
# The first piece of a date and what may follow it in its row.
_FIRST = re.compile(rf"{_NUMERAL}{{3,4}}年?(?:{_NUMERAL}{{1,2}}月?)?{_NUMERAL}{{0,2}}")
_NEXT = re.compile(rf"年?(?:{_NUMERAL}{{0,2}}月)?(?:{_NUMERAL}{{0,3}}日?)?")
# A year has four numerals and 年; looked for one character further left than they need, and once more for two: what
# stands left of a year is read into it now and then, and seldom twice alike.
_YEAR, _FURTHER = 5, (1, 2)
# Characters further right that a date's end is looked for: a digit, 日, and one for the margin.
_BEHIND = (2, 3)
# Pieces of a row differ by less of their height, and stand at most so many heights apart. Design values: a gap holds
# two characters, and with less than a quarter of one it holds none.
_SAME_ROW, _LEAST_GAP, _MOST_GAP = 0.5, 0.25, 3.0
# A mark less likely than this is not taken for a seal: bleaching print would lose it (scanaudit/under_seals.py).
_LIKELY = 0.5
_DOUBTFUL = 0.5
# A scrap of a ring's letters, most of which lies in the whole date, would draw the next row into the date's.
_COVERED = 0.5

Recognise = Callable[[Sequence[Pixels]], list[tuple[str, float]]]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Sheet:
    """An upright page, what is read on it so far, and its seals in pixels; the ink of black ones cannot be bleached."""

    kind: str
    lines: Sequence[Line]
    image: Pixels
    seals: Sequence[tuple[Box, Seal]]
    recognise: Recognise

    def read(self, wanted: Sequence[Line]) -> list[Line]:
        """The lines read anew, without the ink of the seals that they lie under."""
        read = self.recognise([self._bleached(line) for line in wanted])
        return [
            replace(line, text=text, confidence=confidence, source="small")
            for line, (text, confidence) in zip(wanted, read, strict=True)
        ]

    def _bleached(self, line: Line) -> Pixels:
        strip = crop(self.image, line.quad)
        for box, seal in self.seals:
            if seal.colour != "black" and intersection(box, line.box) > 0:
                return without_colour(strip, seal.colour)
        return strip

    def sealed(self, line: Line) -> bool:
        """Whether a seal lies over a line."""
        return any(intersection(box, line.box) > 0 for box, _ in self.seals)

    def issued(self, lines: Sequence[Line], fields: Fields) -> Fields:
        """``fields`` with the day of issue that these lines tell, if they tell one."""
        again = extract(self.kind, lines, (self.image.shape[1], self.image.shape[0]))
        if not again.issue_date:
            return fields
        evidence = {**fields.evidence, "issue_date": again.evidence["issue_date"]}
        return fields.model_copy(update={"issue_date": again.issue_date, "evidence": evidence})


def with_whole_dates(  # noqa: PLR0917
    fields: Fields,
    kind: str,
    lines: Sequence[Line],
    image: Pixels,
    seals: Sequence[Seal],
    recognise: Recognise,
) -> Fields:
    """``fields`` with the day of issue read whole where it was found in pieces, or not at all since it was cut off.

    ``lines`` and ``image`` are of the upright page; the boxes of ``seals`` are fractions of it.
    """
    size = (image.shape[1], image.shape[0]) * 2
    placed = [(_scaled(s.bbox, size), s) for s in seals if s.confidence >= _LIKELY]
    sheet = _Sheet(kind, lines, image, placed, recognise)
    return _with_end(_with_beginning(_joined(fields, sheet), sheet), sheet)


def _with_beginning(fields: Fields, sheet: _Sheet) -> Fields:
    """The day of issue, if it was not told and a date's beginning was cut off."""
    lines = sheet.lines
    cut = [i for i, line in enumerate(lines) if _CUT_OFF.fullmatch(line.text) and not dates.parse(line.text)]
    if fields.issue_date or not cut:
        return fields
    near, far = (sheet.read([_from_further_left(lines[i], more) for i in cut]) for more in _FURTHER)
    mended = {i: _agreed(lines[i], one, other) for i, one, other in zip(cut, near, far, strict=True)}
    found = {i: line for i, line in mended.items() if line}
    apart = [
        found.get(i, line)
        for i, line in enumerate(lines)
        if i in found or not any(contained(line.box, whole.box) > _COVERED for whole in found.values())
    ]
    return sheet.issued(apart, fields) if found else fields


def _with_end(fields: Fields, sheet: _Sheet) -> Fields:
    """The day of issue to the day where a seal hid its 日: only if two looks further right tell the same day."""
    for i, line in enumerate(sheet.lines):
        told = dates.parse(line.text) if _CUT_BEHIND.fullmatch(line.text) else None
        if told is None or len(told) == 10 or told != fields.issue_date:
            continue
        looks = [_further_right(line, more) for more in _BEHIND]
        if not sheet.sealed(looks[0]):
            continue
        near, far = sheet.read(looks)
        days = {dates.parse(look.text) or "" for look in (near, far)}
        if len(days) == 1 and len(max(days)) == 10 and near.text.startswith(line.text):
            return sheet.issued([*sheet.lines[:i], near, *sheet.lines[i + 1 :]], fields)
    return fields


def _further_right(line: Line, further: int) -> Line:
    quad = line.quad.copy()
    quad[[1, 2]] += _character(line) * further
    return replace(line, quad=quad.astype(np.float32))


def _agreed(cut: Line, near: Line, far: Line) -> Line | None:
    """The more exact of what two looks at a date read, doubtful where the other tells another date or it does not go on
    as the cut one does.
    """
    told = sorted(
        ((date, line) for line in (near, far) if (date := dates.parse(line.text))), key=lambda t: -len(t[0])
    )
    if not told:
        return None
    date, best = told[0]
    certain = all(date.startswith(less) for less, _ in told) and best.text.endswith(cut.text)
    return best if certain else replace(best, confidence=min(best.confidence, _DOUBTFUL))


def _from_further_left(line: Line, further: int) -> Line:
    """The line with room for what its year lacks."""
    lacking = _YEAR - line.text.find("年") - 1 if "年" in line.text else _YEAR
    quad = line.quad.copy()
    quad[[0, 3]] = np.maximum(0, quad[[0, 3]] - _character(line) * (lacking + further))
    return replace(line, quad=quad.astype(np.float32))


def _character(line: Line) -> Quad:
    """One character's step along the line, in pixels right and down."""
    return np.asarray((line.quad[1] - line.quad[0]) / max(1, len(line.text)), np.float32)


def _joined(fields: Fields, sheet: _Sheet) -> Fields:
    """The day of issue, read whole where it was put together of pieces between which a seal stands."""
    for pieces in _in_pieces(sheet):
        first, last = sheet.lines[pieces[0]], sheet.lines[pieces[-1]]
        quad = np.stack([first.quad[0], last.quad[1], last.quad[2], first.quad[3]])
        (whole,) = sheet.read([replace(first, quad=quad)])
        said = "".join(sheet.lines[i].text for i in pieces)
        if len(dates.parse(whole.text) or "") == 10:
            rest = iter(whole.text)
            if not all(char in rest for char in said):
                whole = replace(whole, confidence=min(whole.confidence, _DOUBTFUL))
            lines = [
                whole if i == pieces[0] else line for i, line in enumerate(sheet.lines) if i not in pieces[1:]
            ]
            fields = sheet.issued(lines, fields)
        elif dates.parse(said) == fields.issue_date and fields.issue_date:
            told = fields.evidence["issue_date"]
            doubt = told.model_copy(update={"confidence": min(told.confidence, _DOUBTFUL)})
            fields = fields.model_copy(update={"evidence": {**fields.evidence, "issue_date": doubt}})
    return fields


def _in_pieces(sheet: _Sheet) -> Iterator[list[int]]:
    """The lines that make up a date in pieces, from left to right, with a seal over a gap between them."""
    order = sorted(range(len(sheet.lines)), key=lambda i: sheet.lines[i].box[0])
    for first in order:
        if not _FIRST.fullmatch(sheet.lines[first].text):
            continue
        pieces = [first]
        for i in order:
            if _goes_on(sheet.lines[pieces[-1]], sheet.lines[i]):
                pieces.append(i)
        gaps = [_gap(sheet.lines[a], sheet.lines[b]) for a, b in itertools.pairwise(pieces)]
        if any(intersection(gap, box) > 0 for gap in gaps for box, _ in sheet.seals):
            yield pieces


def _goes_on(line: Line, other: Line) -> bool:
    """Whether ``other`` may be the next piece of a date, a little behind ``line`` in its row."""
    height = max(line.height, 1.0)
    (_, a0, a1, a2), (b0, b1, _, b3) = line.box, other.box
    level = abs((a0 + a2) - (b1 + b3)) / 2 < _SAME_ROW * height
    near = _LEAST_GAP * height < b0 - a1 < _MOST_GAP * height
    return level and near and bool(other.text) and _NEXT.fullmatch(other.text) is not None


def _gap(line: Line, other: Line) -> Box:
    (_, top, left, bottom), right = line.box, other.box[0]
    return left, top, right, bottom


def _scaled(box: Box, size: Sequence[int]) -> Box:
    x0, y0, x1, y1 = (part * side for part, side in zip(box, size, strict=True))
    return x0, y0, x1, y1
