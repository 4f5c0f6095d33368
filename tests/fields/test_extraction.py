"""All values of a page, their evidence, and the lines to be read again exactly."""

from __future__ import annotations

import pytest
from growth import FACTOR, LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import SIZE, lines, sheet

from scanaudit.facts import Fields
from scanaudit.fields import extract, id_number, needs_exact
from scanaudit.fields.issue import find_issue

KINDS = [
    "id_card",
    "title_certificate",
    "paper_body",
    "paper_cover",
    "ce_registration_page",
    "award_certificate",
    "other",
]


def test_id_card() -> None:
    page = lines("姓名 王小明\n性别 男 民族 汉\n公民身份号码 110101198503120O17")
    fields = extract("id_card", page, SIZE)
    assert fields.name == "王小明"
    assert fields.id_number == "110101198503120017"
    evidence = fields.evidence["id_number"]
    assert evidence.valid is True and evidence.raw == "110101198503120O17"
    assert evidence.bbox and all(0 <= v <= 1 for v in evidence.bbox)


def test_wrong_check_digit_is_told_not_mended() -> None:
    fields = extract("id_card", lines("姓名 王小明\n公民身份号码 110101198503120012"), SIZE)
    assert fields.id_number == "110101198503120012"
    assert fields.evidence["id_number"].valid is False


def test_credit_code_of_digits_alone_is_no_identity_number() -> None:
    page = lines("统一社会信用代码 911101080918662121\n身份")
    fields = extract("unit_statement", page, SIZE)
    assert fields.credit_code == "911101080918662121" and fields.id_number is None


def test_paper() -> None:
    body = "摘要:" + "研究了水泵的振动。" * 4
    page = lines(
        "第3期 | 现代机械 | 2021年6月\n#水泵振动的试验研究\n张三1,李四2,王小明1\n(某某大学,某市 230000)\n"
        + "\n".join([body] * 8)
    )
    fields = extract("paper_body", page, SIZE)
    assert fields.paper_title == "水泵振动的试验研究"
    assert fields.authors == ("张三", "李四", "王小明")
    assert fields.issue == "2021-03"


def test_copyright_page() -> None:
    page = lines("《现代机械》编辑部\n国际标准刊号 ISSN 1002-6886\n国内统一刊号 CN 52-1046/TH")
    fields = extract("paper_copyright_page", page, SIZE)
    assert (fields.issn, fields.cn, fields.journal) == ("1002-6886", "CN52-1046/TH", "现代机械")
    assert fields.evidence["issn"].valid is True and fields.evidence["cn"].valid is None


def test_following_page_has_no_title() -> None:
    page = lines("\n".join(["土体参数由室内试验与原位测试共同确定,模型边界取为开挖深度的三倍"] * 12))
    assert extract("paper_body", page, SIZE).paper_title is None


@pytest.mark.parametrize(
    ("row", "issue"),
    [
        ("2021 年第 3 期", "2021-03"),
        ("第12卷 第3期 2021年6月", "2021-03"),
        ("Vol. 33, No.5 May 2010", "2010-05"),
        ("无", None),
    ],
)
def test_issue(row: str, issue: str | None) -> None:
    found = find_issue(sheet(row), "paper_body")
    assert (found.value if found else None) == issue


@pytest.mark.parametrize(
    ("kind", "page", "journal", "issue"),
    [
        ("paper_cover", "#江淮水工技术\n2018.2\nISSN 1673-6583", "江淮水工技术", "2018-02"),
        ("paper_toc", "目录\n城镇工程与管理 2017/11\n" + "渠道衬砌防渗结构\n" * 20, "城镇工程与管理", "2017-11"),
        ("paper_body", "38 江淮水工技术2023年第8期\n" + "计算成果与分析\n" * 20, "江淮水工技术", "2023-08"),
        ("paper_body", "计算成果与分析\n" * 20 + "安全系数取 2018.2\n", None, None),
        ("paper_body", "78\n东部水利|2022年\n" + "计算成果与分析\n" * 20, "东部水利", None),
        ("paper_copyright_page", "东部水利\n旬刊 2019年第1期\n主管:某某省水利厅", "东部水利", "2019-01"),
    ],
)  # fmt: skip
def test_journal_and_issue_in_short(kind: str, page: str, journal: str | None, issue: str | None) -> None:
    fields = extract(kind, lines(page), SIZE)
    assert (fields.journal, fields.issue) == (journal, issue)


