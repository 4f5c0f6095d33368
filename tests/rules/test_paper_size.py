"""V494 knows the size of scanned paper only."""

from __future__ import annotations

import pytest

from scanaudit.rules.v494_not_a4 import is_a4
from tests.rules.pages import page


@pytest.mark.parametrize(
    "seen", [{"table": True}, {"page_small": True}, {"perspective": True}, {"screen": "photo"}]
)
def test_a_photograph_has_no_size_of_paper(seen: dict[str, object]) -> None:
    size = {"dpi": 150, "width": 1918, "height": 2574}
    assert is_a4(page(shot=seen, **size))
    assert not is_a4(page(**size))


def test_a_scan_a_little_off_and_one_across_are_a4() -> None:
    assert is_a4(page(dpi=200, width=1654, height=2339))
    assert is_a4(page(dpi=200, width=2300, height=1690))
    assert not is_a4(page(dpi=200, width=2339, height=3307))
    assert is_a4(page(width=2339, height=3307))
