"""Files that keep limits, are known again, and are named by what they hold."""

from __future__ import annotations

import io

import numpy as np
import pymupdf
import pytest
from PIL import Image

from scanaudit.kinds.documents import Document
from scanaudit.remedy.encode import Sheet, encode
from scanaudit.remedy.naming import numbered, title
from scanaudit.remedy.provenance import is_marked, marked
from scanaudit.remedy.wanted import FileFormat
from tests.remedy.drawn import jpeg, sheet
from tests.rules.pages import ID_NUMBER, page


def _file(form: FileFormat) -> bytes:
    if form == "jpeg":
        return jpeg(sheet())
    if form == "png":
        out = io.BytesIO()
        Image.fromarray(sheet()).save(out, "PNG")
        return out.getvalue()
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "page")
        content: bytes = document.tobytes()
        return content


@pytest.mark.parametrize("form", ["jpeg", "png", "pdf"])
def test_a_marked_file_is_known_again_until_it_is_changed(form: FileFormat) -> None:
    content = _file(form)
    assert not is_marked(content)
    done = marked(content, form)
    assert is_marked(done)
    changed = bytearray(done)
    changed[len(changed) // 2] ^= 1
    assert not is_marked(bytes(changed))


@pytest.mark.parametrize("form", ["jpeg", "png", "pdf"])
def test_a_marked_file_still_opens(form: FileFormat) -> None:
    done = marked(_file(form), form)
    if form == "pdf":
        with pymupdf.open(stream=done, filetype="pdf") as document:
            assert document.page_count == 1 and not document.is_repaired
    else:
        assert (
            np.asarray(Image.open(io.BytesIO(done))) == np.asarray(Image.open(io.BytesIO(_file(form))))
        ).all()


@pytest.mark.parametrize("limit", [400, 120, 60])
def test_a_size_limit_is_kept(limit: int) -> None:
    noisy = np.clip(sheet().astype(int) + np.random.default_rng(5).normal(0, 6, sheet().shape), 0, 255)
    done = encode(Sheet(noisy.astype(np.uint8), "colour", None, 40.0), "jpeg", limit * 1024, None)
    assert done.fits
    assert len(done.content) <= limit * 1024


def test_text_is_not_made_unreadable_for_a_limit() -> None:
    done = encode(Sheet(sheet(), "colour", None, 16.0), "jpeg", 2000, None)
    assert not done.fits
    assert done.scale * 16.0 >= 14.0


def test_a_finer_picture_is_reduced_to_the_resolution_and_a_coarser_one_kept() -> None:
    fine = encode(Sheet(sheet(), "colour", 300.0, 40.0), "jpeg", None, 150)
    assert fine.width == round(sheet().shape[1] / 2)
    assert round(Image.open(io.BytesIO(fine.content)).info["dpi"][0]) == 150
    assert encode(Sheet(sheet(), "colour", 100.0, 40.0), "jpeg", None, 150).scale == 1


def test_greys_stay_grey() -> None:
    assert (
        Image.open(io.BytesIO(encode(Sheet(sheet(), "grey", None, 30.0), "jpeg", None, None).content)).mode
        == "L"
    )


def test_names_are_those_of_the_materials() -> None:
    pages = [page("graduation_certificate"), page("paper_cover"), page("paper_body"), page("other")]
    certificate, paper = Document("a", "certificate", (0,)), Document("b", "paper", (1, 2))
    assert title(certificate, pages, "IMG_1.jpg") == "毕业证书"
    assert title(paper, pages, "IMG_2.jpg") == "论文"
    assert title(None, pages, "03-全部材料.pdf") == "全部材料"
    assert ID_NUMBER not in title(None, pages, f"{ID_NUMBER}.jpg")
    assert numbered(["论文", "毕业证书", "论文"], [".pdf", ".jpg", ".pdf"]) == [
        "01-论文-1.pdf",
        "02-毕业证书.jpg",
        "03-论文-2.pdf",
    ]