def test_a_title_is_held_from_the_day_that_its_words_name() -> None:
    page = lines(
        "#任职资格证书\n经评审委员会评审通过,于2017年\n12月18日具备水利工程专业工程师任职资格。特发此\n证。\n某市人力资源和社会保障局\n2018年1月22日"
    )
    fields = extract("title_certificate", page, SIZE)
    assert (fields.issue_date, fields.specialty, fields.level) == ("2017-12-18", "水利工程", "工程师")


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("出生年月:1985年3月\n取得工程师任职资格\n二〇一八年十二月三十日", "2018-12-30"),
        (
            "2012年6月通过考试取得助理工程师资格\n2018年12月1日经评审具备工程师资格\n2019年1月5日",
            "2018-12-01",
        ),
        (
            "张三,男,1985年3月2日\n经某某省评审委员会评审通过,具备工程师资格\n发证日期:2018年12月30日",
            "2018-12-30",
        ),
        ("参加工作时间:2008年7月\n评审专业:建筑工程\n资格名称:工程师\n发证日期:2018年12月30日", "2018-12-30"),
        (
            "2014年11月28日由某某市工程中级职称评委会评上了工程师,\n从评上这天起算。\n2015年1月7日",
            "2014-11-28",
        ),
        ("具备电气专业工程师(中级)任职资格。\n资格时间:2014年11月28日\n2015年1月7日", "2014-11-28"),
        ("取得方式 | 评审\n资格起算日 | 2014年11月28日\n核发日期:2015年1月7日", "2014-11-28"),
        (
            "2012年6月1日由某某市职称评委会评为助理工程师,\n2018年12月1日经评审具备工程师资格。\n2019年1月5日",
            "2018-12-01",
        ),
        ("2012年6月1日由某某公司评为优秀工程师\n发证日期:2018年12月30日", "2018-12-30"),
        ("2012年6月1日由某某公司评为技术员\n资格名称 工程师\n发证日期:2018年12月30日", "2018-12-30"),
        ("取得助理工程师资格时间:2012年6月1日\n批准时间:2018年12月30日", "2018-12-30"),
        ("经评委会于2014年11月28日评定,具有工程师资格。\n2015年1月7日核发", "2014-11-28"),
        ("于2012年6月1日取得助理工程师资格\n于2018年12月1日取得工程师资格\n2019年1月5日", "2018-12-01"),
    ],
)
def test_a_birth_is_no_award_and_the_last_award_counts(words: str, held: str) -> None:
    assert extract("title_certificate", lines("#任职资格证书\n" + words), SIZE).issue_date == held


def test_a_heading_is_no_journal() -> None:
    rest = "\n工程技术研究\n" + "渠道衬砌防渗\n" * 20
    for head in ("本期目录2020年第6期", "优秀论文选登2020年第6期"):
        assert extract("paper_toc", lines(head + rest), SIZE).journal == "工程技术研究"
    assert extract("paper_body", lines("本刊收稿日期2018.12\n" + "计算\n" * 20), SIZE).journal is None


def test_whose_employee_somebody_is() -> None:
    page = lines("该同志人事劳动关系为安徽华建有限公司在职职工，特此说明。")
    assert extract("insurance_statement", page, SIZE).employer == "安徽华建有限公司"
    page = lines("张三系安徽华建有限公司的在职职工，特此说明。")
    assert extract("insurance_statement", page, SIZE).employer == "安徽华建有限公司"


def test_words_that_go_on_in_the_next_row() -> None:
    page = lines(
        "张三同志系平湖化工设计院有限\n公司在职职工，其社会保险由宁远理工大\n学代为缴纳。\n宁远理工大学"
    )
    assert extract("insurance_statement", page, SIZE).employer == "平湖化工设计院有限公司"


def test_the_name_of_the_school_beside_its_label() -> None:
    page = lines("毕业证书\n学生张三性别男\n江大\n校名：澄江大学\n校（院）长：\n二〇一三年七月二十五日")
    assert extract("graduation_certificate", page, SIZE).issuer == "澄江大学"


def test_a_number_below_the_sum_is_no_entry() -> None:
    table = (
        "2017年度学时证明\n序号|类别|课程名称|学时\n1|公需|职业道德|30\n2|专业|质量管理|60\n合计学时| | |90\n"
    )
    fields = extract("ce_completion_certificate", lines(table + " | | |2\n本人签名"), SIZE)
    assert [entry.hours for entry in fields.hours] == [30, 60]


def test_blank_page_has_no_values() -> None:
    assert extract("blank", (), SIZE) == Fields()
    assert needs_exact("blank", ()) == []


def test_every_value_has_its_evidence() -> None:
    page = lines(
        "#专业技术资格证书\n姓名 张三\n专业名称 电气\n资格名称 工程师\n批准时间 2016年12月\n证书编号 20161234"
    )
    fields = extract("title_certificate", page, SIZE)
    given_fields = {k for k, v in fields.model_dump(exclude={"evidence"}).items() if v}
    assert given_fields == set(fields.evidence)
    assert {"name", "specialty", "level", "issue_date", "certificate_number"} <= given_fields


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(KINDS), st.lists(st.text(max_size=40), max_size=20))
def test_any_page_is_read_without_error(kind: str, rows: list[str]) -> None:
    page = lines("\n".join(rows))
    fields = extract(kind, page, SIZE)
    assert set(fields.evidence) >= {"name"} if fields.name else "name" not in fields.evidence
    indices = needs_exact(kind, page)
    assert indices == sorted(set(indices)) and all(0 <= i < len(page) for i in indices)


