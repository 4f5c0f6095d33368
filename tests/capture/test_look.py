from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from scanaudit.capture import copying, measure, picture, with_copy
from scanaudit.facts import Box, Capture
from tests.capture.drawn import as_page, line, page_of_text


def look(pixels: np.ndarray, lines: list, source_mode: str = "colour") -> Capture:
    return measure(as_page(pixels, source_mode), picture(pixels), lines)


def test_a_good_page_has_no_fault() -> None:
    found = look(*page_of_text())
    assert (found.sharp, found.readable) == (True, True)
    assert not any(
        (found.cut_off, found.too_dark, found.overexposed, found.glare, found.low_resolution, found.blank)
    )
    assert not found.is_copy


def test_light() -> None:
    pixels, lines = page_of_text()
    assert look((pixels * 0.3).astype(np.uint8), lines).too_dark
    assert not look((pixels * 0.6).astype(np.uint8), lines).too_dark
    faint = (255 - (255 - pixels.astype(np.float32)) * 0.15).astype(np.uint8)
    assert look(faint, lines).overexposed


def test_blurred_print_on_white_paper_is_not_washed_out() -> None:
    pixels, lines = page_of_text()
    white = np.clip(pixels.astype(np.float32) * 255 / pixels.max(), 0, 255).astype(np.uint8)
    found = look(cv2.GaussianBlur(white, (0, 0), 9), lines)
    assert not found.sharp and not found.overexposed


def test_glare_fades_into_the_page_but_a_label_ends_at_an_edge() -> None:
    pixels, lines = page_of_text()
    dim = (pixels * 0.8).astype(np.float32)
    rows, columns = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    spot = np.exp(-((rows - 600) ** 2 + (columns - 450) ** 2) / 140.0**2) * 260
    assert look(np.clip(dim + spot[..., None], 0, 255).astype(np.uint8), lines).glare
    labelled = dim.astype(np.uint8)
    labelled[500:700, 350:600] = 255
    assert not look(labelled, lines).glare


def test_a_bright_corner_hides_nothing_though_a_border_s_ornament_is_read_for_a_letter() -> None:
    pixels, lines = page_of_text()
    low = max(one.box[3] for one in lines)
    room = np.full((500, *pixels.shape[1:]), 255, np.uint8)
    pixels = np.vstack([pixels[: int(low) + 20], room])
    dim = (pixels * 0.8).astype(np.float32)
    rows, columns = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    spot = np.exp(-((rows - low - 270) ** 2 + (columns - 450) ** 2) / 140.0**2) * 260
    lit = np.clip(dim + spot[..., None], 0, 255).astype(np.uint8)
    below = np.array([0, low + 460 - lines[0].box[1]], np.float32)
    for text, hidden in (("X", False), ("学员签名：", True)):
        under = replace(lines[0], text=text, quad=lines[0].quad + below)
        assert look(lit, [*lines, under]).glare is hidden


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_text_cut_by_the_edge(side: str) -> None:
    pixels, lines = page_of_text()
    x0, y0, x1, y1 = 0, 0, pixels.shape[1], pixels.shape[0]
    if side == "left":
        x0 = 140
    elif side == "right":
        x1 = int(min(one.box[2] for one in lines) - 60)
    elif side == "top":
        y0 = int((lines[1].box[1] + lines[1].box[3]) / 2)
    else:
        y1 = int((lines[-1].box[1] + lines[-1].box[3]) / 2)
    cropped = np.ascontiguousarray(pixels[y0:y1, x0:x1])
    low, high = np.array([0, 0], np.float32), np.array([x1 - x0, y1 - y0], np.float32)
    kept = [
        replace(one, quad=np.clip(one.quad - np.array([x0, y0], np.float32), low, high))
        for one in lines
        if one.box[3] > y0 + 5 and one.box[1] < y1 - 5
    ]
    assert look(cropped, kept).cut_off
    assert not look(pixels, lines).cut_off


