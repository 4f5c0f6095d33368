"""A line of text as the OCR engine saw it, in pixels of the upright page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scanaudit.facts import Box

Quad = NDArray[np.float32]


@dataclass(frozen=True)
class Line:
    """``quad``: 4 × 2 float32 corner points in pixels of the upright page image, clockwise from the
    top left of the text; ``confidence`` 0–1; ``source``: "tiny", "small" or "layer" (PDF text layer).
    """

    text: str
    confidence: float
    quad: Quad
    source: str = "tiny"

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """Upright bounding box ``(x0, y0, x1, y1)`` in pixels."""
        (x0, y0), (x1, y1) = self.quad.min(axis=0), self.quad.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)

    @cached_property
    def height(self) -> float:
        """Character height in pixels (the quad's short side for horizontal text)."""
        left = np.linalg.norm(self.quad[3] - self.quad[0])
        right = np.linalg.norm(self.quad[2] - self.quad[1])
        return float((left + right) / 2)


def quad_of(box: Box, size: tuple[int, int]) -> Quad:
    """Corners in pixels of ``box`` (fractions of a page of ``size``: width, height), clockwise from the top left."""
    (x0, y0, x1, y1), (width, height) = box, size
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return np.array([(x * width, y * height) for x, y in corners], np.float32)
