from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from samples.seals import Stamp, stamp
from scanaudit.marks.ink import separate
from scanaudit.marks.seal_count import lost_some
from scanaudit.marks.seal_names import agreed
from scanaudit.marks.seal_text import read_or_guess
from scanaudit.marks.seals import find_seals
from scanaudit.marks.second_reader import SecondReader
from scanaudit.marks.unit_names import clean, is_purpose, is_unit, is_words
from tests.marks import drawn

NAME = "合肥市某某建设有限公司"


def read_seal(*given: Any) -> str | None:
    """What is told for certain."""
    return read_or_guess(*given)[0]


def reading(answers: list[tuple[str, float]]) -> Callable[..., list[tuple[str, float]]]:
    """A recogniser that gives these answers in turn, the last for ever; ``reading.asked`` counts."""
    left = list(answers)

    def recognise(crops: list[np.ndarray]) -> list[tuple[str, float]]:
        return [left.pop(0) if len(left) > 1 else left[0] for _ in crops]

    return recognise


def sealed_page():
    page = drawn.paper()
    drawn.round_seal(page, 640, 900, 90, glyphs=len(NAME))
    ink = separate(page)
    (seal,) = find_seals(ink, [])
    return page, seal, ink.scale


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        ([(NAME, 0.99)], NAME),
        ([(NAME, 0.976), ("合肥市其其建设有限公司", 0.97), (NAME, 0.975)], NAME),
        ([(NAME, 0.975), (NAME, 0.976)], NAME),
        ([(NAME, 0.94), (NAME, 0.95), (NAME, 0.94)], NAME),
        ([(NAME, 0.94), (NAME, 0.95), ("合肥市其其建设有限公司", 0.99)], None),
        ([(NAME, 0.9), (NAME, 0.9), (NAME, 0.9)], None),
        ([(NAME, 0.97), ("合肥市其其建设有限公司", 0.99), ("合肥市共共建设有限公司", 0.99)], None),
        ([("合肥市某某建设有", 0.999)] * 3, None),
        ([("局", 0.999)] * 3, None),
        ([("", 0.0)] * 3, None),
    ],
)
def test_a_name_needs_a_look_beyond_doubt_or_looks_that_agree(looks, told) -> None:
    assert agreed(iter(looks)) == told


def test_nothing_more_is_read_once_a_look_leaves_no_doubt() -> None:
    looks = iter([(NAME, 0.99), (NAME, 0.99)])
    assert agreed(looks) == NAME
    assert len(list(looks)) == 1


def test_where_print_lies_across_a_name_one_look_is_not_enough() -> None:
    other = "合肥市其某建设有限公司"
    assert agreed(iter([(NAME, 0.99), (NAME, 0.98)]), crossed=True) == NAME
    assert agreed(iter([(NAME, 0.99), (other, 0.99), ("", 0.5)]), crossed=True) is None
    page, _, _ = sealed_page()
    cv2.line(page, (540, 835), (740, 835), drawn.BLACK, 5)
    ink = separate(page)
    (seal,) = find_seals(ink, [])
    seen = []

    def recognise(crops):
        seen.extend(crops)
        return [(NAME, 0.99)] * len(crops)

    assert read_seal(page, seal, ink.scale, recognise) == NAME
    assert len(seen) == 2


def shown(*answers: str) -> SecondReader:
    """A second recogniser that read these on the strips so far."""
    reader = SecondReader(reading([(answer, 0.9) for answer in answers]))
    for _ in answers:
        reader.show(np.full((48, 100), 255, np.uint8))
    return reader


def test_under_print_a_second_recogniser_must_read_the_name_too() -> None:
    lost = "郑州市称改革领导小组办公室"
    looks = [(lost, 0.999)] * 4
    assert agreed(iter(looks), crossed=True, second=shown("郑州用称改革领导小组办公室")) is None
    assert agreed(iter(looks), crossed=True, second=shown("郑州用称改革", lost)) == lost
    assert agreed(iter(looks), crossed=True) == lost
    assert agreed(iter(looks), second=shown("")) == lost  # beyond doubt, and nothing lies across it


def test_a_longer_name_that_the_second_recogniser_reads_tells_that_a_character_was_lost() -> None:
    lost = "山农业技术推广中心"
    looks = [(lost, 0.98)] * 4
    assert agreed(iter(looks), crossed=True, second=shown(lost, "眉山农业技术推广中心")) is None
    assert agreed(iter(looks), crossed=True, second=shown(lost, "山农业技木推广中心")) == lost


def test_a_last_character_that_ends_no_units_name_is_no_objection_and_another_end_is() -> None:
    name = "谯澄区人力资源和社会保障局"
    looks = [(name, 0.988), (name, 0.937)]
    assert agreed(iter(looks), crossed=True, second=shown(name[:-1] + "麗", name[:-1] + "总")) == name
    assert agreed(iter(looks), crossed=True, second=shown(name[:-1] + "厅", name[:-1] + "厅")) is None


