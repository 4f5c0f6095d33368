"""Which places of a page ask for a seal, and which of them are empty."""

from __future__ import annotations

import pytest

from scanaudit.facts import Box, TextLine
from scanaudit.notices.model import Kinds, SealDemand
from scanaudit.rules import m202_seal_of_another, m203_seal_unread, m208_seal_place_empty
from scanaudit.rules.form_cells import cell_lines
from scanaudit.rules.sealing_places import empty_places
from tests.rules.pages import page, seal, sealing_label
from tests.rules.test_rules import NOTICE, REQUIREMENT, context

DEMAND = SealDemand(demand="seal", of="employer")
APPROVAL = ("单位意见", "主管部门意见", "人社部门核准")


def line(text: str, top: float, left: float = 0.1) -> TextLine:
    return TextLine(text=text, bbox=(left, top, left + 0.15, top + 0.02), confidence=0.99)


def struck(top: float, left: float = 0.6, text: str | None = None, confidence: float = 0.95):
    return seal(text, bbox=(left, top, left + 0.19, top + 0.13), confidence=confidence)


def names(kind: str, lines, seals=()) -> list[str]:
    return [place.name for place in empty_places(page(kind, lines=tuple(lines), seals=tuple(seals)), kind)]


@pytest.mark.parametrize(
    "text", ["甲方（盖章）", "（公章）", "单位盖章：", "发证机关(盖章)", "用人单位（章）", "推荐单位公章："]
)
def test_a_label_asks_for_a_seal(text: str) -> None:
    assert names("labour_contract", [line(text, 0.7)]) == [text.rstrip("：")]


@pytest.mark.parametrize(
    "text",
    [
        "乙方（盖章）", "法定代表人（签字或盖章）", "主管部门（盖章）", "县级人社局盖章", "本表须加盖单位公章",
        "复印件由单位核对后盖章", "复印无效，以原件盖章", "评审委员会（公章）", "骑缝处盖章",
    ],
)  # fmt: skip
def test_a_person_a_body_above_or_a_sentence_asks_for_none(text: str) -> None:
    assert names("labour_contract", [line(text, 0.7)]) == []


@pytest.mark.parametrize("bbox", [(0.2, 0.64, 0.4, 0.77), (0.5, 0.72, 0.7, 0.85), (0.05, 0.78, 0.25, 0.91)])
def test_a_seal_in_the_labels_row_or_under_it_is_its_own(bbox: Box) -> None:
    assert names("labour_contract", [sealing_label()], [seal(bbox=bbox)]) == []
    assert names("labour_contract", [sealing_label()], [seal(bbox=bbox, confidence=0.4)]) == []


def test_a_seal_far_from_the_label_leaves_it_empty() -> None:
    assert names("labour_contract", [sealing_label()], [struck(0.1)]) == ["甲方（盖章）"]


def test_the_units_section_is_empty_where_the_seals_stand_in_the_others() -> None:
    lines = [line(text, 0.45 + 0.19 * k) for k, text in enumerate(APPROVAL)]
    all_three = [struck(0.40 + 0.19 * k) for k in range(3)]
    assert names("post_approval_form", lines, all_three) == []
    assert names("post_approval_form", lines, all_three[1:]) == ["单位意见"]
    assert names("post_approval_form", lines, all_three[:1]) == []  # the bodies above seal later


def test_a_seal_level_with_the_next_heading_is_the_next_sections() -> None:
    lines = [line(text, 0.45 + 0.16 * k) for k, text in enumerate(APPROVAL)]
    level = [
        struck(0.555, text="某市水利局"),
        struck(0.715),
    ]  # their middles lie where the headings' do, or a hair above
    assert names("post_approval_form", lines, level) == ["单位意见"]


def cell(*pieces: str, top: float) -> list[TextLine]:
    """A heading that its narrow cell breaks over lines."""
    return [line(text, top + 0.02 * k) for k, text in enumerate(pieces)]


RECOMMENDATION = [
    *cell("同行专家", "推荐意见", top=0.21), *cell("单位推荐", "意见", top=0.49), *cell("主管部门", "意见", top=0.74),
]  # fmt: skip


def test_a_label_in_the_section_of_a_body_above_is_not_asked_of_the_unit() -> None:
    later = line("(盖章)", 0.765, 0.54)
    assert names("review_form", [*RECOMMENDATION, later], [struck(0.486, 0.43)]) == []
    assert names("review_form", [*RECOMMENDATION, later]) == ["单位推荐意见"]
    assert names("review_form", [*cell("推荐委", "员会意见", top=0.74), later]) == []
    assert names("review_form", [line("专家组意见", 0.74), later]) == []
    assert names("review_form", [line("单位诚信承诺", 0.74), later]) == ["(盖章)"]


