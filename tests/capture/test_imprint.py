"""The imprint shows where ink lies, whatever the light, and nothing of an ID number."""

from __future__ import annotations

import numpy as np

from scanaudit.capture import imprint
from scanaudit.imprint import MOST, unpack
from scanaudit.reading.lines import Line
from tests.capture.drawn import page_of_text

NUMBER = "990101198503120010"


def _line(text: str, box: tuple[float, float, float, float]) -> Line:
    x0, y0, x1, y1 = box
    return Line(text, 0.99, np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32))


def _levels(pixels: np.ndarray, lines: list[Line]) -> np.ndarray:
    levels = unpack(imprint(pixels, lines))
    assert levels is not None
    return levels.astype(int)


def test_uneven_light_changes_hardly_a_cell() -> None:
    pixels, _ = page_of_text()
    slope = np.linspace(0.6, 1.0, pixels.shape[1])[None, :, None]
    lit = (pixels * slope).astype(np.uint8)
    plain, uneven = _levels(pixels, []), _levels(lit, [])
    assert plain.max() == MOST
    assert (np.abs(plain - uneven) > 1).mean() < 0.02


def test_the_line_of_an_id_number_leaves_no_ink() -> None:
    pixels = np.full((1000, 700, 3), 250, np.uint8)
    pixels[400:430, 100:600:8] = 20
    pixels[600:630, 100:600:8] = 20
    lines = [_line(f"身份证号{NUMBER}", (90, 390, 610, 440)), _line("普通的一行字", (90, 590, 610, 640))]
    rows = _levels(pixels, lines).sum(axis=1)
    height = len(rows)
    assert rows[int(0.39 * height) : int(0.44 * height)].sum() == 0
    assert rows[int(0.59 * height) : int(0.64 * height)].sum() > 0


def test_cells_are_no_finer_than_print() -> None:
    pixels = np.full((1000, 700, 3), 250, np.uint8)
    coarse = imprint(pixels, [_line("大字", (100, 100, 300, 200))])
    assert coarse.columns == round(700 / 60)
