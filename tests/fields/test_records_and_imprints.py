"""Months of records, CIP numbers, authors and their marks, QR payloads, credits. Everything is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import sheet

from scanaudit.fields import authors, cip, cn_serial, extract, hours, hours_stated, months, qr_payload

YEAR, MONTH = st.integers(1990, 2040), st.integers(1, 12)


@given(YEAR, MONTH)
def test_a_month_survives_its_forms(year: int, month: int) -> None:
    iso = f"{year}-{month:02d}"
    for form in (iso, f"{year}{month:02d}", f"{year}年{month}月", f"{year}.{month:02d}", months.format(iso)):
        assert months.validate(form) == iso
    assert months.is_valid(iso) and not months.is_valid(f"{year}-{month + 12}")


@given(YEAR, MONTH, st.integers(0, 60))
def test_a_range_holds_as_many_months_as_it_spans(year: int, month: int, length: int) -> None:
    last = year * 12 + month - 1 + length
    text = f"缴费起止:{year}{month:02d}-{last // 12}{last % 12 + 1:02d}"
    found = months.in_text(text)
    assert len(found) == length + 1 and found[0] == f"{year}-{month:02d}"
    assert months.between(found[-1], found[0]) == (found if length == 0 else ())


def test_months_of_a_record_with_a_row_a_month() -> None:
    page = sheet(
        "\n".join(
            ["年月 | 缴费基数 | 状态", "202203 | 4500 | 实缴", "202204 | 4500 | 实缴", "202206 | 4500 | 实缴"]
        )
    )
    found, place = months.find(page)
    assert found == ("2022-03", "2022-04", "2022-06") and place is not None


def test_other_numbers_are_no_months() -> None:
    for text in ("账号6222021234567890", "2022年度", "202213-202299", "电话0551-202212", "202301"):
        assert months.in_text(text) == (), text


@given(st.integers(1987, 2040), st.integers(1000, 9_999_999))
def test_cip_numbers(year: int, serial: int) -> None:
    number = f"{year}-{serial}"
    assert cip.validate(cip.format(number)) == number == cip.compact(cip.format(number))
    assert cip.find(f"中国版本图书馆{cip.format(number)}")[0][2] == number


NAMES = st.sampled_from(["张三", "李四光", "王小五", "欧阳明", "赵六一", "吴小川"])


@given(
    st.lists(NAMES, min_size=1, max_size=5, unique=True), st.sampled_from([",", " ", ";", "、"]), st.data()
)
def test_authors_keep_their_order_and_marks(people: list[str], between: str, data: st.DataObject) -> None:
    marked = data.draw(st.sampled_from(people))
    row = between.join(f"{n}{'*' if n == marked else ''}" for n in people)
    assert authors.split(row) == (tuple(people), (marked,))
    numbered = ",".join(f"{n}{k}{'*' if n == marked else ''}" for k, n in enumerate(people, 1))
    assert authors.split(numbered) == (tuple(people), (marked,))


def test_a_row_that_holds_more_than_names_holds_none() -> None:
    more = ("周文海 教授", "周文海,工程师", "周文海,阜阳市", "巢某,甪某")
    for row in ("海西市政设计院", "周文海 工程师 海西设计院", "第30卷第2期", "", *more):
        assert authors.split(row) == ((), ()), row


def test_an_author_whose_family_name_is_on_no_list_is_one_beside_others() -> None:
    assert authors.split("席文，甪慕白")[0] == ("席文", "甪慕白")
    assert authors.split("甪慕白1，席文2*，洪川1") == (("甪慕白", "席文", "洪川"), ("席文",))


@pytest.mark.parametrize(
    ("payload", "printed", "same"),
    [
        ("证书编号:34-2019-0012345", "3420190012345", True),
        ("http://e.org/q?certNo=3420190012346", "3420190012345", False),
        ("http://e.org/q?id=17", "3420190012345", None),
        ("", "3420190012345", None),
        ("http://e.org/q?bh=3420190012345", "34", None),
    ],
)
def test_codes_and_printed_numbers(payload: str, printed: str, same: bool | None) -> None:
    assert qr_payload.agrees(payload, printed) is same


def test_credits_are_no_hours() -> None:
    (entry,) = hours_stated.in_text("2022年度公需科目3学分")
    assert (entry.hours, entry.unit, entry.category) == (3.0, "credit", "common")
    page = sheet("\n".join(["年度 | 课程 | 学分", "2021 | 公需科目 | 5", "2022 | 公需科目 | 4"]))
    assert [(e.hours, e.unit) for e, _ in hours.read(page).entries] == [(5.0, "credit"), (4.0, "credit")]


@pytest.mark.parametrize(
    "text",
    [
        "CN34-1234/TU",
        "国内统一连续出版物号:34-1234/TU",
        "国内统一刊号CN34—1234/TU",
        "CN(34-1234/TU)",
        "CN:34-1234/TU",
    ],
)
def test_cn_numbers_in_many_forms(text: str) -> None:
    assert cn_serial.find(text)[0][2] == "CN34-1234/TU"


def test_a_book_page_and_a_paper_have_their_new_fields() -> None:
    book = sheet(
        "\n".join(["图书在版编目(CIP)数据", "ISBN 978-7-5500-1234-3", "CIP数据核字(2020)第123456号"])
    )
    assert extract("isbn_page", book.lines, (book.width, book.height)).cip == "2020-123456"


def test_an_inventor_whose_family_name_is_on_no_list_keeps_their_place() -> None:
    people, _ = authors.inventors(sheet("发明人:甪慕白;阚大川;席文"))
    assert people == ("甪慕白", "阚大川", "席文")


_BODY = "\n".join(["供水管网漏损是指在输配水过程中因管道破损造成的水量损失"] * 20)


def test_a_chapter_s_heading_is_no_paper_s_title() -> None:
    for head in (
        "#第1章 绪论与概述",
        "#第三章 分区计量技术",
        "#1.1 供水管网漏损概述",
        "第3章\n#分区计量技术",
    ):
        chapter = sheet(f"{head}\n{_BODY}")
        fields = extract("paper_body", chapter.lines, (chapter.width, chapter.height))
        assert fields.paper_title is None and fields.journal is None, head
    for title in ("5.8级地震后水闸的检测", "第三代核电站管道设计"):
        first = sheet(f"#{title}\n{_BODY}")
        assert extract("paper_body", first.lines, (first.width, first.height)).paper_title == title


def test_a_book_s_title_on_several_lines_is_read_whole() -> None:
    cover = sheet("水利技术丛书\n#城镇供水管网漏损\n#控制技术与实践\n#韦静姝 编著\n某某水利水电出版社")
    fields = extract("paper_cover", cover.lines, (cover.width, cover.height))
    assert fields.paper_title == "城镇供水管网漏损控制技术与实践"
