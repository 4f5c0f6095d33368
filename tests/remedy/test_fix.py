"""The whole of ``fix`` with the real models: what is mended stays mended, and marks keep their pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scanaudit.inspection.inspect import inspect
from scanaudit.intake.page import Pixels
from scanaudit.reading.ocr import PaddleEngine
from scanaudit.remedy.changes import FILE_NAME
from scanaudit.remedy.fix import fix
from scanaudit.remedy.geometry import straighten
from scanaudit.remedy.wanted import Wanted
from scanaudit.settings import Settings
from tests.remedy.drawn import leaning, on_desk, sheet

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(use_cache=False)


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    folder = tmp_path / "upload"
    folder.mkdir()
    Image.fromarray(np.rot90(on_desk(sheet())[0], 2)).save(folder / "desk.jpg", quality=92)
    Image.fromarray(leaning(sheet(), 1.6)).save(folder / "leaning.png")
    return folder


def _fixed(folder: Path, out: Path, settings: Settings) -> dict[str, list[str]]:
    """What was changed on each page, by the mended file's name."""
    pages = inspect([folder], settings).pages
    told = fix([folder], pages, out, wanted=Wanted(max_kb=500), settings=settings)
    return {file.name: [change.act for page in file.pages for change in page.changes] for file in told.files}


def _pixels(path: Path) -> Pixels:
    return np.asarray(Image.open(path).convert("RGB"), np.uint8)


def test_what_is_mended_is_passed_on_as_it_is(upload: Path, tmp_path: Path, settings: Settings) -> None:
    first = _fixed(upload, tmp_path / "one", settings)
    acts = {act for found in first.values() for act in found}
    assert {"turned", "cropped", "straightened"} <= acts
    again = _fixed(tmp_path / "one", tmp_path / "two", settings)
    assert not any(again.values())
    mended = {p.read_bytes() for p in (tmp_path / "one").iterdir() if p.name != FILE_NAME}
    twice = {p.read_bytes() for p in (tmp_path / "two").iterdir() if p.name != FILE_NAME}
    assert len(mended) == 2 and mended == twice


def test_a_picture_that_is_only_saved_smaller_is_told_of(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "upload").mkdir()
    large = tmp_path / "upload" / "form.png"
    Image.fromarray(sheet()).save(large, compress_level=0)
    assert large.stat().st_size > 500 * 1024
    assert _fixed(large.parent, tmp_path / "out", settings) == {"01-form.png": ["saved"]}


def test_marks_are_moved_and_nothing_else(upload: Path, tmp_path: Path, settings: Settings) -> None:
    (upload / "desk.jpg").unlink()
    before = _pixels(upload / "leaning.png")
    (name,) = _fixed(upload, tmp_path / "out", settings)
    engine = PaddleEngine(settings)
    lean = inspect([upload], settings).pages[0].skew
    moved = straighten(before, lean, lambda image: engine.detect(image, max(image.shape)))
    assert moved.matrix is not None
    assert np.array_equal(_pixels(tmp_path / "out" / name), moved.pixels)
    for place in ([650 - 90, 980], [650, 980 - 90], [230, 960]):
        x, y = leaning_place(place, before.shape)
        there = moved.matrix @ [x, y, 1]
        got = moved.pixels[round(there[1] / there[2]), round(there[0] / there[2])].astype(int)
        assert np.abs(got - sheet()[place[1], place[0]].astype(int)).max() < 60


def leaning_place(place: list[int], shape: tuple[int, ...]) -> tuple[float, float]:
    """Where ``leaning`` brings a place of the sheet."""
    angle, (height, width) = np.radians(1.6), shape[:2]
    x, y = place[0] - width / 2, place[1] - height / 2
    return (
        x * np.cos(angle) - y * np.sin(angle) + width / 2,
        x * np.sin(angle) + y * np.cos(angle) + height / 2,
    )
