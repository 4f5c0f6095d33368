"""The same page again, from the side, turned or misread; and pages that only have the same print."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from scanaudit.facts import PageFacts, Rotation, Seal, Signature, TextLine, turned
from scanaudit.imprint import pack
from scanaudit.likeness import duplicates, likeness, same_page

FORM = (
    "专业技术人员继续教育登记表", "姓名林晓舟", "单位宁远机电设备有限公司", "证书编号20190457",
    "学习内容绿色施工与质量控制", "起止时间2023年3月至2023年5月", "学时72", "主管部门审核意见同意登记",
)  # fmt: skip


def _page(
    said: Sequence[str] = FORM,
    *,
    tilt: float = 0.0,
    scale: float = 1.0,
    rotation: Rotation = 0,
    doubtful: int | None = None,
    hand: int | None = None,
) -> PageFacts:
    """The form, seen a little from the side: lines shift to the right the lower they stand."""
    lines = []
    for row, text in enumerate(said):
        top, left = 0.08 + 0.1 * row * scale, 0.15 + tilt * row
        box = (left, top, left + 0.03 * len(text) * scale, top + 0.03 * scale)
        lines.append(
            TextLine(text=text, bbox=turned(box, rotation), confidence=0.7 if row == doubtful else 0.99)
        )
    levels = np.zeros((136, 96), np.uint8)
    signatures: tuple[Signature, ...] = ()
    if hand is not None:
        levels[120:126, 60:78] = np.random.default_rng(hand).integers(0, 4, (6, 18))
        box = (60 / 96, 120 / 136, 78 / 96, 126 / 136)
        signatures = (Signature(bbox=turned(box, rotation), confidence=0.95),)
    sides = (2000, 1414) if rotation in (90, 270) else (1414, 2000)
    return PageFacts(
        file="a.jpg", page=1, width=sides[0], height=sides[1], rotation=rotation, lines=tuple(lines),
        text="\n".join(said), imprint=pack(levels), signatures=signatures,
    )  # fmt: skip


@pytest.mark.parametrize(
    "again",
    [
        _page(),
        _page(tilt=0.004),
        _page(scale=0.85),
        _page(rotation=90),
        _page(rotation=180),
        _page([*FORM[:4], "学习內容绿色施工与质量控制", *FORM[5:]]),
        _page([*FORM[:2], "位宁远机电设备有限公", *FORM[3:]]),
        _page([*FORM, "云川市人力资源"]),
    ],
)
def test_the_same_page_is_known_again(again: PageFacts) -> None:
    assert same_page(_page(), again)
    assert same_page(again, _page())


@pytest.mark.parametrize(
    ("row", "text"),
    [(1, "姓名周予安"), (3, "证书编号20190458"), (5, "起止时间2022年3月至2022年5月"), (6, "学时90")],
)
def test_the_same_form_of_somebody_else_is_not(row: int, text: str) -> None:
    other = _page([text if at == row else line for at, line in enumerate(FORM)])
    assert not same_page(_page(), other)
    assert not same_page(other, _page())


def test_a_doubtful_reading_contradicts_nothing() -> None:
    other = [*FORM[:3], "证书编号20190451", *FORM[4:]]
    assert not same_page(_page(), _page(other))
    assert same_page(_page(), _page(other, doubtful=3))


def test_a_number_whose_head_was_cut_is_the_same_number() -> None:
    numbered = [*FORM[:3], "9950393575270", *FORM[4:]]
    for read, same in (
        ("60393575270", True),
        ("0393575270", True),
        ("6950393575270", False),
        ("99503935752", True),
        ("9950393575271", False),
    ):
        other = _page([*FORM[:3], read, *FORM[4:]])
        assert same_page(_page(numbered), other) == same
        assert same_page(other, _page(numbered)) == same


def test_january_is_not_november() -> None:
    term = [*FORM[:5], "起止时间2023年1月至2023年12月底", *FORM[6:]]
    other = [*FORM[:5], "起止时间2023年11月至2023年12月底", *FORM[6:]]
    assert not same_page(_page(term), _page(other))
    assert same_page(_page(term), _page([*FORM[:5], "起止时间2023年1月至2023年12月", *FORM[6:]]))


def test_letters_of_a_seal_that_one_capture_reads_tell_nothing() -> None:
    seal = Seal(
        bbox=(0.2, 0.4, 0.8, 0.65), shape="round", colour="red", photocopied=False, text=None, confidence=0.99
    )
    lines = (
        TextLine(text="云川市职称改革工作领导小组", bbox=(0.3, 0.43, 0.7, 0.46), confidence=0.99),
        TextLine(text="专用章", bbox=(0.5, 0.54, 0.6, 0.56), confidence=0.4),
    )
    plain, stamped = _page(LETTER), _page(LETTER, tilt=0.002)
    noisy = stamped.model_copy(update={"lines": (*stamped.lines, *lines)})
    assert not same_page(plain, noisy)
    assert same_page(plain, noisy.model_copy(update={"seals": (seal,)}))


MARKED = [*FORM, *["评审平台2024"] * 5]


def test_a_watermark_tells_nothing() -> None:
    torn = [*FORM, "评审平台2024", "台7024", "审平台202", "平台", "台2024"]
    assert same_page(_page(MARKED), _page(MARKED, tilt=0.003))
    assert not same_page(_page(MARKED), _page(torn)), "here it is repeated on one page only"
    torn = [*FORM, "评审平台2024", "台7024", "评审平台2024", "评审平台2024", "评审平台2024"]
    assert same_page(_page(MARKED), _page(torn))
    other = [*FORM, *["评审平台2023"] * 5]
    assert not same_page(_page(MARKED), _page(other)), "the next year's form"


def test_digits_of_a_seal_s_number_tell_nothing() -> None:
    seal = Seal(
        bbox=(0.1, 0.36, 0.8, 0.42),
        shape="round",
        colour="red",
        photocopied=False,
        text=None,
        confidence=0.99,
    )
    one, other = (_page([*FORM[:3], number, *FORM[4:]]) for number in ("994481", "5520"))
    assert not same_page(one, other)
    stamped = [page.model_copy(update={"seals": (seal,)}) for page in (one, other)]
    assert same_page(*stamped)
    dated = [
        _page([*FORM[:3], date, *FORM[4:]]).model_copy(update={"seals": (seal,)})
        for date in ("2019年4月5日", "2019年4月8日")
    ]
    assert not same_page(*dated)


def test_a_capture_that_lost_lines_is_known_by_what_is_left() -> None:
    long = [*FORM, "该同志专业基础扎实工作业绩突出达到申报条件同意推荐", "经考核并公示同意推荐申报"]
    dim = [*long[:4], "。", *long[5:8], "。", long[9]]
    found = likeness(_page(long), _page(dim))
    assert found is not None and found.shared < 0.85 and found.both == 1.0
    assert same_page(_page(long), _page(dim))
    assert not same_page(_page(long), _page([*dim[:6], "学时90", *dim[7:]]))
    bare = [*dim[:5], "。", *dim[6:]]
    assert not same_page(_page(long), _page(bare)), "too little is left that tells whose it is"


def test_a_traditional_form_is_the_same_character() -> None:
    other = [*FORM[:4], "學習內容綠色施工與質量控製", *FORM[5:]]
    assert same_page(_page(), _page(other))


def test_the_same_words_in_another_layout_are_another_page() -> None:
    moved = _page()
    spread = [
        line.model_copy(update={"bbox": (x0 + d, y0, x1 + d, y1)})
        for d, line in zip((0.0, 0.03, -0.02, 0.03, -0.03, 0.02, 0.03, -0.03), moved.lines, strict=True)
        for x0, y0, x1, y1 in [line.bbox]
    ]
    assert not same_page(_page(), moved.model_copy(update={"lines": tuple(spread)}))


def test_a_label_and_its_entry_are_one_line_or_two() -> None:
    apart = _page([*FORM[:6], "。", FORM[7]])
    label, entry = "工程名称", "澄州市污水处理厂提标改造工程"
    box = (0.15, 0.68, 0.15 + 0.03 * 18, 0.71)
    one = TextLine(text=label + entry, bbox=box, confidence=0.99)
    two = (
        TextLine(text=label, bbox=(box[0], box[1], 0.27, box[3]), confidence=0.99),
        TextLine(text=entry, bbox=(0.27, box[1], box[2], box[3]), confidence=0.99),
    )
    rest = apart.lines
    joined, split = (apart.model_copy(update={"lines": (*rest, *more)}) for more in ((one,), two))
    assert same_page(joined, split) and same_page(split, joined)


def test_signatures_that_read_alike_tell_people_apart() -> None:
    opinions = [
        "同行专家推荐意见", "该同志专业基础扎实工作业绩突出达到申报条件同意推荐", "专家签名", "史雨桂郭云",
        "单位推荐意见经考核并公示同意推荐申报", "2024年8月20日",
    ]  # fmt: skip

    def signed(names: str) -> PageFacts:
        made = _page([*opinions[:3], names, *opinions[4:]])
        hand = Signature(bbox=made.lines[3].bbox, confidence=0.95)
        return made.model_copy(update={"signatures": (hand,), "imprint": None})

    assert same_page(signed("史雨桂郭云"), signed("史雨桂郭云"))
    assert not same_page(signed("史雨桂郭云"), signed("丁亦陶少海"))
    assert not same_page(signed("史雨"), signed("史雨"))


def test_letters_of_a_seal_across_a_date_are_no_other_date() -> None:
    seal = Seal(
        bbox=(0.2, 0.36, 0.45, 0.43),
        shape="round",
        colour="red",
        photocopied=False,
        text=None,
        confidence=0.9,
    )
    whole, torn = _page([*FORM[:3], "2018年12月16日发证", *FORM[4:]]), _page([*FORM[:3], "。", *FORM[4:]])
    pieces = [("2018年12", 0.15, 0.3, 0.0), ("职称专用章", 0.25, 0.4, 0.004), ("月1", 0.36, 0.42, 0.0)]
    lines = [
        TextLine(text=text, bbox=(x0, 0.38 + d, x1, 0.41 + d), confidence=0.99) for text, x0, x1, d in pieces
    ]
    torn = torn.model_copy(update={"lines": (*torn.lines, *lines)})
    assert same_page(whole, torn.model_copy(update={"seals": (seal,)}))
    assert not same_page(whole, torn), "without a seal they are words of the page"


def test_another_hand_in_the_same_print_is_another_page() -> None:
    assert same_page(_page(hand=1), _page(hand=1))
    assert same_page(_page(hand=1), _page(hand=1, rotation=270).model_copy(update={"signatures": ()}))
    assert not same_page(_page(hand=1), _page(hand=2))


def test_print_that_everybody_has_proves_nothing() -> None:
    promise = [
        "诚信承诺书",
        "本人承诺所提交的申报材料真实准确完整",
        "如有不实愿意承担相应责任",
        "承诺人签字",
        "2024年度",
    ]
    assert not same_page(_page(promise), _page(promise))


LETTER = (
    "委托评审函", "云川市职称改革工作领导小组办公室", "我单位因评审条件所限现将申报人员的材料送上",
    "请贵办代为组织评审并将评审结果函告我单位为盼", "宁远机电设备有限公司人力资源部", "2023年9月4日",
)  # fmt: skip


def test_a_letter_without_a_name_is_known_by_all_its_print() -> None:
    assert same_page(_page(LETTER), _page(LETTER, tilt=0.003))
    for changed in (
        [*LETTER[:5], "2023年9月8日"],
        [*LETTER, "经办人签字"],
        [*LETTER[:4], "云川市第二建筑工程有限公司", LETTER[5]],
    ):
        other = _page(changed, doubtful=5)
        assert not same_page(_page(LETTER), other)
        assert not same_page(other, _page(LETTER))


def test_pages_without_text_are_not_compared() -> None:
    assert likeness(_page([]), _page([])) is None
    assert not same_page(_page([]), _page([]))


def test_all_pairs_are_found_once() -> None:
    other = _page(["完全不同的一页", "别的内容没有相同之处", "第三行也不一样"])
    pages = [_page(), other, _page(tilt=0.003), _page([*FORM[:6], "学时90", FORM[7]]), _page(scale=0.9)]
    assert duplicates(pages) == ((0, 2), (0, 4))


def test_a_file_given_twice_is_found_without_text() -> None:
    pages = [_page([]).model_copy(update={"content_hash": h}) for h in ("x", "y", "x")]
    assert duplicates(pages) == ((0, 2),)


@pytest.mark.parametrize("dates", [
    ("2022.12.05", "2023.11.06"), ("2022-12-05", "2023-11-06"), ("2022/12/05", "2023/11/06"),
    ("20221205", "20231106"), ("2022", "2023"), ("22.12.05", "23.11.06"),
])  # fmt: skip
def test_a_date_in_digits_under_a_seal_is_no_number_of_it(dates: tuple[str, str]) -> None:
    seal = Seal(
        bbox=(0.0, 0.0, 1.0, 1.0), shape="round", colour="red", photocopied=False, text=None, confidence=0.9
    )
    one, other = (_page([*FORM[:3], date, *FORM[4:]]).model_copy(update={"seals": (seal,)}) for date in dates)
    assert same_page(one, one)
    assert not same_page(one, other), "two years' certificates"


def _dated(number: str, at: float, date: str = "2019年4月15日") -> PageFacts:
    """The form with a date, and a seal's number over it that begins ``at``."""
    page = _page([*FORM[:7], FORM[7]])
    over = [(number, at, at + 0.2, 0.0), (date, 0.4, 0.6, 0.004)]
    lines = [
        TextLine(text=text, bbox=(x0, 0.9 + d, x1, 0.93 + d), confidence=0.99) for text, x0, x1, d in over
    ]
    return page.model_copy(update={"lines": (*page.lines, *lines)})


