"""Whom a publicity lists, and whether the applicant is among them (V447)."""

from __future__ import annotations

from typing import Any

import pytest

from scanaudit.facts import PageFacts, TextLine
from scanaudit.notices.demands import AgreementDemand
from scanaudit.rules.listed_names import listed
from tests.rules.pages import ID_NUMBER, NAME, page
from tests.rules.test_rules import REQUIREMENT, seen

IN_A_ROW = "我单位对张三、李四、王五等3位同志的申报材料进行了公示，期间无异议。"


def table(
    *rows: tuple[str, ...], sure: float = 0.99, kind: str = "public_notice_proof", **given: Any
) -> PageFacts:
    """A sheet with a table, a line a cell."""
    lines = [
        TextLine(
            text=cell, bbox=(0.1 + 0.2 * x, 0.2 + 0.04 * y, 0.25 + 0.2 * x, 0.22 + 0.04 * y), confidence=sure
        )
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    ]
    return page(kind, lines=tuple(lines), text="公示\n" + "\n".join(" ".join(row) for row in rows), **given)


HEAD = ("序号", "姓名", "拟申报职称")
ROWS = (HEAD, ("1", "张三", "高级工程师"), ("2", "李四平", "工程师"))
SHEET = table(*ROWS)


def proof(text: str, **given: Any) -> PageFacts:
    return page("public_notice_proof", text=text, **given)


def told(*pages: PageFacts, **given: Any) -> list[tuple[str, tuple[int, ...], object]]:
    return [(o.effect, o.pages, o.values["names"]) for o in seen("V447", None, pages, **given)]


@pytest.mark.parametrize(
    ("sheet", "names"),
    [
        (SHEET, ["张三", "李四平"]),
        (table(HEAD, ("1", "张三", "高级工程师"), ("2", "无", "")), ["张三"]),
        (table(("姓名", "性别"), ("张三", "男")), ["张三"]),
        (table(("姓名", "张三"), ("性别", "男")), []),  # a label beside its value
        (table(*ROWS, sure=0.7), []),
        (proof("公示名单：\n1 张三 男 工程师\n2 李四平 女 工程师"), []),
        (table(("1 张三 男 工程师",), ("2 李四平 女 工程师",)), ["张三", "李四平"]),
        (table(("1 张三 男 工程师",), ("2 无 ",)), []),
        (proof(IN_A_ROW), ["张三", "李四", "王五"]),
        (proof("拟推荐人员名单：张三（高级工程师）、李四平（工程师）"), ["张三", "李四平"]),
        (proof("张三、李四平同志申报高级工程师"), ["张三", "李四平"]),
        (proof("监督小组成员为：张三、李四平。"), []),
        (proof("公示工作人员：张三、李四平"), []),
        (proof("公示内容为：学历、资历、业绩。"), []),
        (proof("张三同志申报高级工程师"), []),
    ],
)  # fmt: skip
def test_names_are_listed_in_columns_in_rows_and_in_sentences(sheet: PageFacts, names: list[str]) -> None:
    assert [name for name, _ in listed(sheet)] == names


@pytest.mark.parametrize("sheet", [SHEET, proof(IN_A_ROW)], ids=["table", "sentence"])
def test_a_list_without_the_applicant_is_asked_about(sheet: PageFacts) -> None:
    ((effect, pages, names),) = told(sheet)
    assert (effect, pages) == ("unsure", (0,)) and str(names).startswith("张三、李四")


def test_the_row_on_every_page_asks_as_well_and_one_on_other_values_does_not() -> None:
    every = REQUIREMENT.model_copy(update={"applies_to": "every_page"})
    for of, effects in ((("name", "dates"), ["unsure"]), (("dates",), [])):
        demand = AgreementDemand.model_validate({"demand": "agreement", "of": of})
        assert [o.effect for o in seen("V447", demand, [SHEET], requirement=every)] == effects
    assert not seen("V447", None, [SHEET], requirement=every)
    speaks = proof("兹证明张三同志申报高级工程师的材料已公示，无异议。", name="张三", evidence={})
    name = AgreementDemand.model_validate({"demand": "agreement", "of": ("name",)})
    assert [o.effect for o in seen("V491", name, [speaks], requirement=every)] == ["unsure"]
    assert not seen("V491", name, [proof(f"{NAME}同志申报。张三同志申报。", name="张三")], requirement=every)
    assert not seen("V491", name, [page("unit_statement", text=speaks.text, name="张三")], requirement=every)


@pytest.mark.parametrize(
    "pages",
    [
        [table(*ROWS, ("3", NAME, "工程师"))],
        [table(*ROWS, ("3", "郑 晓 舟", "工程师"))],
        [table(*ROWS, ("3", "郑晓丹", "工程师"))],  # one character misread
        [table(*ROWS, ("3", "郑*舟", "工程师"))],
        [table(*ROWS, ("3", "", ID_NUMBER))],
        [table(*ROWS, sure=0.7)],
        [table(*ROWS, shot={"readable": False})],
        [SHEET, proof(f"我单位对{NAME}同志的申报材料进行了公示")],
        [SHEET, table(HEAD, ("3", NAME, "工程师"), kind="other")],
        [proof(f"{IN_A_ROW}另有{NAME}同志同期公示。")],
        [proof("我单位对2024年度申报人员的材料进行了公示，名单附后。监督小组成员：张三、李四平")],
        [table(*ROWS, kind="award_certificate")],
    ],
    ids=["named", "spaced", "misread", "covered", "by number", "read badly", "unreadable", "another proof", "its list",
         "in words", "supervisors", "no publicity"],
)  # fmt: skip
def test_nothing_is_asked_where_the_applicant_may_be_named(pages: list[PageFacts]) -> None:
    assert told(*pages) == []


def test_a_page_of_no_kind_that_is_no_list_names_nobody_for_the_publicity() -> None:
    elsewhere = page("other", text=f"软件著作权 {NAME}")
    assert len(told(SHEET, elsewhere)) == 1


def test_who_changed_the_name_is_on_the_list_by_the_former_one() -> None:
    book = page("other", text=f"姓名：{NAME}\n曾用名：张三")
    assert told(SHEET, book) == []
    assert told(SHEET, facts={"name": None}) == []


def test_a_short_name_that_differs_by_one_character_may_be_misread() -> None:
    rows = (HEAD, ("1", "张伟", "工程师"), ("2", "李四平", "工程师"))
    assert told(table(*rows, sure=0.99), facts={"name": "张纬"}) == []
    assert len(told(table(*rows, sure=0.999), facts={"name": "张纬"})) == 1
