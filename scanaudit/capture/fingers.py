"""A finger over the page: a patch of skin that comes in from the sheet's edge."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.sheet import Mask, Scene, edge_of

# Skin in YCrCb, light and dark (Chai and Ngan, "Face segmentation using skin-color map", 1999, wider in Cr for
# warm light). Wood and gold lie in it too: what tells a finger is that it reaches from outside over the paper.
_LIGHT, _CR, _CB = (45, 235), (138, 182), (78, 128)
# Part of the sheet that a finger covers, and how deep it reaches, in parts of the long side.
_AREA, _DEPTH = (0.0015, 0.08), 0.02
# Thinner than this part of the long side (4 mm on A4) are frames and rules printed in gold or brown.
_THIN = 0.018
# A finger fills its convex hull, and most of its own edge lies over paper.
_SOLID = 0.82
# Width at the sheet's edge, in parts of the long side: more is a desk or a printed band.
_WIDEST = 0.2
# What goes on outside in the finger's colour (distance in CIELAB) along more of the sheet's edge is the table: a hand
# is no broader than this part of the edge.
_ALIKE, _HAND = 14.0, 0.2
# Its light may vary, but it bears no print.
_SMOOTH = 26.0
# Red light by green: dark skin has 1.9, the red cloth and ribbons of certificates 2.4 and more. And what is as bright
# as a sensor can tell is a reflection.
_REDDEST, _BRIGHTEST = 2.1, 250


def _skin(flat: NDArray[np.uint8]) -> Mask:
    tone = cv2.cvtColor(flat, cv2.COLOR_RGB2YCrCb)
    low, high = ((float(a), float(b), float(c)) for a, b, c in zip(_LIGHT, _CR, _CB, strict=True))
    return np.asarray(cv2.inRange(tone, low, high) > 0, np.uint8)


def _sheet(scene: Scene) -> Mask:
    """The sheet as if nothing lay over it: the hull of its paper, or the whole picture where nothing else is seen."""
    if not scene.table.any():
        return np.ones(scene.paper.shape, np.uint8)
    contours, _ = cv2.findContours(scene.paper, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    large = [one for one in contours if cv2.contourArea(one) > 0.001 * scene.paper.size]
    whole = np.zeros(scene.paper.shape, np.uint8)
    if large:
        cv2.fillConvexPoly(whole, cv2.convexHull(np.vstack(large)), 1)
    return whole


def _comes_in(patch: Mask, edge: Mask, side: int) -> bool:
    """Whether the patch stands on the sheet's edge with one foot, deep enough and not too broad."""
    foot = (patch > 0) & (edge > 0)
    if not foot.any():
        return False
    ys, xs = np.nonzero(foot)
    width = float(np.hypot(np.ptp(xs), np.ptp(ys)))
    inward = cv2.distanceTransform((1 - edge).astype(np.uint8), cv2.DIST_L2, 3)
    return width < _WIDEST * side and float(inward[patch > 0].max()) > _DEPTH * side


def _is_finger(patch: Mask, scene: Scene) -> bool:
    contours, _ = cv2.findContours(patch, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.contourArea(cv2.convexHull(np.vstack(contours)))
    if hull <= 0 or float(patch.sum()) < _SOLID * hull:
        return False
    light = cv2.cvtColor(scene.flat, cv2.COLOR_RGB2GRAY)
    inner = cv2.erode(patch, np.ones((3, 3), np.uint8)) > 0
    if not inner.any():
        return False
    red, green, _ = np.median(scene.flat[inner], axis=0).tolist()
    return float(light[inner].std()) < _SMOOTH and red <= _REDDEST * green and red < _BRIGHTEST


def covered(scene: Scene) -> bool:
    """Whether a finger lies over the sheet."""
    if not scene.sheets:
        return False
    whole = _sheet(scene)
    side = max(whole.shape)
    thin = np.ones((max(3, round(_THIN * side)) | 1,) * 2, np.uint8)
    bare = cv2.morphologyEx(_skin(scene.flat) & whole & (1 - scene.paper), cv2.MORPH_OPEN, thin)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bare)
    edge = edge_of(whole, 3)
    low, high = (part * float(whole.sum()) for part in _AREA)
    for i in range(1, count):
        if low <= stats[i, cv2.CC_STAT_AREA] <= high:
            patch = (labels == i).astype(np.uint8)
            if (
                _comes_in(patch, edge, side)
                and _is_finger(patch, scene)
                and not _is_table(patch, whole, scene)
            ):
                return True
    return False


def _is_table(patch: Mask, whole: Mask, scene: Scene) -> bool:
    """Whether the patch is what the sheet lies on, seen past its edge."""
    near = max(3, round(_THIN * max(whole.shape))) | 1
    around = (cv2.dilate(whole, np.ones((near, near), np.uint8)) > 0) & (whole == 0)
    if not around.any():
        return False
    lab = cv2.cvtColor(scene.flat, cv2.COLOR_RGB2LAB).astype(np.float32)
    away = np.linalg.norm(lab[around] - np.median(lab[patch > 0], axis=0), axis=1)
    share = float((away < _ALIKE).sum()) / max(1.0, cv2.countNonZero(edge_of(whole, 1)) * (near // 2))
    return bool(share > _HAND)