def test_a_number_that_stands_now_before_and_now_behind_a_date_is_no_other_date() -> None:
    assert same_page(_dated("99338179151", 0.36), _dated("933817915", 0.44))
    assert not same_page(_dated("99338179151", 0.36), _dated("933817915", 0.44, "2019年4月18日"))


def test_a_page_of_a_known_name_may_have_scraps_where_many_digits_agree() -> None:
    def page(said: Sequence[str], name: str | None) -> PageFacts:
        made = _page(said)
        return made.model_copy(update={"fields": made.fields.model_copy(update={"name": name})})

    scraps = "云川市第二建筑工程合同专用宁安平湖农机推广服务中心质检站科技司监理所"
    torn = [*FORM[:4], FORM[4] + scraps, *FORM[5:]]
    alike = likeness(_page(), _page(torn))
    assert alike is not None
    assert 0.8 < alike.shared < 0.85
    assert same_page(page(FORM, "林晓舟"), page(torn, "林晓舟"))
    assert not same_page(page(FORM, "林晓舟"), page(torn, "周予安"))
    assert not same_page(page(FORM, "林晓舟"), page([*torn[:6], "学时90", torn[7]], "林晓舟"))


YEARS = (
    "继续教育验证登记", "经审验2015年度公需科目30学时", "经审验2016年度专业科目60学时", "经审验2017年度公需科目30学时",
    "验证机关盖章", "持证人签名",
)  # fmt: skip


def test_years_that_everybody_has_are_not_enough_where_a_signature_was_read_on_one_page_alone() -> None:
    signed = [*YEARS[:5], "持证人签名苏和"]
    assert same_page(_page(YEARS), _page(YEARS))
    assert same_page(_page(signed), _page(signed))
    assert not same_page(_page(YEARS), _page(signed))
    numbered = ["证书编号20190457", *signed]
    assert same_page(_page(["证书编号20190457", *YEARS]), _page(numbered))


def test_a_month_or_year_that_cannot_be_is_a_misreading() -> None:
    dated = [*FORM[:5], "起止时间2023年40月至2023年5月", *FORM[6:]]
    assert same_page(_page([*FORM[:5], "起止时间2023年10月至2023年5月", *FORM[6:]]), _page(dated))
    assert not same_page(_page([*FORM[:5], "起止时间2023年11月至2023年5月", *FORM[6:]]), _page(FORM))
    misread = _page([*FORM[:5], "起止时间2923年3月至2023年5月", *FORM[6:]])
    assert same_page(_page(), misread)
