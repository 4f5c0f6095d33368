"""Where in the picture the sheet lies: what is paper, what is the table around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.picture import Picture
from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Line

Mask = NDArray[np.uint8]
Corners = NDArray[np.float32]

# Print is closed over with a square of this part of the long side; seals and rules are thinner at this size.
_PRINT = 0.011
# Levels by which the pixels of a 3 × 3 neighbourhood may differ on one sheet: the edge of a shadow is drawn out over
# 1 % of the side and more, the edge of a sheet takes most of the difference within two pixels.
_STEP = 18
# Beyond the sheet is what is darker than the paper by this much of its lightness (of 255), or coloured otherwise
# by this distance in CIELAB: the white margin around a printed frame is neither.
_DARKER, _OTHERWISE = 24.0, 17.0
# A shadow on the paper takes light and leaves the tint: what is so much darker and has a tint this far off is skin.
_SHADED, _OWN_TINT = 18.0, 9.0
# The smallest sheet, and the smallest piece of table, in parts of the picture.
_LEAST_SHEET, _LEAST_TABLE = 0.08, 0.004
# How much nearer to the table's colour than to the paper's is a gap between two sheets, and the part of what seemed to
# be one sheet that the two fill: 0.989 and more on sheets that lie beside each other; 0.87 on one whose print parts it.
_NEARER, _FILL = 0.7, 0.95
_READ = 0.9  # OCR confidence of what is print: grain of wood is read, too, but less surely
# Text lines that prove a sheet.
_LEAST_LINES = 2


@dataclass(frozen=True)
class Scene:
    """What the picture shows, at the size of ``Picture.small``.

    ``flat``: RGB without its print; ``table``: 1 where something else than a sheet is seen at the picture's
    edge; ``paper``: 1 where paper is certain; ``sheets``: corners of each sheet with text, 4 × 2 in fractions of
    the picture, clockwise from the top left, largest first.
    """

    flat: Pixels
    table: Mask
    paper: Mask
    sheets: tuple[Corners, ...]

    @property
    def table_share(self) -> float:
        """Part of the picture that is not sheet."""
        return float(self.table.mean())


def _without_print(small: Pixels) -> Pixels:
    side = max(3, round(_PRINT * max(small.shape[:2]))) | 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    return np.asarray(cv2.GaussianBlur(closed, (0, 0), 1.0), np.uint8)


def _around_text(flat: Pixels, lab: Pixels, lines: Sequence[Line], scale: float) -> Mask:
    """What can be reached from the text without crossing an edge, and has the colour of most of it."""
    square = np.ones((3, 3), np.uint8)
    r, g, b = cv2.split(cv2.subtract(cv2.dilate(flat, square), cv2.erode(flat, square)))
    range_of = np.maximum(np.maximum(r, g), b)
    count, labels = cv2.connectedComponents((range_of <= _STEP).astype(np.uint8), connectivity=4)
    height, width = labels.shape
    lit = np.zeros(count, np.int64)
    for line in lines:
        x0, y0, x1, y1 = (value * scale for value in line.box)
        y = min(height - 1, max(0, round((y0 + y1) / 2)))
        across = np.linspace(x0, x1, 5).round().clip(0, width - 1).astype(int)
        lit[labels[y, across]] += 1
    lit[0] = 0
    reached = np.zeros(count, np.uint8)
    main = _colour(lab, labels == int(lit.argmax()))
    for i in np.flatnonzero(lit):
        darker, *tint = main - _colour(lab, labels == i)
        reached[i] = np.hypot(*tint) < (_OWN_TINT if darker > _SHADED else _OTHERWISE)
    return np.asarray(cv2.dilate(reached[labels], square), np.uint8)


def _colour(lab: Pixels, inside: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Mean in CIELAB: a shadow keeps the two colour axes, a finger on a line of text does not."""
    return np.asarray(cv2.mean(lab, inside.astype(np.uint8))[:3], np.float64)


def _at_border(mask: Mask, least: float) -> Mask:
    """The pieces of the mask that touch the picture's edge and are large enough."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    border = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    kept = np.zeros(count, np.uint8)
    for i in border:
        if i and stats[i, cv2.CC_STAT_AREA] >= least * mask.size:
            kept[i] = 1
    return np.asarray(kept[labels], np.uint8)


def _table(colours: Pixels, paper: Mask) -> Mask:
    lab = colours.astype(np.float32)
    sample = lab[::3, ::3][paper[::3, ::3] > 0]
    light, red, yellow = (float(value) for value in np.median(sample, axis=0))
    darker = light - lab[..., 0] > _DARKER
    otherwise = cv2.magnitude(lab[..., 1] - red, lab[..., 2] - yellow) > _OTHERWISE
    beyond = ((darker | otherwise) & (paper == 0)).astype(np.uint8)
    beyond = np.asarray(cv2.morphologyEx(beyond, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    return _at_border(beyond, _LEAST_TABLE)


def _without_print_on_it(table: Mask, lines: Sequence[Line], scale: float) -> Mask:
    """The table without what bears print as large as any other of the picture: a cover's coloured plates."""
    if not table.any():
        return table
    sure = [line for line in lines if line.confidence > _READ and len(line.text.strip()) > 1]
    tallest = max((line.height for line in sure), default=0.0)
    count, labels = cv2.connectedComponents(table, connectivity=4)
    stand = [_stands_on(labels, line, scale) for line in sure]
    bears = np.bincount(stand, minlength=count)
    titled = {on for on, line in zip(stand, sure, strict=True) if line.height == tallest}
    printed = [on for on in range(1, count) if bears[on] >= _LEAST_LINES and on in titled]
    return np.asarray(table * ~np.isin(labels, printed), np.uint8)