def test_a_label_in_the_units_own_section_is_told_once_with_the_sections_name() -> None:
    for label in ("(单位公章)", "（盖章）"):
        own = line(label, 0.53, 0.45)
        assert names("review_form", [*RECOMMENDATION, own]) == ["单位推荐意见" + label]
        assert names("review_form", [*RECOMMENDATION, own], [struck(0.486, 0.43)]) == []


def test_only_lines_that_touch_and_make_a_heading_are_one() -> None:
    def texts(*lines: TextLine) -> list[str]:
        return [one.text for one in cell_lines(lines)]

    assert texts(*cell("主管部门", "审核", "意见", top=0.4)) == ["主管部门审核意见"]
    assert texts(*cell("任现职前", "主要业绩", top=0.4)) == ["任现职前", "主要业绩"]
    assert texts(line("单位", 0.40), line("意见", 0.45)) == ["单位", "意见"]  # a row further down
    assert texts(line("单位", 0.40), line("意见", 0.42, 0.3)) == ["单位", "意见"]  # another column
    assert (
        texts(line("同意推荐该同志申报高级职务", 0.40), line("意见", 0.42))[0] == "同意推荐该同志申报高级职务"
    )


def test_a_heading_above_its_section_has_the_seal_below_it() -> None:
    lines = [line("推荐单位意见：", 0.40), line("主管部门意见：", 0.60)]
    assert names("review_form", lines, [struck(0.45)]) == []


def test_each_year_of_a_verification_page_asks_for_a_seal() -> None:
    lines = [line("验证机关（盖章）", 0.12, 0.64)]
    lines += [line(f"经审验，{2019 + k}年度公需科目30学时", 0.21 + 0.18 * k, 0.19) for k in range(3)]
    lines += [line(f"验证日期：{2020 + k}年1月24日", 0.29 + 0.18 * k) for k in range(3)]
    seals = [struck(0.17 + 0.18 * k) for k in range(3)]
    assert names("ce_verification_page", lines, seals) == []
    assert names("ce_verification_page", lines, [seals[0], seals[2]]) == ["2020年度"]
    assert names("ce_verification_page", lines) == ["2019年度", "2020年度", "2021年度"]


def test_each_row_of_a_table_of_years_asks_for_a_seal() -> None:
    lines = [line("验证单位（盖章)", 0.19, 0.63)]
    for k in range(5):
        lines += [line(str(2019 + k), 0.29 + 0.125 * k, 0.08), line("审验合格", 0.29 + 0.125 * k, 0.46)]
    seals = [struck(0.23 + 0.125 * k) for k in range(5)]
    assert names("ce_verification_page", lines, seals) == []
    assert names("ce_verification_page", lines, [*seals[:1], *seals[2:]]) == ["2020年度"]
    assert names("ce_verification_page", lines, seals[2:3]) == []  # one seal may be for the whole table
    assert names("ce_verification_page", lines[1:], seals[2:]) == []  # no column for it


def test_years_side_by_side_ask_for_a_seal_each() -> None:
    lines, seals = [], []
    for k in range(4):
        x = 0.1 + 0.2 * k
        lines += [
            line(f"{2019 + k}年度", 0.3, x),
            line("验证结果：", 0.35, x),
            line("验证机关（章）", 0.4, x),
        ]
        lines += [line("合格", 0.37, x)] if k < 3 else []  # nobody filled the last one in
        seals.append(seal(bbox=(x, 0.42, x + 0.12, 0.5)))
    copied = seal(bbox=(0.3, 0.8, 0.45, 0.9))  # the unit's, below: this is a copy
    assert names("ce_verification_page", lines, seals[:3]) == []
    assert names("ce_verification_page", lines, [seals[0], seals[2], copied]) == ["2020年度"]
    assert names("ce_verification_page", lines, [seals[0], seal(bbox=(0.37, 0.42, 0.58, 0.5))]) == []


def told(kind: str, lines, seals=(), demands=()) -> list[tuple[str, object]]:
    sheet = page(kind, lines=tuple(lines), seals=tuple(seals))
    requirement = REQUIREMENT.model_copy(update={"demands": tuple(demands)})
    seen = m208_seal_place_empty.check(context(None, [sheet], requirement=requirement))
    return [(obs.values["place"], obs.practice) for obs in seen]


def test_a_units_proof_without_any_seal_is_empty_at_its_foot() -> None:
    lines = [
        line("业绩成果个人贡献证明", 0.1, 0.3),
        line("某某市水利工程管理处", 0.5, 0.6),
        line("2024年8月12日", 0.54, 0.6),
    ]
    assert told("work_role_proof", lines) == [("某某市水利工程管理处", True)]
    assert told("work_role_proof", lines, [struck(0.45)]) == []
    assert told("award_certificate", lines) == []
    nameless = [line("2024年8月12日", 0.5, 0.6), line("特此证明。", 0.55)]
    assert told("work_role_proof", nameless) == [("2024年8月12日", True)]
    hidden = [*nameless[:-1], line("计，图纸绘制", 0.6)]
    assert told("work_role_proof", hidden) == [("落款", True)]


