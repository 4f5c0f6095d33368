from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image

from samples import capture, seals, signatures
from samples.sheet import Sheet


@pytest.mark.parametrize("shape", ["round", "oval", "square", "rectangle"])
def test_a_seal_has_its_size_and_colour_and_is_repeatable(shape: str) -> None:
    spec = seals.Stamp("云川水利学会", shape=shape, size=40)
    ink = seals.stamp(spec, 150, random.Random(4), tilt=0)
    assert ink.width == pytest.approx(40 / 25.4 * 150, rel=0.04)
    red, green, blue, _ = ink.getpixel((0, 0))
    assert red > 2 * max(green, blue)
    assert ink.tobytes() == seals.stamp(spec, 150, random.Random(4), tilt=0).tobytes()


def test_a_starved_seal_has_less_ink() -> None:
    full, dry = (
        np.asarray(seals.stamp(seals.Stamp("宁远大学", ink=ink), 150, random.Random(1)))[..., 3].mean()
        for ink in (1.0, 0.45)
    )
    assert dry < 0.8 * full


def test_a_signature_is_ink_of_about_the_asked_height_even_for_an_unknown_character() -> None:
    for name in ("张文博", "龘龘"):
        ink = signatures.sign(name, 50, random.Random(2))
        assert 30 < ink.height < 110
        assert np.asarray(ink)[..., 3].max() > 100


def _sheet_with_mark() -> Sheet:
    sheet = Sheet((600, 800), random.Random(0), paper=(255, 255, 255))
    sheet.stamp(seals.Stamp("宁远大学教务处", size=30), 420, 560)
    return sheet


STEPS = [
    ("rotate", 90.0), ("rotate", 180.0), ("rotate", 270.0), ("skew", 6.0), ("desk", 1.0), ("resize", 0.5),
    ("crop", 0.05), ("blur", 2.0), ("motion", 8.0), ("light", 1.0), ("shadow", 1.0), ("dark", 0.3),
]  # fmt: skip


@pytest.mark.parametrize(("step", "strength"), STEPS)
def test_the_box_goes_where_the_ink_goes(step: str, strength: float) -> None:
    page = capture.take(_sheet_with_mark().done("other", "x"), [(step, strength)], random.Random(3))
    pixels = np.asarray(page.image.convert("RGB"), int)
    red = pixels[..., 0] - pixels[..., 1:].max(axis=2) > 50
    ys, xs = np.nonzero(red)
    quad = np.array(page.marks[0].quad)
    assert abs((xs.min() + xs.max()) / 2 - quad[:, 0].mean()) < 9
    assert abs((ys.min() + ys.max()) / 2 - quad[:, 1].mean()) < 9


def test_turns_add_up_and_blur_is_graded() -> None:
    page = _sheet_with_mark().done("other", "x")
    turned = capture.take(page, [("rotate", 90), ("rotate", 180)], random.Random(0))
    assert turned.rotation == 270
    grades = [capture.take(page, [("blur", sigma)], random.Random(0)).blur for sigma in (0.5, 2.0, 4.8)]
    assert grades == ["sharp", "soft", "unreadable"]


def test_a_copy_has_black_seals_and_what_is_stamped_later_is_fresh() -> None:
    sheet = _sheet_with_mark()
    sheet.photocopy()
    sheet.stamp(seals.Stamp("云川市政院"), 200, 200)
    assert [mark.colour for mark in sheet.marks] == ["black", "red"]
    assert isinstance(sheet.image, Image.Image)
    assert np.ptp(np.asarray(sheet.image, int)[500:600, 380:460], axis=2).max() == 0
