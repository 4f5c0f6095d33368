"""One page's copy: a file of its own, nothing of the source's bytes in it, its ID number covered in the preview."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pymupdf
import pytest
from PIL import Image

from scanaudit.facts import Evidence, Rotation, turned
from scanaudit.intake.page import Pixels
from scanaudit.intake.sources import Source
from scanaudit.remedy import Wanted, pages
from scanaudit.remedy.provenance import marked
from scanaudit.remedy.single import PageCopy, copy_page
from scanaudit.report.pictures import COVER
from scanaudit.settings import Settings
from tests.remedy.drawn import detect, jpeg, on_desk, sheet
from tests.rules.pages import ID_NUMBER, page

# Where the number stands on the sheet: left, top, right, bottom in pixels.
SPOT = (200, 700, 560, 740)
GREEN = (20, 160, 60)


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        pages, "_engine", lambda settings: SimpleNamespace(detect=lambda image, _: detect(image))
    )


def _photo() -> tuple[Pixels, np.ndarray]:
    """A sheet with a green bar where the number stands, photographed on a desk; and the bar's corners."""
    drawn = sheet()
    cv2.rectangle(drawn, SPOT[:2], SPOT[2:], GREEN, -1)
    photo, corners = on_desk(drawn)
    height, width = drawn.shape[:2]
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    x0, y0, x1, y1 = SPOT
    spot = np.array([[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]], np.float32)
    return photo, cv2.perspectiveTransform(spot, matrix)[0]


def _copied(path: Path, content: bytes, kind: str, wanted: Wanted, **facts: object) -> PageCopy:
    path.write_bytes(content)
    source = Source("p", path, None, kind, "0" * 64)  # type: ignore[arg-type]
    made = copy_page(source, page(**facts), wanted, Settings())  # type: ignore[arg-type]
    assert isinstance(made, PageCopy)
    return made


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_number_is_covered_where_the_page_was_moved_to(tmp_path: Path, rotation: Rotation) -> None:
    photo, corners = _photo()
    height, width = photo.shape[:2]
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    box = (x0 / width - 0.01, y0 / height - 0.01, x1 / width + 0.01, y1 / height + 0.01)
    evidence = {"id_number": Evidence(raw=ID_NUMBER, bbox=turned(box, rotation), confidence=0.99)}
    shown = np.ascontiguousarray(np.rot90(photo, -(rotation // 90)))
    made = _copied(
        tmp_path / "p.jpg", jpeg(shown), "jpeg", Wanted(), rotation=rotation, skew=0.5, evidence=evidence
    )
    assert {"cropped"} <= {one.act for one in made.changes}
    assert ("turned" in {one.act for one in made.changes}) == bool(rotation)
    whole = np.asarray(Image.open(io.BytesIO(made.content)).convert("RGB")).astype(int)
    assert whole.shape[0] < max(photo.shape[:2]) and (np.abs(whole - GREEN).sum(axis=2) < 60).sum() > 5000
    preview = np.asarray(Image.open(io.BytesIO(made.preview)).convert("RGB")).astype(int)
    assert (np.abs(preview - GREEN).sum(axis=2) < 60).sum() == 0
    assert (np.abs(preview - COVER).sum(axis=2) < 12).sum() > 2000


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_the_number_is_covered_on_a_page_that_was_mended_before(tmp_path: Path, rotation: Rotation) -> None:
    drawn = sheet()
    cv2.rectangle(drawn, SPOT[:2], SPOT[2:], GREEN, -1)
    height, width = drawn.shape[:2]
    box = (SPOT[0] / width - 0.01, SPOT[1] / height - 0.01, SPOT[2] / width + 0.01, SPOT[3] / height + 0.01)
    evidence = {"id_number": Evidence(raw=ID_NUMBER, bbox=box, confidence=0.99)}
    made = _copied(
        tmp_path / "p.jpg",
        marked(jpeg(drawn), "jpeg"),
        "jpeg",
        Wanted(formats=("png",)),
        rotation=rotation,
        evidence=evidence,
    )
    assert [one.act for one in made.changes] == ["format"]
    preview = np.asarray(Image.open(io.BytesIO(made.preview)).convert("RGB")).astype(int)
    assert (np.abs(preview - GREEN).sum(axis=2) < 60).sum() == 0
    assert (np.abs(preview - COVER).sum(axis=2) < 12).sum() > 2000


def test_a_good_page_has_no_copy(tmp_path: Path) -> None:
    made = _copied(tmp_path / "p.jpg", jpeg(sheet()), "jpeg", Wanted(), rotation=0, skew=0.0)
    assert (made.content, made.preview, made.changes) == (b"", b"", ())


def test_what_the_portal_does_not_take_becomes_what_it_takes(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.fromarray(sheet()).save(out, "WEBP")
    made = _copied(tmp_path / "p", out.getvalue(), "webp", Wanted(formats=("jpeg",)), rotation=0, skew=0.0)
    assert [one.act for one in made.changes] == ["format"]
    assert made.content[:2] == b"\xff\xd8"


def test_of_a_pdf_no_byte_but_its_picture_is_kept(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        first = document.new_page()
        for row in range(20):
            first.insert_text((72, 72 + 30 * row), "a line of type that stays a line of type")
        first.set_rotation(90)
        document.embfile_add("evil.exe", b"MZ evil")
        document.xref_set_key(document.pdf_catalog(), "OpenAction", "<</S/JavaScript/JS(app.alert(1))>>")
        content = document.tobytes()
    assert b"JavaScript" in content
    made = _copied(tmp_path / "p.pdf", content, "pdf", Wanted(), rotation=90, skew=0.0)
    assert [one.act for one in made.changes] == ["turned"]
    assert b"JavaScript" not in made.content and b"evil" not in made.content
    with pymupdf.open(stream=made.content, filetype="pdf") as copy:
        assert copy.page_count == 1 and copy[0].get_text() == "" and len(copy[0].get_images()) == 1
        assert copy.embfile_count() == 0
