"""A page under a watermark is read as the page without it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image

from samples.lines import pages
from samples.lines.picture import picture
from samples.watermark import watermarked
from scanaudit.inspection.inspect import inspect
from scanaudit.settings import Settings

pytestmark = pytest.mark.models


@pytest.mark.parametrize("ink", ["red", "grey"])
def test_a_certificate_under_a_watermark_keeps_its_kind_values_and_marks(ink: str, tmp_path: Path) -> None:
    truth = next(page for page in pages(12, 1) if page.kind == "graduation_certificate")
    made = picture(truth, random.Random(4))
    clean = made.image.convert("RGB").rotate(made.rotation, expand=True)
    clean.resize((1200, round(clean.height * 1200 / clean.width)), Image.Resampling.LANCZOS).save(
        tmp_path / "clean.png"
    )
    with Image.open(tmp_path / "clean.png") as page:
        watermarked(page, ink, random.Random(5)).save(tmp_path / "marked.png")
    bare, marked = inspect([tmp_path / "clean.png", tmp_path / "marked.png"], Settings(use_cache=False)).pages
    assert marked.kind == "graduation_certificate"
    assert marked.fields.name == truth.truth["name"]
    assert len(marked.seals) == len(bare.seals)
    assert len(marked.signatures) == len(bare.signatures)
    assert "职称" not in marked.text
