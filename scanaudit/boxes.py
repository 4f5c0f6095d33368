"""Overlap of boxes ``(x0, y0, x1, y1)`` in any unit."""

from __future__ import annotations

from collections.abc import Sequence

from scanaudit.facts import Box


def intersection(one: Sequence[float], other: Sequence[float]) -> float:
    """Common area."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


def area(box: Sequence[float]) -> float:
    """Area of a box; 0 for an empty one."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """Intersection over union, 0–1."""
    common = intersection(one, other)
    union = area(one) + area(other) - common
    return common / union if union > 0 else 0.0


def contained(inner: Sequence[float], outer: Sequence[float]) -> float:
    """Share of ``inner`` that lies in ``outer``, 0–1."""
    whole = area(inner)
    return intersection(inner, outer) / whole if whole > 0 else 0.0


def surroundings(box: Sequence[float], size: Sequence[int], beside: float, above: float) -> tuple[int, ...]:
    """``box`` with what lies around it, in whole pixels of an image of ``size`` (width, height), cut to it.

    ``beside``, ``above``: how far to the sides, and above and below, in parts of the box's width and height.
    """
    x0, y0, x1, y1 = box
    aside, over = beside * (x1 - x0), above * (y1 - y0)
    left, top = max(0, int(x0 - aside)), max(0, int(y0 - over))
    return left, top, min(size[0], int(x1 + aside) + 1), min(size[1], int(y1 + over) + 1)


def in_pixels(box: Sequence[float], size: Sequence[float]) -> tuple[float, float, float, float]:
    """``box`` (fractions) in pixels of an image of ``size`` (height, width)."""
    height, width = size
    return box[0] * width, box[1] * height, box[2] * width, box[3] * height


def in_fractions(box: Sequence[float], size: Sequence[float]) -> tuple[float, float, float, float]:
    """``box`` (pixels of an image of ``size``: height, width) in fractions of it."""
    height, width = size
    return box[0] / width, box[1] / height, box[2] / width, box[3] / height


def inside_page(box: Sequence[float]) -> Box:
    """``box`` (fractions) cut to the page."""
    x0, y0, x1, y1 = (float(min(1.0, max(0.0, value))) for value in box)
    return x0, y0, x1, y1
