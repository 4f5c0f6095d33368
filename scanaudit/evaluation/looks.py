"""Looks at marks alone: the printed lines are taken from the labels, so nothing is recognised.

For large sets of drawn pages, whose print is known: a page takes a tenth of the time of a whole inspection. The
pages must be upright; seals are not read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from scanaudit.evaluation.labels import Label, read_labels
from scanaudit.evaluation.marks import Pair, false_marks, marks_of, names_taken, wrong_boxes
from scanaudit.evaluation.measures import Detection
from scanaudit.facts import PageFacts
from scanaudit.inspection.inspect import Progress
from scanaudit.intake.opening import load_page
from scanaudit.intake.page import Pixels
from scanaudit.intake.sources import Source, collect
from scanaudit.marks.find import find
from scanaudit.reading.lines import Line
from scanaudit.settings import Settings

_KNOWN = 0.97  # confidence given to a line that is known: what the OCR tells of clear print


class MarksEvaluation(BaseModel):
    """Scores of one labelled set, of marks alone; ``wrong``: file and what was wrong on it."""

    model_config = ConfigDict(frozen=True)
    pages: int
    marks: dict[str, Detection]
    false_mark_pages: tuple[int, int]
    names_taken: tuple[int, int]
    wrong: tuple[tuple[str, str], ...]


def evaluate_marks(
    folder: Path, settings: Settings, on_progress: Callable[[Progress], None] | None = None
) -> MarksEvaluation:
    """Look for marks on the labelled files of ``folder`` and score them. Raises DataError for wrong labels."""
    pairs = look_at(folder, settings, on_progress)
    return MarksEvaluation(
        pages=len(pairs),
        marks=marks_of(pairs),
        false_mark_pages=false_marks(pairs),
        names_taken=names_taken(pairs),
        wrong=tuple(
            (label.file, "; ".join(what)) for label, facts in pairs if (what := wrong_boxes(label, facts))
        ),
    )


def look_at(
    folder: Path, settings: Settings, on_progress: Callable[[Progress], None] | None = None
) -> list[Pair]:
    """The labelled files of ``folder`` with the marks on them. Raises DataError for wrong labels."""
    labels = read_labels(folder)
    pairs: list[Pair] = []
    for number, label in enumerate(labels, 1):
        (source,) = collect([folder / label.file], settings.limits, folder)
        if not isinstance(source, Source):
            pairs.append((label, PageFacts(file=label.file, page=None)))
            continue
        page, _ = load_page(source, label.page, settings.limits)
        marks = find(page.pixels, lines_of(label, page.pixels), _unread)
        facts = PageFacts(file=label.file, page=label.page, seals=marks.seals, signatures=marks.signatures)
        pairs.append((label, facts))
        if on_progress is not None:
            on_progress(Progress(done=number, total=len(labels), known=0, seconds=0.0))
    return pairs


def lines_of(label: Label, rgb: Pixels) -> list[Line]:
    """The labelled lines in pixels of the page as it was loaded."""
    x, y = rgb.shape[1] / label.width, rgb.shape[0] / label.height
    found = []
    for text, (x0, y0, x1, y1) in label.lines:
        quad = np.array([(x0 * x, y0 * y), (x1 * x, y0 * y), (x1 * x, y1 * y), (x0 * x, y1 * y)], np.float32)
        found.append(Line(text, _KNOWN, quad))
    return found


def _unread(crops: list[Pixels]) -> list[tuple[str, float]]:
    return [("", 0.0)] * len(crops)