def _stands_on(labels: NDArray[np.int32], line: Line, scale: float) -> int:
    """Which piece lies around a line of text: the one at most points above and below it."""
    height, width = labels.shape
    x0, y0, x1, y1 = (value * scale for value in line.box)
    away = max(2.0, 0.3 * (y1 - y0))
    across = np.linspace(x0, x1, 5).round().clip(0, width - 1).astype(int)
    rows = [min(height - 1, max(0, round(y))) for y in (y0 - away, y1 + away)]
    return int(np.bincount(labels[np.ix_(rows, across)].ravel()).argmax())


def _gaps(small: Pixels, lab: Pixels, table: Mask, paper: Mask) -> Mask:
    """The table's narrow arms between two sheets, which are lost where print is closed over: what is nearer to the
    table's colour than to the paper's, and reaches through to the table.
    """
    if not table.any():
        return table
    seen = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    of_table, of_paper = (np.median(lab[::2, ::2][mask[::2, ::2] > 0], axis=0) for mask in (table, paper))
    to_table, to_paper = (np.linalg.norm(seen - colour, axis=2) for colour in (of_table, of_paper))
    alike = (to_table < _NEARER * to_paper).astype(np.uint8) | table
    count, labels = cv2.connectedComponents(alike, connectivity=8)
    reached = np.zeros(count, np.uint8)
    reached[np.unique(labels[table > 0])] = 1
    return np.asarray(reached[labels], np.uint8)


def _clockwise(corners: Corners) -> Corners:
    """From the corner nearest to the top left on."""
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    ordered = corners[np.argsort(angles)]
    return np.asarray(np.roll(ordered, -int(ordered.sum(axis=1).argmin()), axis=0), np.float32)


def _corners(mask: Mask) -> Corners:
    """Four corners of one sheet: its hull, simplified until four points are left."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    length = cv2.arcLength(hull, True)
    for part in np.arange(0.01, 0.12, 0.005):
        simple = cv2.approxPolyDP(hull, float(part) * length, True)
        if len(simple) == 4:
            return _clockwise(simple.reshape(4, 2).astype(np.float32))
    return _clockwise(cv2.boxPoints(cv2.minAreaRect(hull)).astype(np.float32))


def _sheets(table: Mask, lines: Sequence[Line], scale: float) -> tuple[Corners, ...]:
    height, width = table.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(1 - table, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    )
    held = np.zeros(count, int)
    for line in lines:
        x0, y0, x1, y1 = (value * scale / 2 for value in line.box)
        held[labels[min(height - 1, int(y0 + y1)), min(width - 1, int(x0 + x1))]] += 1
    wanted = [
        i
        for i in range(1, count)
        if stats[i, cv2.CC_STAT_AREA] >= _LEAST_SHEET * table.size and held[i] >= _LEAST_LINES
    ]
    wanted.sort(key=lambda i: -stats[i, cv2.CC_STAT_AREA])
    size = np.array([width, height], np.float32)
    return tuple((_corners((labels == i).astype(np.uint8)) + 0.5) / size for i in wanted)


def _part(parted: Sequence[Corners], sheet: Corners) -> bool:
    """Whether one sheet is two of equal rank, with next to nothing between them: rules of a table leave scraps."""
    if len(parted) < 2:
        return False
    whole, first, second = (cv2.contourArea(one) for one in (sheet, *parted[:2]))
    return first + second >= _FILL * whole


def edge_of(mask: Mask, width: int) -> Mask:
    """The outermost ``width`` pixels of a mask; what touches the picture's edge ends there."""
    framed = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    inner = cv2.erode(framed, np.ones((2 * width + 1,) * 2, np.uint8), borderValue=0)[1:-1, 1:-1]
    return np.asarray(mask - inner, np.uint8)


def scene(picture: Picture, lines: Sequence[Line]) -> Scene:
    """What is paper and what is not; ``lines``: the page's text in pixels of ``picture.pixels``.

    A page without text is taken to fill its picture.
    """
    flat = _without_print(picture.small)
    lab = np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2LAB), np.uint8)
    paper = _around_text(flat, lab, lines, picture.small_scale)
    empty = np.zeros(flat.shape[:2], np.uint8)
    if paper.mean() < _LEAST_SHEET:
        return Scene(flat, empty, empty, ())
    table = _without_print_on_it(_table(lab, paper), lines, picture.small_scale)
    sheets = _sheets(table, lines, picture.small_scale)
    if len(sheets) == 1:
        parted = _sheets(_gaps(picture.small, lab, table, paper), lines, picture.small_scale)
        sheets = parted if _part(parted, sheets[0]) else sheets
    return Scene(flat, table, paper, sheets)