def test_the_second_recogniser_reads_no_strip_before_it_is_asked_nor_twice() -> None:
    asked: list[int] = []

    def recognise(crops: list[np.ndarray]) -> list[tuple[str, float]]:
        asked.extend([1] * len(crops))
        return [(NAME, 0.9)] * len(crops)

    second = SecondReader(recognise)
    for _ in range(3):
        second.show(np.full((48, 100), 255, np.uint8))
    assert asked == []
    assert second.bears_out(NAME, 3)
    assert not second.bears_out(NAME, 4)
    assert len(asked) == 3


def test_what_three_looks_and_the_second_recogniser_read_is_told_though_each_look_was_unsure() -> None:
    looks = [(NAME, 0.0), (NAME, 0.0), ("合肥市其其建设有限公司", 0.9), (NAME, 0.6)]
    assert agreed(iter(looks)) is None
    assert agreed(iter(looks), second=shown("", NAME, NAME)) == NAME
    assert agreed(iter(looks), second=shown("合肥市其其建设有限公司")) is None
    assert agreed(iter(looks), second=shown("", NAME)) is None
    assert agreed(iter(looks[:3]), second=shown(NAME, NAME)) is None


def test_a_place_that_exists_nowhere_gives_way_to_the_one_that_a_look_and_the_second_recogniser_show() -> (
    None
):
    wrong, right = "同充市交通运输局", "南充市交通运输局"
    looks = [(wrong, 0.98), (wrong, 0.98), (right, 0.9)]
    assert agreed(iter(looks), second=shown(wrong, wrong, right)) == right
    assert agreed(iter(looks)) is None
    assert agreed(iter(looks[:2]), second=shown(wrong, right)) is None
    assert agreed(iter([*looks[:2], (right, 0.0)])) == wrong  # a look that lost characters shows nothing
    assert agreed(iter([(wrong, 0.98), (wrong, 0.98), ("北充市交通运输局", 0.9)])) == wrong
    assert agreed(iter([(wrong, 0.98), (wrong, 0.98), (right, 0.9)]), f"由{wrong}出具") == wrong
    assert agreed(iter([(right, 0.98), (right, 0.98), ("西充县交通运输局", 0.9)])) == right


@pytest.mark.parametrize("county", ["潜山县水利局", "无为县水利局"])
def test_a_county_that_became_a_city_keeps_its_old_name(county: str) -> None:
    other = "岱山县水利局"
    assert (
        agreed(iter([(county, 0.97), (county, 0.985), (other, 0.9)]), second=shown(county, county, other))
        == county
    )


def test_a_company_whose_form_is_torn_is_no_name_and_a_form_with_one_wrong_character_is_put_right() -> None:
    torn = ("阜阳宏图规划设计工程有公司", "阜阳市大地电力工程消限公司", "阜阳大地工程限责任公司")
    assert not any(map(is_unit, torn))
    whole = ("阜阳大地有限公司", "阜阳大地有限责任公司", "阜阳国有公司", "大地股份有限公司", "大地公司")
    assert all(map(is_unit, whole))
    assert clean("肥西县恒拓交通建设有限烫任公司") == "肥西县恒拓交通建设有限责任公司"
    assert clean("六安市金桥规划设计集团有账公司") == "六安市金桥规划设计集团有限公司"
    assert clean("阜阳国有林公司") == "阜阳国有林公司"
    assert clean("铜陵有色公司") == "铜陵有色公司"
    assert clean("简阳恒拓有眼公司") == "简阳恒拓有限公司"
    for name in ("三有林公司", "简阳市恒拓三有林公司", "黄山有机公司", "简阳市有志公司"):
        assert clean(name) == name


def test_a_name_that_the_page_prints_needs_no_second_recogniser() -> None:
    looks = [(NAME, 0.95), (NAME, 0.98)]
    assert agreed(iter(looks), f"由{NAME}代为缴纳", crossed=True, second=shown("", "")) == NAME
    assert agreed(iter(looks), crossed=True, second=shown("", "")) is None


def test_serial_numbers_and_scraps_of_the_rim_are_no_part_of_a_name() -> None:
    assert clean("3401000012345合肥市水利局") == "合肥市水利局"
    assert clean("0W合肥市水利局") == "合肥市水利局"
    assert clean("合肥市水利局90") == "合肥市水利局"
    assert clean("合肥（集团）有限公司") == "合肥（集团）有限公司"


def test_misread_words_of_units_are_put_right() -> None:
    assert clean("毫州市入力资源和社会保障局") == "亳州市人力资源和社会保障局"


def test_a_round_seal_is_read_by_one_strip_when_that_is_sure() -> None:
    page, seal, scale = sealed_page()
    seen = []

    def recognise(crops):
        seen.extend(crops)
        return [(NAME, 0.99)] * len(crops)

    assert read_seal(page, seal, scale, recognise) == NAME
    (strip,) = seen
    assert strip.shape[0] == 48 < strip.shape[1]
    assert np.mean(strip > 200) > 0.4


def test_a_seal_without_an_outline_is_read_in_its_box() -> None:
    page, seal, scale = sealed_page()
    assert read_seal(page, replace(seal, ring=None), scale, reading([(NAME, 0.99)])) == NAME
    framed = replace(seal, ring=None, shape="rectangle")
    assert read_seal(page, framed, scale, reading([(NAME, 0.99)])) is None


