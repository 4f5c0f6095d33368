"""The classifier on invented pages: right kinds, abstention, explanation, tolerance of misreadings, time."""

from __future__ import annotations

import random

import numpy as np
import pytest
from growth import FACTOR, LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import ENGLISH, LAYOUTS, PARA, build

from scanaudit.facts import PageFacts
from scanaudit.kinds import PageEvidence, catalogue, classify, refine
from scanaudit.kinds.evidence import view
from scanaudit.kinds.headings import heads
from scanaudit.reading.lines import Line

CASES = [(kind, page) for kind, pages in LAYOUTS.items() for page in pages]


@pytest.mark.parametrize(("kind", "page"), CASES, ids=[f"{k}-{i}" for i, (k, _) in enumerate(CASES)])
def test_invented_layout_has_its_kind(kind: str, page: str) -> None:
    decision = classify(build(page))
    assert decision.kind == kind, (decision.candidates, decision.cues[:6])


def test_every_kind_but_blank_has_three_layouts() -> None:
    for kind in catalogue().kinds:
        assert kind.id == "blank" or len(LAYOUTS[kind.id]) >= 3, kind.id


@pytest.mark.parametrize(
    ("title", "heads_it"),
    [
        ("#职称电子证书", True),
        ("#专业技术资格证书", True),
        ("本证书由职称电子证书系统生成,可登录核验", False),
    ],
)
def test_a_title_heads_a_page_and_a_mention_does_not(title: str, heads_it: bool) -> None:
    decision = classify(
        build(f"{title}\n姓名 | 张三\n职称名称 | 工程师\n授予时间 | 2014年11月28日\n证书管理号 | 397477332")
    )
    page = PageFacts(file="a.pdf", page=1, kind=decision.kind, kind_cues=decision.cues)
    assert decision.kind == "title_certificate" and heads(page) is heads_it


def test_blank_needs_an_empty_page() -> None:
    empty = PageEvidence(lines=(), width=1240, height=1754, has_text=False)
    assert classify(empty).kind == "blank"
    assert classify(build("12", is_blank=True)).kind == "blank"
    assert (
        classify(PageEvidence(lines=(), width=1240, height=1754, n_seals=1, has_text=False)).kind == "other"
    )
    assert classify(PageEvidence(lines=(), width=1240, height=1754, is_blank=False)).kind == "other"


def test_decision_explains_itself() -> None:
    decision = classify(build(LAYOUTS["patent_certificate"][0]))
    assert any("发明专利证书" in cue.cue and cue.weight > 3 for cue in decision.cues)
    assert decision.candidates[0] == (decision.kind, decision.confidence)
    assert 1 <= len(decision.candidates) <= 5
    assert sum(p for _, p in decision.candidates) <= 1.0001


def test_mention_in_running_text_is_no_title() -> None:
    page = (
        "#关于校园招聘的说明会\n"
        + PARA
        + "参加者请带身份证、毕业证书、学位证书、劳动合同和营业执照复印件。"
        + PARA
    )
    decision = classify(build(page))
    assert decision.kind in ("other", "paper_body")


def test_abstains_on_unknown_pages() -> None:
    for page in (
        "#家长会通知单\n请于周五到校",
        "#游泳池须知\n一、请排队\n二、请洗澡",
        "GO TEAM\nhello world",
    ):
        assert classify(build(page)).kind == "other", page


@pytest.mark.parametrize(
    ("file", "seen", "kind"),
    [
        ("材料/毕业证.jpg", 0.45, "graduation_certificate"),
        ("毕业证.jpg", 0.10, "other"),
        ("a.jpg", 0.45, "other"),
    ],
)
def test_a_file_name_tips_the_scales_and_decides_nothing_alone(file: str, seen: float, kind: str) -> None:
    candidates = (("graduation_certificate", seen), ("other", 1 - seen))
    (page,) = refine([PageFacts(file=file, page=1, kind="other", kind_candidates=candidates)])
    assert page.kind == kind


def test_traditional_characters_and_spaces() -> None:
    assert (
        classify(build("#畢 業 證 書\n學生 張三 修完全部課程 成績合格 准予畢業")).kind
        == "graduation_certificate"
    )


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("#证书\n兹聘任张三同志为工程师,聘期三年", "appointment_letter"),
        ("#证书\n张三 参加绿色施工培训班 学习期满 考核合格 准予结业 共40学时", "ce_completion_certificate"),
        ("#证书\n张三同志在2020年度全省技能大赛中荣获二等奖", "award_certificate"),
        ("#证书\n姓名 张三 职业名称 电工 技能等级 三级 评价机构 某公司", "vocational_certificate"),
        ("#证书\n姓名 张三 专业名称 电气 资格名称 工程师 评审委员会 某市中级评委会", "title_certificate"),
    ],
)
def test_look_alikes_called_only_certificate(page: str, kind: str) -> None:
    assert classify(build(page)).kind == kind


def test_misread_characters_cost_answers_rather_than_truth() -> None:
    """One character in twelve misread: about a tenth abstains, hardly any is called another kind."""
    chance = random.Random(7)
    wrong = abstained = 0
    for kind, page in CASES:
        garbled = "".join(
            chance.choice("口日曰土士王干千人入") if c not in "\n|#" and chance.random() < 0.08 else c
            for c in page
        )
        found = classify(build(garbled)).kind
        wrong += found not in (kind, "other")
        abstained += kind != "other" and found == "other"
    assert wrong <= 0.06 * len(CASES)
    assert abstained <= 0.12 * len(CASES)


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (
            "#员继续教育\n学习内容\n已按规定登记",
            False,
        ),  # a scrap of a seal's arc is a piece of the title, not it
        ("#继续教育登\n学习内容", True),  # the title without its last character
        ("#继续教育登汜\n学习内容", True),
        ("#续教育登汜\n学习内容", False),
    ],
)
def test_a_title_may_lack_a_character_and_not_be_a_piece_of_it(page: str, title: bool) -> None:
    decision = classify(build(page))
    seen = decision.kind == "ce_registration_page" and any("继续教育登记" in cue.cue for cue in decision.cues)
    assert seen is title


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=30))
def test_any_text_gets_a_decision(rows: list[str]) -> None:
    decision = classify(build("\n".join(rows)))
    assert decision.kind in catalogue().by_id
    assert 0 <= decision.confidence <= 1


@pytest.mark.parametrize("unit", ["学时", "第1条甲方", "....", "考核合格", "a=b", "公示期至", "1"])
def test_time_stays_linear_on_long_rows(unit: str) -> None:
    short, long = (build("\n".join([unit * 400] * rows)) for rows in (15, 15 * FACTOR))
    assert growth(lambda: classify(short), lambda: classify(long)) < LIMIT


def test_following_page_of_an_english_paper() -> None:
    assert classify(build(ENGLISH * 3)).kind == "paper_body"


def test_a_volume_whose_l_was_read_as_a_one_is_a_volume_and_the_1st_place_stays_one() -> None:
    texts = ("Vo1.37 No.1 2020", "The 1st Place")
    lines = [
        Line(text, 0.99, np.array([[0, y], [300, y], [300, y + 30], [0, y + 30]], np.float32))
        for y, text in zip((0, 80), texts, strict=True)
    ]
    assert view(PageEvidence(lines, 600, 400)).text.splitlines()[:2] == ["vol.37no.12020", "the1stplace"]
