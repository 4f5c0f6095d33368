from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image

from scanaudit.intake import pdf_images
from scanaudit.intake.limits import Limits
from scanaudit.intake.opening import IntakeProblem, count_pages

from . import hostile_pdf as made
from .hostile_images import colours
from .loading import LIMITS, load, page_of, source_of

A4 = b"/MediaBox[0 0 595 842]"


def text_box(page_pixels: np.ndarray) -> tuple[float, float, float, float]:
    """Where the ink is, in fractions."""
    rows, columns = np.nonzero(page_pixels.min(axis=2) < 128)
    height, width = page_pixels.shape[:2]
    return columns.min() / width, rows.min() / height, columns.max() / width, rows.max() / height


def test_digital_a4_is_rendered_at_150(tmp_path: Path) -> None:
    page = page_of(tmp_path, made.page())
    assert page.pixels.shape == (1755, 1240, 3) and page.dpi == 150
    assert (page.source_width, page.source_height, page.source_mode) == (1240, 1755, "grey")


@pytest.mark.parametrize(("stored", "rendered"), [(300, 200), (200, 200), (170, 170), (120, 120)])
def test_a_scan_is_rendered_at_its_own_resolution_up_to_200(
    tmp_path: Path, stored: int, rendered: int
) -> None:
    width, height = round(8.2667 * stored), round(11.693 * stored)
    page = page_of(tmp_path, made.scan(colours(width, height)))
    assert page.dpi == pytest.approx(rendered, rel=0.002)
    assert (page.source_width, page.source_height) == (
        pytest.approx(width, abs=2),
        pytest.approx(height, abs=2),
    )
    assert page.source_mode == "colour"


def test_what_a_scan_stored(tmp_path: Path) -> None:
    grey = Image.effect_noise((1240, 1754), 30)
    for mode, expected in (("L", "grey"), ("1", "bilevel"), ("RGB", "colour")):
        assert page_of(tmp_path, made.scan(grey.convert(mode))).source_mode == expected


def test_a_page_without_physical_size_has_no_dpi(tmp_path: Path) -> None:
    page = page_of(tmp_path, made.scan(colours(1200, 1600), points=(1200, 1600)))
    assert page.dpi is None and page.pixels.shape == (1600, 1200, 3)


def test_a_card_is_rendered_larger(tmp_path: Path) -> None:
    card = made.scan(Image.effect_noise((1011, 638), 30), points=(242.6, 153))
    assert page_of(tmp_path, card).pixels.shape[1] == pytest.approx(1011, abs=2)


@pytest.mark.parametrize(
    ("entries", "shape"),
    [
        (A4 + b"/Rotate 45", (1755, 1240)),
        (A4 + b"/Rotate -90", (1240, 1755)),
        (A4 + b"/Rotate 450", (1240, 1755)),
        (b"/MediaBox[595 842 0 0]", (1755, 1240)),
        (A4 + b"/CropBox[0 421 595 842]", (1063, 1501)),
    ],
)
def test_boxes_and_turns_as_a_viewer_shows_them(
    tmp_path: Path, entries: bytes, shape: tuple[int, int]
) -> None:
    page = page_of(tmp_path, made.page(entries))
    if b"CropBox" in entries:
        ratio = page.pixels.shape[1] / page.pixels.shape[0]
        assert ratio == pytest.approx(595 / 421, rel=0.01)
    else:
        assert page.pixels.shape[:2] == shape
    (span,) = page.text_layer
    assert span.text == "Hello"
    ink = text_box(page.pixels)
    assert span.bbox[0] - 0.01 <= ink[0] and ink[2] <= span.bbox[2] + 0.01
    assert span.bbox[1] - 0.01 <= ink[1] and ink[3] <= span.bbox[3] + 0.01


@pytest.mark.parametrize("entries", [b"/MediaBox[0 0 14400 14400]", A4 + b"/UserUnit 1000000000"])
def test_vast_pages_stay_below_the_cap(tmp_path: Path, entries: bytes) -> None:
    page = page_of(tmp_path, made.page(entries))
    assert 7.5e6 < page.pixels.size / 3 <= 8.1e6


def test_a_tiny_page_is_a_tiny_picture(tmp_path: Path) -> None:
    assert max(page_of(tmp_path, made.page(b"/MediaBox[0 0 1 1]")).pixels.shape[:2]) <= 5


