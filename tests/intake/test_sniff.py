from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanaudit.intake.sniff import sniff, sniff_bytes

from . import hostile_zip
from .hostile_images import colours, saved
from .hostile_pdf import page


@pytest.mark.parametrize(
    ("form", "kind"),
    [("JPEG", "jpeg"), ("PNG", "png"), ("TIFF", "tiff"), ("WEBP", "webp"), ("BMP", "bmp"), ("GIF", "gif"),
     ("HEIF", "heic")],
)  # fmt: skip
def test_pictures(form: str, kind: str) -> None:
    assert sniff_bytes(saved(colours(), form)[:1024]) == kind


def test_big_tiff_and_avif() -> None:
    assert sniff_bytes(saved(colours(), "TIFF", big_tiff=True)[:1024]) == "tiff"
    assert sniff_bytes(saved(colours(), "AVIF")[:1024]) == "other"


def test_a_pdf_header_may_come_late_but_not_too_late() -> None:
    assert sniff_bytes((b"\n" * 1019 + page())[:2048]) == "pdf"
    assert sniff_bytes(b"\n" * 1020 + page()) == "other"


def test_the_first_bytes_win_over_a_later_pdf_header() -> None:
    assert sniff_bytes(hostile_zip.packed([("a.pdf", page())], 0)[:1024]) == "zip"
    assert sniff_bytes(saved(colours(), "JPEG", comment=b"%PDF-1.4")) == "jpeg"


@pytest.mark.parametrize(
    ("entries", "kind"),
    [
        ([("a.png", b"x")], "zip"),
        ([("[Content_Types].xml", b""), ("word/document.xml", b"")], "docx"),
        ([("[Content_Types].xml", b""), ("xl/workbook.xml", b"")], "office"),
        ([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"")], "office"),
        ([("OFD.xml", b"")], "ofd"),
    ],
)
def test_containers(tmp_path: Path, entries: hostile_zip.Entries, kind: str) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(hostile_zip.packed(entries))
    assert sniff(path) == kind


@given(st.binary(max_size=2000))
def test_any_bytes_have_a_kind(data: bytes) -> None:
    assert isinstance(sniff_bytes(data), str)
