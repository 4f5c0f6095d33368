"""All looks at the capture of one page, put together."""

from __future__ import annotations

from collections.abc import Sequence

from scanaudit.boxes import in_pixels
from scanaudit.capture import (
    colouring,
    copying,
    fingers,
    framing,
    legibility,
    light,
    placing,
    ruling,
    screen,
    shading,
    sharpness,
    sheet,
    toner,
)
from scanaudit.capture.picture import Picture
from scanaudit.facts import Box, Capture, Colour
from scanaudit.intake.page import Page, Pixels
from scanaudit.reading.lines import Line
from scanaudit.reading.watermark import level

# Characters lower than this are hard to read: rendered text of 12 px keeps 99.8 % of its characters, of 9
# px 96 %.
_LEAST_TEXT_HEIGHT = 10.5
# Without text: of fewer pixels nothing is made out. Portals take portraits of 120 × 160 and more.
_LEAST_SIDE = 120

# A picture of fewer pixels a side shows nothing but itself: the looks at its edges need some to look at.
_LEAST_FOR_EDGES = 16


def measure(page: Page, picture: Picture, lines: Sequence[Line]) -> Capture:
    """How well ``page`` was captured.

    ``picture``: its pixels with the content upright; ``lines``: its text in pixels of ``picture.pixels``.
    Whether it is a copy is known only with its seals: see ``with_copy``.
    """
    empty = colouring.blank(picture, lines)
    text = [] if empty else level([line for line in lines if line.text.strip()])
    sharp = sharpness.measure(picture.grey, text)
    shown = light.measure(picture, legibility.worded(text))
    colour = colouring.measure(picture, page.source_mode)
    height = _at_the_source(sharp.text_height, page, picture)
    short = min(page.source_width, page.source_height)
    small = short < _LEAST_SIDE if height is None else height < _LEAST_TEXT_HEIGHT
    legible = 1.0 if empty else legibility.measure(picture, text, sharp)
    tiny = sharp.text_height is not None and sharp.text_height < legibility.TINY
    overexposed = shown.overexposed and sharp.sharp  # blur pales print, too
    cause = not sharp.sharp or tiny or shown.low_contrast or overexposed
    plain = Capture(
        sharp=sharp.sharp or empty,
        # A doubtful reading alone proves nothing: ornaments and foreign scripts are misread on perfect pages.
        readable=empty or (sharp.readable and not (cause and legible < legibility.LEGIBLE)),
        sharpness=1.0 if empty else sharp.sharpness,
        cut_off=framing.cut_off(picture.grey, text) or (bool(text) and ruling.run_off(picture)),
        too_dark=shown.too_dark,
        overexposed=overexposed,
        glare=shown.glare,
        low_resolution=small,
        blank=empty,
        colour=colour,
        is_copy=False,
        text_height=height,
        text_height_mm=_millimetres(sharp.text_height, page.dpi),
        motion=sharp.motion,
        low_contrast=shown.low_contrast,
        legibility=legible,
    )
    if empty or min(picture.small.shape[:2]) < _LEAST_FOR_EDGES:
        return plain
    return plain.model_copy(update=_surroundings(picture, text, colour))


def _at_the_source(pixels: float | None, page: Page, picture: Picture) -> float | None:
    """A height in pixels of the picture as it was handed in."""
    if pixels is None:
        return None
    enlarged = max(page.source_width, page.source_height) / max(picture.pixels.shape[:2])
    return float(round(pixels * enlarged, 1))


def _millimetres(pixels: float | None, dpi: float | None) -> float | None:
    return None if pixels is None or dpi is None else round(pixels / dpi * 25.4, 2)


def _surroundings(picture: Picture, lines: Sequence[Line], colour: Colour) -> dict[str, object]:
    """What the whole picture shows besides the text: light, table, screen, toner."""
    scene = sheet.scene(picture, lines)
    lies = placing.measure(scene, lines, picture.pixels.shape[0])
    captured = screen.captured(picture, lines)
    return {
        "shadow": not captured and shading.shadow(scene),
        "colour_cast": colour == "colour" and shading.colour_cast(scene),
        "finger": not captured and fingers.covered(scene),
        "table": lies.table and not captured,
        "page_small": lies.small and not captured,
        "several_sheets": lies.several,
        "perspective": lies.perspective,
        "screen": "capture" if captured else "photo" if screen.photographed(picture) else None,
        "toner": colour != "colour" and toner.traces(picture),
        "nearly_blank": colouring.nearly_blank(picture, lines),
    }


def with_copy(
    capture: Capture, upright: Pixels, lines: Sequence[Line], seals: Sequence[tuple[Box, str, bool]]
) -> Capture:
    """``capture`` with what the page's seals tell: whether it is a copy, and whether the edge cuts a seal.

    ``seals``: box in fractions of the upright page, colour ("red", "blue", "black") and whether photocopied.
    """
    cut = framing.seal_cut_off(upright, [box for box, _, _ in seals])
    looks = [(colour, photocopied) for _, colour, photocopied in seals]
    stamped = [in_pixels(box, upright.shape[:2]) for box, _, _ in seals]
    return capture.model_copy(
        update={
            "is_copy": copying.is_copy(capture.colour, looks, lines, stamped),
            "cut_off": capture.cut_off or cut,
            "seal_cut": cut,
            "nearly_blank": capture.nearly_blank and not seals,
        }
    )