@pytest.mark.parametrize(
    ("text", "empty"), [("公司无国有股份。特此证明。", True), ("企业登记信息查询单", False)]
)
def test_a_firm_that_certifies_its_shareholders_seals(text: str, empty: bool) -> None:
    sheet = page("equity_proof", lines=(line("某某市水利工程公司", 0.5, 0.6),), text=text)
    assert bool(list(m208_seal_place_empty.check(context(None, [sheet])))) == empty


def test_what_a_demand_tells_is_not_told_twice_and_what_a_clause_asks_for_is_no_practice() -> None:
    lines = [line(text, 0.45 + 0.19 * k) for k, text in enumerate(APPROVAL)]
    assert told("post_approval_form", lines, (), [DEMAND]) == []
    above = [struck(0.78, text="某市人力资源和社会保障局")]
    assert told("post_approval_form", lines, above, [DEMAND]) == [("单位意见", False)]


@pytest.mark.parametrize("rule", [m202_seal_of_another, m203_seal_unread])
def test_a_seal_of_another_section_is_not_held_against_the_units_name(rule) -> None:
    lines = tuple(line(text, 0.45 + 0.19 * k) for k, text in enumerate(APPROVAL))
    text = "某市人力资源和社会保障局" if rule is m202_seal_of_another else None
    above, own = struck(0.78, text=text), struck(0.40, text="另一家建设有限公司" if text else None)
    sheet = page("post_approval_form", lines=lines, seals=(above,))
    assert list(rule.check(context(DEMAND, [sheet]))) == []
    (seen,) = rule.check(context(DEMAND, [sheet.model_copy(update={"seals": (above, own)})]))
    assert seen.bbox == own.bbox  # of two, the one in the unit's own section is shown


def test_where_another_requirement_asks_for_the_seal_that_one_alone_tells_of_the_empty_place() -> None:
    lines = [line(text, 0.45 + 0.19 * k) for k, text in enumerate(APPROVAL)]
    sheet = page(
        "post_approval_form", lines=tuple(lines), seals=(struck(0.78, text="某市人力资源和社会保障局"),)
    )
    asks = REQUIREMENT.model_copy(
        update={"id": "XX-02", "demands": (DEMAND,), "evidence": Kinds(kinds=("post_approval_form",))}
    )
    both = {"notice": NOTICE.model_copy(update={"requirements": (REQUIREMENT, asks)})}
    assert not list(m208_seal_place_empty.check(context(None, [sheet], **both)))
    assert list(m208_seal_place_empty.check(context(None, [sheet])))
    (seen,) = m208_seal_place_empty.check(context(None, [sheet], requirement=asks, **both))
    assert seen.values["place"] == "单位意见"


def high_rows(*, headed: bool = True, centred: bool = True) -> list[TextLine]:
    """A table of three years with rows a seal and a half high; the year stands between its row's two lines."""
    lines = [line("验证机关（盖章）" if headed else "验证意见", 0.1, 0.63)]
    for k in range(3):
        top = 0.2 + 0.2 * k
        lines += [line("公需30学时专业60学时", top - 0.03, 0.25), line("验证结果：合格", top + 0.02, 0.25)]
        lines.append(line(str(2021 + k), top if centred else top - 0.03, 0.1))
        if not headed:
            lines.append(line(f"（章）{2021 + k}年12月31日", top + 0.06, 0.6))
    return lines


@pytest.mark.parametrize("headed", [True, False])
@pytest.mark.parametrize("centred", [True, False])
def test_a_year_between_its_rows_two_lines_asks_for_a_seal(headed: bool, centred: bool) -> None:
    lines, seals = high_rows(headed=headed, centred=centred), [struck(0.14 + 0.2 * k) for k in range(3)]
    kind = "ce_verification_page"
    assert names(kind, lines, seals) == []
    assert names(kind, lines, [seals[0], seals[2]]) == ["2022年度"]
    assert names(kind, lines, [seals[1]]) == ["2021年度", "2023年度"]
    assert names(kind, lines, [seals[0], seals[2], struck(0.85)]) == [
        "2022年度"
    ]  # and the unit's on the copy
    assert names(kind, lines, [struck(0.85)]) == names(kind, lines) == []  # one below may be for all


def test_a_seal_across_the_rule_between_two_years_is_for_both_if_it_reaches_their_cells() -> None:
    across = seal(bbox=(0.6, 0.19, 0.85, 0.43))
    assert names("ce_verification_page", high_rows(), [across, struck(0.54)]) == []
