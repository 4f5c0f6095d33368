"""The weights with which rules and network are weighed: a logistic regression on labelled pages.

Every possible mark that either saw is an observation; it is a mark where it meets a label. Pages without labelled
lines are read by the package's own recognition; turned ones among them are left out.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scanaudit.boxes import contained, overlap
from scanaudit.evaluation.labels import Label, read_labels
from scanaudit.evaluation.looks import lines_of
from scanaudit.facts import Box
from scanaudit.inspection.inspect import inspect
from scanaudit.intake.opening import load_page
from scanaudit.intake.page import Pixels
from scanaudit.intake.sources import Source, collect
from scanaudit.marks.detector import propose
from scanaudit.marks.find import LEAST, where_seals_may_be
from scanaudit.marks.ink import separate
from scanaudit.marks.seals import find_seals
from scanaudit.marks.signature_labels import fields
from scanaudit.marks.signatures import find_signatures
from scanaudit.marks.verifier import seal_likelihoods, verify
from scanaudit.marks.weighing import Weights
from scanaudit.marks.witnesses import Evidence, seals_seen, signatures_seen
from scanaudit.marks.written import pressed
from scanaudit.reading.lines import Line
from scanaudit.settings import Settings

_MEETS = 0.3  # intersection over union with a label from which an observation is that mark
_PART = (
    0.5  # share of an observed signature inside labelled ones: a part of one, or several as one, is signed
)
_STIFFNESS = 0.3  # of the ridge that keeps the weights of rare circumstances small
_ROUNDS = 60
Observations = list[tuple[Evidence, bool]]


def observe(folder: Path) -> tuple[Observations, Observations]:
    """All observations of seals, and of signatures, on a labelled folder's upright pages."""
    seals: Observations = []
    signatures: Observations = []
    for label, rgb, lines in _pages(folder):
        ink = separate(rgb)
        proposals = propose(ink.rgb)
        outlined = find_seals(ink, lines, where_seals_may_be(rgb, ink, proposals), least=LEAST)
        stamps, look = functools.partial(seal_likelihoods, rgb), functools.partial(verify, rgb)
        true = label.boxes(label.seals)
        seals += [(e, _meets(s.box, true)) for s, e in seals_seen(ink, outlined, proposals, lines, stamps)]
        written = find_signatures(rgb, ink, lines, fields(lines), (), least=LEAST)
        print_ = pressed(rgb, lines, [p.box for p in proposals if p.kind == "signature"])
        signed = label.boxes(label.signatures)
        signatures += [
            (e, _meets(s.bbox, signed) or sum(contained(s.bbox, t) for t in signed) >= _PART)
            for s, e in signatures_seen(written, proposals, print_, rgb.shape[:2], look)
        ]
    return seals, signatures


def fit(observations: Observations) -> Weights:
    """The weights under which the observations are likeliest (ridge regression by Newton's method)."""
    x = np.array([(1.0, *astuple(evidence)) for evidence, _ in observations])
    y = np.array([float(true) for _, true in observations])
    w: NDArray[np.float64] = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + _STIFFNESS * w
        curve = (x.T * (p * (1 - p))) @ x + _STIFFNESS * np.eye(len(w))
        w = w - np.linalg.solve(curve, slope)
    return Weights(*(round(float(value), 2) for value in w))


def _meets(box: Box, true: list[Box]) -> bool:
    return any(overlap(box, t) >= _MEETS for t in true)


def _pages(folder: Path) -> Iterator[tuple[Label, Pixels, list[Line]]]:
    settings = Settings()
    labels = read_labels(folder)
    unread = [folder / label.file for label in labels if not label.lines]
    facts = {(f.file, f.page): f for f in inspect(unread, settings).pages} if unread else {}
    for label in labels:
        (source,) = collect([folder / label.file], settings.limits, folder)
        if not isinstance(source, Source):
            continue
        rgb = load_page(source, label.page, settings.limits)[0].pixels
        if label.lines:
            yield label, rgb, lines_of(label, rgb)
            continue
        known = facts.get((Path(label.file).name, label.page))
        if known is not None and not known.rotation:
            yield label, rgb, [_line(t.text, t.confidence, t.bbox, rgb) for t in known.lines]


def _line(text: str, confidence: float, box: Box, rgb: Pixels) -> Line:
    height, width = rgb.shape[:2]
    x0, y0, x1, y1 = box[0] * width, box[1] * height, box[2] * width, box[3] * height
    return Line(text, confidence, np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32))
