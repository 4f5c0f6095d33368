import cv2
import numpy as np

from scanaudit.marks.ink import separate
from scanaudit.marks.seal_text import _agreed, read_seal, stamp_ink
from scanaudit.marks.seals import find_seals
from tests.marks import drawn


def reading(answers):
    """A recogniser that gives these answers in turn, the last for ever."""

    def recognise(crops):
        return [answers[min(i, len(answers) - 1)] for i in range(len(crops))]

    return recognise


def sealed_page():
    page = drawn.paper()
    drawn.round_seal(page, 640, 900, 90)
    ink = separate(page)
    (seal,) = find_seals(ink, [])
    return page, seal, ink.scale


def test_readings_that_agree_give_the_name_without_scraps_of_the_rim():
    readings = [
        ("合肥市某某建设有限公司由", 0.96),
        ("出合肥市某某建设有限公司", 0.95),
        ("合肥市某某建设有限公司", 0.99),
    ]
    assert _agreed(readings) == "合肥市某某建设有限公司"


def test_readings_that_differ_give_nothing():
    assert _agreed([("合肥市某某建设有限公司", 0.95), ("台肥巾果果建没有限公同", 0.95), ("R文", 0.5)]) is None


def test_unsure_readings_give_nothing():
    assert _agreed([("合肥市某某建设有限公司", 0.6)] * 3) is None


def test_a_serial_number_is_no_name():
    assert _agreed([("3401000012345", 0.99)] * 3) is None


def test_a_round_seal_is_unrolled_to_strips_with_its_text_dark_on_white():
    page, seal, scale = sealed_page()
    seen = []

    def recognise(crops):
        seen.extend(crops)
        return [("", 0.0)] * len(crops)

    assert read_seal(page, seal, scale, recognise) is None
    strip = seen[0][:, :, 0]
    assert strip.shape[0] == 48 < strip.shape[1]
    columns = (strip < 128).any(axis=0)
    assert 8 <= int((np.diff(columns.astype(int)) == 1).sum()) <= 40  # twelve glyphs and some splits
    assert np.mean(strip > 200) > 0.4


def test_a_name_is_given_when_the_recogniser_is_sure():
    page, seal, scale = sealed_page()
    assert read_seal(page, seal, scale, reading([("安徽省某某学会", 0.98)])) == "安徽省某某学会"


def test_black_print_over_a_seal_is_taken_out():
    page, _, _ = sealed_page()
    cv2.line(page, (540, 880), (740, 880), drawn.BLACK, 6)
    stamp = stamp_ink(np.ascontiguousarray(page[800:1000, 540:740]), "red")
    assert stamp[80, 30] > 200
