"""A date whose beginning or middle a seal hid is read once more over its whole length, with the seal's ink bleached.

The detector takes the rings of 二〇〇九年 for no print, above all where the ring of a seal runs through them, and finds
a date in two pieces where a stroke of the seal stands between them. What lies in the gap is then lost, and the pieces
joined are another date: 九月 and 九日 of 九月十九日. So a date in pieces is told without doubt only where read whole.
A certificate whose date was not found at all is looked at once more around its seals, with nothing but print left.

Costs nothing on pages whose dates are whole; elsewhere a few recognitions of the line, and on certificates without a
date one detection a seal.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scanaudit.boxes import contained, intersection, surroundings
from scanaudit.facts import Fields, Seal
from scanaudit.fields import dates, extract
from scanaudit.intake.page import Pixels
from scanaudit.marks.ink import print_alone, without_colour
from scanaudit.reading.lines import Line, Quad
from scanaudit.reading.ocr import OcrEngine, crop

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
# A mark less likely than this is not taken for a seal: bleaching print would lose it (under_seals.py).
_LIKELY = 0.5
_DOUBTFUL = 0.5
# A scrap of a ring's letters, most of which lies in the whole date, would draw the next row into the date's.
_COVERED = 0.5

# Certificates that bear the day of their issue, where rules ask for it: they alone are looked at once more.
_DATED = frozenset({
    "title_certificate",
    "graduation_certificate",
    "degree_certificate",
    "award_certificate",
})  # fmt: skip
# How far around a seal a date is looked for, as its lines are (under_seals.py): it begins and ends outside.
_BESIDE, _ABOVE = 1.6, 0.1
_LEAST_SIDE = 16
# A line that was not found before must be read this surely.
_SURE = 0.9
# Characters that a date is made of.
_OF_DATES = re.compile(rf"(?:{_NUMERAL}|[年月日./-])+")

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Sheet:
    """An upright page, what is read on it so far, and its seals in pixels; the ink of black ones cannot be bleached."""

    kind: str
    lines: Sequence[Line]
    image: Pixels
    seals: Sequence[tuple[Box, Seal]]
    engine: OcrEngine

    def read(self, wanted: Sequence[Line]) -> list[Line]:
        """The lines read anew, without the ink of the seals that they lie under."""
        read = self.engine.recognise([self._bleached(line) for line in wanted], "small")
        return [
            replace(line, text=text, confidence=confidence, source="small")
            for line, (text, confidence) in zip(wanted, read, strict=True)
        ]

    def _bleached(self, line: Line) -> Pixels:
        strip = crop(self.image, line.quad)
        for box, seal in self.seals:
            if seal.colour != "black" and intersection(box, line.box) > 0:
                return print_alone(without_colour(strip, seal.colour))
        return strip

    def around(self, box: Box, seal: Seal) -> list[Line]:
        """The lines found under one seal, and not yet read, where nothing but the print around it is left."""
        size = self.image.shape[1], self.image.shape[0]
        left, top, right, bottom = surroundings(box, size, _BESIDE, _ABOVE)
        part = self.image[top:bottom, left:right]
        if seal.colour == "black" or min(part.shape[:2]) < _LEAST_SIDE:
            return []
        clean = print_alone(without_colour(part, seal.colour))
        quads = self.engine.detect(clean, max(clean.shape[:2]))
        lines = (Line("", 0.0, quad + np.array([left, top], np.float32), "small") for quad in quads)
        return [line for line in lines if intersection(box, line.box) > 0]

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
    engine: OcrEngine,
) -> Fields:
    """``fields`` with the day of issue read whole where it was found in pieces, or not at all since it was cut off.

    ``lines`` and ``image`` are of the upright page; the boxes of ``seals`` are fractions of it.
    """
    size = (image.shape[1], image.shape[0]) * 2
    placed = [(_scaled(s.bbox, size), s) for s in seals if s.confidence >= _LIKELY]
    sheet = _Sheet(kind, lines, image, placed, engine)
    fields = _with_beginning(_joined(fields, sheet), sheet)
    if not fields.issue_date and kind in _DATED:
        sheet = _with_hidden(sheet)
        fields = _with_beginning(sheet.issued(sheet.lines, fields), sheet)
    return _with_end(fields, sheet)


def _with_hidden(sheet: _Sheet) -> _Sheet:
    """The sheet with the dates, or what is left of them, that seals hid from the detector."""
    hidden = [line for box, seal in sheet.seals for line in sheet.around(box, seal)]
    found = [line for line in sheet.read(hidden) if line.confidence >= _SURE and _is_dates(line.text)]
    if not found:
        return sheet
    again = sheet.read([_wider(line) for line in found])
    told = [
        one if dates.parse(one.text) == dates.parse(other.text) else _doubted(one)
        for one, other in zip(found, again, strict=True)
    ]
    rest = (line for line in sheet.lines if not any(contained(line.box, one.box) > _COVERED for one in told))
    return replace(sheet, lines=[*rest, *told])


def _is_dates(text: str) -> bool:
    """Whether it is a date, or a piece of one that tells its month."""
    return _OF_DATES.fullmatch(text) is not None and ("月" in text or dates.parse(text) is not None)


def _wider(line: Line) -> Line:
    """A second look: half a character more on either side."""
    quad, step = line.quad.copy(), _character(line) / 2
    quad[[0, 3]] -= step
    quad[[1, 2]] += step
    return replace(line, quad=np.maximum(0, quad).astype(np.float32))


def _doubted(line: Line) -> Line:
    return replace(line, confidence=min(line.confidence, _DOUBTFUL))


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
    as the cut one does, and where of two like numerals of the year only one was read.
    """
    told = sorted(
        ((date, line) for line in (near, far) if (date := dates.parse(line.text))), key=lambda t: -len(t[0])
    )
    if not told:
        whole = {text: line for line in (near, far) if (text := dates.with_whole_year(line.text))}
        text = next(iter(whole), "")
        return _doubted(replace(whole[text], text=text)) if len(whole) == 1 else None
    date, best = told[0]
    certain = all(date.startswith(less) for less, _ in told) and best.text.endswith(cut.text)
    return best if certain else _doubted(best)


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
                whole = _doubted(whole)
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
