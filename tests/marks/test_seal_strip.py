"""Where the arc's characters stand, read off the ink, and what print does to a stamp's ink."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest

from samples.seals import Stamp, stamp
from scanaudit.marks.rings import Ring
from scanaudit.marks.seal_ink import SealInk
from scanaudit.marks.seal_strip import Arc, find_arc, strip

NAME = "合肥市某某建设有限公司"


def laid(spec: Stamp, tilt: float = 0.0) -> tuple[np.ndarray, Ring]:
    """A stamp on white paper and its ring."""
    picture = np.asarray(stamp(spec, 200, random.Random(5), tilt=tilt))
    page = np.full((picture.shape[0] + 40, picture.shape[1] + 40, 3), 250, np.uint8)
    cover = picture[:, :, 3:].astype(np.float32) / 255
    area = page[20:-20, 20:-20]
    area[:] = (area * (1 - cover) + picture[:, :, :3] * cover).astype(np.uint8)
    half = spec.size / 25.4 * 200 / 2
    low = half if spec.shape == "round" else 0.68 * half
    return page, Ring(page.shape[1] / 2, page.shape[0] / 2, half, low, 0.0, -tilt)


def arc_of(spec: Stamp, tilt: float = 0.0) -> Arc:
    page, ring = laid(spec, tilt)
    return find_arc(SealInk(page, "red").ink("left"), ring)


def test_the_band_and_the_ends_of_the_text_are_found() -> None:
    arc = arc_of(Stamp(NAME))
    assert 0.55 < arc.feet < 0.72 < 0.85 < arc.head < 0.98
    assert np.degrees(arc.sweep) == pytest.approx(90 + 14 * len(NAME) + 8, abs=20)
    assert abs(arc.tilt) < 0.15


@pytest.mark.parametrize("tilt", [-20.0, 12.0])
def test_a_seal_that_is_turned_is_known_to_be(tilt: float) -> None:
    assert np.degrees(arc_of(Stamp(NAME), tilt).tilt) == pytest.approx(-tilt, abs=6)


@pytest.mark.parametrize("extra", [{"serial": "3401000012345"}, {"centre": "合同专用章"}])
def test_serials_and_centre_lines_are_no_part_of_the_arc(extra: dict[str, str]) -> None:
    assert np.degrees(arc_of(Stamp("合肥市水利局", **extra)).sweep) < 215


def test_a_strip_is_as_long_as_its_text_and_dark_on_white() -> None:
    page, ring = laid(Stamp(NAME))
    stamped = SealInk(page, "red").ink("left")
    arc = find_arc(stamped, ring)
    natural = strip(stamped, ring, arc, grow=0.015, narrow=1.0)
    narrow = strip(stamped, ring, arc, grow=0.015, narrow=0.8)
    assert natural.shape[0] == narrow.shape[0] == 48
    assert narrow.shape[1] == pytest.approx(0.8 * natural.shape[1], abs=2)
    columns = (natural < 128).any(axis=0)
    assert 8 <= int((np.diff(columns.astype(int)) == 1).sum()) <= 40
    assert np.mean(natural > 200) > 0.4


def test_an_ovals_characters_are_equally_high_all_around() -> None:
    page, ring = laid(Stamp(NAME, shape="oval", star=False, size=45))
    stamped = SealInk(page, "red").ink("left")
    cut = strip(stamped, ring, find_arc(stamped, ring), grow=0.0, narrow=1.0)
    parts = np.array_split((cut < 128).mean(axis=0), 3)
    assert min(part.mean() for part in parts) > 0.5 * max(part.mean() for part in parts)


def test_print_is_left_lifted_or_filled() -> None:
    page, _ = laid(Stamp(NAME, ink=1.0))
    middle = page.shape[0] // 2
    cv2.line(page, (0, middle), (page.shape[1], middle), (20, 20, 20), 5)
    left, filled = (SealInk(page, "red").ink(crossing)[middle] for crossing in ("left", "filled"))
    star = slice(page.shape[1] // 2 - 8, page.shape[1] // 2 + 8)
    assert left[star].mean() > 200 > 120 > filled[star].mean()
    assert np.array_equal(SealInk(page, "black").ink("filled"), SealInk(page, "black").ink("left"))


def test_a_bare_ring_has_an_arc_all_the_same() -> None:
    blank = np.full((300, 300), 255, np.uint8)
    arc = find_arc(blank, Ring(150, 150, 120, 120))
    assert strip(blank, Ring(150, 150, 120, 120), arc, grow=0.015, narrow=0.8).shape[0] == 48
