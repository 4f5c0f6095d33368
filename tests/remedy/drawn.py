"""Pages drawn in code, what a camera does to them, and a detector of lines that needs no model."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from scanaudit.intake.page import Pixels
from scanaudit.reading.lines import Quad
from tests.capture.drawn import page_of_text

RED = (200, 40, 45)


def sheet() -> Pixels:
    """A white page with print, a red seal and a blue stroke of the pen."""
    pixels = page_of_text(rows=14, size=26)[0].copy()
    cv2.circle(pixels, (650, 980), 90, RED, 9)
    cv2.polylines(
        pixels, [np.array([(150, 1010), (230, 960), (260, 1040), (360, 950)])], False, (40, 60, 160), 6
    )
    return pixels


def leaning(pixels: Pixels, degrees: float) -> Pixels:
    """The page turned clockwise by a few degrees, on a larger white sheet."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(
        cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)),
        np.uint8,
    )


def on_desk(pixels: Pixels, desk: tuple[int, int, int] = (96, 74, 52)) -> tuple[Pixels, np.ndarray]:
    """A photograph of the page on a desk, a little from the side; and where its corners are."""
    height, width = pixels.shape[:2]
    corners = np.array(
        [(90, 70), (90 + width, 105), (70 + width, 60 + height), (60, 95 + height)], np.float32
    )
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    size = (width + 190, height + 190)
    photo = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderValue=desk)
    return np.asarray(photo, np.uint8), corners


def lit(pixels: Pixels, fall: float = 0.3) -> tuple[Pixels, np.ndarray]:
    """The page in light that falls off to one corner; and what each pixel was multiplied by."""
    height, width = pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width]
    shade = 1 - fall * (0.6 * x / width + 0.4 * y / height)
    return np.clip(pixels * shade[..., None] + 0.5, 0, 255).astype(np.uint8), shade


def detect(image: Pixels) -> list[Quad]:
    """Lines of dark print, as long runs of neighbouring ink."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    ink = (grey < 0.55 * cv2.blur(grey, (41, 41)).astype(np.float32)).astype(np.uint8)
    joined = cv2.dilate(ink, np.ones((3, 25), np.uint8))
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    quads = []
    for contour in contours:
        (x, y), (w, h), angle = cv2.minAreaRect(contour)
        # Longer than any line of the page: the edge of the desk.
        if max(w, h) > 8 * min(w, h) and min(w, h) > 8 and max(w, h) < 700:
            quads.append(np.asarray(cv2.boxPoints(((x, y), (w, h), angle)), np.float32))
    return quads


def jpeg(pixels: Pixels, quality: int = 92) -> bytes:
    """The pixels as a JPEG file."""
    import io

    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality)
    return out.getvalue()
