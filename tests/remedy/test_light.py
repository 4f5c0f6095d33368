"""Uneven light goes, ink stays: every pixel is multiplied by a smooth field and nothing else."""

from __future__ import annotations

import numpy as np

from scanaudit.remedy import light
from tests.remedy.drawn import RED, lit, sheet


def test_even_light_is_left_alone() -> None:
    assert light.even(sheet()) is None


def test_the_fall_of_light_goes() -> None:
    dim, _ = lit(sheet(), 0.3)
    done = light.even(dim)
    assert done is not None
    assert light.even(done.pixels) is None
    paper = sheet().min(axis=2) > 250
    assert float(done.pixels[paper].std()) < 0.35 * float(dim[paper].std())


def test_marks_are_only_multiplied_by_a_smooth_field() -> None:
    dim, _ = lit(sheet(), 0.3)
    done = light.even(dim)
    assert done is not None
    expected = np.clip(dim * done.gain[..., None], 0, 255)
    assert np.abs(done.pixels - expected).max() <= 0.51
    steps = np.abs(np.diff(done.gain, axis=0)).max(), np.abs(np.diff(done.gain, axis=1)).max()
    assert max(steps) < 0.004


def test_a_seal_keeps_its_colour_and_its_contrast_to_the_paper() -> None:
    page = sheet()
    dim, _ = lit(page, 0.3)
    done = light.even(dim)
    assert done is not None
    seal = (page == np.array(RED)).all(axis=2)
    before, after = (image[seal].astype(float) for image in (dim, done.pixels))
    ratios = [values[:, 0] / np.maximum(values.sum(axis=1), 1) for values in (before, after)]
    assert np.abs(ratios[0] - ratios[1]).max() < 0.02


def test_a_picture_is_no_light() -> None:
    page = sheet()
    page[:400, :450] = (120, 150, 190)
    assert light.even(page) is None
