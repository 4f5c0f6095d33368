"""Looks at the whole picture: the table, the light, fingers, screens and copiers, on drawn pages."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from scanaudit.capture import measure, picture
from scanaudit.capture.screen import captured
from scanaudit.facts import Capture
from scanaudit.reading.lines import Line
from tests.capture.drawn import as_page, line, page_of_text

WOOD = (110, 80, 56)


def look(pixels: np.ndarray, lines: list[Line], source_mode: str = "colour") -> Capture:
    return measure(as_page(pixels, source_mode), picture(pixels), lines)


def laid(
    corners: list[tuple[float, float]], size: tuple[int, int], rows: int = 12
) -> tuple[np.ndarray, list[Line]]:
    """The page on a table, its corners (clockwise from the top left, in pixels) in a picture of this size."""
    pixels, lines = page_of_text(rows)
    height, width = pixels.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, np.array(corners, np.float32))
    made = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_AREA, borderValue=WOOD)
    moved = [
        Line(one.text, one.confidence, cv2.perspectiveTransform(one.quad[None], matrix)[0].astype(np.float32))
        for one in lines
    ]
    return made, moved


def boxed(width: int, height: int, left: int, top: int) -> list[tuple[float, float]]:
    return [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]


def test_a_page_on_a_table() -> None:
    found = look(*laid([(70, 82), (960, 70), (966, 1260), (64, 1266)], (1040, 1360)))
    assert found.table and not found.page_small and not found.perspective


def test_a_page_that_is_small_in_its_picture() -> None:
    assert look(*laid(boxed(900, 1200, 300, 250), (1500, 2000))).page_small
    assert not look(*page_of_text()).page_small


@pytest.mark.parametrize("share", [0.45, 0.3])
def test_a_picture_printed_across_a_cover_is_no_table(share: float) -> None:
    """A journal's cover: the picture goes from edge to edge, what is printed above it is no small sheet."""
    pixels, lines = page_of_text(rows=5)
    pixels = pixels.copy()
    pixels[round(share * pixels.shape[0]) :] = (96, 96, 96)
    assert not look(pixels, lines).page_small


def test_a_frame_printed_around_a_page_is_no_table() -> None:
    pixels, lines = page_of_text()
    framed = cv2.copyMakeBorder(pixels, 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=(90, 20, 20))
    moved = [Line(one.text, one.confidence, one.quad + np.float32(40)) for one in lines]
    assert not look(framed, moved).table


def test_a_frame_that_was_photographed_at_a_lean_is_no_table() -> None:
    evenly = [(66, 72), (966, 64), (972, 1264), (70, 1268)]
    assert not look(*laid(evenly, (1036, 1334))).table


@pytest.mark.parametrize(("drawn_in", "expected"), [(20, False), (110, True)])
def test_perspective(drawn_in: int, expected: bool) -> None:
    corners = [(60 + drawn_in, 60), (960 - drawn_in, 60), (960, 1260), (60, 1260)]
    assert look(*laid(corners, (1020, 1320))).perspective is expected


def test_two_sheets_in_one_picture() -> None:
    one, lines = page_of_text()
    both = np.full((1260, 1920, 3), WOOD, np.uint8)
    both[30:1230, 30:930], both[30:1230, 990:1890] = one, one
    moved = [
        Line(text.text, text.confidence, text.quad + np.array([left, 30], np.float32))
        for left in (30, 990)
        for text in lines
    ]
    assert look(both, moved).several_sheets
    assert not look(one, lines).several_sheets


def test_two_sheets_with_a_gap_as_narrow_as_print() -> None:
    one, lines = page_of_text()
    apart, rim = 12, 60
    gap = np.full((one.shape[0], apart, 3), WOOD, np.uint8)
    both = cv2.copyMakeBorder(np.hstack([one, gap, one]), *[rim] * 4, cv2.BORDER_CONSTANT, value=WOOD)
    quads = [(line, x) for line in lines for x in (rim, rim + one.shape[1] + apart)]
    moved = [Line(a.text, a.confidence, a.quad + np.array([x, rim], np.float32)) for a, x in quads]
    assert look(both, moved).several_sheets
    ruled = both.copy()
    ruled[:, rim + one.shape[1] : rim + one.shape[1] + apart] = 255
    assert not look(ruled, moved).several_sheets