def test_an_entry_of_a_contents_page_that_the_lower_edge_cuts() -> None:
    pixels, lines = page_of_text(rows=3)
    shown = pixels.copy()
    x0, y0, x1, y1 = (round(value) for value in lines[-1].box)
    shown[y0:y1, x0 + 150 : x1 - 30] = 255
    entry = replace(lines[-1], text=lines[-1].text[:9] + "…………12")
    kept = [*lines[:-1], replace(entry, quad=np.minimum(entry.quad, np.float32([9999, (y0 + y1) // 2])))]
    assert look(np.ascontiguousarray(shown[: (y0 + y1) // 2]), kept).cut_off
    assert not look(shown, [*lines[:-1], entry]).cut_off


def test_a_dark_border_is_not_cut_text() -> None:
    pixels, lines = page_of_text(left=8)
    framed = pixels.copy()
    framed[:, :6] = 0
    framed[:6] = 0
    assert not look(framed, lines).cut_off


def test_a_seal_over_the_edge_is_cut_and_one_beside_it_is_not() -> None:
    pixels, lines = page_of_text(rows=3)
    over, beside = pixels.copy(), pixels.copy()
    cv2.circle(over, (820, 900), 120, (200, 30, 40), 8)
    cv2.circle(beside, (770, 900), 120, (200, 30, 40), 8)
    height, width = pixels.shape[:2]
    for shown, left, expected in ((over, 696, True), (beside, 646, False)):
        box = (left / width, 776 / height, min(1.0, (left + 249) / width), 1024 / height)
        assert with_copy(look(shown, lines), shown, lines, [(box, "red", False)]).cut_off is expected


def test_low_resolution_counts_pixels_of_the_original_picture() -> None:
    pixels, lines = page_of_text(size=14)
    small, at_half = pixels[::2, ::2], [replace(one, quad=one.quad / 2) for one in lines]
    assert look(np.ascontiguousarray(small), at_half).low_resolution
    reduced = replace(as_page(np.ascontiguousarray(small)), source_width=900, source_height=1200)
    assert not measure(reduced, picture(reduced.pixels), at_half).low_resolution


def test_blank_pages() -> None:
    paper = np.random.default_rng(2).normal(246, 2, (1200, 900, 3)).clip(0, 255).astype(np.uint8)
    found = look(paper, [])
    assert found.blank and found.sharp and found.readable
    assert look(paper, [line("- 3 -", (430, 1150, 470, 1170))]).blank
    assert not look(paper, [line("以下空白", (400, 500, 500, 530))]).blank
    sealed = paper.copy()
    cv2.circle(sealed, (500, 700), 100, (220, 60, 60), 6)
    assert not look(sealed, []).blank


def test_colour_is_not_a_tint_but_a_small_seal() -> None:
    pixels, lines = page_of_text()
    tinted = np.clip(pixels.astype(np.int16) + np.array([1, 0, -2]), 0, 255).astype(np.uint8)
    assert look(tinted, lines).colour != "colour"
    sealed = tinted.copy()
    cv2.circle(sealed, (700, 1000), 40, (215, 60, 70), 4)
    assert look(sealed, lines).colour == "colour"


def test_grey_and_bilevel() -> None:
    pixels, lines = page_of_text()
    two = np.where(pixels > 128, 255, 0).astype(np.uint8)
    assert look(two, lines).colour == "bilevel"
    assert look(pixels, lines, "bilevel").colour == "bilevel"
    scanned = np.clip(cv2.GaussianBlur(pixels, (0, 0), 1.0) * 0.78, 0, 255).astype(np.uint8)
    assert look(scanned, lines).colour == "grey"


BODY = [line("兹证明该同志参加培训", (100, 300 + 40 * i, 500, 324 + 40 * i)) for i in range(5)]
TITLE = line("荣誉证书", (200, 100, 500, 170))


@pytest.mark.parametrize(
    ("colour", "seals", "lines", "expected"),
    [
        ("grey", [], BODY, False),
        ("bilevel", [], BODY, False),
        ("colour", [("red", False)], [TITLE, *BODY], False),
        ("grey", [], [TITLE, *BODY], True),
        ("grey", [], [line("个人诚信保证书", (200, 100, 500, 170)), *BODY], False),
        ("grey", [("black", False)], BODY, True),
        ("colour", [("red", False), ("black", True)], BODY, True),
        ("colour", [("red", False)], [*BODY, line("与原件一致", (100, 900, 300, 930))], True),
        ("grey", [], [line("本复印件仅限于申报", (10, 10, 400, 40))], True),
        ("colour", [], [*BODY, line("检索页等与原件相符。", (100, 500, 330, 524))], False),
        ("colour", [], [*BODY, line("与原件一致", (100, 500, 250, 524))], True),
        ("colour", [], [*BODY, line("经核对无误。", (100, 900, 250, 924))], True),
        ("colour", [], [*BODY, line("3.提交的复印件与原件一致；", (100, 900, 450, 924))], False),
        (
            "colour",
            [],
            [line("本人郑重承诺", (10, 10, 200, 34)), line("与原件一致", (100, 900, 250, 924))],
            False,
        ),
        ("colour", [], [*BODY, line("核对无误：李四", (100, 900, 250, 924))], True),
        ("colour", [], [*BODY, line("与原件一致，核对人：李四", (100, 900, 450, 924))], True),
        ("colour", [], [*BODY, line("与原件相符，情况属实", (100, 900, 450, 924))], True),
        ("colour", [], [*BODY, line("本人对以上登记内容核对无误。", (100, 900, 450, 924))], False),
        ("colour", [], [*BODY, line("与原件一致，无弄虚作假行为。", (300, 500, 700, 524))], False),
        ("colour", [], [*BODY, line("检索页等与原件相符。", (100, 900, 330, 924))], True),
        ("colour", [], [*BODY, line("以上复印件与原件一致", (100, 500, 330, 524))], True),
        ("colour", [], [*BODY, line("原件已核。", (100, 500, 200, 524))], True),
        (
            "colour",
            [],
            [line("请提交身份证复印件，并注明与原件一致字样后由单位审核盖章", (0, 0, 800, 30))],
            False,
        ),
        ("grey", [], [line("取得证书", (100, 300, 300, 324)), *BODY], False),
    ],
)
def test_a_copy_is_called_so_on_evidence_alone(colour, seals, lines, expected) -> None:  # type: ignore[no-untyped-def]
    assert copying.is_copy(colour, seals, lines) is expected


ON_ITS_END, BESIDE = (250.0, 860.0, 420.0, 1030.0), (500.0, 860.0, 670.0, 1030.0)


@pytest.mark.parametrize(
    ("text", "stamped", "expected"),
    [
        ("复印件与原件", ON_ITS_END, True),
        ("此复印件经核对与原", ON_ITS_END, True),
        ("复印件与原件", BESIDE, False),
        ("复印件与原件", (250.0, 100.0, 420.0, 270.0), False),
        ("身份证复印件与原件", ON_ITS_END, False),
        ("请提供复印件与原件", ON_ITS_END, False),
        ("复印件", ON_ITS_END, False),
    ],
)
def test_a_note_vouches_though_a_seal_hides_its_end(text: str, stamped: Box, expected: bool) -> None:
    pixels, _ = page_of_text()
    lines = [*BODY, line(text, (100, 900, 270, 924))]
    assert copying.is_copy("colour", [("red", False)], lines, [stamped]) is expected
    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = stamped
    seal = ((x0 / width, y0 / height, x1 / width, y1 / height), "red", False)
    colour = look(pixels, lines).model_copy(update={"colour": "colour"})
    assert with_copy(colour, pixels, lines, [seal]).is_copy is expected


@pytest.mark.parametrize("shape", [(1, 50), (2, 2), (4, 4), (8, 200), (15, 15)])
def test_pictures_of_a_few_pixels_are_looked_at_without_harm(shape: tuple[int, int]) -> None:
    pixels = np.full((*shape, 3), 255, np.uint8)
    found = look(pixels, [])
    assert not (found.table or found.finger or found.page_small)


def test_a_watermark_across_a_page_makes_its_print_neither_pale_nor_high() -> None:
    pixels, lines = page_of_text()
    pixels = pixels.copy()
    turn = np.array([[0.87, -0.5], [0.5, 0.87]], np.float32)
    slanted = []
    for row in range(3 * len(lines)):
        start = np.array([60 + 90 * (row % 6), 120 + 45 * row], np.float32)
        quad = np.array([(0, 0), (300, 0), (300, 60), (0, 60)], np.float32) @ turn + start
        cv2.fillPoly(pixels, [quad.astype(np.int32)], (236, 236, 236))
        slanted.append(replace(lines[0], quad=quad))
    found = look(pixels, [*slanted, *lines])
    assert not (found.low_contrast or found.overexposed)
    assert found.text_height == look(pixels, lines).text_height


def test_all_of_a_page_s_lines_are_looked_at_where_most_of_its_text_is_slanted() -> None:
    pixels, lines = page_of_text()
    turn = np.array([[0.87, -0.5], [0.5, 0.87]], np.float32)
    faint = (255 - (255 - pixels.astype(np.float32)) * 0.15).astype(np.uint8)
    slanted = [replace(one, quad=one.quad @ turn) for one in lines]
    assert look(faint, slanted).overexposed
    # a screen's own words about a page that was photographed aslant
    words = [replace(lines[0], text=text, quad=lines[0].quad[:] * 0.1) for text in ("12:30", "5G", "完成")]
    assert look(faint, [*slanted, *words]).overexposed


def test_a_small_picture_without_text_is_of_low_resolution() -> None:
    picture_of = np.random.default_rng(1).integers(0, 255, (100, 130, 3), np.uint8)
    assert look(picture_of, []).low_resolution
    portrait = np.kron(picture_of, np.ones((2, 2, 1), np.uint8))
    assert not look(portrait, []).low_resolution
