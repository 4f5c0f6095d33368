import pytest

from scanaudit.marks.ink import separate
from scanaudit.marks.signature_labels import field_at, fields
from scanaudit.marks.signatures import find_signatures
from tests.marks import drawn


def reported(page, lines, taken=()):
    return find_signatures(page, separate(page), lines, fields(lines), taken)


def signatures_of(page, lines, taken=()):
    return [signature for signature in reported(page, lines, taken) if signature.confidence >= 0.5]


@pytest.mark.parametrize("colour", [drawn.BLACK, drawn.BLUE])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_signature_beside_its_label(colour, seed):
    page = drawn.paper()
    lines = [*drawn.prose(page), drawn.print_line(page, "本人签字：", 500, 900)]
    drawn.pen(page, 630, 880, 150, 60, colour, seed)
    (signature,) = signatures_of(page, lines)
    assert signature.label == "本人签字"
    assert signature.bbox[0] > 0.58


def test_a_hand_is_asked_for_by_the_label_of_its_row_and_not_by_a_blank_one_above():
    page = drawn.paper()
    labels = [
        drawn.print_line(page, text, 300, y) for text, y in (("申请人签名：", 900), ("审核人签名：", 970))
    ]
    box = (460.0, 960.0, 600.0, 1010.0)
    assert field_at(box, fields(labels)).label == "审核人签名"
    assert field_at((460.0, 895.0, 600.0, 935.0), fields(labels)).label == "申请人签名"
    assert field_at((300.0, 200.0, 400.0, 240.0), fields(labels)) is None


def test_an_empty_line_is_no_signature():
    page = drawn.paper()
    lines = [*drawn.prose(page), drawn.print_line(page, "本人签字：", 500, 900)]
    page[924:926, 620:860] = drawn.BLACK
    assert signatures_of(page, lines) == []


def test_a_printed_name_is_no_signature():
    page = drawn.paper()
    lines = [*drawn.prose(page), drawn.print_line(page, "承诺人：张某某", 500, 900)]
    assert signatures_of(page, lines) == []


def test_a_printed_date_is_no_signature():
    page = drawn.paper()
    lines = [*drawn.prose(page), drawn.print_line(page, "签名：      2023年9月1日", 300, 900)]
    assert signatures_of(page, lines) == []


def test_a_seal_is_no_signature():
    page = drawn.paper()
    lines = [*drawn.prose(page), drawn.print_line(page, "单位负责人签章：", 300, 1000)]
    drawn.round_seal(page, 620, 1000, 90)
    assert signatures_of(page, lines, [(0.53, 0.64, 0.71, 0.77)]) == []


def test_print_alone_has_no_signature():
    page = drawn.paper()
    assert signatures_of(page, drawn.prose(page, rows=25)) == []


def test_two_labels_on_one_line_open_two_fields():
    page = drawn.paper()
    lines = [drawn.print_line(page, "作者签名：      导师签名：", 100, 900)]
    first, second = fields(lines)
    assert (first.label, second.label) == ("作者签名", "导师签名")
    assert first.box[2] <= second.label_box[0] + 1


def test_a_name_close_behind_the_label_at_the_end_of_a_line_stands_in_its_field():
    page = drawn.paper()
    lines = [
        drawn.print_line(page, text, 100, y)
        for text, y in (
            ("准予结业。学员签字沈丽志", 500),
            ("本人签名 王五", 560),
            ("负责人签字盖章", 620),
            ("经双方签字确认", 680),
            ("以本人签名为准", 740),
            ("持证者本人（签字）叶伟亦", 800),
        )
    ]
    assert [(f.label, f.text) for f in fields(lines) if f.text] == [
        ("学员签字", "沈丽志"),
        ("本人签名", "王五"),
        ("持证者本人（签字", "叶伟亦"),
    ]
    assert signatures_of(page, lines) == []


@pytest.mark.parametrize("read", ["尹", ""])
def test_a_label_is_no_wider_than_print_where_less_was_read_behind_it_than_written(read):
    page = drawn.paper()
    lines = drawn.prose(page)
    print_ = drawn.print_line(page, "审核人（签名）：", 300, 900)
    end = print_.box[2]
    drawn.pen(page, int(end) + 20, 880, 260, 60, seed=1)
    merged = drawn.line(f"审核人（签名）：{read}", 298, 876, end + 290, 944, confidence=0.9)
    (field,) = fields([*lines, merged])
    assert field.label_box[2] < end + 60
    (signature,) = signatures_of(page, [*lines, merged])
    assert signature.label == "审核人（签名"


def test_a_remark_may_stand_between_a_label_and_its_colon():
    page = drawn.paper()
    lines = [drawn.print_line(page, "承诺人（亲笔签名，代签无效）：", 100, 500)]
    assert [field.strong for field in fields(lines)] == [True]


def test_labels_inside_sentences_open_no_field():
    page = drawn.paper()
    lines = [drawn.print_line(page, "签名后请将本表交所在单位留存备查。", 100, 900)]
    assert fields(lines) == []


def test_pieces_of_one_large_hand_are_one():
    page = drawn.paper()
    lines = drawn.prose(page)
    drawn.pen(page, 600, 1000, 160, 60, seed=1)
    drawn.pen(page, 640, 1066, 160, 60, seed=2)
    found = reported(page, lines)
    assert len(found) == 1


@pytest.mark.parametrize(("top", "signed"), [(1200, True), (300, False)])
def test_a_name_that_is_large_beside_small_print_is_a_hand_low_on_the_page(top, signed):
    page = drawn.paper()
    lines = drawn.prose(page)
    drawn.pen(page, 500, top, 190, 80, seed=2)
    name = drawn.line("武志军", 494, top - 6, 698, top + 86, confidence=0.96)
    found = signatures_of(page, [*lines, name])
    assert [s.text for s in found] == (["武志军"] if signed else [])


def test_on_a_blurred_page_no_unlabelled_scrap_is_sure():
    page = drawn.paper()
    clear = drawn.prose(page, rows=3)
    blurred = [drawn.line("我名简器", 100, 500 + 40 * i, 500, 524 + 40 * i, confidence=0.3) for i in range(8)]
    drawn.pen(page, 600, 1000, 200, 80, seed=1)
    caption = drawn.line("认证经理", 620, 1092, 780, 1116)
    (sure,) = reported(page, [*clear, caption])
    assert sure.confidence >= 0.65
    found = reported(page, [*clear, caption, *blurred])
    assert all(signature.confidence < 0.65 for signature in found)