@pytest.mark.parametrize(
    "unit", ["姓名", "2023年", "学时30", "张三同志", "《", "ISSN", "公示自2023年1月1日至", "1"]
)
@pytest.mark.parametrize("kind", ["ce_registration_page", "paper_copyright_page", "public_notice_proof"])
def test_time_on_long_pages(unit: str, kind: str) -> None:
    short, long = (lines("\n".join([unit * 100] * rows)) for rows in (10, 10 * FACTOR))
    assert growth(lambda: extract(kind, short, SIZE), lambda: extract(kind, long, SIZE)) < LIMIT


def test_needs_exact_takes_values_and_leaves_prose() -> None:
    page = lines("#专业技术资格证书\n本证书由有关部门批准颁发\n姓名 | 张三\n证书编号 | 20161234")
    exact = {page[i].text for i in needs_exact("title_certificate", page)}
    assert {"姓名", "张三", "20161234"} <= exact and "本证书由有关部门批准颁发" not in exact
    prose = lines("\n".join(["2019年某地土体参数由室内试验确定"] * 20 + ["收稿日期:2021-03-05"]))
    assert needs_exact("paper_body", prose) == [20]


# Eighteen digits with the check digit of an identity number, as one certificate number in eleven has it.
CERTIFICATE = "990172009055854431"


@pytest.mark.parametrize("label", ["证书编号:", "学校编号:", "证书编号 ", "", "编号 "])
def test_a_certificate_number_is_no_identity_number_though_its_check_digit_agrees(label: str) -> None:
    diploma = f"#毕业证书\n学生张三 性别男\n{label}{CERTIFICATE}\n2009年7月1日"
    assert id_number.is_valid(CERTIFICATE)
    assert extract("graduation_certificate", lines(diploma), SIZE).id_number is None


@pytest.mark.parametrize("label", ["公民身份号码", "身份证号:", "身份证件编号:", "社会保障号码 ", ""])
def test_an_identity_number_is_one_with_or_without_its_label(label: str) -> None:
    page = lines(f"#毕业证书\n学生张三\n{label}360426199101010071")
    assert extract("graduation_certificate", page, SIZE).id_number == "360426199101010071"


@pytest.mark.parametrize("heads", ["姓名 | 身份证号", "身份证号 | 姓名", "身份证号 | 工作单位 | 证书编号"])
@pytest.mark.parametrize("number", ["340104 198013 071234", "340104198013071234", "340104 199013 071231"])
def test_a_misread_identity_number_below_its_column_s_head_is_one(heads: str, number: str) -> None:
    cells = " | ".join(number if head == "身份证号" else "李示例" for head in heads.split(" | "))
    fields = extract("roster", lines(f"#人员名单\n{heads}\n{cells}"), SIZE)
    assert fields.id_number == number.replace(" ", "") and fields.evidence["id_number"].valid is False


@pytest.mark.parametrize("label", ["登记证件号码:", "注册证件号", "法定代表人身份证号码(登记号):"])
def test_a_label_of_identity_numbers_wins_over_one_of_other_numbers(label: str) -> None:
    page = lines(f"#申请表\n{label}360426199101010071")
    assert extract("review_form", page, SIZE).id_number == "360426199101010071"


def test_beside_an_identity_number_a_certificate_s_or_an_enterprise_s_is_none() -> None:
    page = lines(f"#毕业证书\n编号 {CERTIFICATE}\n身份证号 360426199101010071")
    assert extract("graduation_certificate", page, SIZE).id_number == "360426199101010071"
    code = lines("统一社会信用代码(身份证号):911101080918662121")
    assert extract("unit_statement", code, SIZE).id_number is None


@pytest.mark.parametrize("number", ["990415187211022882", "990203185607191361"])
def test_somebody_born_long_ago_has_a_number_beside_its_label_though_it_could_be_an_enterprise_s(
    number: str,
) -> None:
    fields = extract("id_card", lines(f"姓名 苏样张\n住址 某县某镇1号\n公民身份号码 {number}"), SIZE)
    assert fields.id_number == number and fields.evidence["id_number"].valid is True
    assert fields.credit_code is None


@pytest.mark.parametrize("label", ["工作单位", "现工作单位：", "所在单位 | "])
def test_an_employer_by_its_label_issued_nothing(label: str) -> None:
    page = f"#职称证书\n姓名：李示例\n资格名称：工程师\n授予：2019年12月\n{label}临江市水利规划设计院\n2020年1月15日"
    assert extract("title_certificate", lines(page), SIZE).issuer is None
    signed = page + "\n临江市人力资源和社会保障局"
    assert extract("title_certificate", lines(signed), SIZE).issuer == "临江市人力资源和社会保障局"
