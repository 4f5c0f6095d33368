"""Whose page it is: former names, rare characters, separators."""

from __future__ import annotations

import pytest

from scanaudit.facts import TextLine
from scanaudit.kinds.documents import Document
from scanaudit.notices.demands import AgreementDemand
from scanaudit.rules.naming import doubt
from scanaudit.rules.people import former_names, sameness
from tests.rules.pages import NAME, page, read, signature
from tests.rules.test_rules import seen


def titled(name: str, text: str = "") -> object:
    return page("title_certificate", name=name, text=text, evidence={"name": read(name)})


@pytest.mark.parametrize(
    ("wanted", "found", "answer"),
    [
        ("周文海", "周文海", "same"),
        ("周文海", "周文梅", "doubtful"),
        ("周文海", "吴小川", "different"),
        ("阿依古丽·买买提", "阿依古丽买买提", "same"),
        ("黄雨", "黃雨", "same"),
        ("庞锋", "龐鋒", "same"),
        ("于小敏", "於小敏", "doubtful"),
        ("周䶮", "周龙天", "doubtful"),
        ("周䶮", "吴小川", "different"),
    ],
)
def test_names_that_are_one_may_be_one_or_are_two(wanted: str, found: str, answer: str) -> None:
    assert sameness(wanted, titled(found)) == answer  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "signed",
    [
        "申报人签字：\n{}",
        "申报人签字：{}",
        "申报人（签名）：{} 2024年3月1日",
        "申请人签字: {}。",
        "本人签字：{}（与原件一致）",
    ],
)
def test_whoever_signs_a_copy_of_a_certificate_is_not_its_holder(signed: str) -> None:
    text = signed.format(" ".join(NAME))
    assert sameness(NAME, titled("吴小川", f"姓名 吴小川\n{text}")) == "different"  # type: ignore[arg-type]
    assert sameness(NAME, page("title_certificate", text=f"职称证书\n{text}")) == "unread"
    assert sameness(NAME, page("title_certificate", text=f"兹证明{NAME}\n{text}")) == "same"


def test_a_hand_on_a_certificate_of_another_name_may_sign_the_copy() -> None:
    held = page(
        "title_certificate", name="吴小川", text=f"姓名 吴小川\n{NAME}", evidence={"name": read("吴小川")}
    )
    line = TextLine(bbox=(0.59, 0.87, 0.68, 0.94), text=NAME, confidence=0.9)
    signed = {"lines": (line,), "signatures": (signature(bbox=(0.6, 0.88, 0.67, 0.93)),)}
    assert sameness(NAME, held) == "same"
    assert sameness(NAME, held.model_copy(update=signed)) == "doubtful"
    # where the hand was taken for print, the line still holds nothing but the name
    unseen = held.model_copy(update={"lines": (line,)})
    assert sameness(NAME, unseen) == "doubtful"
    printed = (line, line.model_copy(update={"bbox": (0.1, 0.2, 0.3, 0.22), "text": f"持证人 {NAME}"}))
    assert sameness(NAME, held.model_copy(update={**signed, "lines": printed})) == "same"


@pytest.mark.parametrize("label", ["持证人签名", "评委会主任签章", "校长（签字）："])
def test_the_holders_name_behind_another_label_counts(label: str) -> None:
    assert sameness(NAME, page("title_certificate", text=f"职称证书\n{label}\n{NAME}")) == "same"


def test_rows_with_long_gaps_are_compared_at_once() -> None:
    assert sameness(NAME, page("title_certificate", text=f"申报人签字{' ' * 20_000}x\n" * 20)) == "unread"


def test_a_former_name_is_for_a_person_to_see() -> None:
    card = page("other", text=f"户主 {NAME}\n曾用名 郑小六 性别 男")
    former = former_names([card], NAME)
    assert former == {"郑小六"}
    assert sameness(NAME, titled("郑小六"), former) == "doubtful"  # type: ignore[arg-type]
    assert sameness(NAME, titled("郑小六")) == "different"  # type: ignore[arg-type]


def test_a_former_name_wants_its_proof_and_is_no_misreading() -> None:
    said = doubt(
        "郑丹", page("title_certificate", name="郑小六", evidence={"name": read("郑小六")}), {"郑小六"}
    )
    assert "曾用名" in said["why"].zh and "改名的证明" in said["todo"].zh  # type: ignore[attr-defined]


@pytest.mark.parametrize("blank", ["", " ", "\u3000"])
def test_a_blank_name_is_nobodys(blank: str) -> None:
    assert sameness(blank, titled("吴小川", "全页的字")) == "unread"  # type: ignore[arg-type]


