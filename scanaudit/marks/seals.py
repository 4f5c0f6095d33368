"""Seals of a page: which ink marks were stamped, of what shape and in what colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from scanaudit.boxes import contained, in_fractions, inside_page
from scanaudit.facts import Box, SealColour, SealShape
from scanaudit.marks import frames, rings, seal_shape
from scanaudit.marks.ink import Density, Ink
from scanaudit.marks.rings import Ring, Search, Window
from scanaudit.marks.sameness import apart
from scanaudit.marks.stamp_lines import stamped_lines
from scanaudit.reading.lines import Line

REPORTED = 0.35
"""Least confidence at which a mark is reported; from 0.5 on it is more likely a seal than not."""

_BLUE_BELIEF = 0.9  # blue logos and boxes are printed more often than blue seals are stamped
_BLACK_BELIEF = 0.85  # a black ring may be a printed badge as well as a photocopied seal
_AT_THE_EDGE = 0.6  # belief in a frame cut by the page's edge: photographs' borders look like that
_LEAST_RED, _LEAST_BLUE = 0.055, 0.09  # densities of a frame's ink; pale blue ornaments have 0.04–0.08
_AROUND = 0.2  # of a proposed box's longer side: proposals are off by less (IoU 0.5 and more)
_OFF, _CUT = 1.3, 2.2  # how much larger or smaller an outline may be than its box; if the page cuts it
_MOST = 8  # rings measured for each proposal
_PRINT = 0.8  # OCR confidence from which a line is print; arc text read by accident stays below
_SURE = 0.8  # from here on a round seal's ink is its own, and is taken away to see what touches it
_RIM = 1.05  # half axes of what is taken away: rims waver and bleed
_BESIDE = 0.6  # widths of a round seal within which a name seal (18 mm beside 40) lies that touches it
_GUESSED = 0.5  # a name seal's letters read as one character have 0.2 (器, 6), print 0.9
_OVAL = 0.78  # proportion of the roundest oval: real ones 0.65–0.75, round seals aslant 0.81 and up


@dataclass(frozen=True)
class Stamped:
    """One seal: ``box`` in fractions of the page, and its outline in working pixels (``ring`` for round
    and oval ones, ``frame`` for the others unless it was found by its text alone).
    """

    box: Box
    shape: SealShape
    colour: SealColour
    confidence: float
    partial: bool
    ring: Ring | None = None
    frame: frames.Frame | None = None


def find_seals(
    ink: Ink, lines: Sequence[Line], where: Sequence[Box] | None = None, least: float = REPORTED
) -> list[Stamped]:
    """All seals of the page, most certain first. ``lines`` in pixels of the page (not working size).

    ``where``: boxes (fractions of the page) about which outlines are looked for; None: everywhere.
    ``least``: confidence below which a mark is not told.
    """
    searches = None if where is None else [_search(ink, box) for box in where]
    found: list[Stamped] = []
    for colour in _colours(ink):
        density = ink.density(colour)
        searched = _without_print(ink, lines) if colour == "black" else density
        round_ones = [
            _from_ring(ink, colour, ring, sure)
            for ring, sure in _rings(ink, searched, colour, searches, least)
            if not _is_a_character(ring.box, lines, ink.scale)
        ]
        rings_seen = [seal.ring for seal in round_ones if seal.ring and seal.confidence > _SURE]
        framed = [
            _from_frame(ink, colour, frame)
            for frame in (_frames(ink, colour, searches, rings_seen) if colour != "black" else ())
            if not _is_a_character(frame.box, lines, ink.scale)
        ]
        found.extend(_distinct(round_ones + framed))
    found.extend(
        Stamped(box, "rectangle", colour, confidence, partial=False)
        for box, colour, confidence in stamped_lines(ink, lines)
    )
    return _distinct([seal for seal in found if seal.confidence >= least])


def _colours(ink: Ink) -> tuple[SealColour, ...]:
    """Black seals are looked for on grey copies only: on a coloured page a black ring is print."""
    return ("red", "blue", "black") if ink.grey else ("red", "blue")


def _without_print(ink: Ink, lines: Sequence[Line]) -> Density:
    """Black ink without the lines of print that were read: their strokes drown a pale ring's votes."""
    bare = ink.dark.copy()
    for line in lines:
        if line.confidence > _PRINT and len(line.text) > 1:
            cv2.fillConvexPoly(bare, np.round(line.quad * ink.scale).astype(np.int32), 0.0)
    return bare


def _search(ink: Ink, box: Box) -> Search:
    """Where to look for the outline of a mark proposed in ``box``: a little around it, at about its size.

    Where the page's edge cuts a mark, its outline may be twice as wide as what is seen of it.
    """
    height, width = ink.shape
    x0, y0, x1, y1 = box[0] * width, box[1] * height, box[2] * width, box[3] * height
    half = max(x1 - x0, y1 - y0) / 2
    cut = min(x0, y0, width - x1, height - y1) < 0.01 * height
    around = 2 * _AROUND * half + 4
    window = (
        max(0, int(x0 - around)),
        max(0, int(y0 - around)),
        min(width, int(x1 + around)),
        min(height, int(y1 + around)),
    )
    smallest = min(rings.LARGEST_RADIUS, max(0.8 * rings.SMALLEST_RADIUS, half / _OFF))
    return Search(window, smallest, max(smallest, half * (_CUT if cut else _OFF)))