def test_a_shadow_and_a_grey_bar() -> None:
    pixels, lines = page_of_text()
    columns = np.arange(pixels.shape[1])[None, :, None]
    dim = 1 - 0.5 / (1 + np.exp(-(columns - 560) / 16.0))
    assert look((pixels * dim).astype(np.uint8), lines).shadow
    barred = pixels.copy()
    barred[60:70] = 120
    assert not look(barred, lines).shadow


def test_light_that_falls_off_towards_a_side_is_no_shadow() -> None:
    pixels, lines = page_of_text()
    columns = np.arange(pixels.shape[1])[None, :, None] / pixels.shape[1]
    assert not look((pixels * (1 - 0.42 * columns)).astype(np.uint8), lines).shadow


def test_light_with_a_colour() -> None:
    pixels, lines = page_of_text()
    assert look((pixels * np.array([1.0, 0.85, 0.55])).astype(np.uint8), lines).colour_cast
    cream = (pixels * np.array([1.0, 0.97, 0.9])).astype(np.uint8)
    assert not look(cream, lines).colour_cast


def test_green_light_and_light_that_is_weakly_yellow_all_over() -> None:
    pixels, lines = page_of_text()
    assert look((pixels * np.array([0.82, 1.0, 0.74])).astype(np.uint8), lines).colour_cast
    weak = pixels * np.array([1.0, 0.92, 0.72])
    assert look(weak.astype(np.uint8), lines).colour_cast
    gloss = np.where(np.arange(pixels.shape[1]) < 0.2 * pixels.shape[1], 0.25, 1.0)[None, :, None]
    brass = pixels * (1 - gloss * np.array([0.0, 0.08, 0.28]))
    assert not look(brass.astype(np.uint8), lines).colour_cast


def test_a_finger_over_the_edge_and_a_stain_in_the_middle() -> None:
    pixels, lines = page_of_text()
    held, stained = pixels.copy(), pixels.copy()
    cv2.line(held, (900, 620), (800, 600), (214, 164, 134), 80)
    cv2.circle(stained, (450, 1000), 60, (214, 164, 134), -1)
    assert look(held, lines).finger
    assert not look(stained, lines).finger


@pytest.mark.parametrize("colour", [(110, 45, 45), (255, 199, 188)])
def test_a_red_ribbon_and_a_reflection_are_no_finger(colour: tuple[int, int, int]) -> None:
    pixels, lines = page_of_text()
    held = pixels.copy()
    cv2.line(held, (900, 620), (800, 600), colour, 80)
    assert not look(held, lines).finger


def test_wood_that_shows_beside_a_curled_edge_is_no_finger() -> None:
    skin = (196, 148, 112)
    pixels, lines = page_of_text()
    pixels = pixels.copy()
    cv2.ellipse(pixels, (900, 620), (60, 60), 0, 0, 360, skin, -1)
    assert look(pixels, lines).finger
    laid_on = cv2.copyMakeBorder(pixels, 90, 60, 70, 130, cv2.BORDER_CONSTANT, value=skin)
    moved = [Line(one.text, one.confidence, one.quad + np.array([70, 90], np.float32)) for one in lines]
    assert not look(laid_on, moved).finger


def test_low_contrast() -> None:
    pixels, lines = page_of_text()
    pale = (180 + (pixels.astype(np.float32) - 200) * 0.2).astype(np.uint8)
    assert look(pale, lines).low_contrast
    assert not look(pixels, lines).low_contrast


