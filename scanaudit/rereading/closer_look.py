"""A number whose check digit is wrong is read once more, larger and with the better model, before anybody hears of it;
and so are hours in a table's cells, which no check digit guards.

Costs one recognition for each such number, and for each cell of a table of hours; nothing on other pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from scanaudit.facts import Box, Evidence, Fields
from scanaudit.fields import extract
from scanaudit.fields.hours_table import cell_hours
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line
from scanaudit.reading.ocr import crop

# The recogniser scales every line to 48 pixels: print below that gains from a smooth enlargement, and a margin
# brings back strokes that a tight quad cut off. Design values.
_SCALE, _MARGIN = 2.0, 0.12
# How sure a value is of which two readings differ, however sure either is of itself.
_DIFFERENT = 0.5
Recognise = Callable[[Sequence[Pixels]], list[tuple[str, float]]]


def with_closer_look(
    fields: Fields, kind: str, lines: Sequence[Line], image: Pixels, recognise: Recognise
) -> Fields:
    """``fields`` again, numbers put right where the closer reading's check digit agrees.

    ``lines`` and ``image`` are of the upright page; the boxes of ``fields`` are fractions of it.
    """
    size = (image.shape[1], image.shape[0])
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


def with_hours_read_twice(
    fields: Fields, lines: Sequence[Line], image: Pixels, recognise: Recognise
) -> Fields:
    """``fields``, their hours a doubt where the closer reading of a table's cell is another number.

    A cell's digits stand without a word: of 216 cells on drawn pages one 30 was surely read as 80, and it was the only
    one of which the closer look told another number. What a PDF's own text says is not read from the pixels.
    """
    told = fields.evidence.get("hours")
    if told is None or told.confidence <= _DIFFERENT:
        return fields
    size, hours = (image.shape[1], image.shape[0]), {entry.hours for entry in fields.hours}
    cells = [
        line
        for line in lines
        if line.source != "layer" and cell_hours(line.text) in hours and _inside(line, told.bbox, size)
    ]
    read = recognise([_enlarged(image, line) for line in cells]) if cells else []
    if all(
        cell_hours(text.strip("|.,: ")) == cell_hours(line.text)
        for (text, _), line in zip(read, cells, strict=True)
    ):
        return fields
    doubted = told.model_copy(update={"confidence": _DIFFERENT})
    return fields.model_copy(update={"evidence": {**fields.evidence, "hours": doubted}})


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
