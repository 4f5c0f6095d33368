"""Whether a contract was scanned up to the page on which its parties sign (K314)."""

from __future__ import annotations

from typing import Any

import pytest

from scanaudit.facts import PageFacts, TextLine
from scanaudit.kinds.documents import Document
from scanaudit.rules.contract_pages import numbered, signing
from scanaudit.rules.upload import Upload
from tests.rules.pages import page, seal, signature
from tests.rules.test_rules import REQUIREMENT, seen

HEAD = ["劳动合同书", "甲方（用人单位）：简阳市恒拓机械有限公司", "乙方（劳动者）：郑晓舟"]
CLAUSES = [
    "第一条 本合同期限三年，自2022年1月1日起至2024年12月31日止。",
    "第二条 乙方同意按照甲方工作需要，在设备管理岗位从事机械工程工作。",
    "第三条 甲方按月以货币形式支付乙方工资，并依法缴纳社会保险费。",
    "第四条 本合同一式两份，自双方签字",
    "盖章之日起生效",
]
BLOCK = ["甲方（盖章）：", "乙方（签字）：", "2022年1月1日"]
REST = {"file": "附页.pdf"}


def sheet(
    *rows: str, bottom: float = 0.88, number: str = "", kind: str = "labour_contract", **given: Any
) -> PageFacts:
    """A page whose rows stand evenly from its head down to ``bottom``, its number below them."""
    step = (bottom - 0.1) / max(1, len(rows))
    lines = [
        TextLine(
            text=text, bbox=(0.1, 0.1 + step * (at + 1) - 0.02, 0.9, 0.1 + step * (at + 1)), confidence=0.99
        )
        for at, text in enumerate(rows)
    ]
    if number:
        lines.append(TextLine(text=number, bbox=(0.45, 0.93, 0.55, 0.95), confidence=0.99))
    text = "\n".join([*rows, *([number] if number else [])])
    return page(kind, text=text, lines=tuple(lines), **given)