def test_somebody_elses_former_name_is_not_the_applicants() -> None:
    assert former_names([page("other", text="户主 吴小川\n曾用名 郑小六 性别 男")], NAME) == frozenset()
    assert former_names([page("other", text=f"{NAME} 曾用名 性别 男")], NAME) == frozenset()


@pytest.mark.parametrize(
    ("kind", "found", "confidence", "misread"),
    [
        ("title_certificate", "郑晓丹", 0.98, True),
        ("title_certificate", "郑小川", 0.7, True),
        ("appointment_letter", "郑小川", 0.98, False),
        ("title_certificate", "代用名", 0.98, False),
        ("title_certificate", "代用名", 0.6, False),
    ],
)
def test_names_that_share_nothing_or_were_read_well_are_not_told_as_misread(
    kind: str, found: str, confidence: float, misread: bool
) -> None:
    said = doubt(NAME, page(kind, name=found, evidence={"name": read(found, confidence)}))
    for text, words in ((said["why"], "读错"), (said["todo"], "姓名正确就不用改")):
        assert (words in text.zh) == misread  # type: ignore[attr-defined]


SHOWN = "我单位已将{}同志申报2022年度工程师的全部申报材料,于2022年9月1日在公示栏进行了公示"


@pytest.mark.parametrize(
    ("kind", "found", "text", "another"),
    [
        ("public_notice_proof", "席若水", SHOWN.format("席若水"), True),
        ("public_notice_proof", "席若水", "现将席若水等3名\n同志的申报材料公示", True),
        ("unit_statement", "席若水", "兹证明席若水同志系我单位职工", True),
        ("public_notice_proof", NAME, SHOWN.format(NAME), False),
        # somebody else is named, and the applicant too, or perhaps
        ("public_notice_proof", "席若水", SHOWN.format("席若水") + f"\n序号 姓名\n1 席若水\n2 {NAME}", False),
        ("public_notice_proof", "席若水", SHOWN.format("席若水") + "\n1 席若水\n2 郑晓丹", False),
        ("public_notice_proof", "席若水", "公示无异议\n联系人:席若水同志", False),
        ("public_notice_proof", "郑晓丹", SHOWN.format("郑晓丹"), False),
        ("project_proof", "席若水", "项目负责人席若水同志主持工作", False),
    ],
)
def test_a_proof_in_words_is_anothers_only_where_it_speaks_of_them_alone(
    kind: str, found: str, text: str, another: bool
) -> None:
    of = page(kind, name=found, text=text, evidence={"name": read(found)})
    assert [o.effect for o in seen("V491", None, [of])] == ["unsure"] * another


@pytest.mark.parametrize(
    ("kind", "text", "confidence", "another"),
    [
        ("annual_assessment", "姓名 郑晓丹", 0.998, True),
        ("annual_assessment", "姓名 郑晓丹", 0.985, False),  # as likely a slip
        ("annual_assessment", f"姓名 郑晓丹\n本人意见 {NAME}", 0.998, False),
        ("work_role_proof", "郑晓丹同志自2016年9月以来在我公司从事设计工作", 0.998, True),
        ("work_role_proof", "郑晓丹同志自2016年9月以来在我公司从事设计工作", 0.985, False),
        ("work_role_proof", f"{NAME}和郑晓丹同志自2016年9月以来在我公司从事设计工作", 0.998, False),
    ],
)
def test_one_character_that_was_read_for_certain_makes_another_name(
    kind: str, text: str, confidence: float, another: bool
) -> None:
    of = page(kind, name="郑晓丹", text=text, evidence={"name": read("郑晓丹", confidence)})
    assert [o.effect for o in seen("V491", None, [of])] == ["unsure"] * another


@pytest.mark.parametrize(
    ("kind", "found", "together", "told"),
    [
        ("review_form", "郑晓丹", True, []),
        ("review_form", "郑晓丹", False, ["unsure"]),
        ("review_form", "席若水", True, ["unsure"]),
        ("degree_certificate", "郑晓丹", True, ["unsure"]),
    ],
)
def test_a_name_that_slipped_on_one_page_of_a_form_is_no_doubt(
    kind: str, found: str, together: bool, told: list[str]
) -> None:
    pages = [page(kind, name=name, evidence={"name": read(name)}) for name in (NAME, found)]
    served = (
        (Document("form", "form", (0, 1)),)
        if together
        else tuple(Document(f"d{i}", "form", (i,)) for i in (0, 1))
    )
    demand = AgreementDemand(demand="agreement", of=("name",))
    assert [o.effect for o in seen("V491", demand, pages, served=served)] == told
