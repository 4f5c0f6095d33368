"""Names, certificate numbers, levels, issuers, employers, awards, assessments."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import SIZE, lines, sheet

from scanaudit.fields import (
    assessment,
    award,
    certificate_number,
    education,
    employer,
    issuer,
    names,
    title_level,
)
from scanaudit.fields.sheet import Sheet

PEOPLE = st.sampled_from(
    ["张三", "王小明", "欧阳修文", "李亚男", "阿卜杜拉·买买提", "赵六", "诸葛亮", "陈系于"[:2]]
)


@given(PEOPLE)
def test_name_beside_its_label(name: str) -> None:
    for page in (f"姓名 {name} 性别 男", f"姓 名 | {name} | 性别 | 女", f"姓名:{name}", f"姓 | 名 | {name}"):
        found = names.find(sheet(page))
        assert found and found.value == name, page


def test_spaced_out_name() -> None:
    found = names.find(sheet("姓名 | 张 | 三\n性别 | 男"))
    assert found and found.value == "张三"


@given(PEOPLE)
def test_name_in_running_text(name: str) -> None:
    for text in (
        f"兹聘请{name}同志为工程师",
        f"学生{name}性别男,一九八八年生",
        f"兹证明{name}同志系我单位职工",
        f"{name}同志:",
    ):
        assert names.in_text(text) == name, text


@pytest.mark.parametrize(
    "page", ["姓名 | 性别 | 学历", "签名\n单位盖章", "各位同志", "本人承诺", "姓名\n性别"]
)
def test_no_name(page: str) -> None:
    assert names.find(sheet(page)) is None


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("关于张三等同志聘任的通知", "张三"),
        ("我单位已将席若水同志申报2022年度纺织工程专业\n工程师的材料进行了公示", "席若水"),
        ("我单位将傅明申报2022年高级工程师的情况公示如下", "傅明"),
        ("现将全部申报材料公示,对相关同志的材料", None),
        ("现将申报材料公示", None),
        ("兹证明我单位职工洪小川同志担任", "洪小川"),
        ("本公司在职员工赖文,于2019年入职", "赖文"),
        ("学生钮思齐性别男,一九八八年生", "钮思齐"),
        ("学生蔚青山性别:女,汉族", "蔚青山"),
        ("荀慕白同志(身份证号:990101)于2018年5月", "荀慕白"),
        ("巢一鸣同志(身份证号:990101)于2018年5月", "巢一鸣"),
        ("学生性别男", None),
        ("孙八男于2001年9月在本校学习", None),
        ("姓名/Name SMITH, JOHN", "SMITH,JOHN"),
        ("姓名 Full Name 王五", "王五"),
        ("申報人 王五 性別 男", "王五"),
        ("李四,女,1985年9月13日生", "李四"),
        ("卢英 男 1983年11月26日 学历 本科", "卢英"),
        ("李亚男,女,1985年9月13日生", "李亚男"),
        ("受聘人员(乙方):陈兰知", "陈兰知"),
        ("受聘人(签字或盖章):", None),
        ("姓名 薛子 填表人 崔慧东 (公章)", "薛子"),
        ("学员自己签名:", None),
        ("学员信息", None),
        ("应用单位:某某市第三水厂", None),
        ("薛明 博士:", "薛明"),
        ("闻人博同志于2024年参加培训", "闻人博"),
        ("姓名东门吹雪", "东门吹雪"),
        ("兹有麓阳市水利勘测设计院单位盛雅琴同志,于2022年5月参加", "盛雅琴"),
        ("请各单位全体同志参加", None),
        ("谷子墨(社会保障号990102198602120311)自2011年7月起参加", "谷子墨"),
        ("This is to certify that\n夏侯明\nhas won the Third Prize", "夏侯明"),
        ("This is to certify that\nLI MING\nhas completed", "LIMING"),
    ],
)
def test_more_names(page: str, name: str | None) -> None:
    found = names.find(sheet(page))
    assert (found.value if found else None) == name


def test_name_under_its_label_in_a_table() -> None:
    found = names.find(sheet("姓名 | 性别 | 学历\n张三 | 男 | 本科"))
    assert found and found.value == "张三"
    assert found.box and found.box[1] > 0.05


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("证书编号:103591201005001234", "103591201005001234"),
        ("管理号 File No. 20153401234", "20153401234"),
        ("证书号第1234567号", "1234567"),
        ("编号 | B1234567 | 日期", "B1234567"),
        ("身份证号:110101198503120011", None),
        ("证书编号:", None),
    ],
)
def test_certificate_number(page: str, number: str | None) -> None:
    found = certificate_number.find(sheet(page))
    assert (found.value if found else None) == number


def test_title_and_specialty() -> None:
    page = sheet("专业名称 建筑工程\n资格名称 | 高级工程师\n评审委员会 某会")
    level, specialty = title_level.find_level(page), title_level.find_specialty(page)
    assert level and level.value == "高级工程师"
    assert specialty and specialty.value == "建筑工程"


@pytest.mark.parametrize(
    ("title", "rank"),
    [("正高级经济师", "senior_full"), ("副高级", "senior"), ("副教授", "senior"), ("讲师", "intermediate"),
     ("技术员", "junior"), ("中级", "intermediate"), ("教授", "senior_full"), ("木工", None)],
)  # fmt: skip
def test_rank(title: str, rank: str | None) -> None:
    assert title_level.rank(title) == rank


def test_education_prefers_the_label() -> None:
    found = education.find(sheet("层次 专科\n中国高等教育硕士查询"))
    assert found and found.value == "college"


def test_issuer_and_employer() -> None:
    page = sheet("#证明\n兹证明张三同志系我单位职工。\n特此证明\n某某建设集团有限公司(盖章)\n2023年9月1日")
    signed, works_for = issuer.find(page), employer.find(page)
    assert signed and signed.value == "某某建设集团有限公司"
    assert works_for and works_for.value == "某某建设集团有限公司"
    labelled = employer.find(sheet("工作单位:某某设计院\n姓名 张三"))
    assert labelled and labelled.value == "某某设计院"
    assert employer.find(sheet("工作单位意见\n同意")) is None


def test_award() -> None:
    page = sheet("#荣誉证书\n张三同志荣获2021年度省科技进步奖\n二等奖\n某省人民政府科学技术厅\n2022年1月")
    level, grantor = award.find_level(page), award.find_grantor(page)
    assert level and level.value == "二等奖"
    assert grantor and grantor.value.endswith("科学技术厅")


@given(
    st.dictionaries(
        st.integers(1990, 2040), st.sampled_from(["优秀", "合格", "基本合格", "不合格"]), min_size=1
    )
)
def test_assessments_round_trip(results: dict[int, str]) -> None:
    assert assessment.from_text(assessment.to_text(results)) == results
    page = sheet("\n".join(f"{year}年度 | 考核结果 | {result}" for year, result in results.items()))
    found = assessment.find(page)
    assert found and assessment.from_text(found.value) == results


def test_assessments_across_columns() -> None:
    found = assessment.find(sheet("2020年 | 2021年 | 2022年\n合格 | 优秀 | 合格"))
    assert found and found.value == "2020 合格; 2021 优秀; 2022 合格"


def test_a_single_result_is_of_the_year_in_the_heading() -> None:
    found = assessment.find(sheet("年度考核登记表\n(2021年度)\n姓名 | 张三\n考核等次：合格"))
    assert found and found.value == "2021 合格"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("#履职考核表\n年份 | 2019年\n经民主测评和领导班子评议,评定等次为合格\n考核单位盖章", "2019 合格"),
        ("#考核登记表\n考核年度: | 2021年\n部门评鉴意见:拟评为优秀\n考核委员会审定:合格", "2021 合格"),
        ("#年度考核表\n(2019年)\n姓名 | 张三\n考核等级\n优秀", "2019 优秀"),
        ("#工作人员考核结果通知\n你2016年度考核结果为:合\n格。\n2017年1月8日", "2016 合格"),
        ("#考核表\n考核时间:2019年1月至2019年12月\n单位意见:定为合格等次。", "2019 合格"),
        (
            "#考核表\n2020年度\n民主测评:优秀3票,合格21票\n考核结论:基本合格\n注:考核等次分为优秀、合格、基本合格",
            "2020 基本合格",
        ),
    ],
)
def test_a_form_tells_its_year_and_its_last_word(page: str, told: str) -> None:
    found = assessment.find(sheet(page))
    assert found and found.value == told and found.confidence > 0.5


@pytest.mark.parametrize(
    "page",
    [
        "#考核表\n2020年度\n个人总结\n杜绝不合格材料用于工程。质量验收合格。\n考核等次(优秀、合格、基本合格、不合格)",
        "#考核表\n2020年度考核等次:优秀、合格、基本合格、不合格",
        "#考核表\n2020年度考核\n上年度考核结果 | 优秀\n本年度考核结果",
        "#考核表\n说明:旷工的,考核评定为不合格:\n考核不合格的不得续聘",
    ],
    ids=["other things", "offered", "last year's", "rules"],
)
def test_what_is_no_result_of_the_year_is_not_told_as_one(page: str) -> None:
    assert assessment.find(sheet(page)) is None


@pytest.mark.parametrize(
    ("below", "told", "sure"),
    [
        ("(盖章)", "2020 优秀", False),
        ("经研究,确定该同志2020年度考核等次为", "2020 优秀", False),
        ("经研究,确定该同志2020年度考核等次为:合格", "2020 合格", True),
    ],
)
def test_what_is_proposed_is_a_doubt_where_no_other_result_was_read(
    below: str, told: str, sure: bool
) -> None:
    found = assessment.find(
        sheet(f"#考核表\n2020年度\n主管领导评语:工作踏实,建议定为优秀等次。\n单位考核意见\n{below}")
    )
    assert found and found.value == told and (found.confidence >= 0.6) is sure


@pytest.mark.parametrize("said", ["主管领导评语:建议定为基本合格等次。", "2020年度建议定为不合格"])
def test_a_bad_result_that_is_only_proposed_is_none(said: str) -> None:
    assert assessment.find(sheet(f"#考核表\n2020年度\n{said}\n单位考核意见\n(盖章)")) is None
    assert assessment.by_year(said) == {}


def test_scraps_of_a_seal_leave_a_good_result_in_doubt_and_no_bad_one() -> None:
    for result, sure in (("合格", False), ("基本合格", True)):
        made = lines(f"#考核表\n2020年度考核等次 | e: | {result}")
        scrap = [replace(line, confidence=0.3) if line.text == "e:" else line for line in made]
        found = assessment.find(Sheet(scrap, SIZE))
        assert found and found.value == f"2020 {result}" and (found.confidence >= 0.6) is sure


@pytest.mark.parametrize("words", ["经单位一定的努力,合格。", "完成规定的任务,优秀"])
def test_what_is_certain_or_prescribed_is_no_result(words: str) -> None:
    assert assessment.find(sheet(f"#工作总结\n{words}")) is None


def test_bad_material_is_no_bad_year() -> None:
    found = assessment.find(sheet("#考核表\n2020年度考核无不合格\n单位考核意见:合格"))
    assert found and found.value == "2020 合格"


def test_two_results_of_one_year_are_a_doubt() -> None:
    found = assessment.find(sheet("#考核表\n2020年度\n考核结果:合格\n审定等次:不合格"))
    assert found and found.value == "2020 不合格" and found.confidence <= 0.5


def test_years_in_one_row_and_results_in_the_next() -> None:
    found = assessment.find(sheet("年度 | 2019年 | 2020年 | 2021年\n考核结果 | 优秀 | 合格 | 合格"))
    assert found and found.value == "2019 优秀; 2020 合格; 2021 合格"
    assert assessment.by_year("年度2019年2020年2021年\n考核结果优秀合格合格") == {}
