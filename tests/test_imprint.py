"""What is packed is unpacked again, and nonsense is nothing."""

from __future__ import annotations

import numpy as np
import pytest

from scanaudit.imprint import MOST, pack, unpack


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (136, 96)])
def test_levels_survive(shape: tuple[int, int]) -> None:
    levels = np.random.default_rng(3).integers(0, MOST + 1, shape).astype(np.uint8)
    again = unpack(pack(levels))
    assert again is not None
    assert (again == levels).all()


@pytest.mark.parametrize("ink", ["", "AAAA", "not base64 at all", "eJwDAAAAAAE="])
def test_nonsense_is_nothing(ink: str) -> None:
    assert unpack(pack(np.ones((9, 9), np.uint8)).model_copy(update={"ink": ink})) is None