def test_fine_print_is_not_pale_for_being_fine() -> None:
    pixels, lines = page_of_text()
    scale = np.float32(10 / np.median([one.box[3] - one.box[1] for one in lines]))
    fine = cv2.resize(pixels, None, fx=float(scale), fy=float(scale), interpolation=cv2.INTER_AREA)
    fine = (255 - (255 - fine.astype(np.float32)) * 0.6).astype(np.uint8)
    moved = [Line(one.text, one.confidence, one.quad * scale) for one in lines]
    assert not look(fine, moved).low_contrast
    assert look((180 + (fine.astype(np.float32) - 220) * 0.3).astype(np.uint8), moved).low_contrast


def test_the_grid_of_a_photographed_screen() -> None:
    pixels, lines = page_of_text()
    columns = np.arange(pixels.shape[1])[None, :, None] + 0.08 * np.arange(pixels.shape[0])[:, None, None]
    cells = 0.9 + 0.1 * np.cos(2 * np.pi * columns / 3.3)
    assert look((pixels * cells).astype(np.uint8), lines).screen == "photo"
    grain = np.random.default_rng(5).normal(0, 3, pixels.shape)
    assert look(np.clip(pixels + grain, 0, 255).astype(np.uint8), lines).screen is None


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["9:41", "5G 87%"], True),
        (["扫描件.pdf - WPS", "10:02"], True),
        (["2023年9月"], False),
        (["9:41"], False),
    ],
)
def test_a_capture_of_a_screen_has_two_signs(texts: list[str], expected: bool) -> None:
    pixels, lines = page_of_text()
    bars = [line(text, (40 + 300 * i, 10, 260 + 300 * i, 34)) for i, text in enumerate(texts)]
    assert captured(picture(pixels), [*bars, *lines]) is expected


def test_toner() -> None:
    pixels, lines = page_of_text()
    rng = np.random.default_rng(4)
    copied = pixels.copy()
    copied[:, :14] = 20
    for x, y in zip(rng.integers(20, 900, 400), rng.integers(0, 1200, 400), strict=True):
        cv2.circle(copied, (int(x), int(y)), 1, (30, 30, 30), -1)
    assert look(copied, lines, "grey").toner
    edged = pixels.copy()
    edged[:, :14] = 20
    assert not look(edged, lines, "grey").toner


def test_nearly_blank() -> None:
    pixels, lines = page_of_text(rows=1)
    few = np.full_like(pixels, 255)
    assert look(few, [line("附件二", (100, 100, 220, 130))]).nearly_blank
    assert not look(pixels, lines).nearly_blank


def test_the_height_of_characters_on_paper() -> None:
    from dataclasses import replace

    pixels, lines = page_of_text()
    page = replace(as_page(pixels), dpi=200.0)
    found = measure(page, picture(pixels), lines)
    assert found.text_height is not None and found.text_height_mm is not None
    assert found.text_height_mm == pytest.approx(found.text_height / 200 * 25.4, abs=0.02)
    assert look(pixels, lines).text_height_mm is None


@pytest.mark.parametrize("titled", [True, False])
def test_a_coloured_plate_with_the_title_on_it_is_no_table_and_a_sun_on_it_no_finger(titled: bool) -> None:
    """A journal's cover: the title stands on a dark plate, the imprint on the white below, a picture between them."""
    pixels = np.full((1200, 900, 3), 250, np.uint8)
    pixels[:430], pixels[430:930] = (26, 84, 110), (208, 220, 228)
    cv2.circle(pixels, (700, 560), 60, (236, 208, 150), -1)
    low = [line("ISSN 1999-8872", (60, 1000, 300, 1030)), line("Published monthly", (540, 1000, 800, 1030))]
    title = [line("Hydraulic Engineering", (120, 120, 780, 200)), line("No. 6, 2021", (330, 330, 560, 360))]
    for x0, y0, x1, y1 in [one.box for one in (*low, *title)]:
        cv2.rectangle(pixels, (int(x0), int(y0) + 8), (int(x1), int(y1) - 8), (90, 90, 90), 2)
    found = look(pixels, [*low, *title] if titled else low)
    assert found.table is not titled
    assert not (titled and (found.finger or found.page_small))
