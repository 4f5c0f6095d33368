"""The documents say what the code has."""

from __future__ import annotations

import pytest

from scanaudit.service.reference import DOCS, filled


@pytest.mark.parametrize("name", ["api.md", "deploy.md"])
def test_tables_are_current(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    assert filled(text) == text, "run: python -m scanaudit.service.reference"
