"""Continuing-education hours from tables and from text."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import SIZE, lines, sheet

from scanaudit.fields import extract, hours
from scanaudit.fields.sheet import Sheet
from scanaudit.reading.lines import Line


def read(page: str) -> list[tuple[float, int | None, str | None]]:
    return [(entry.hours, entry.year, entry.category) for entry, _ in hours.read(sheet(page)).entries]


@given(
    st.lists(
        st.tuples(st.integers(2005, 2030), st.integers(1, 99), st.integers(1, 99)), min_size=1, max_size=8
    )
)
def test_table_of_years_by_category(table: list[tuple[int, int, int]]) -> None:
    page = "#验证登记\n年度 | 公需科目 | 专业科目 | 合计\n"
    page += "\n".join(f"{y} | {c} | {s} | {c + s}" for y, c, s in table)
    page += f"\n合计 | {sum(c for _, c, _ in table) % 90 + 1} | 5 | 9"
    expected = [entry for y, c, s in table for entry in ((c, y, "common"), (s, y, "specialist"))]
    assert read(page) == expected


@given(st.integers(1, 200), st.integers(1, 200), st.integers(2005, 2030))
def test_running_text(common: int, specialist: int, year: int) -> None:
    parts = f"公需科目{common}学时、专业科目{specialist}学时,共计{common + specialist}学时"
    page = f"#学时证明\n{year}年度完成{parts}"
    assert read(page) == [(common, year, "common"), (specialist, year, "specialist")]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "学习时间 | 学习内容 | 学时 | 证明人\n2021.3-2021.5 | 公需科目 | 30 | 张\n"
            "2021.6 | 专业科目 | 60 | 李",
            [(30, 2021, "common"), (60, 2021, "specialist")],
        ),
        ("#专业科目登记\n年度 | 内容 | 学时\n2020 | 新技术 | 60学时", [(60, 2020, "specialist")]),
        ("2019年度\n公需课 30 学时\n专业课 60 学时", [(30, 2019, "common"), (60, 2019, "specialist")]),
        ("参加2022年度专业技术人员公需科目培训,完成30学时", [(30, 2022, "common")]),
        ("has completed 16 hours of training, May 2022", [(16, 2022, None)]),
        ("学时合计 | 90\n验证年度2022", [(90, None, None)]),
        (
            "年度 | 公需科目學時 | 专業科目學時\n2013 | 18 | 60",
            [(18, 2013, "common"), (60, 2013, "specialist")],
        ),
        ("学習内容 | 施教机构 | 学時\n2018.3 新技术 | 某中心 | 42", [(42, 2018, None)]),
        ("电话 123\n编号 456", []),
        ("共计24.5课时", [(24.5, None, None)]),
        ("公共课程共24学时", [(24, None, "common")]),
        (
            "公需科目30学时\n专业科目60学时\n合计90学时",
            [(30, None, "common"), (60, None, "specialist")],
        ),
        ("累计学时 | 90\n新技术 | 40学时\n新材料 | 50学时", [(40, None, None), (50, None, None)]),
        ("总学时:90\n其中 公需科目30学时\n专业科目60学时", [(30, None, "common"), (60, None, "specialist")]),
        (
            "2022年完成90学时,其中公需科目30学时,专业科目60学时",
            [(30, 2022, "common"), (60, 2022, "specialist")],
        ),
        (
            "公需科目累计30学时\n专业科目累计60学时\n共90学时",
            [(30, None, "common"), (60, None, "specialist")],
        ),
        (
            "学习内容 | 科目 | 学时\n2019.4 新技术 | 公需 | 30\n2019.9 新材料 | 专业 | 60\n学时总数 | | 90",
            [(30, 2019, "common"), (60, 2019, "specialist")],
        ),
        (
            "学习内容 | 科目 | 学时\n2019.4 新技术 | 公需 | 30\n2019.9 新材料 | 专业 | 60\n全部 | | 90",
            [(30, 2019, "common"), (60, 2019, "specialist")],
        ),
        ("2019年 公需科目30学时\n说明:每天按8学时计算,每年不少于90学时。", [(30, 2019, "common")]),
        (
            "学习内容 | 课时\n水处理 | 8\n管网 | 8\n泵站 | 16",
            [(8, None, None), (8, None, None), (16, None, None)],
        ),
        ("2021年小计90学时\n2022年小计90学时\n合计180学时", [(90, 2021, None), (90, 2022, None)]),
        (
            "2022年公需科目30学时,专业科目60学时,累计参加专业技术培训90学时",
            [(30, 2022, "common"), (60, 2022, "specialist")],
        ),
        ("2022年度应完成90学时\n实际完成60学时", [(60, 2022, None)]),
        ("培训5天折合40学时", [(40, None, None)]),
        ("培训24学时计算机应用,成绩85分", [(24, None, None)]),
        ("小计30学时\n小计60学时\n合计90学时", [(90, None, None)]),
        (
            "2022年公需课30个学时,专业课60个学时,加起来90个学时",
            [(30, 2022, "common"), (60, 2022, "specialist")],
        ),
        ("2021年度累计90学时\n2022年度 新技术60学时", [(90, 2021, None), (60, 2022, None)]),
        ("2021年度合计90学时\n2022年度合计90学时", [(90, 2021, None), (90, 2022, None)]),
        ("参加2020年度公需科目学习,共计30\n学时,经考核成绩合格", [(30, 2020, "common")]),
        ("参加2020年度公需科目学习,共计30学\n时,经考核成绩合格", [(30, 2020, "common")]),
        ("参加2020年度专业科目培训,完成3\n0学时,成绩合格", [(30, 2020, "specialist")]),
        ("2020年度公需科目18\n个学时、专业科目24课\n时。", [(18, 2020, "common"), (24, 2020, "specialist")]),
        ("修满专业科目3学\n分。", [(3, None, "specialist")]),
        ("2020年度公需科目学习共计30\n学时", [(30, 2020, "common")]),
        # a course's sort is that of the hours that its sentence sums up, whatever its title speaks of
        (
            "参加2020年度专业技术人员继续教育专业科目《中小河流治\n理设计要点》培训,共计62学时,经考核成绩合格",
            [(62, 2020, "specialist")],
        ),
        ("参加2020年度公需科目《专业人员\n的职业道德》学习,共计30学时", [(30, 2020, "common")]),
        (
            "参加2020年度公需科目《新时代推进创新驱动发展战略背景下专业人员的职业道德、创新能力建设与知识产权保护工作实务专题》"
            "学习,共计30学时",
            [(30, 2020, "common")],
        ),
        ("2020年度公需科目、专业科目学习情况\n参加培训,共计90学时", [(90, 2020, None)]),
        # a label below a number, a heading below a table's cell, a day of a month
        ("证书编号30\n学时:90", [(90, None, None)]),
        ("新技术30\n学时数90", [(90, None, None)]),
        ("项目一30\n学时 | 内容", []),
        ("2021年5月30\n学时证明", []),
    ],
)
def test_layouts(page: str, expected: list[tuple[float, int | None, str | None]]) -> None:
    assert read(page) == expected


def test_two_headings_found_as_one_line_are_two_columns() -> None:
    found = lines(
        "年度 | 公需科目学时 | 专业科目学时 | 审验意见\n2017 | 20 | 42 | 合格\n2018 | 24 | 60 | 合格"
    )
    left, right = found[1], found[2]
    quad = np.stack([left.quad[0], right.quad[1], right.quad[2], left.quad[3]])
    one = replace(left, text=left.text + right.text, quad=quad)
    page = Sheet([found[0], one, *found[3:]], SIZE)
    assert [(entry.hours, entry.year, entry.category) for entry, _ in hours.read(page).entries] == [
        (20, 2017, "common"),
        (42, 2017, "specialist"),
        (24, 2018, "common"),
        (60, 2018, "specialist"),
    ]


TABLE = "学习时间 | 学习内容 | 施教机构 | 学时\n2019.3.5 | 新技术 | 建筑大学 | {}\n2020.6.1 | 公需科目 | 人社局 | 18\n"


@pytest.mark.parametrize(("first", "sure"), [("42", 0.97), ("ち", 0.5), ("", 0.5)])
def test_a_row_whose_hours_were_not_read_leaves_the_others_in_doubt(first: str, sure: float) -> None:
    fields = extract("ce_registration_page", lines(TABLE.format(first)), SIZE)
    assert fields.hours[-1].hours == 18
    assert fields.evidence["hours"].confidence == sure


def test_the_subject_of_another_entry_is_not_its_neighbours() -> None:
    page = sheet(TABLE.format(42))
    assert [(entry.hours, entry.category) for entry, _ in hours.read(page).entries] == [
        (42, None),
        (18, "common"),
    ]


@pytest.mark.parametrize(
    ("page", "sure"),
    [
        ("学习内容 | 课时\n水处理 | 8\n管网 | 8\n泵站 | 16", 0.5),
        ("2021年公需30学时\n2021年专业60学时\n截至2022年3月计90学时", 0.5),
        ("公需科目10学时\n公需科目10学时\n公需科目合计30学时", 0.5),
        ("小计30学时\n小计60学时\n合计90学时", 0.97),
        ("累计90学时\n合计90学时", 0.97),
        ("共计24学时\n共计18学时", 0.5),
    ],
)
def test_what_does_not_add_up_or_looks_like_a_sum_is_a_doubt(page: str, sure: float) -> None:
    assert extract("ce_completion_certificate", lines(page), SIZE).evidence["hours"].confidence == sure


@pytest.mark.parametrize(("total", "sure"), [("90", 0.97), ("120", 0.5), ("60", 0.5)])
def test_a_sum_that_is_not_that_of_its_parts_leaves_them_in_doubt(total: str, sure: float) -> None:
    page = f"#学时证明\n2022年度公需科目30学时\n专业科目60学时\n合计{total}学时"
    fields = extract("ce_completion_certificate", lines(page), SIZE)
    assert [entry.hours for entry in fields.hours] == [30, 60]
    assert fields.evidence["hours"].confidence == sure


def test_rows_that_are_no_entries_leave_none_in_doubt() -> None:
    for more in ("合计 | 2020年 | 两次 | 共60", "2020年度验证 | 合格", "证明人 | 单位 | 盖章"):
        fields = extract("ce_registration_page", lines(TABLE.format(42) + more), SIZE)
        assert fields.evidence["hours"].confidence == 0.97


def test_impossible_hours_are_left_out() -> None:
    assert read("完成2022学时") == []
    assert read("完成999学时") == []


def test_an_entry_whose_number_was_not_read_is_no_header() -> None:
    page = "学时 | 内容 | 年月 | 科目性质\n创新能力 | 2020.4 | 公需科目\n60 | 新技术 | 2020.9 | 专业科目\n累计90学时"
    assert read(page) == [(60, 2020, "specialist")]
    assert hours.read(sheet(page)).in_doubt


@pytest.mark.parametrize(("total", "doubt"), [("90", False), ("180", True), ("", False)])
def test_a_tables_sum_that_is_not_that_of_its_entries_leaves_them_in_doubt(total: str, doubt: bool) -> None:
    page = f"年度 | 课程 | 科目 | 学时\n2020 | 创新能力 | 公需科目 | 30\n2020 | 新技术 | 专业科目 | 60\n合计 | {total}"
    assert hours.read(sheet(page)).in_doubt is doubt


@pytest.mark.parametrize(("second", "year", "doubt"), [("2O20", 2020, False), ("2口20", None, True)])
def test_a_year_that_was_misread_is_not_the_one_above(second: str, year: int | None, doubt: bool) -> None:
    page = f"#年度学时审核\n年度 | 公需科目 | 专业科目\n2019 | 30 | 60\n{second} | 30 | 80"
    assert read(page)[2:] == [(30, year, "common"), (80, year, "specialist")]
    assert hours.read(sheet(page)).in_doubt is doubt


@pytest.mark.parametrize(
    ("page", "doubt"),
    [
        ("年度 | 公需科目 | 专业科目 | 总学时\n2019 | 30 | 60 | 90\n2020 | 30 | 60 | 90", False),
        ("年度 | 公需科目 | 专业科目 | 总学时\n2019 | 30 | 60 | 90\n2020 | 30 | 80 | 90", True),
        ("类型 | 课程 | 学时\n公需科目 | 甲 | 30\n专业科目 | 乙 | 60\n本牛度口学日 | | 90", True),
        ("类型 | 课程 | 学时\n公需科目 | 甲 | 30\n专业科目 | 乙 | 60\n累计学时 | | 270", False),
        ("类型 | 课程 | 学时\n公需科目 | 甲 | 30\n专业科目 | 乙 | 80\n累计学时 | | 90", True),
        ("2019年度完成90学时(公需30,专业60)\n2020年度完成90学时(公需30,专业60)", False),
        ("2022.9 专业科目新技术 学时:60\n本页学时共计:90", True),
        ("2019年\n碳达峰 | 公需科目 | 30学时\n监测技术 | 专业科目\n总学时:90学时", True),
    ],
)
def test_sums_of_rows_and_of_pages_bear_the_entries_out(page: str, doubt: bool) -> None:
    assert hours.read(sheet("#学时证明\n" + page)).in_doubt is doubt


@pytest.mark.parametrize(
    ("page", "doubt"),
    [
        ("年度 | 公需科目 | 专业科目\n2019 | 30 | 60\n口口年 | 30 | 80", True),
        ("起止时间 | 科目 | 学时\n2019年3月1日 | 公需科目 | 30\n12月15日 | 专业科目 | 60", False),
        (
            "课程 | 科目 | 学时\n2019年新技术 | 专业科目 | 30\nGB50204验收 | 专业科目 | 30\n法规 | 公需科目 | 30",
            False,
        ),
        ("年度 | 公需科目 | 专业科目\n2019 | 80 | 60\n合计 | 30 | 60", True),
        ("年度 | 公需科目 | 专业科目\n2019 | 30 | 60\n2020 | 30 | 60\n合计 | 60 | 120", False),
        ("课程 | 科目 | 学时\n甲 | 公需科目 | 30\n乙 | 专业科目 | 60\n总学时 | | 80", True),
    ],
)
def test_years_that_were_not_read_and_sums_by_column(page: str, doubt: bool) -> None:
    assert hours.read(sheet("#学时证明\n" + page)).in_doubt is doubt


def merged(year_at: float) -> Sheet:
    """Two years of two entries, the year in a cell that both share, ``year_at`` from its upper row to its lower."""
    rows = [["年度", "科目类别", "培训内容", "学时"]]
    rows += [[sort, topic, hours] for _ in (2021, 2022) for sort, topic, hours in _ENTRIES]
    made = []
    for number, cells in enumerate(rows):
        lefts = (100, 300, 500, 900) if len(cells) == 4 else (300, 500, 900)
        made += [_cell(text, left, 200 + 60 * number) for text, left in zip(cells, lefts, strict=True)]
    made += [_cell(f"{year}年", 100, 260 + 120 * k + 60 * year_at) for k, year in enumerate((2021, 2022))]
    return Sheet(made, SIZE)


_ENTRIES = (("公需科目", "知识产权", "30"), ("专业科目", "新技术应用", "60"))


def _cell(text: str, x: float, y: float) -> Line:
    corners = [(x, y), (x + 24 * len(text), y), (x + 24 * len(text), y + 24), (x, y + 24)]
    return Line(text, 0.99, np.array(corners, np.float32))


@pytest.mark.parametrize("year_at", [0.0, 0.4, 0.6])
def test_a_year_in_the_middle_of_a_cell_that_rows_share_is_that_of_all_of_them(year_at: float) -> None:
    found = [(entry.hours, entry.year, entry.category) for entry, _ in hours.read(merged(year_at)).entries]
    assert found == [(h, y, s) for y in (2021, 2022) for h, s in ((30, "common"), (60, "specialist"))]


YEARS = (2019, 2020, 2021, 2022, 2023)


def columns_of_years(rows: list[list[str]], heads: list[str] | None = None) -> Sheet:
    """A verification page: a row of years, 250 pixels apart, and below each what a column holds, set to the left."""
    heads = heads or [f"{year}年度" for year in YEARS]
    made = [_cell(text, 110 + 250 * k, 200) for k, text in enumerate(heads) if text]
    made += [
        _cell(text, 60 + 250 * k, 260 + 60 * number)
        for number, row in enumerate(rows)
        for k, text in enumerate(row)
        if text
    ]
    return Sheet(made, (1400, 1754))


def test_hours_below_the_heads_of_years_are_of_these_years() -> None:
    specialist = (60, 62, 60, 62, 60)
    page = columns_of_years(
        [
            ["公需科目30学时"] * 5,
            [f"专业科目{number}学时" for number in specialist],
            ["验证结果:合格"] * 5,
            ["市", "4", "2", "阳", "5"],
        ]
    )
    found = [(entry.year, entry.category, entry.hours) for entry, _ in hours.read(page).entries]
    assert found == [
        *((year, "common", 30) for year in YEARS),
        *((year, "specialist", number) for year, number in zip(YEARS, specialist, strict=True)),
    ]
    assert not hours.read(page).in_doubt


def test_numbers_below_years_are_hours_where_their_row_says_so() -> None:
    made = [
        _cell("年度", 20, 200),
        *(_cell(str(year), 250 + 250 * k, 200) for k, year in enumerate(YEARS[:4])),
    ]
    for number, label in enumerate(("公需科目", "专业科目学时", "页数", "合计")):
        made += [_cell(label, 20, 260 + 60 * number)]
        made += [
            _cell(str((30, 60, 7, 90)[number]), 250 + 250 * k, 260 + 60 * number)
            for k in range(len(YEARS) - 1)
        ]
    page = Sheet(made, (1400, 1754))
    found = [(entry.year, entry.category, entry.hours) for entry, _ in hours.read(page).entries]
    assert found == [
        *((year, "common", 30) for year in YEARS[:4]),
        *((year, "specialist", 60) for year in YEARS[:4]),
    ]
    assert not hours.read(page).in_doubt


@pytest.mark.parametrize(
    ("heads", "first"),
    [
        (None, ["公需科目30学时", "", *["公需科目30学时"] * 3]),  # one year's hours were not read
        (["2019年度", "2020年度", "", "2022年度", "2023年度"], ["公需科目30学时"] * 5),  # one year was not
    ],
)
def test_columns_of_years_that_differ_or_whose_year_was_not_read_are_a_doubt(
    heads: list[str] | None, first: list[str]
) -> None:
    page = columns_of_years([first, ["验证结果:合格"] * 5], heads)
    assert hours.read(page).in_doubt
    assert {entry.year for entry, _ in hours.read(page).entries} >= {2019, 2022, 2023}


def test_of_two_tables_of_one_picture_that_of_the_pages_kind_counts_alone() -> None:
    registered = lines("年度 | 学习内容 | 学时\n2022 | 绿色发展(公需) | 30\n2022 | 精密传动(专业) | 40")
    moved = [replace(line, quad=line.quad + np.array([0, 700], np.float32)) for line in registered]
    verified = columns_of_years([["公需科目30学时"] * 5, ["专业科目60学时"] * 5])
    both, size = [*verified.lines, *moved], (1400, 1754)
    for kind, told in (("ce_registration_page", 70), ("ce_verification_page", 450)):
        assert sum(entry.hours for entry in extract(kind, both, size).hours) == told


def test_a_number_in_a_seal_is_no_entry_unless_its_row_goes_on_outside() -> None:
    made = lines("年度 | 学习内容 | 学时\n2022 | 绿色发展(公需) | 30\n2022 | 精密传动(专业) | 60")
    stray = [_cell("2", 800, 400), _cell("2022年4月26日", 860, 400)]
    seal = (780 / SIZE[0], 100 / SIZE[1], 1240 / SIZE[0], 480 / SIZE[1])
    assert [entry.hours for entry, _ in hours.read(Sheet([*made, *stray], SIZE)).entries] == [30, 60, 2]
    assert [entry.hours for entry, _ in hours.read(Sheet([*made, *stray], SIZE, [seal])).entries] == [30, 60]


@pytest.mark.parametrize("year_at", [-18, 0, 18, 40])
def test_a_year_between_the_two_lines_of_its_row_is_that_of_both(year_at: int) -> None:
    made = [
        _cell(text, left, 100) for text, left in (("年度", 100), ("验证意见", 300), ("验证机关（盖章）", 800))
    ]
    for k, year in enumerate((2021, 2022, 2023)):
        top = 260 + 240 * k
        told = (f"公需 30 学时 专业 {64 - k} 学时", 300, top), ("验证结果：合格", 300, top + 60)
        made += [
            _cell(*one)
            for one in (*told, (str(year), 100, top + year_at), (f"{year}年12月20日", 800, top + 110))
        ]
    found = hours.read(Sheet(made, SIZE), verified=True).entries
    assert [(e.year, e.category, e.hours) for e, _ in found] == [
        (2021 + k, sort, value) for k in range(3) for sort, value in (("common", 30), ("specialist", 64 - k))
    ]


PARTS = """
#继续教育学时登记表
序号|起止时间|名称|类别
1|2019.03.04|网络学习|公需课30
2|2019.06.10|研修|专业课72
3|2020.04.01|网络学习|公需课30
4|2020.09.14|数控装备|专业课64
"""


@pytest.mark.parametrize(
    ("said", "doubt"), [("公需课60学时,专业课136学时", False), ("公需课60学时,专业课186学时", True)]
)
@pytest.mark.parametrize("word", ["合计：", "以上合计", "总计"])
def test_sums_of_each_sort_below_their_parts_are_no_more_parts(word: str, said: str, doubt: bool) -> None:
    told = hours.read(sheet(PARTS + f"{word}{said}"))
    assert [e.hours for e, _ in told.entries] == [30, 72, 30, 64]
    assert told.in_doubt is doubt


def test_sums_of_each_sort_alone_are_what_counts() -> None:
    assert read("#结业证书\n2022年度|合计：公需课30学时,专业课60学时") == [
        (30, 2022, "common"),
        (60, 2022, "specialist"),
    ]


def test_a_heading_in_two_lines_keeps_its_sorts() -> None:
    made = [_cell(text, left, 140) for text, left in (("公需科目", 300), ("专业科目", 500))]
    made += [_cell(text, left, 156) for text, left in (("年度", 100), ("总学时", 700))]
    made += [_cell("学时", left, 182) for left in (324, 524)]
    for k in range(3):
        row = (str(2019 + k), 100), ("30", 330), (str(72 + k), 530), (str(102 + k), 720)
        made += [_cell(text, left, 300 + 140 * k) for text, left in row]
    found = [(e.hours, e.year, e.category) for e, _ in hours.read(Sheet(made, SIZE), verified=True).entries]
    assert found == [(h, 2019 + k, s) for k in range(3) for h, s in ((30, "common"), (72 + k, "specialist"))]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("#结业证书\n经考核成绩合格,共计六十四学时,准予结业。", [64]),
        ("#结业证书\n参加专业科目新技术培训，计肆拾个学时。", [40]),
        ("#结业证书\n参加2022年培训班,共计四\n十学时,考核合格,准予结业。", [40]),
        ("#结业证书\n参加培训,共计三十二\n学时,考核合格。", [32]),
        ("#结业证书\n第十学时起为实操,每一学时为45分钟,共24学时。", [24]),
    ],
)
def test_hours_in_chinese_numerals(page: str, expected: list[float]) -> None:
    assert [told for told, _, _ in read(page)] == expected
