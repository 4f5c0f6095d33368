"""All looks at the capture of one page, put together."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from scanaudit.capture import colouring, copying, framing, light, sharpness
from scanaudit.facts import Box, Capture
from scanaudit.intake.page import Page, Pixels
from scanaudit.reading.lines import Line

# Characters lower than this are hard to read: rendered text of 12 px keeps 99.8 % of its characters, of 9
# px 96 %.
_LEAST_TEXT_HEIGHT = 10.5
# Without text: fewer pixels show an A4 page at less than 35 dpi.
_LEAST_SIDE = 280


def measure(page: Page, upright: Pixels, lines: Sequence[Line]) -> Capture:
    """How well ``page`` was captured.

    ``upright``: H × W × 3 RGB, its pixels with the content upright; ``lines``: its text in pixels of
    ``upright``. Whether it is a copy is known only with its seals: see ``with_copy``.
    """
    grey = np.asarray(cv2.cvtColor(upright, cv2.COLOR_RGB2GRAY), np.uint8)
    empty = colouring.blank(upright, lines)
    text = [] if empty else [line for line in lines if line.text.strip()]
    sharp = sharpness.measure(grey, text)
    shown = light.measure(grey, text)
    enlarged = max(page.source_width, page.source_height) / max(upright.shape[:2])
    height = None if sharp.text_height is None else round(sharp.text_height * enlarged, 1)
    small = height is not None and height < _LEAST_TEXT_HEIGHT
    return Capture(
        sharp=sharp.sharp or empty,
        readable=sharp.readable or empty,
        sharpness=1.0 if empty else sharp.sharpness,
        cut_off=framing.cut_off(grey, text),
        too_dark=shown.too_dark,
        overexposed=shown.overexposed,
        glare=shown.glare,
        low_resolution=small or min(page.source_width, page.source_height) < _LEAST_SIDE,
        blank=empty,
        colour=colouring.measure(upright, grey, page.source_mode),
        is_copy=False,
        text_height=height,
    )


def with_copy(
    capture: Capture, upright: Pixels, lines: Sequence[Line], seals: Sequence[tuple[Box, str, bool]]
) -> Capture:
    """``capture`` with what the page's seals tell: whether it is a copy, and whether the edge cuts a seal.

    ``seals``: box in fractions of the upright page, colour ("red", "blue", "black") and whether photocopied.
    """
    looks = [(colour, photocopied) for _, colour, photocopied in seals]
    return capture.model_copy(
        update={
            "is_copy": copying.is_copy(capture.colour, looks, lines),
            "cut_off": capture.cut_off or framing.seal_cut_off(upright, [box for box, _, _ in seals]),
        }
    )