def _rings(
    ink: Ink, searched: Density, colour: SealColour, searches: Sequence[Search] | None, least: float
) -> list[tuple[Ring, float]]:
    """Rings that are seals with their likelihood; candidates come from the map ``searched``.

    Candidates inside a sure seal are not looked at.
    """
    sure: list[tuple[Ring, float]] = []
    found: list[tuple[Ring, float]] = []
    density = ink.density(colour)
    for ring in _candidates(searched, searches):
        if any(contained(ring.box, other.box) > 0.6 for other, _ in sure):
            continue
        if seal_shape.hopeless(density, ring):
            continue
        settled = seal_shape.settle(density, ring)
        shape = seal_shape.measure(density, ink, settled)
        likelihood = seal_shape.likelihood(shape, settled.y / density.shape[0], colour)
        if likelihood >= least:
            found.append((settled, likelihood))
            if likelihood > 0.85:
                sure.append((settled, likelihood))
    return found


def _candidates(searched: Density, searches: Sequence[Search] | None) -> Iterator[Ring]:
    if searches is None:
        yield from rings.candidates(searched)
    for search in searches or ():
        yield from rings.candidates(searched, search, most=_MOST)


def _frames(
    ink: Ink, colour: SealColour, searches: Sequence[Search] | None, seen: Sequence[Ring]
) -> list[frames.Frame]:
    """Square and rectangular seals; those that touch a round one (``seen``), with that gone."""
    least = _LEAST_BLUE if colour == "blue" else _LEAST_RED
    windows = None if searches is None else [search.window for search in searches]
    density = ink.density(colour)
    found = frames.rectangles(density, ink.dark, least, windows)
    if seen:
        rest = density.copy()
        for ring in seen:
            axes = (2 * _RIM * ring.half_width, 2 * _RIM * ring.half_height)
            cv2.ellipse(rest, ((ring.x, ring.y), axes, ring.angle), 0.0, -1)
        found += frames.rectangles(rest, ink.dark, least, [_beside(ring, ink.shape) for ring in seen])
    return frames.not_in_a_row(found)


def _beside(ring: Ring, shape: tuple[int, int]) -> Window:
    """Where a name seal stands that touches a round one."""
    x0, y0, x1, y1 = ring.box
    reach = _BESIDE * (x1 - x0)
    return (
        max(0, int(x0 - reach)),
        max(0, int(y0 - reach)),
        min(shape[1], int(x1 + reach)),
        min(shape[0], int(y1 + reach)),
    )


def _from_ring(ink: Ink, colour: SealColour, ring: Ring, likelihood: float) -> Stamped:
    height, width = ink.shape
    x0, y0, x1, y1 = ring.box
    partial = x0 < -2 or y0 < -2 or x1 > width + 2 or y1 > height + 2
    shape: SealShape = "oval" if ring.proportion < _OVAL else "round"
    confidence = likelihood * _belief(colour)
    return Stamped(_fractions(ink, ring.box), shape, colour, confidence, partial, ring=ring)


def _from_frame(ink: Ink, colour: SealColour, frame: frames.Frame) -> Stamped:
    height, width = ink.shape
    x0, y0, x1, y1 = frame.box
    partial = x0 < 1 or y0 < 1 or x1 > width - 2 or y1 > height - 2
    shape: SealShape = "square" if frame.square else "rectangle"
    confidence = frame.likelihood * _belief(colour) * (_AT_THE_EDGE if partial else 1.0)
    return Stamped(_fractions(ink, frame.box), shape, colour, confidence, partial, frame=frame)


def _belief(colour: SealColour) -> float:
    return {"red": 0.98, "blue": _BLUE_BELIEF, "black": _BLACK_BELIEF}[colour]


def _fractions(ink: Ink, box: tuple[float, float, float, float]) -> Box:
    return inside_page(in_fractions(box, ink.shape))


def _is_a_character(mark: Sequence[float], lines: Sequence[Line], scale: float) -> bool:
    """Whether the box ``mark`` is a character (国, 四, O) or a stretch of a line of coloured text.

    One character that was guessed at is none. The line that stands inside a stamp is smaller than the stamp: boxes of
    lines cover at most 0.7 of it.
    """
    for line in lines:
        box = tuple(value * scale for value in line.box)
        low = box[3] - box[1] < 2.0 * (mark[3] - mark[1])
        guessed = len(line.text) == 1 and line.confidence <= _GUESSED
        if low and not guessed and contained(mark, box) > 0.82:
            return True
    return False


def _distinct(seals: list[Stamped]) -> list[Stamped]:
    """The most certain seal of each place; what lies inside or mostly over it is the same seal."""
    kept: list[Stamped] = []
    for seal in sorted(seals, key=_precedence):
        if apart(seal.box, [k.box for k in kept]):
            kept.append(seal)
    return kept


def _precedence(seal: Stamped) -> tuple[float, float]:
    """Certainty in steps of a tenth, then size: of two equally sure outlines the outer one is the rim."""
    x0, y0, x1, y1 = seal.box
    return (-float(np.round(seal.confidence, 1)), -(x1 - x0) * (y1 - y0))