def test_four_looks_are_the_most_and_unsure_ones_give_nothing() -> None:
    page, seal, scale = sealed_page()
    seen = []

    def recognise(crops):
        seen.extend(crops)
        return [("", 0.0)] * len(crops)

    assert read_seal(page, seal, scale, recognise) is None
    assert len(seen) == 4


def test_a_centre_line_is_told_behind_the_name() -> None:
    page = drawn.paper()
    picture = np.asarray(_drawn(Stamp(NAME, centre="合同专用章")))
    _put(page, picture, 500, 800)
    ink = separate(page)
    (seal,) = find_seals(ink, [])
    sure = reading([(NAME, 0.99), ("合同专用章", 0.99)])
    assert read_seal(page, seal, ink.scale, sure) == NAME + "合同专用章"
    unsure = reading([(NAME, 0.99), ("合同专用章", 0.8)])
    assert read_seal(page, seal, ink.scale, unsure) == NAME


def test_a_seal_without_a_centre_line_costs_no_look_at_one() -> None:
    page, seal, scale = sealed_page()
    calls = []

    def recognise(crops):
        calls.append(len(crops))
        return [(NAME, 0.99)] * len(crops)

    read_seal(page, seal, scale, recognise)
    assert calls == [1]


def _drawn(spec: Stamp):
    import random

    return stamp(spec, 150, random.Random(3), tilt=8.0)


def _put(page: np.ndarray, picture: np.ndarray, x: int, y: int) -> None:
    height, width = picture.shape[:2]
    area = page[y : y + height, x : x + width].astype(np.float32)
    cover = picture[:, :, 3:].astype(np.float32) / 255
    page[y : y + height, x : x + width] = (area * (1 - cover) + picture[:, :, :3] * cover).astype(np.uint8)


def test_a_name_printed_on_the_page_is_believed_sooner() -> None:
    looks = [(NAME, 0.948), ("别的什么公司", 0.9), (NAME, 0.949)]
    assert agreed(iter(looks)) is None
    assert agreed(iter(looks), f"由{NAME}代为缴纳") == NAME


def test_a_sure_look_over_crossing_print_is_borne_out_by_another() -> None:
    looks = [(NAME, 0.989), ("别的什么公司", 0.937), (NAME, 0.928)]
    assert agreed(iter(looks), crossed=True) == NAME
    assert agreed(iter(looks[:2]), crossed=True) is None


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("阜阳市水利局", True), ("阳市水利局", False), ("市水利局", False), ("阜阳市水利", False), ("省水利厅", False),
        ("市政工程设计院", True), ("城市建设投资公司", True), ("四八省水利厅", False), ("四川省水利厅", True),
        ("津市市水利局", True), ("沙市区教育局", True), ("原安徽省水利厅", True), ("驻安徽省办事处", True),
    ],
)  # fmt: skip
def test_a_unit_s_name_is_whole_at_both_ends(name: str, *, whole: bool) -> None:
    assert is_unit(name) is whole


def test_a_province_that_differs_in_one_character_from_only_one_is_put_right() -> None:
    assert clean("四八省水利厅") == "四川省水利厅"
    assert clean("x北省水利厅") == "北省水利厅"
    assert clean("某北省水利厅") == "某北省水利厅", "河北 or 湖北"


def test_a_purpose_that_lost_its_first_character_is_none() -> None:
    assert [t for t in ("合同专用章", "同专用", "财务处", "专用章", "人事部") if is_purpose(t)] == [
        "合同专用章",
        "财务处",
        "人事部",
    ]


def _spaced(count: int) -> NDArray[np.uint8]:
    strip = np.full((48, 30 * count), 255, np.uint8)
    for at in range(count):
        strip[8:40, 30 * at + 3 : 30 * at + 27] = 40
    return strip


@pytest.mark.parametrize("count", [6, 9, 14])
def test_a_reading_shorter_than_the_even_spacing_tells_has_lost_characters(count: int) -> None:
    strip = _spaced(count)
    assert not lost_some(strip, count)
    assert lost_some(strip, count - 1)
    assert lost_some(strip, count - 2)
    assert not lost_some(strip, count + 1), "one too many is no loss"


def test_bare_strips_have_lost_nothing() -> None:
    assert not lost_some(np.full((48, 200), 255, np.uint8), 5)


def test_a_name_that_ends_too_early_is_looked_at_in_a_wider_strip() -> None:
    page, seal, scale = sealed_page()
    widths = []

    def recognise(crops):
        widths.extend(crop.shape[1] / 48 for crop in crops)
        return [(NAME[:-2], 0.99) if len(widths) == 1 else (NAME, 0.99)] * len(crops)

    assert read_seal(page, seal, scale, recognise) == NAME
    assert widths[1] > 1.15 * widths[0] * 0.65 / 0.8


def test_a_number_beside_the_purpose_is_left_out() -> None:
    assert is_words("合同专用章") and not is_words("(1)") and not is_words("A1") and not is_words("章")
