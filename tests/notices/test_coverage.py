from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scanaudit.notices import Notice, get
from scanaudit.notices.clauses import ADDRESS, addresses, sentences
from scanaudit.notices.coverage import coverage
from scanaudit.notices.loader import shipped
from scanaudit.notices.reviewed import page

from .matrix import notice_text

DOCS = Path(__file__).parents[2] / "docs" / "notices"
TEXT = """\
关于做好申报工作的通知
一、申报范围
在职人员可以申报。
二、申报材料
（一）网上申报
1．上传身份证。须清晰；复印件加盖公章。
（1）提交任现职以来公开发表的与本专业相关的论文
的封面。
2.网址：http://example.org/。
以上材料均须签字。
（二）提交承诺书（一式两份；须本人签字）。
附件：1.样表
2.清单
附件1
样表
一、填写说明
（一）签字
"""


def notice(**given: Any) -> Notice:
    row = {
        "id": "T-01", "title": "t", "clause": ["二(一)1"], "who": ["A"], "via": ["U"], "upload": "required",
        "evidence": {"kinds": ["id_card"]}, "advice": "a",
    }  # fmt: skip
    data = {"id": "t", "title": "t", "authority": "t", "year": 2024, "cutoff": "2024-12-31"}
    return Notice.model_validate({**data, "requirements": [row], **given})


def test_sentences_have_the_address_of_their_clause() -> None:
    said = {one.text: one.address for one in sentences(TEXT)}
    assert said["在职人员可以申报。"] == "一"
    assert said["1.上传身份证。"] == "二(一)1"
    assert said["复印件加盖公章。"] == "二(一)1"
    assert said["(1)提交任现职以来公开发表的与本专业相关的论文的封面。"] == "二(一)1(1)", (
        "a broken line is joined"
    )
    assert said["以上材料均须签字。"] == "二(一)", "behind the last item the list is meant"
    assert said["(二)提交承诺书(一式两份;须本人签字)。"] == "二(二)", "brackets do not part sentences"
    assert said["2.清单"] == "附件2"
    assert said["(一)签字"] == "附件1 一(一)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申报材料：\n1.身份证复印件。\n2.聘书。\n（1）聘任表。\n", ["", "1", "2", "2(1)"]),
        ("（一）基本材料\n1）身份证。\n2）聘书。\n", ["(一)", "(一)(1)", "(一)(2)"]),
        (
            "第一条 申报人提交身份证。\n第十二条 单位审核。\n（二）公示。\n",
            ["第一条", "第十二条", "第十二条(二)"],
        ),
        ("一、材料\n1.证书。\n①毕业证书。\n②职称证书。\n", ["一", "一1", "一1①", "一1②"]),
        ("网址 2024.5 发布\n", [""]),
    ],
)
def test_other_ways_of_numbering(text: str, expected: list[str]) -> None:
    found = sentences(text)
    assert [one.address for one in found] == expected
    assert all(ADDRESS.fullmatch(one.address) for one in found if one.address)


def test_outer_addresses_are_addresses_too() -> None:
    assert {"二", "二(一)", "二(一)1", "二(一)1(1)", "附件1", "附件1 一"} <= addresses(TEXT)
    assert "二(三)" not in addresses(TEXT)


def test_a_reviewed_sentence_is_covered_or_listed_and_another_is_open() -> None:
    reviewed = [
        {"at": "二(一)1", "says": "上传身份证", "by": ["T-01"]},
        {"at": "二(一)2", "says": "网址", "why": {"zh": "网址", "en": "a site"}},
    ]
    found = coverage(notice(sentences=reviewed), TEXT)
    assert [one.by for one in found.of("covered")] == [("T-01",)]
    assert [one.sentence.text for one in found.of("listed")] == ["2.网址:http://example.org/。"]
    assert "(1)提交任现职以来公开发表的与本专业相关的论文的封面。" in [
        one.sentence.text for one in found.of("open")
    ]
    assert not found.dead and not found.stale


def test_without_a_review_the_clauses_speak() -> None:
    found = coverage(notice(), TEXT)
    assert {one.by for one in found.of("by_clause")} == {("T-01",)}
    assert found.of("open")


def test_dead_addresses_and_stale_sentences_are_told() -> None:
    reviewed = [
        {"at": "二(一)1", "says": "上传户口簿", "by": ["T-01"]},
        {"at": "二(一)1", "says": "上传身份证", "by": ["T-09"]},
    ]
    row = notice().requirements[0].model_copy(update={"clause": ("二(一)1", "二(三)")})
    found = coverage(notice(sentences=reviewed).model_copy(update={"requirements": (row,)}), TEXT)
    assert found.dead == (("T-01", "二(三)"),)
    assert len(found.stale) == 2


@pytest.mark.parametrize("notice_id", sorted(shipped()))
def test_every_asking_sentence_of_the_notices_is_accounted_for(notice_id: str) -> None:
    found = coverage(get(notice_id), notice_text(notice_id))
    assert found.dead == () and found.stale == ()
    assert [one.sentence.text for one in found.of("open")] == []
    assert len(found.of("covered")) >= 15


@pytest.mark.parametrize("notice_id", sorted(shipped()))
def test_every_requirement_rests_on_a_sentence_of_a_clause_that_it_cites(notice_id: str) -> None:
    asked = get(notice_id)
    rows = {row.id: row for row in asked.requirements}
    assert {id_ for one in asked.sentences for id_ in one.by} == set(rows)
    for one in asked.sentences:
        for id_ in one.by:
            cited = rows[id_].clause
            assert any(c.startswith(one.at) or one.at.startswith(c) for c in cited), (id_, one.at)


@pytest.mark.parametrize("notice_id", sorted(shipped()))
def test_the_reviews_pages_are_current(notice_id: str) -> None:
    assert (DOCS / f"{notice_id}.md").read_text(encoding="utf-8") == page(get(notice_id)), (
        "run: python -m scanaudit.notices.reviewed docs/notices"
    )
