"""Where the sheet of paper lies in a photograph: its four corners, if the picture shows more than the sheet.

The sheet is what differs from the rim of the picture in colour or lightness. Said only on evidence from all
sides: a wrong outline would cut a page that is whole.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.intake.page import Pixels

Corners = NDArray[np.float64]
Mask = NDArray[np.uint8]

# The sheet is looked for at this long side: its corners are then good to about 0.1 % of the picture.
_SIDE: Final = 720
# The rim that must show something else than the sheet (share of the shorter side), and how far, in CIELAB, the desk
# must lie from the paper.
_RIM, _LEAST_CONTRAST = 0.012, 16.0
# A printed frame looks like a desk, but lies square in the picture, and the paper around it is bright: so the outline
# must lean by this many degrees somewhere, and the desk be darker than the sheet (half lightness, 0–128).
_SQUARE, _DARKER = 0.35, 6.0
# Share of the rim that may be sheet: the sheet may run out of the picture on one side, not on two.
_RIM_SHEET = 0.34
# Shares of the picture that a sheet can have. Below half, the page is no longer the picture's subject.
_LEAST_AREA, _MOST_AREA = 0.30, 0.985
# A sheet fills its four corners; its border lies on the four lines to this share of the longer side.
_LEAST_FILL, _OFF_LINE = 0.965, 0.006
# Opposite sides of a sheet seen from the side differ at most so much; corners are near to right angles.
_SIDES_RATIO, _LEAST_ANGLE, _MOST_ANGLE = 0.72, 68.0, 112.0


def find(pixels: Pixels) -> Corners | None:
    """Corners of the sheet, 4 × 2 in pixels of ``pixels`` (H × W × 3 RGB), clockwise from the top left.

    None where the picture is the sheet, or where it cannot be told for certain.
    """
    scale = min(1.0, _SIDE / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask = _sheet_mask(np.asarray(small, np.uint8))
    contour = None if mask is None else _border(mask)
    if mask is None or contour is None:
        return None
    corners = _corners(contour)
    if corners is None or not _is_sheet(corners, contour, mask):
        return None
    return np.asarray(corners / scale)


def _sheet_mask(small: Pixels) -> Mask | None:
    """Where the sheet is (1), told by what the rim is not; None where rim and middle look alike."""
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.2), cv2.COLOR_RGB2LAB).astype(np.float32)
    # Light falls unevenly on paper: lightness counts half.
    lab = (lab - np.float32(128)) * np.array([0.5, 1.0, 1.0], np.float32)
    height, width = lab.shape[:2]
    rim = max(2, round(_RIM * min(height, width)))
    strips = [lab[:rim], lab[-rim:], lab[:, :rim], lab[:, -rim:]]
    outside = np.concatenate([strip.reshape(-1, 3) for strip in strips])
    middle = lab[height // 5 : -height // 5, width // 5 : -width // 5].reshape(-1, 3)
    paper = np.median(middle[middle[:, 0] >= np.median(middle[:, 0])], axis=0)
    away = np.linalg.norm(outside - paper, axis=1)
    if float((away < _LEAST_CONTRAST).mean()) > _RIM_SHEET:
        return None
    desk = np.median(outside[away >= _LEAST_CONTRAST], axis=0)
    if desk[0] > paper[0] - _DARKER:
        return None
    to_paper, to_desk = (np.linalg.norm(lab - colour, axis=2) for colour in (paper, desk))
    sheet = (to_paper < to_desk).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    return np.asarray(cv2.morphologyEx(sheet, cv2.MORPH_OPEN, kernel), np.uint8)


def _border(mask: Mask) -> NDArray[np.float64] | None:
    """The outer border (n × 2) of the largest piece, what is printed on it filled in."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    largest = max(contours, key=cv2.contourArea)
    share = cv2.contourArea(largest) / mask.size
    return largest[:, 0].astype(np.float64) if _LEAST_AREA <= share <= _MOST_AREA else None


