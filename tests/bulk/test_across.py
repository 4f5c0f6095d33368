"""What two applicants have in common is told, and what colleagues may share is not."""

from __future__ import annotations

from scanaudit.bulk import across
from scanaudit.bulk.across import Hit
from scanaudit.bulk.outcomes import Outcome, Trace
from scanaudit.facts import PageFacts, Seal
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport
from tests.strikes import struck

NUMBER = "990101198503120010"
TITLE = "基于深度学习的桥梁裂缝识别研究"


def outcome(key: str, *traces: Trace, number: str | None = None, notice: str = "a-2024-x") -> Outcome:
    report = AuditReport(
        notice=notice,
        notice_title=Text(zh="通知", en="notice"),
        applicant={"name": key},
        verdict="pass",
        requirements=(),
        findings=(),
        pages=(),
    )
    return Outcome(
        key=key, name=key, notice=notice, listed=True, handed_in=True, job=key, decided_by="",
        show_ids=False, id_number=number, report=report, traces=traces,
    )  # fmt: skip


def hits(outcomes: list[Outcome], pages: dict[str, PageFacts] | None = None) -> tuple[Hit, ...]:
    """All hits; ``pages``: the facts of those that are compared, by their content."""
    return across.hits(outcomes, lambda content, _: (pages or {}).get(content))


def trace(kind: str = "award_certificate", content: str = "c", **given: object) -> Trace:
    values = {"file": f"{kind}.jpg", "page": 1, "content_hash": content, "kind": kind, "page_confidence": 0.9}
    return Trace.model_validate({**values, **given})


def kinds(found: tuple[Hit, ...]) -> list[str]:
    return [hit.kind for hit in found]


def test_one_person_twice_in_a_year_but_not_in_two() -> None:
    same = [outcome("张三", number=NUMBER), outcome("张三 (2)", number=NUMBER, notice="b-2024-y")]
    found = hits(same)
    assert set(kinds(found)) == {"same_person", "two_names"}
    assert NUMBER not in "".join(hit.message.zh for hit in found)
    later = [outcome("张三", number=NUMBER), outcome("张三", number=NUMBER, notice="a-2025-x")]
    assert kinds(hits(later)) == []


def test_the_identity_card_tells_where_nobody_said_the_number() -> None:
    card = trace("id_card", "1", id_number=NUMBER)
    found = hits([outcome("张三", card), outcome("李四", card.model_copy(update={"content_hash": "2"}))])
    assert kinds(found) == ["same_person", "two_names"]
    relative = trace("commitment_letter", "3", id_number=NUMBER)
    assert kinds(hits([outcome("张三", card), outcome("李四", relative)])) == []


def test_one_paper_claimed_by_two_as_first_author() -> None:
    paper = {"kind": "paper_body", "work": TITLE}
    both = [outcome("张三", trace(content="1", **paper)), outcome("李四", trace(content="2", **paper))]
    assert kinds(hits(both)) == ["same_work"]
    read = [trace(content=c, first_author="张三", **paper) for c in ("1", "2")]
    second = [outcome("张三", read[0]), outcome("李四", read[1])]
    assert kinds(hits(second)) == [], "the second author claims nothing"
    short = [outcome(n, trace(content=n, kind="paper_body", work="绪论")) for n in ("张三", "李四")]
    assert kinds(hits(short)) == []


def test_one_certificate_number_at_two_people() -> None:
    held = [
        outcome(n, trace("patent_certificate", n, number="ZL 2019 1 0000001.2")) for n in ("张三", "李四")
    ]
    assert kinds(hits(held)) == ["same_number"]


def test_one_page_in_two_files_is_told_once_for_all_their_pages() -> None:
    pages = [trace(content="1"), trace("id_card", content="2")]
    (hit,) = hits([outcome("张三", *pages), outcome("李四", *pages)])
    assert hit.kind == "same_page" and len(hit.places) == 4
    shared = [trace("business_licence", "9"), trace("public_notice_proof", "8"), trace("blank", "7")]
    assert kinds(hits([outcome("张三", *shared), outcome("李四", *shared)])) == []


def test_a_page_that_many_hold_is_told_once() -> None:
    many = [outcome(f"{n}号", trace(content="1")) for n in range(9)]
    (hit,) = hits(many)
    assert len(hit.places) == 9


def test_what_several_share_is_told_once_and_not_for_every_two() -> None:
    cast = {"张三": "abc", "李四": "abc", "王五": "ab", "赵六": "ab", "钱七": "d"}
    held = {
        name: [trace(file=f"{name}{c}.jpg", content=c) for c in contents] for name, contents in cast.items()
    }
    found = hits([outcome(name, *pages) for name, pages in held.items()])
    assert kinds(found) == ["same_page"] * 2
    told = {hit.message.zh: [(place.applicant, place.file) for place in hit.places] for hit in found}
    four = next(places for message, places in told.items() if "有 2 页" in message)
    assert sorted(four) == sorted(
        (name, f"{name}{c}.jpg") for name in ["张三", "李四", "王五", "赵六"] for c in "ab"
    )
    [said] = [message for message in told if "有 1 页" in message]
    assert "张三" in said and "李四" in said and "王五" not in said


def sealed(key: str, pattern: str, text: str) -> Outcome:
    """An applicant with one sealed page whose seal has this ink pattern."""
    stamp = Seal(
        bbox=(0.6, 0.7, 0.8, 0.85), shape="round", colour="red", photocopied=False, text="某某局",
        confidence=0.9, ink_pattern=pattern,
    )  # fmt: skip
    page = PageFacts(file=f"{key}.jpg", page=1, content_hash=key, text=text, seals=(stamp,))
    made = outcome(key)
    return made.model_copy(update={"report": made.report.model_copy(update={"pages": (page,)})})


def test_one_picture_of_a_seal_at_two_people_but_not_two_strikes_of_one_stamp() -> None:
    words = (
        "张三同志聘用合同书，聘期三年，工作内容为测绘。",
        "李四2021年继续教育登记，专业科目六十学时，合格。",
    )
    pasted = [sealed(name, struck(1), text) for name, text in zip(("张三", "李四"), words, strict=True)]
    (hit,) = hits(pasted)
    assert hit.kind == "same_seal" and "某某局" in hit.message.zh
    assert [place.applicant for place in hit.places] == ["张三", "李四"]
    by_hand = [sealed(n, struck(s), t) for n, s, t in zip(("张三", "李四"), (1, 2), words, strict=True)]
    assert hits(by_hand) == ()
