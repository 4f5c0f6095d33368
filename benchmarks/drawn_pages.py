"""Pages as they are drawn, turned into page facts without any picture being read: their print as lines, their marks
as true marks. Measures what is made of a page, not how it is read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np

from samples.case import render
from samples.lines import LinePage, Piece, misread
from samples.plan import Leaf, Plan
from samples.rendered import Mark, Op, Rendered
from scanaudit.facts import Capture, PageFacts, Portrait, Rotation, Seal, Signature, TextLine
from scanaudit.fields import extract
from scanaudit.kinds import PageEvidence, classify
from scanaudit.marks.classification import find_classification
from scanaudit.marks.signature_labels import fields as signature_fields
from scanaudit.reading.lines import Line

# From this blur on (standard deviation in pixels at 150 dpi) a reviewer calls a page blurred (docs/capture.md).
_BLURRED = 1.6


def page_facts(plan: Plan, leaf: Leaf, file: str, number: int, rng: random.Random) -> PageFacts:
    """The facts of one page to come, its print misread as ``samples/lines/noise.py`` does."""
    page = render(leaf.kind, plan.case, leaf.options, rng, leaf.layout)
    shown = _evidence(page, rng)
    lines, width, height = shown.lines, shown.width, shown.height
    decision = classify(shown)
    steps = dict(leaf.after)
    return PageFacts(
        file=file,
        page=number,
        width=width,
        height=height,
        kind=decision.kind,
        kind_confidence=decision.confidence,
        kind_candidates=decision.candidates,
        kind_cues=decision.cues,
        rotation=_rotation(steps),
        skew=0.0,
        capture=_capture(leaf, page, steps),
        seals=tuple(_seal(mark, page) for mark in page.marks if mark.what == "seal"),
        signatures=tuple(_signatures(page, lines)),
        portraits=tuple(_portraits(page)),
        classification=find_classification(lines, height),
        fields=extract(decision.kind, lines, (width, height)),
        text="\n".join(line.text for line in lines),
        lines=tuple(_placed(line, width, height) for line in lines),
        dpi=float(page.dpi),
    )


def evidence(plan: Plan, leaf: Leaf, rng: random.Random) -> PageEvidence:
    """What the classifier is given of one page to come."""
    return _evidence(render(leaf.kind, plan.case, leaf.options, rng, leaf.layout), rng)


def lines(page: LinePage, rng: random.Random) -> list[Line]:
    """A page's lines as they are read: misread here and there."""
    return [_line(piece) for piece in misread(page, rng).pieces]


def _evidence(page: Rendered, rng: random.Random) -> PageEvidence:
    width, height = page.image.size
    found = lines(LinePage("", "", (width, height), tuple(_pieces(page)), 0, False), rng)
    seals = sum(mark.what == "seal" for mark in page.marks)
    portrait = any(True for _ in _portraits(page))
    return PageEvidence(found, width, height, seals, portrait, bool(found), not found and not seals)


def _line(piece: Piece) -> Line:
    x0, y0, x1, y1 = piece.box
    return Line(piece.text, piece.confidence, np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32))


def _placed(line: Line, width: int, height: int) -> TextLine:
    """The line with its box in fractions of the page."""
    x0, y0, x1, y1 = line.box
    box = (max(0.0, x0 / width), max(0.0, y0 / height), min(1.0, x1 / width), min(1.0, y1 / height))
    return TextLine(text=line.text, bbox=box, confidence=line.confidence)


def _width(op: Op) -> float:
    return sum(op.size if ord(c) > 0x2E80 else op.size * 0.52 for c in op.text)


