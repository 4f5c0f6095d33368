"""Dates, ranges of dates, validity."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import sheet

from scanaudit.fields import dates, issue, issuer, period

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2060, 12, 31))
ZH = "〇一二三四五六七八九"


def zh_number(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{ZH[tens]}十") + (ZH[ones] if ones else "")


def zh_year(year: int, zero: str) -> str:
    return "".join(ZH[int(c)] for c in str(year)).replace("〇", zero)


@given(DAYS, st.sampled_from(["〇", "○", "零", "O", "0"]))
def test_every_way_of_writing_a_day(day: dt.date, zero: str) -> None:
    y, m, d = day.year, day.month, day.day
    written = [
        f"{y}年{m}月{d}日", f"{y} 年 {m:02d} 月 {d:02d} 日", f"{y}.{m}.{d}", f"{y}-{m:02d}-{d:02d}",
        f"{y}/{m}/{d}",        f"{y}{m:02d}{d:02d}", f"{zh_year(y, zero)}年{zh_number(m)}月{zh_number(d)}日",
        day.strftime("%B %d, %Y"),
    ]  # fmt: skip
    for text in written:
        assert dates.parse(text) == day.isoformat(), text


@given(DAYS)
def test_months_and_years(day: dt.date) -> None:
    assert dates.parse(f"{day.year}年{day.month}月") == f"{day:%Y-%m}"
    assert dates.parse(f"{day.year}.{day.month:02d}") == f"{day:%Y-%m}"
    assert dates.parse(f"{zh_year(day.year, '〇')}年") == f"{day.year}"


@given(DAYS, DAYS)
def test_ranges(a: dt.date, b: dt.date) -> None:
    start, end = sorted((a, b))
    for dash in ("至", "-", "—", "~", "起至"):
        text = (
            f"公示时间:{start.year}年{start.month}月{start.day}日{dash}{end.year}年{end.month}月{end.day}日"
        )
        assert dates.find_range(text) == (start.isoformat(), end.isoformat())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年8月20日至27日", ("2024-08-20", "2024-08-27")),
        ("2023年10月10日—10月16日", ("2023-10-10", "2023-10-16")),
        ("2016.09-2020.06", ("2016-09", "2020-06")),
        ("二〇〇六年九月至二〇一〇年七月", ("2006-09", "2010-07")),
        ("2023年10月10日", None),
    ],
)
def test_short_ranges(text: str, expected: tuple[str, str] | None) -> None:
    assert dates.find_range(text) == expected


@pytest.mark.parametrize(
    "text", ["2023-13-01", "2023年2月30日", "GB/T 12345", "1000-1234", "12.5", "3月5日", "20231340"]
)
def test_no_date(text: str) -> None:
    assert (dates.parse(text) or "")[5:] == ""


def test_publicity_period_is_the_range_after_its_word() -> None:
    page = sheet("2020年1月1日至2022年12月31日任现职\n公示期为2024年8月20日至2024年8月27日\n特此证明")
    start, end = period.find(page) or (None, None)
    assert start and end and (start.value, end.value) == ("2024-08-20", "2024-08-27")
    assert start.box and 0 <= start.box[0] < start.box[2] <= 1


def test_open_validity() -> None:
    assert period.valid_until("营业期限2015年8月19日至不约定期限") == "长期"
    assert period.valid_until("有效期至2025年12月31日") == "2025-12-31"
    assert period.valid_until("没有期") is None


def test_signature_date_is_not_the_end_of_a_period() -> None:
    signed = issuer.signed_on(
        sheet("#公示\n正文\n公示时间2023年10月10日至2023年10月16日\n某某公司\n2023年10月9日")
    )
    assert signed and signed.value == "2023-10-09"
    assert issuer.signed_on(sheet("#公示\n正文\n公示时间2023年10月10日至2023年10月16日")) is None


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("于2023年8月5日至2023年8月1\n2日公示", ["2023-08-05", "2023-08-12"]),
        ("聘期自20\n16年1月1日至2021年12月31日", ["2016-01-01", "2021-12-31"]),
        ("二〇一\n七年十\n二月二十\n三日", ["2017-12-23"]),
        ("2019年\n30学时", []),
        ("2019年8月、\n1\n2\n3\n", ["2019-08"]),
        ("2019年1\n5\n", ["2019-01"]),
        ("2022年3月2", ["2022-03"]),
        ("2019年5月6四", ["2019-05-06"]),
        ("二〇一九年五月二十四", ["2019-05"]),
        ("毕业时间2016年7月\n12\n24学时", ["2016-07"]),
        ("2021年3月\n1\n四川省建筑", ["2021-03"]),
        ("2021年3月1四川省", ["2021-03"]),
    ],
)
def test_a_line_may_end_within_a_number_of_a_date(text: str, isos: list[str]) -> None:
    assert [date.iso for date in dates.find(text)] == isos


@pytest.mark.parametrize("misread", ["2OO9年12月15日", "2oO9.12.15", "2OO9-12-15"])
def test_letters_read_for_several_zeros_beside_each_other(misread: str) -> None:
    assert dates.parse(misread) == "2009-12-15"
    assert dates.parse("2OO9-1O-O5") == "2009-10-05"
    assert issue.issue("2OO9年第3期") == "2009-03"


@pytest.mark.parametrize("dash", ["—", "一", "至", "~"])
def test_a_dash_that_is_read_as_one_parts_two_dates(dash: str) -> None:
    assert dates.find_range(f"2023年9月11日{dash}9月18日") == ("2023-09-11", "2023-09-18")


def test_the_ends_of_a_period_may_stand_behind_labels_of_their_own() -> None:
    found = period.find(sheet("#公示证明\n公示起 | 2024年8月29日\n公示止 | 2024年9月5日\n2024年9月6日"))
    assert found and [end.value for end in found] == ["2024-08-29", "2024-09-05"]


@pytest.mark.parametrize(
    "words",
    [
        "张榜日期:2024年8月29日\n撤榜日期:2024年9月5日",
        "材料从2024年8月29日贴出来,\n一直贴到2024年9月5日,就贴在公告栏。",
        "本单位从2024年8月29日起,将张三申报2024年度工程师的学历、论文和业绩材料,在宣传栏张榜公布,截至2024年9月5日。",
    ],
)
def test_a_period_in_an_office_s_own_words(words: str) -> None:
    found = period.find(sheet(f"#公示情况\n{words}\n2024年9月6日"))
    assert found and [end.value for end in found] == ["2024-08-29", "2024-09-05"]


@pytest.mark.parametrize(
    "words",
    [
        "材料从2024年8月29日起受理。\n我单位2024年9月5日出具此件。",
        "我单位于2024年8月1日召开会议研究,决定公示到2024年9月5日",
        "按照自2024年7月1日印发的申报通知,申报时间截至\n2024年9月5日",
        "发布日期:2024年8月1日\n申报截止日期:2024年9月5日",
        "从2010年7月1日参加工作,社保交到2024年9月5日",
        "自2024年8月1日起施行的《公示办法》,申报截至2024年9月5日。",
        "自2010年7月1日起在我单位工作,经公示,截至2024年9月5日。",
        "从2024年8月29日起公示,截至2024年9月5日尚未期满",
        "从2024年8月29日起公示,截止到2024年9月5日尚未期满",
        "从2024年8月29日起公示,截至2024年9月5日,公示尚未期满。",
        "自2024年8月1日起组织申报,经个人申报、部门审核,对拟推荐人员进行了公示,截至2024年8月12日。",
        "自2024年8月1日起,对材料进行了审核,经研究予以公示,截至2024年8月12日。",
    ],
)
def test_two_days_that_are_not_those_of_one_notice_are_no_period(words: str) -> None:
    assert period.find(sheet(f"#公示情况\n{words}\n2024年9月6日")) is None


def test_two_dates_that_were_read_as_one_line_are_the_ends_of_their_columns() -> None:
    found = period.find(
        sheet("#公示报告\n被公示人 | 开始日期 | 截止日期\n张三 | 2020年8月17日2020年8月24日\n2020年8月25日")
    )
    assert found and [end.value for end in found] == ["2020-08-17", "2020-08-24"]


def test_a_period_may_stand_in_two_rows_of_one_cell() -> None:
    found = period.find(sheet("#公示证明\n公示时间:2024年8月29日\n2024年9月5日\n2024年9月6日"))
    assert found and [end.value for end in found] == ["2024-08-29", "2024-09-05"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("本合同于2021年7月1日生效,于2024年6月30\n日终止,其中试用期无。", ("2021-07-01", "2024-06-30")),
        ("固定期限:本合同自2021年7月1日起,至2024年6月30日止。", ("2021-07-01", "2024-06-30")),
        ("合同期限自2021年7月1日起生效,并于2024年6月30日届满。", ("2021-07-01", "2024-06-30")),
        ("合同期限为3年,自2021年7月1日起。", ("2021-07-01", "2024-06-30")),
        ("本协议自2021年7月1日起生效,有效期限为三年。", ("2021-07-01", "2024-06-30")),
        ("聘期三年,从2021年8月31日起算。", ("2021-08-31", "2024-08-30")),
        ("合同期限为6个月,自2021年8月31日起。", ("2021-08-31", "2022-02-28")),
        ("合同期限为1个月,自2021年1月31日起。", ("2021-01-31", "2021-02-28")),
        ("缺陷责任期2年,自2021年7月1日起。", None),
        (
            "合同期限为3年,自2021年7月1日起。试用期自2021年7月1日至2021年12月31日止。",
            ("2021-07-01", "2024-06-30"),
        ),
        # a contract without an end, a trial, other terms, days of signing
        ("本合同为无固定期限劳动合同,自2021年7月1日起生效。", None),
        ("试用期自2021年7月1日起至2021年12月31日止。", None),
        ("保密期限为2年,自2021年7月1日起。", None),
        ("本合同自2021年7月1日签字生效\n2024年6月30日", None),
    ],
)
def test_the_term_that_a_contract_s_sentence_tells(words: str, expected: tuple[str, str] | None) -> None:
    ends = period.find(sheet(words))
    assert (tuple(end.value for end in ends) if ends else None) == expected
