import cv2
import numpy as np
import pytest
import zxingcpp

from scanaudit.facts import Seal
from scanaudit.marks.find import find
from scanaudit.marks.seals import Stamped
from scanaudit.reading.lines import Line
from tests.marks import drawn


def silent(crops):
    return [("", 0.0)] * len(crops)


def test_all_marks_of_one_page():
    page = drawn.paper()
    lines = [
        drawn.print_line(page, "机密", 60, 40),
        *drawn.prose(page),
        drawn.print_line(page, "本人签字：", 100, 800),
    ]
    drawn.pen(page, 230, 780, 150, 60, seed=1)
    drawn.round_seal(page, 700, 1000, 90)
    barcode = zxingcpp.create_barcode("https://example.org/1", zxingcpp.BarcodeFormat.QRCode)
    code = np.asarray(zxingcpp.write_barcode_to_image(barcode))
    code = cv2.resize(code, (160, 160), interpolation=cv2.INTER_NEAREST)
    page[1150:1310, 100:260] = code[:, :, None]
    marks = find(page, lines, silent)
    assert [type(seal) for seal in marks.seals] == [Seal]
    assert marks.seals[0].text is None
    assert [s.label for s in marks.signatures if s.confidence >= 0.5] == ["本人签字"]
    assert [code.payload for code in marks.qr_codes] == ["https://example.org/1"]
    assert marks.classification == "机密"
    assert marks.portraits == ()


def test_a_seal_is_read_once_the_name_that_it_stands_across_is():
    name, page = "滁州市永信测绘公司", drawn.paper()
    lines = drawn.prose(page)
    drawn.round_seal(page, 640, 900, 90, glyphs=len(name))
    under = drawn.line(name, 500, 890, 780, 912)

    def reads(crops):
        return [(name, 0.95)] * len(crops)

    def doubts(crops):
        return [("滁州市承信测绘公司", 0.9)] * len(crops)

    def reread(seals):
        assert [seal.text for seal in seals] == [None]
        return [*lines, under]

    assert find(page, lines, reads, doubts).seals[0].text is None
    marks = find(page, lines, reads, doubts, reread=reread)
    assert marks.seals[0].text == name
    assert marks.lines == (*lines, under)


def test_a_blank_page_and_a_tiny_one_have_no_marks():
    for page in (drawn.paper(), np.full((8, 5, 3), 255, np.uint8), np.zeros((40, 900, 3), np.uint8)):
        marks = find(page, [], silent)
        assert not (marks.seals or marks.signatures or marks.portraits or marks.qr_codes)


@pytest.mark.parametrize(
    ("text", "confidence", "signed"),
    [
        ("2021年1月23日", 0.9, False),
        ("2021.1.23", 0.9, False),
        ("称职", 0.9, False),
        ("同意推荐", 0.9, False),
        ("同意 赵敏", 0.9, True),
        ("赵敏 2021年1月23日", 0.9, True),
        ("2021年1月 赵敏", 0.9, True),
        ("2021年1月23日", 0.5, True),
    ],
)
def test_a_written_date_or_judgement_that_is_read_is_no_signature(text, confidence, signed):
    page = drawn.paper()
    lines = [*drawn.prose(page), drawn.print_line(page, "本人签字：", 100, 800)]
    drawn.pen(page, 230, 780, 150, 60, seed=1)
    corners = np.array([(225, 775), (390, 775), (390, 845), (225, 845)], np.float32)
    marks = find(page, [*lines, Line(text, confidence, corners)], silent)
    assert any(s.confidence >= 0.5 for s in marks.signatures) is signed


@pytest.mark.parametrize(
    ("caption", "colour", "confidence", "told"),
    [
        ("图7-4 振荡电路", "black", 0.52, False),
        ("加盖公章处", "black", 0.52, True),
        ("图7-4 振荡电路", "red", 0.52, True),
        ("图7-4 振荡电路", "black", 0.9, True),
    ],
)
def test_what_may_be_a_copied_seal_in_a_figure_is_a_drawing(monkeypatch, caption, colour, confidence, told):
    page = drawn.paper()
    lines = [*drawn.prose(page), drawn.print_line(page, caption, 420, 1100)]
    seal = Stamped((0.4, 0.65, 0.6, 0.76), "round", colour, confidence, partial=False)
    monkeypatch.setattr("scanaudit.marks.find.weigh_seals", lambda *_: [seal])
    assert bool(find(page, lines, silent).seals) == told