def _pieces(page: Rendered) -> list[Piece]:
    """Printed runs put together to lines; what a small page printed on this one says, below each other."""
    pieces: list[Piece] = []
    for op in (op for op in page.ops if op.what == "text" and op.text.strip()):
        x, base = op.box[0], op.box[1]
        box = (x, base - 0.88 * op.size, x + _width(op), base + 0.12 * op.size)
        last = pieces[-1] if pieces else None
        if last and abs(last.box[3] - box[3]) < 1 and -op.size < box[0] - last.box[2] < 2.2 * op.size:
            pieces[-1] = Piece(last.text + op.text, (last.box[0], last.box[1], box[2], box[3]))
        else:
            pieces.append(Piece(op.text, box))
    set_here = "".join("".join(p.text.split()) for p in pieces)
    inside = [t for t in page.text if "".join(t.split()) not in set_here]
    at = page.image.height * 0.15
    for k, text in enumerate(inside):
        y = at + 40 * k
        pieces.append(Piece(text, (260.0, y, 260.0 + 24 * len(text), y + 26)))
    return pieces


def _bbox(quad: tuple[tuple[float, ...], ...], page: Rendered) -> tuple[float, float, float, float]:
    xs, ys = [q[0] / page.image.width for q in quad], [q[1] / page.image.height for q in quad]
    return (max(0.0, min(xs)), max(0.0, min(ys)), min(1.0, max(xs)), min(1.0, max(ys)))


def _seal(mark: Mark, page: Rendered) -> Seal:
    return Seal.model_validate(
        {
            "bbox": _bbox(mark.quad, page),
            "shape": mark.shape or "round",
            "colour": mark.colour or "red",
            "photocopied": mark.colour == "black",
            "text": mark.text,
            "confidence": 0.95,
        }
    )


def _signatures(page: Rendered, lines: list[Line]) -> Iterator[Signature]:
    """The signatures, each with the label of the field that it lies in or beside."""
    asked = signature_fields(lines)
    for mark in (m for m in page.marks if m.what == "signature"):
        xs, ys = [q[0] for q in mark.quad], [q[1] for q in mark.quad]
        x, y = min(xs), (min(ys) + max(ys)) / 2
        near = [f for f in asked if f.box[1] - 30 < y < f.box[3] + 30 and f.label_box[0] - 60 < x]
        label = max(near, key=lambda f: f.label_box[0]).label if near else None
        yield Signature(bbox=_bbox(mark.quad, page), confidence=0.95, text=mark.text, label=label)


def _portraits(page: Rendered) -> Iterator[Portrait]:
    """Pasted pictures of a portrait's shape and size."""
    for op in (op for op in page.ops if op.what == "image"):
        wide, high = op.box[2] - op.box[0], op.box[3] - op.box[1]
        if 1.2 < high / max(1.0, wide) < 1.6 and 80 < wide < 0.3 * page.image.width:
            quad = ((op.box[0], op.box[1]), (op.box[2], op.box[3]))
            yield Portrait.model_validate(
                {"bbox": _bbox(quad, page), "background": _background(op), "confidence": 0.95}
            )


def _background(op: Op) -> str:
    """The colour of the picture's upper corner."""
    if op.image is None:
        return "other"
    colour = op.image.convert("RGB").getpixel((4, 4))
    red, green, blue = colour if isinstance(colour, tuple) else (0, 0, 0)
    if min(red, green, blue) > 200:
        return "white"
    return "red" if red > blue + 40 else "blue" if blue > red + 40 else "other"


def _rotation(steps: dict[str, Any]) -> Rotation:
    turned: Rotation = {90: 90, 180: 180, 270: 270}.get(int(steps.get("rotate", 0)), 0)  # type: ignore[assignment]
    return turned


def _capture(leaf: Leaf, page: Rendered, steps: dict[str, Any]) -> Capture:
    """What the capture steps amount to."""
    blurred = float(steps.get("blur", 0)) >= _BLURRED
    flaws = dict.fromkeys(("cut_off", "too_dark", "overexposed", "glare", "low_resolution", "blank"), False)
    return Capture.model_validate(
        {
            **flaws,
            "sharp": not blurred,
            "readable": float(steps.get("blur", 0)) < 2 * _BLURRED,
            "sharpness": 0.3 if blurred else 0.9,
            "cut_off": "crop" in steps,
            "colour": "grey" if leaf.grey or page.conditions.get("copy") else "colour",
            "is_copy": bool(page.conditions.get("copy")),
        }
    )
