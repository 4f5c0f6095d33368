"""Uneven light on the sheet: the shadow of a hand, a head or a telephone; and light of the wrong colour."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from scanaudit.capture.sheet import Scene, edge_of

# A shadow takes away at least this share of the light around it; below the second share lies ink, not shadow.
_DIMMED, _INK = 0.72, 0.2
# Part of the sheet that it covers at least and at most.
_AREA = (0.03, 0.75)
# A shadow leaves paper its colour: distance in CIELAB's two colour axes, after its light is made up for.
_SAME_COLOUR = 9.0
# It comes in from the sheet's edge: part of the rim that it covers at least.
_RIM = 0.02
# Levels by which neighbours differ along its edge, at most: print in grey ends at once.
_SOFT = 45.0
# Its edge, this far (in parts of the long side) to either side, takes at least that share of the light: towards the
# corners of a telephone's picture light falls slowly (0.14 to 0.23 on three real photographs; shadows of the tuning
# hand 0.28 and more).
_REACH, _STEP = 0.05, 0.25
# Part of the shadow that is reached from the text or touches it: a printed bar in grey is neither.
_PAPER = 0.5

# What is bright, in parts of the lightest; and the colour (distance from grey in CIELAB) that nearly all and most
# of it has under coloured light. Yellow paper and gold print are common: yellow light must be stronger to be
# told. Real pictures: white paper under a warm lamp 37, the most yellow certificate 18, brass plaques 20 to 53.
_BRIGHT = 0.6
_CAST_ALL, _CAST_MOST, _CAST_MOST_WARM = 6.0, 13.5, 33.0
# Yellow is what has less red or green than this part of it: no paper is as green as light through leaves.
_YELLOW = 0.5
# Weaker yellow light is told where it lies alike on everything: the scatter of the shares of red, green and blue
# (standard deviation of their logarithms) is 0.02 to 0.05 on real white paper under the lamp of either hand, 0.06 to
# 0.09 on brass plaques, whose gloss is paler, and 0.14 on the most yellow certificate.
_CAST_EVEN, _EVEN = 24.0, 0.05


def shadow(scene: Scene) -> bool:
    """Whether a shadow falls on the sheet."""
    sheet = (scene.table[::2, ::2] == 0).astype(np.uint8)
    paper = scene.paper[::2, ::2] > 0
    if not paper[::2, ::2].any():
        return False
    light = cv2.blur(np.ascontiguousarray(scene.flat[::2, ::2]), (3, 3)).astype(np.float32)
    grey = cv2.cvtColor(light, cv2.COLOR_RGB2GRAY)
    full = float(np.percentile(grey[::2, ::2][paper[::2, ::2]], 90))
    dim = ((grey < _DIMMED * full) & (grey > _INK * full) & (sheet > 0)).astype(np.uint8)
    dim = np.asarray(cv2.morphologyEx(dim, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8)
    bright = (paper & (grey > 0.9 * full))[::3, ::3]
    lit = np.median(light[::3, ::3][bright], axis=0) if bright.any() else np.full(3, full, np.float32)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dim)
    rim = edge_of(sheet, 2)
    total = float(sheet.sum())
    for i in range(1, count):
        if not _AREA[0] * total <= stats[i, cv2.CC_STAT_AREA] <= _AREA[1] * total:
            continue
        inside = labels == i
        if (
            float(paper[inside].mean()) >= _PAPER
            and float((rim[inside] > 0).sum()) >= _RIM * float(rim.sum())
            and _same_colour(np.median(light[inside], axis=0), lit)
            and _fades(grey, inside, sheet)
            and _falls(grey, inside, paper) > _STEP
        ):
            return True
    return False


def _fades(grey: NDArray[np.float32], inside: NDArray[np.bool_], sheet: NDArray[np.uint8]) -> bool:
    """Whether the edge of the shadow, where it crosses the sheet, is drawn out."""
    square = np.ones((3, 3), np.uint8)
    within = cv2.erode(sheet, np.ones((7, 7), np.uint8)) > 0
    edge = (cv2.dilate(inside.astype(np.uint8), square) > 0) & ~inside & within
    if not edge.any():
        return False
    steps = cv2.dilate(grey, square) - cv2.erode(grey, square)
    return float(np.median(steps[edge])) <= _SOFT


def _falls(grey: NDArray[np.float32], inside: NDArray[np.bool_], paper: NDArray[np.bool_]) -> float:
    """Share of the light that is lost from one side of the shadow's edge to the other."""
    reach = _REACH * max(grey.shape)
    lit = paper & ~inside
    to_light = cv2.distanceTransform((~lit).astype(np.uint8), cv2.DIST_L2, 3)
    to_shadow = cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, 3)
    within = inside & (to_light > 0.7 * reach) & (to_light < 1.3 * reach)
    beyond = lit & (to_shadow > 0.7 * reach) & (to_shadow < 1.3 * reach)
    if not within.any() or not beyond.any():
        return 0.0
    return 1 - float(np.median(grey[within])) / max(float(np.median(grey[beyond])), 1.0)


def _same_colour(dim: NDArray[np.float32], lit: NDArray[np.float32]) -> bool:
    brought_up = dim * (lit.mean() / max(float(dim.mean()), 1.0))
    two = np.clip(np.stack([brought_up, lit]), 0, 255).astype(np.uint8)[None]
    lab = cv2.cvtColor(two, cv2.COLOR_RGB2LAB).astype(np.float32)[0]
    return float(np.hypot(*(lab[0, 1:] - lab[1, 1:]))) < _SAME_COLOUR


def colour_cast(scene: Scene) -> bool:
    """Whether the light had a colour: nothing bright in the picture is white or grey."""
    small = np.ascontiguousarray(scene.flat[::3, ::3])
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    bright = lab[..., 0] >= _BRIGHT * np.percentile(lab[..., 0], 98)
    red, yellow = lab[..., 1][bright] - 128, lab[..., 2][bright] - 128
    nearly_all, most = (float(v) for v in np.percentile(np.hypot(red, yellow), [1, 25]))
    if nearly_all <= _CAST_ALL or most <= _CAST_MOST:
        return False
    if abs(float(np.median(red))) > _YELLOW * float(np.median(yellow)):
        return True
    return most > _CAST_MOST_WARM or (most > _CAST_EVEN and _scatter(small[bright]) < _EVEN)


def _scatter(colours: NDArray[np.uint8]) -> float:
    """How much the shares of the three colours differ among pixels (n × 3)."""
    logs = np.log(colours.astype(np.float32) + 1)
    return float((logs - logs.mean(axis=1, keepdims=True)).std(axis=0).max())
