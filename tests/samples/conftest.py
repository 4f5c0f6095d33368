"""Samples are tested with the font that PyMuPDF carries, so that every machine renders the same pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from samples import fonts


@pytest.fixture(autouse=True)
def builtin_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SAMPLES_FONTS", "builtin")
    monkeypatch.delenv("SAMPLES_HANDWRITING", raising=False)
    _forget()
    yield
    _forget()


def _forget() -> None:
    for cached in (fonts._installed, fonts.faces, fonts.hands):
        cached.cache_clear()
