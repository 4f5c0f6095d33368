"""Two certificates on one scan, read by the models: each is found, with its own place and values."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image

from samples.lines import pages
from samples.lines.picture import picture
from scanaudit.inspection.inspect import inspect
from scanaudit.settings import Settings

pytestmark = pytest.mark.models


def test_a_graduation_and_a_degree_certificate_under_each_other(tmp_path: Path) -> None:
    kinds = ("graduation_certificate", "degree_certificate")
    drawn = [next(page for page in pages(12, 1) if page.kind == kind) for kind in kinds]
    made = [picture(page, random.Random(4)) for page in drawn]
    upright = [one.image.convert("RGB").rotate(one.rotation, expand=True) for one in made]
    scaled = [one.resize((1000, round(one.height * 1000 / one.width))) for one in upright]
    sheet = Image.new("RGB", (1060, sum(one.height for one in scaled) + 90), "white")
    sheet.paste(scaled[0], (30, 30))
    sheet.paste(scaled[1], (30, 60 + scaled[0].height))
    sheet.save(tmp_path / "学历学位.png")
    [page] = inspect([tmp_path / "学历学位.png"], Settings(use_cache=False)).pages
    assert [part.kind for part in page.parts] == list(kinds)
    border = (45 + scaled[0].height) / sheet.height
    assert page.parts[0].bbox[3] <= border + 0.02 and page.parts[1].bbox[1] >= border - 0.02
    for part, truth in zip(page.parts, drawn, strict=True):
        assert part.fields.name == truth.truth["name"]
