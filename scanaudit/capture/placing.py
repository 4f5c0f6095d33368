"""How the sheet lies in the picture: too small, beside another, seen at an angle, with the table around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.sheet import Corners, Scene
from scanaudit.capture.text_direction import run_of
from scanaudit.reading.lines import Line

# Part of the picture below which a sheet is small, as reviewers' guides put it ("at least half of the picture").
_SMALL = 0.5
# A sheet that reaches across the whole picture, within this part of it, is no small one: a title page's photograph ends
# where its print begins, and goes from edge to edge.
_ACROSS = 0.95
# Table that shows on this much of the picture is told, if it fills this much of at least three sides. A dark frame
# printed around a certificate does so too, but evenly: a sheet on a table leans by this many degrees, or its
# margins differ by this part of the side.
_TABLE, _OF_SIDE, _SIDES = 0.08, 0.6, 3
_LEANS, _UNEVEN = 0.3, 0.01
# Frames lean too where they were photographed, but are of one width all around: the widest margin over the narrowest
# is 1.07 to 1.31 on four real plaques and bordered certificates, 1.45 and 8 on two real sheets on a ground.
_FRAME = 1.35
# ... and by less than this many degrees: 0.46 at most on eleven real frames, 1.7 on a sheet on wood.
_FRAME_LEANS = 1.0
# Degrees by which opposite edges of a sheet may run together: careful telephone pictures (corners off by 2 % of
# the side) stay below 3.5, a sheet narrowed by 7 % at each end of one side stands at 5 and more.
_CONVERGING = 4.2
# An edge counts when it lies inside the picture by this much (in fractions of it).
_INSIDE = 0.008
# A second sheet has at least this part of the first one's area.
_SECOND = 0.4
# Lines by which the perspective of a page without edges is told: how long, how many, over how much of the page.
_LONG, _LEAST_LINES, _LEAST_SPREAD = 8.0, 6, 0.4
# Their scatter about the trend, in degrees, beyond which they tell nothing.
_SCATTER = 0.8


@dataclass(frozen=True)
class Placing:
    """``converging``: degrees by which opposite edges, or the text's lines, run together."""

    small: bool
    table: bool
    several: bool
    converging: float

    @property
    def perspective(self) -> bool:
        """Whether the sheet was plainly seen at an angle."""
        return self.converging > _CONVERGING


def _area(corners: Corners) -> float:
    x, y = corners[:, 0], corners[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


def _angle(start: NDArray[np.float32], end: NDArray[np.float32]) -> float:
    step = end - start
    return float(np.degrees(np.arctan2(step[1], step[0])))


def _edges_converge(corners: Corners, width: int, height: int) -> float:
    """The larger of the two angles between opposite edges that both lie inside the picture."""
    pixels = corners * np.array([width, height], np.float32)
    worst = 0.0
    for i in (0, 1):
        edges = [(i, (i + 1) % 4), ((i + 3) % 4, (i + 2) % 4)]
        ends = corners[[k for edge in edges for k in edge]]
        along = 1 if i == 0 else 0
        inside = (ends[:, along] > _INSIDE) & (ends[:, along] < 1 - _INSIDE)
        if inside.all():
            one, other = (_angle(pixels[a], pixels[b]) for a, b in edges)
            turn = abs(one - other) % 360
            worst = max(worst, min(turn, 360 - turn))
    return worst


def _lines_converge(lines: Sequence[Line], height: int) -> float:
    """Degrees by which the lean of the text changes from its top to its bottom (Theil and Sen's slope)."""
    runs = [
        run for run in (run_of(line.quad) for line in lines) if run.axis == "across" and run.aspect > _LONG
    ]
    if len(runs) < _LEAST_LINES:
        return 0.0
    lean = np.array([_angle(run.quad[0], run.quad[1]) for run in runs])
    down = np.array([float(run.quad[:, 1].mean()) / height for run in runs])
    if np.ptp(down) < _LEAST_SPREAD:
        return 0.0
    i, j = np.triu_indices(len(runs), 1)
    far = np.abs(down[i] - down[j]) > _LEAST_SPREAD / 2
    if not far.any():
        return 0.0
    slope = float(np.median((lean[i] - lean[j])[far] / (down[i] - down[j])[far]))
    rest = lean - slope * down
    scatter = float(np.median(np.abs(rest - np.median(rest))))
    return abs(slope) if scatter < _SCATTER else 0.0


def _apart(one: Corners, other: Corners) -> bool:
    """Whether neither sheet lies within the other (an inner frame does)."""
    middles = (one.mean(axis=0), other.mean(axis=0))
    return (
        cv2.pointPolygonTest(one, (float(middles[1][0]), float(middles[1][1])), False) < 0
        and cv2.pointPolygonTest(other, (float(middles[0][0]), float(middles[0][1])), False) < 0
    )


def _on_table(scene: Scene) -> bool:
    """Whether the table shows around the first sheet."""
    table = scene.table
    sides = sum(float(side.mean()) > _OF_SIDE for side in (table[2], table[-3], table[:, 2], table[:, -3]))
    if scene.table_share <= _TABLE or sides < _SIDES or not scene.sheets:
        return False
    corners = scene.sheets[0]
    pixels = corners * np.array(table.shape[::-1], np.float32)
    leans = max(abs((_angle(pixels[i], pixels[(i + 1) % 4]) + 45) % 90 - 45) for i in range(4))
    rows, columns = table.shape
    left, top, right, bottom = (
        float(np.mean(np.sort(corners[:, axis])[half])) for half in (slice(2), slice(2, 4)) for axis in (0, 1)
    )
    uneven = max(abs(left - (1 - right)), abs(top - (1 - bottom)))
    margins = (left * columns, (1 - right) * columns, top * rows, (1 - bottom) * rows)
    framed = max(margins) < _FRAME * max(min(margins), 1.0) and leans < _FRAME_LEANS
    return not framed and (leans > _LEANS or uneven > _UNEVEN)


def _across(sheets: Sequence[Corners]) -> bool:
    """Whether the sheets together reach from one edge of the picture to the other."""
    corners = np.concatenate(sheets)
    return bool((np.ptp(corners, axis=0) > _ACROSS).any())


def measure(scene: Scene, lines: Sequence[Line], height: int) -> Placing:
    """How the sheet lies; ``lines`` in pixels of the upright page, which is ``height`` pixels high."""
    sheets = scene.sheets
    areas = [_area(corners) for corners in sheets]
    rows, columns = scene.table.shape
    several = len(areas) > 1 and areas[1] >= _SECOND * areas[0] and _apart(sheets[0], sheets[1])
    edges = max((_edges_converge(one, columns, rows) for one in sheets[:1]), default=0.0)
    share = 1 - scene.table_share
    return Placing(
        small=bool(sheets) and share < _SMALL and not _across(sheets),
        table=_on_table(scene),
        several=several,
        converging=round(max(edges, _lines_converge(lines, height)), 1),
    )
