"""Readings of two models that differ in a character, and the words that decide between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanaudit.marks.seal_names import agreed
from scanaudit.marks.second_reader import SecondReader
from scanaudit.marks.words import is_gainsaid, told_by_words
from tests.marks.test_seal_text import shown

BUREAU, MISREAD = "浙江省人力资源和社会保障局", "浙江省人力盗源和社会保障局"


def looked(*names: str, sure: float = 0.97) -> list[tuple[str, float]]:
    return [(name, sure) for name in names]


def test_a_name_is_borne_out_by_a_reading_that_has_no_word_where_it_has_one() -> None:
    told = agreed(iter(looked(BUREAU, BUREAU, BUREAU)), crossed=True, second=shown(MISREAD, MISREAD, MISREAD))
    assert told == BUREAU


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("安徽大地环保公司", "安徽天地环保公司"),  # both are words
        ("滁州市永信测绘公司", "滁州市承信测绘公司"),  # neither is
        ("郑州市称改革领导小组办公室", "郑州用称改革领导小组办公室"),  # beside it a character is missing
        ("谯城区人力资源和社会保障局", "谯城区人力资源和社会保障厅"),  # another unit's end
        ("永信路桥有限公司", "白永信路桥有限公司"),  # more than the name
    ],
)
def test_words_decide_nothing_where_both_readings_may_be_meant(name: str, other: str) -> None:
    assert not told_by_words(name, other)
    assert agreed(iter(looked(name, name, name)), crossed=True, second=shown(other, other, other)) is None


def test_the_city_that_a_firms_name_begins_with_is_a_word_without_its_kind() -> None:
    right, wrong = "简阳东方建设工程有限公司", "简聞东方建设工程有限公司"
    assert told_by_words(right, wrong)
    assert is_gainsaid(wrong, [right])
    assert not told_by_words("永阳简阳建设工程有限公司", "永阳简聞建设工程有限公司")  # no name begins there


def test_a_name_is_not_told_where_another_reading_shows_the_word() -> None:
    wrong, right = "综阳三联规划设计有限公司", "绵阳三联规划设计有限公司"
    looks = looked(wrong, right, wrong, wrong)
    assert agreed(iter(looks), second=shown(right, wrong, wrong, wrong)) is None
    assert agreed(iter(looked(wrong, wrong)), second=shown(wrong, wrong)) == wrong  # nobody saw anything else


def test_what_the_second_recogniser_reads_three_times_is_told_where_words_tell_the_first_ones_misreadings() -> (
    None
):
    wrong, right = "芜洲水利水电学校", "芜湖水利水电学校"
    seen: list[tuple[str, float]] = [(wrong, 0.96), (wrong, 0.93), ("芜水利水电学校", 0.0)]
    assert agreed(iter(seen), second=shown(right, right, right)) == right
    assert agreed(iter(seen), second=shown(right, right, wrong)) is None
    assert agreed(iter([*seen, ("芜湖水利水电学院", 0.9)]), second=shown(right, right, right)) is None


def test_what_follows_a_name_and_ends_as_none_does_is_none_of_it_where_another_strip_shows_it_alone() -> None:
    name = "杭州市职业技术学院"
    looks = looked(name, name, name, name, sure=0.99)
    assert agreed(iter(looks), crossed=True, second=shown(name + "专压", name)) == name
    assert agreed(iter(looks), crossed=True, second=shown(*[name + "专压"] * 4)) is None
    assert agreed(iter(looks), crossed=True, second=shown(name + "附属医院", name)) is None


def test_a_piece_of_the_rim_is_no_character_where_another_strip_shows_the_name_without_it() -> None:
    name = "浙江省交通运输局"
    looks = looked(name, name, sure=0.99)
    assert agreed(iter(looks), crossed=True, second=shown("日" + name, name)) == name
    assert agreed(iter(looks), crossed=True, second=shown("日" + name, "日" + name)) is None
    assert agreed(iter(looks), crossed=True, second=shown("某" + name, name)) is None


def test_a_place_on_no_list_is_looked_at_again_though_the_first_look_was_certain() -> None:
    wrong, right = "大湖县生态环境局", "太湖县生态环境局"
    looks = [(wrong, 0.997), (wrong, 0.98)]
    assert agreed(iter(looks), second=SecondReader(lambda crops: [(right, 0.9) for _ in crops])) == wrong
    assert agreed(iter(looks), second=shown("太潤县生态环境局", right)) is None
    more = iter(looks)
    assert agreed(more, second=shown(wrong)) == wrong and len(list(more)) == 1  # both read the place


@given(st.text("江淮准路桥水利局公司市县区", max_size=12), st.text("江淮准路桥水利局公司市县区", max_size=12))
def test_no_reading_both_bears_out_a_name_and_speaks_against_it(name: str, read: str) -> None:
    assert not is_gainsaid(name, [name])
    assert not (told_by_words(name, read) and is_gainsaid(name, [read]))