def test_the_text_layer_of_a_scan_is_told_even_where_it_lies(tmp_path: Path) -> None:
    page = page_of(tmp_path, made.scan(Image.effect_noise((1654, 2339), 30), extra="INVISIBLE"))
    assert [span.text for span in page.text_layer] == ["INVISIBLE"]
    assert page.dpi == pytest.approx(200, rel=0.01) and page.source_mode == "grey"


def test_an_overlong_text_layer_is_cut_and_told(tmp_path: Path) -> None:
    content = b"".join(b"BT /F1 9 Tf 72 %d Td (line) Tj ET " % (y * 20) for y in range(1, 40))
    page, notes = load(tmp_path, made.page(content=content), limits=Limits(max_text_spans=10))
    assert len(page.text_layer) == 10 and [note.code for note in notes] == ["F166"]


def test_text_outside_the_displayed_page_is_left_out(tmp_path: Path) -> None:
    assert page_of(tmp_path, made.page(content=b"BT /F1 24 Tf 72 2000 Td (Hidden) Tj ET")).text_layer == ()


def test_annotations_and_form_fields_are_rendered(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        sheet = document.new_page()
        sheet.draw_rect(pymupdf.Rect(0, 0, 1, 1))
        stamp = sheet.add_rect_annot(pymupdf.Rect(100, 100, 200, 200))
        stamp.set_colors(fill=(1, 0, 0))
        stamp.update()
        field = pymupdf.Widget()
        field.rect, field.field_name = pymupdf.Rect(300, 300, 400, 330), "name"
        field.field_type, field.field_value = pymupdf.PDF_WIDGET_TYPE_TEXT, "WWWW"
        sheet.add_widget(field)
        data = document.tobytes()
    page = page_of(tmp_path, data)
    assert page.source_mode == "colour"
    scale = 150 / 72
    assert page.pixels[int(150 * scale), int(150 * scale)].tolist() == [255, 0, 0]
    assert page.pixels[int(305 * scale) : int(325 * scale), int(302 * scale) : int(390 * scale)].min() < 100


def test_every_page_counts_and_there_are_no_others(tmp_path: Path) -> None:
    source = source_of(tmp_path, made.many_pages(7))
    assert count_pages(source, LIMITS) == 7
    for number in (0, 8):
        with pytest.raises(IntakeProblem, match="F126"):
            load(tmp_path, made.many_pages(7), number)


def test_document_notes_stand_on_the_first_page_only(tmp_path: Path) -> None:
    with pymupdf.open(stream=made.many_pages(2), filetype="pdf") as document:
        document.embfile_add("a", b"x")
        data = document.tobytes()
    assert [note.code for note in load(tmp_path, data, 1)[1]] == ["F163"]
    assert load(tmp_path, data, 2)[1] == ()


def test_sizes_that_codecs_carry() -> None:
    assert pdf_images.jpx_size(b"junk") is None and pdf_images.jpx_size(b"\xff\x4f\xff\x51") is None
    assert pdf_images.jbig2_size(b"") is None and pdf_images.jbig2_size(b"\0" * 400) is None


def test_bombs_behind_a_deflate_layer_are_seen(tmp_path: Path) -> None:
    import zlib

    plain = made.jpx_bomb()
    code = plain[plain.rindex(b"\nstream\n") + 8 : plain.rindex(b"\nendstream")]
    entries = made.IMAGE % (10, 10, 8) + b"/Filter[/FlateDecode/JPXDecode]"
    data = made.page(content=made.PLACE, image=made.stream(entries, zlib.compress(code)))
    with pytest.raises(IntakeProblem, match=r"F130.*60000 × 60000"):
        load(tmp_path, data)


@pytest.mark.parametrize("cut", range(5, 100, 5))
def test_a_pdf_cut_off_anywhere_is_told(tmp_path: Path, cut: int) -> None:
    whole = made.scan(Image.effect_noise((400, 600), 30))
    data = whole[: len(whole) * cut // 100]
    try:
        count_pages(source_of(tmp_path, data), LIMITS)
        _, notes = load(tmp_path, data)
    except IntakeProblem as error:
        assert error.problem.code in ("F121", "F122", "F124")
    else:
        assert "F161" in [note.code for note in notes]
