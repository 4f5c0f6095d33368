"""A number whose check digit is wrong is read once more, larger and with the better model, before anybody hears of it;
and a date in Chinese numerals whose beginning was cut off once more from further left: the detector takes the rings of
二〇〇九年 for no print, above all where the ring of a seal runs through them.

Costs nothing on pages whose numbers and dates are right; elsewhere one recognition of the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from scanaudit.facts import Box, Evidence, Fields
from scanaudit.fields import dates, extract
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line
from scanaudit.reading.ocr import crop

# The recogniser scales every line to 48 pixels: print below that gains from a smooth enlargement, and a margin
# brings back strokes that a tight quad cut off. Design values.
_SCALE, _MARGIN = 2.0, 0.12
# The day and month of a date, with what is left of its year.
_CUT_OFF = re.compile(
    r"[〇○零一二三四五六七八九]{0,3}年?[一二三四五六七八九十]{0,2}月[一二三四五六七八九十廿]{1,3}日?"
)
# A year has four numerals and 年; looked for one character further left than they need.
_YEAR, _FURTHER = 5, 1
Recognise = Callable[[Sequence[Pixels]], list[tuple[str, float]]]


def with_closer_look(
    fields: Fields, kind: str, lines: Sequence[Line], image: Pixels, recognise: Recognise
) -> Fields:
    """``fields`` again, numbers put right where the closer reading's check digit agrees.

    ``lines`` and ``image`` are of the upright page; the boxes of ``fields`` are fractions of it.
    """
    size = (image.shape[1], image.shape[0])
    fields = _with_whole_date(fields, kind, lines, image, recognise)
    wrong = {name: e for name, e in fields.evidence.items() if e.valid is False and e.bbox}
    chosen = [i for i, line in enumerate(lines) if any(_inside(line, e.bbox, size) for e in wrong.values())]
    if not chosen:
        return fields
    read = recognise([_enlarged(image, lines[i]) for i in chosen])
    closer = list(lines)
    for i, (text, confidence) in zip(chosen, read, strict=True):
        if text.strip():
            closer[i] = replace(lines[i], text=text, confidence=confidence, source="small")
    again = extract(kind, closer, size)
    return _kept(fields, again, wrong)


def _with_whole_date(
    fields: Fields, kind: str, lines: Sequence[Line], image: Pixels, recognise: Recognise
) -> Fields:
    """``fields`` with the day of issue, if it was not told and a date's beginning was cut off."""
    cut = [i for i, line in enumerate(lines) if _CUT_OFF.fullmatch(line.text) and not dates.parse(line.text)]
    if fields.issue_date or not cut:
        return fields
    longer = [_from_further_left(lines[i]) for i in cut]
    read = recognise([crop(image, line.quad) for line in longer])
    mended = {
        i: replace(line, text=text, confidence=confidence, source="small")
        for i, line, (text, confidence) in zip(cut, longer, read, strict=True)
        if dates.parse(text)
    }
    if not mended:
        return fields
    whole = [mended.get(i, line) for i, line in enumerate(lines)]
    again = extract(kind, whole, (image.shape[1], image.shape[0]))
    if not again.issue_date:
        return fields
    evidence = {**fields.evidence, "issue_date": again.evidence["issue_date"]}
    return fields.model_copy(update={"issue_date": again.issue_date, "evidence": evidence})


def _from_further_left(line: Line) -> Line:
    """The line with room for what its year lacks."""
    lacking = _YEAR - line.text.find("年") - 1 if "年" in line.text else _YEAR
    along = line.quad[1] - line.quad[0]
    step = along / max(1, len(line.text)) * (lacking + _FURTHER)
    quad = line.quad.copy()
    quad[[0, 3]] = np.maximum(0, quad[[0, 3]] - step)
    return replace(line, quad=quad.astype(np.float32))


def _kept(first: Fields, again: Fields, wrong: dict[str, Evidence]) -> Fields:
    """The first reading with those numbers that the second makes right; of the others the surer doubt stays."""
    right = {name for name in wrong if name in again.evidence and again.evidence[name].valid}
    values = {name: getattr(again, name) for name in right}
    evidence = {**first.evidence, **{name: again.evidence[name] for name in right}}
    for name in wrong.keys() - right:
        # Two readings that differ are a doubtful reading, however sure either is of itself.
        if getattr(again, name) != getattr(first, name):
            evidence[name] = first.evidence[name].model_copy(update={"confidence": 0.5})
    return first.model_copy(update={**values, "evidence": evidence})


def _inside(line: Line, box: Box | None, size: tuple[int, int]) -> bool:
    x0, y0, x1, y1 = line.box
    middle = ((x0 + x1) / 2 / size[0], (y0 + y1) / 2 / size[1])
    return box is not None and box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3]


def _enlarged(image: Pixels, line: Line) -> Pixels:
    middle = line.quad.mean(axis=0)
    strip = crop(image, (line.quad - middle) * (1 + _MARGIN) + middle)
    large = cv2.resize(strip, None, fx=_SCALE, fy=_SCALE, interpolation=cv2.INTER_CUBIC)
    return np.ascontiguousarray(large, dtype=np.uint8)