def told(*pages: PageFacts, beside: tuple[PageFacts, ...] = (), **given: Any) -> list[str]:
    """The reasons why the contract of ``pages`` goes on; ``beside``: other pages of the upload, each by itself."""
    own = Document("labour_contract-1", "contract", tuple(range(len(pages))))
    others = (Document(f"d{k}", "single", (len(pages) + k,)) for k in range(len(beside)))
    upload = Upload((*pages, *beside), (own, *others))
    found = seen("K314", None, upload.pages, upload=upload, served=(own,), **given)
    assert all(obs.effect == "unsure" and obs.pages == (len(pages) - 1,) for obs in found)
    return [obs.values["why"].zh for obs in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", ["第1页 共5页", "第 1 页，共 5 页", "共5页 第1页", "1/5", "Page 1 of 5"])
def test_a_page_number_below_the_number_of_pages_shows_that_more_follow(number: str) -> None:
    assert told(sheet(*HEAD, *CLAUSES, bottom=0.6, number=number)) == ["页码最大只到第 1 页，而合同共 5 页"]


def test_clauses_down_to_the_foot_or_a_cover_alone_show_that_more_follow() -> None:
    assert told(sheet(*HEAD, *CLAUSES)) == ["最后一页写满了条款，后面应该还有页"]
    assert told(sheet(*HEAD), sheet(*CLAUSES)) == ["最后一页写满了条款，后面应该还有页"]
    assert told(sheet(*HEAD, "签订日期：2022年1月1日")) == ["只有封面，没有正文"]


def test_a_copys_seal_and_signature_are_no_partys() -> None:
    marks = {"seals": (seal(),), "signatures": (signature(),)}
    assert told(sheet(*HEAD, *CLAUSES, number="第1页 共5页", **marks))
    assert told(sheet(*HEAD, seals=(seal(),)))
    assert told(sheet(*HEAD, *CLAUSES, seals=(seal(),))), "a copy's seal alone"


@pytest.mark.parametrize(
    "block",
    [
        BLOCK,
        ["甲方（公章）", "乙方（签名）"],
        ["用人单位盖章：", "劳动者签字："],
        ["聘用单位（盖章）", "受聘人员（签字或盖章）"],
        ["甲方：（电子签章）", "乙方：（手写签名）"],
        ["法定代表人（委托代理人）签字"],
        ["甲方：简阳市恒拓机械有限公司", "乙方：郑晓舟"],
        ["Party A (Seal)", "Party B (Signature)"],
    ],
)
def test_a_contract_with_the_place_where_its_parties_sign_is_whole(block: list[str]) -> None:
    assert told(sheet(*HEAD, *CLAUSES, *block)) == [], "on one page"
    assert told(sheet(*HEAD, *CLAUSES), sheet(*block, bottom=0.3)) == [], "on the next one"
    assert told(sheet(*HEAD, *CLAUSES, number="1/5"), sheet(*block, bottom=0.3)) == [], "some pages left out"


@pytest.mark.parametrize(
    "pages",
    [
        [sheet(*HEAD, *CLAUSES, bottom=0.6)],
        [sheet(*HEAD, *CLAUSES, bottom=0.6, number="第1页 共1页")],
        [sheet(*HEAD, *CLAUSES, number="1/2"), sheet(*CLAUSES, bottom=0.5, number="2/2")],
        [sheet(*HEAD, *CLAUSES, number="1/2"), sheet(*CLAUSES, bottom=0.5)],
        [sheet(*HEAD, *CLAUSES, seals=(seal(),), signatures=(signature(),))],
        [sheet(*HEAD, *CLAUSES, shot={"readable": False})],
        [sheet(*HEAD, *CLAUSES, kind_confidence=0.6)],
        [sheet(*HEAD, *CLAUSES, rotation=None)],
        [sheet("劳动合同备案信息", "单位：简阳市恒拓机械有限公司", "姓名：郑晓舟", "合同期限：2022-01-01至2024-12-31")],
        [sheet("本人承诺所填内容真实。", kind="commitment_letter", number="1/5")],
    ],
    ids=["short", "1 of 1", "2 of 2", "unread number", "signed", "unreadable", "kind", "turned?", "record", "other"],
)  # fmt: skip
def test_nothing_is_asked_where_nothing_shows_that_more_follows(pages: list[PageFacts]) -> None:
    assert told(*pages) == []


def test_the_page_to_sign_on_may_lie_elsewhere_in_the_upload() -> None:
    first, last = sheet(*HEAD, *CLAUSES, file="合同.pdf"), (*CLAUSES[2:], *BLOCK)
    for beside in (
        sheet(*last, **REST),
        sheet(*last, kind="other", **REST),
        sheet(*last, kind="entrust_letter", file="合同.pdf", page=2),
        sheet(*last, kind="insurance_statement", kind_candidates=(("labour_contract", 0.1),), **REST),
    ):
        assert told(first, beside=(beside,)) == []
    another = sheet(*HEAD, *last, **REST)
    assert told(first, beside=(another,)), "an older contract of its own"
    assert told(first, beside=(sheet("申报表", "单位（盖章）", kind="other", **REST),)), "no contract"


def test_only_a_row_that_asks_for_the_contract_tells_of_it() -> None:
    every = REQUIREMENT.model_copy(update={"applies_to": "every_page"})
    assert told(sheet(*HEAD, *CLAUSES), requirement=every) == []


def test_a_sentence_that_speaks_of_signing_is_no_place_to_sign() -> None:
    assert not signing(sheet(*HEAD, *CLAUSES))
    assert not signing(sheet("本合同经甲乙双方签字或盖章", "后生效。"))
    assert signing(sheet("第九条 其他约定：无。", "甲方：", "乙方："))


def test_a_date_is_no_page_number() -> None:
    dated = TextLine(text="1/5", bbox=(0.4, 0.5, 0.5, 0.52), confidence=0.99)
    assert numbered(page("labour_contract", lines=(dated,))) is None
    assert numbered(sheet("正文", number="7/5")) is None
    assert numbered(sheet("正文", number="- 2/5 -")) == (2, 5)