def _corners(contour: NDArray[np.float64]) -> Corners | None:
    """Four corners, each where the straight lines through two sides of the border meet."""
    hull = cv2.convexHull(contour.astype(np.float32))
    length = cv2.arcLength(hull, True)
    for tolerance in (0.02, 0.03, 0.05, 0.08):
        rough = cv2.approxPolyDP(hull, tolerance * length, True)[:, 0]
        if len(rough) == 4:
            return _refined(_clockwise(rough.astype(np.float64)), contour)
    return None


def _clockwise(corners: Corners) -> Corners:
    """From the top left on, clockwise as displayed."""
    middle = corners.mean(axis=0)
    order = np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))
    ordered = corners[order]
    return np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0)


def _refined(corners: Corners, contour: NDArray[np.float64]) -> Corners | None:
    """The corners again, from lines through the border points along each side's middle four fifths."""
    lines = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-6)
        place = (contour - start) @ along
        aside = np.abs((contour - start) @ np.array([-along[1], along[0]]))
        length = float(np.linalg.norm(end - start))
        near = contour[(place > 0.1 * length) & (place < 0.9 * length) & (aside < 0.02 * length)]
        if len(near) < 10:
            return None
        vx, vy, x, y = cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().tolist()
        lines.append((np.array([x, y]), np.array([vx, vy])))
    met = [_meeting(lines[i - 1], lines[i]) for i in range(4)]
    return None if any(point is None for point in met) else np.array(met, np.float64)


def _meeting(
    one: tuple[NDArray[np.float64], NDArray[np.float64]],
    other: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> NDArray[np.float64] | None:
    matrix = np.stack([one[1], -other[1]], axis=1)
    if abs(float(np.linalg.det(matrix))) < 0.3:
        return None
    return np.asarray(one[0] + np.linalg.solve(matrix, other[0] - one[0])[0] * one[1])


def _is_sheet(corners: Corners, contour: NDArray[np.float64], mask: Mask) -> bool:
    """Whether the four corners describe a sheet of paper seen from above or a little from the side."""
    height, width = mask.shape
    if _lies_square(corners):
        return False
    slack = 0.02 * max(height, width)
    if (corners < -slack).any() or (corners > np.array([width, height]) + slack).any():
        return False
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    for one, other in ((sides[0], sides[2]), (sides[1], sides[3])):
        if min(one, other) < _SIDES_RATIO * max(one, other):
            return False
    if not all(_LEAST_ANGLE <= angle <= _MOST_ANGLE for angle in _angles(corners)):
        return False
    area = float(cv2.contourArea(corners.astype(np.float32)))
    if not _LEAST_AREA * mask.size <= area <= _MOST_AREA * mask.size:
        return False
    fill = float(cv2.contourArea(contour.astype(np.float32))) / area
    polygon = corners.astype(np.float32).reshape(-1, 1, 2)
    off = [abs(cv2.pointPolygonTest(polygon, (float(x), float(y)), True)) for x, y in contour[::4]]
    return _LEAST_FILL <= fill <= 1 / _LEAST_FILL and float(np.mean(off)) <= _OFF_LINE * max(height, width)


def _lies_square(corners: Corners) -> bool:
    """Whether all four sides run along the picture's."""
    steps = np.abs(np.roll(corners, -1, axis=0) - corners)
    return bool((np.degrees(np.arctan2(steps.min(axis=1), steps.max(axis=1))) < _SQUARE).all())


def _angles(corners: Corners) -> list[float]:
    """Inner angles in degrees."""
    back, forth = np.roll(corners, 1, axis=0) - corners, np.roll(corners, -1, axis=0) - corners
    cosines = (back * forth).sum(axis=1) / (np.linalg.norm(back, axis=1) * np.linalg.norm(forth, axis=1))
    return [float(angle) for angle in np.degrees(np.arccos(np.clip(cosines, -1, 1)))]
