import io
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scanaudit.intake.limits import Limits
from scanaudit.intake.opening import IntakeProblem, count_pages

from . import hostile_images as made
from .loading import LIMITS, load, page_of, source_of

RED, GREEN, BLUE, WHITE = (200, 20, 20), (20, 160, 20), (20, 20, 200), (255, 255, 255)


def corners(pixels: np.ndarray) -> list[list[int]]:
    height, width = pixels.shape[:2]
    spots = [(height // 4, width // 4), (height // 4, 3 * width // 4), (3 * height // 4, width // 4),
             (3 * height // 4, 3 * width // 4)]  # fmt: skip
    return [pixels[spot].tolist() for spot in spots]


def assert_colours(pixels: np.ndarray, tolerance: int) -> None:
    assert np.abs(np.array(corners(pixels)) - np.array([RED, GREEN, BLUE, WHITE])).max() <= tolerance


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied_once(tmp_path: Path, orientation: int) -> None:
    page = page_of(tmp_path, made.turned(orientation))
    assert page.pixels.shape == (80, 120, 3)
    assert (page.source_width, page.source_height) == (120, 80)
    assert_colours(page.pixels, 12)


@pytest.mark.parametrize(("form", "options"), [("TIFF", {}), ("PNG", {}), ("WEBP", {"lossless": True})])
def test_exif_orientation_outside_jpeg(tmp_path: Path, form: str, options: dict[str, bool]) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = made.colours().transpose(Image.Transpose.ROTATE_90)
    page = page_of(tmp_path, made.saved(stored, form, exif=exif, **options))
    assert (page.source_width, page.source_height) == (120, 80)
    assert_colours(page.pixels, 4)


def test_heic_orientation(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = made.colours().transpose(Image.Transpose.ROTATE_90)
    data = made.saved(stored, "HEIF", quality=95, exif=exif.tobytes())
    assert b"irot" in data, "HEIC turns pictures by a property of its own"
    page = page_of(tmp_path, data)
    assert (page.source_width, page.source_height) == (120, 80)
    assert_colours(page.pixels, 30)


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP", "GIF"])
def test_lossless_formats_keep_their_colours(tmp_path: Path, form: str) -> None:
    page = page_of(tmp_path, made.saved(made.colours(), form))
    assert_colours(page.pixels, 0)
    assert page.source_mode == "colour"


def test_cmyk_jpeg_with_and_without_the_adobe_marker(tmp_path: Path) -> None:
    red = made.saved(Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "JPEG", quality=95)
    for data in (red, made.plain_cmyk_jpeg()):
        page = page_of(tmp_path, data)
        assert np.abs(page.pixels.astype(int) - (255, 0, 0)).max() <= 10
        assert page.source_mode == "colour"


def test_sixteen_bits(tmp_path: Path) -> None:
    for form in ("PNG", "TIFF"):
        page = page_of(tmp_path, made.deep(form))
        assert (page.pixels[0, 0, 0], page.pixels[-1, -1, 0], page.source_mode) == (0, 255, "grey")
        assert abs(int(page.pixels[40, 0, 0]) - 128) <= 1
    assert page_of(tmp_path, made.deep("TIFF", 4095)).pixels.max() == 255
    assert page_of(tmp_path, made.png_rgb16()).pixels.tolist() == [[[200, 20, 20], [255, 255, 255]]]


def test_stored_modes(tmp_path: Path) -> None:
    grey, bilevel = made.colours().convert("L"), made.colours().convert("1")
    expected = {"grey": grey, "bilevel": bilevel, "colour": grey.convert("RGB")}
    for mode, image in expected.items():
        assert page_of(tmp_path, made.saved(image, "PNG")).source_mode == mode
        assert page_of(tmp_path, made.saved(image, "TIFF")).source_mode == mode
    assert page_of(tmp_path, made.saved(grey, "GIF")).source_mode == "grey"
    assert page_of(tmp_path, made.saved(bilevel, "GIF")).source_mode in ("bilevel", "grey")


def test_transparency_is_shown_over_white(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    assert page_of(tmp_path, made.saved(clear, "PNG")).pixels.min() == 255
    palette = Image.new("P", (8, 8), 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    assert page_of(tmp_path, made.saved(palette, "PNG", transparency=0)).pixels.min() == 255
    assert page_of(tmp_path, made.saved(Image.new("LA", (8, 8), (0, 0)), "PNG")).pixels.min() == 255


def test_large_pictures_come_down_to_the_cap_and_small_ones_stay(tmp_path: Path) -> None:
    limits = Limits(working_megapixels=0.02)
    data = made.saved(made.colours(1200, 800), "JPEG", dpi=(300, 300), quality=95)
    page = page_of(tmp_path, data, limits=limits)
    assert page.pixels.shape == (115, 173, 3)
    assert (page.source_width, page.source_height) == (1200, 800)
    assert page.dpi == pytest.approx(300 * 173 / 1200, rel=0.01)
    assert_colours(page.pixels, 12)
    for form in ("PNG", "TIFF", "WEBP"):
        smaller = page_of(tmp_path, made.saved(made.colours(1200, 800), form), limits=limits)
        assert smaller.pixels.shape == (115, 173, 3)
        assert_colours(smaller.pixels, 12)
    assert page_of(tmp_path, made.saved(made.colours(9, 7), "PNG")).pixels.shape == (7, 9, 3)


@pytest.mark.parametrize(
    ("dpi", "expected"), [((200, 200), 200), ((72, 72), None), ((65000, 65000), None), ((200, 100), None)]
)
def test_dpi_is_taken_only_where_it_can_be_true(
    tmp_path: Path, dpi: tuple[int, int], expected: float | None
) -> None:
    assert page_of(tmp_path, made.saved(made.colours(), "JPEG", dpi=dpi)).dpi == expected


def test_a_camera_knows_nothing_of_paper(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x829A] = 0.01
    assert page_of(tmp_path, made.saved(made.colours(), "JPEG", dpi=(300, 300), exif=exif)).dpi is None


def test_tiff_pages_in_order_without_previews(tmp_path: Path) -> None:
    data = made.tiff_pages(3)
    assert count_pages(source_of(tmp_path, data), LIMITS) == 3
    assert [page_of(tmp_path, data, n).source_width for n in (1, 2, 3)] == [120, 121, 122]
    assert count_pages(source_of(tmp_path, made.tiff_pages(3, big_tiff=True)), LIMITS) == 3
    assert count_pages(source_of(tmp_path, made.tiff_with_preview()), LIMITS) == 2
    shown = [page_of(tmp_path, made.tiff_with_preview(), n).source_width for n in (1, 2)]
    assert shown == [120, 122], "the second directory is a preview"
    with pytest.raises(IntakeProblem, match="F126"):
        page_of(tmp_path, data, 4)


def test_too_many_tiff_pages(tmp_path: Path) -> None:
    with pytest.raises(IntakeProblem, match="F123"):
        count_pages(source_of(tmp_path, made.tiff_pages(4)), Limits(max_pages=3))


def test_the_first_picture_of_an_animation_counts(tmp_path: Path) -> None:
    for form in ("GIF", "WEBP"):
        page, notes = load(tmp_path, made.animated(form))
        assert_colours(page.pixels, 40)
        assert [note.code for note in notes] == ["F165"] and "3" in notes[0].message.zh


def test_fax_pages_that_cannot_be_followed_are_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stored = made.noise(400, 300).convert("1")
    data = bytearray(made.saved(stored, "TIFF", compression="group4"))
    offset = Image.open(io.BytesIO(data)).tag_v2[273][0]
    data[offset + 50 : offset + 90] = bytes(40)
    _, notes = load(tmp_path, bytes(data))
    assert [note.code for note in notes] == ["F162"]
    assert load(tmp_path, made.saved(stored, "TIFF", compression="group4"))[1] == ()
    assert capfd.readouterr().err == "", "decoders do not write to the user's terminal"


def test_a_tiff_that_ends_before_its_strips(tmp_path: Path) -> None:
    data = bytearray(made.saved(made.noise(400, 300).convert("1"), "TIFF", compression="group4"))
    at = Image.open(io.BytesIO(data)).tag_v2[279][0]
    where = data.index(struct.pack("<HHII", 279, 4, 1, at))
    data[where + 8 : where + 12] = struct.pack("<I", at + len(data))
    with pytest.raises(IntakeProblem, match="F132"):
        load(tmp_path, bytes(data))


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_half_a_picture_is_never_shown_silently(tmp_path: Path, share: float) -> None:
    for form in ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP"):
        data = made.saved(made.noise(300, 400), form)
        with pytest.raises(IntakeProblem, match=r"F13[12]"):
            load(tmp_path, data[: int(len(data) * share)])


def test_the_pixel_limit_is_of_the_header(tmp_path: Path) -> None:
    with pytest.raises(IntakeProblem, match=r"F130.*120 × 80"):
        load(tmp_path, made.saved(made.colours(), "PNG"), limits=Limits(max_pixels=9599))
