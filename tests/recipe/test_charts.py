"""Drawn charts. Needs no torch."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from PIL import ImageDraw

from training.charts import chart

_SEEDS = range(40)


def test_the_ticks_of_an_axis_are_one_step_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks: list[float] = []

    def text(*said: Any, anchor: str, **_: Any) -> None:
        if anchor == "rm":  # left of the upright axis
            ticks.append(float(said[2]))

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", text)
    steps = set()
    for seed in _SEEDS:
        ticks.clear()
        chart(random.Random(seed))
        apart = set(np.diff(ticks))
        assert len(apart) <= 1, ticks  # a pie has no axis
        steps |= apart
    assert len(steps) > 1


def test_a_chart_has_four_channels_and_is_the_same_for_the_same_seed() -> None:
    for seed in _SEEDS:
        one, other = (chart(random.Random(seed)) for _ in range(2))
        assert one.shape == (320, 480, 4) and np.array_equal(one, other)
