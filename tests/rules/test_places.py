"""Where a page asks for a mark, and which signatures stand there."""

from __future__ import annotations

from typing import Any

import pytest

from scanaudit.facts import Box, PageFacts, TextLine
from scanaudit.kinds.documents import Document
from scanaudit.notices.demands import PortraitDemand, SealDemand, SignatureDemand
from scanaudit.rules.context import Observation
from scanaudit.rules.places import sealing_place, signing_place
from tests.rules.pages import NAME, page, portrait, seal, signature
from tests.rules.test_rules import seen

LABEL = (0.5, 0.80, 0.62, 0.82)
BESIDE = (0.64, 0.79, 0.78, 0.83)
FAR = (0.1, 0.3, 0.25, 0.34)


def printed(*lines: tuple[str, Box], **given: Any) -> PageFacts:
    return page(lines=tuple(TextLine(text=t, bbox=b, confidence=0.98) for t, b in lines), **given)


def signed(each: Any = "document", of: Any = "applicant", count: int = 1) -> SignatureDemand:
    return SignatureDemand(demand="signature", each=each, of=of, count=count)


def codes(demand: SignatureDemand, *pages: PageFacts) -> set[str]:
    return {code for code in ("M211", "M212", "M213") if seen(code, demand, pages)}


@pytest.mark.parametrize("label", ["本人签字：", "承诺人（签名）：", "申报人：", "签名"])
def test_a_signature_counts_beside_the_label_and_is_doubtful_far_from_it(label: str) -> None:
    assert codes(signed(), printed((label, LABEL), signatures=(signature(bbox=BESIDE),))) == set()
    assert codes(signed(), printed((label, LABEL), signatures=(signature(bbox=FAR),))) == {"M212"}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((("本人签字：", LABEL), (NAME, BESIDE)), "M212"),
        (((f"本人签字：{NAME}", (0.5, 0.80, 0.78, 0.82)),), "M212"),
        (((f"持证者本人（签字）{NAME}", (0.5, 0.80, 0.78, 0.82)),), "M212"),
        ((("本人签字：", LABEL), (NAME, FAR)), "M211"),
        ((("本人签字：", LABEL), ("王一平", BESIDE)), "M211"),
        (((f"项目负责人：{NAME}", (0.5, 0.80, 0.78, 0.82)),), "M211"),
        (((f"审核人签字：{NAME}", (0.5, 0.80, 0.78, 0.82)),), "M211"),
    ],
    ids=["own line", "label's line", "no colon", "far", "another's name", "a role", "another's place"],
)
def test_the_applicants_name_in_the_place_to_sign_may_be_a_hand(
    lines: tuple[tuple[str, Box], ...], told: str
) -> None:
    assert codes(signed(), printed(*lines)) == {told}


def test_it_may_stand_under_the_label() -> None:
    under = signature(bbox=(0.5, 0.83, 0.62, 0.87))
    assert codes(signed(), printed(("承诺人签名：", LABEL), signatures=(under,))) == set()


def test_it_may_stand_anywhere_where_every_page_is_signed_or_no_label_asks() -> None:
    far = signature(bbox=FAR)
    assert codes(signed("page"), printed(("本人签字：", LABEL), signatures=(far,))) == set()
    assert codes(signed(), printed(("继续教育登记", LABEL), signatures=(far,))) == set()
    sentence = "本人承诺以上内容真实有效，并按照要求在每一页材料的右下角空白位置亲笔签名"
    assert codes(signed(), printed((sentence, LABEL), signatures=(far,))) == set()


def test_a_hand_beside_another_partys_label_is_not_the_applicants() -> None:
    other = printed(("单位负责人：", LABEL), signatures=(signature(bbox=BESIDE),))
    assert codes(signed(), other) == {"M212"}


@pytest.mark.parametrize("role", ["登记人：", "审核人：姚波凡", "经办人签字：", "经手人：", "校长："])
def test_a_clerks_hand_is_not_the_applicants_where_every_page_is_signed(role: str) -> None:
    clerk = printed(
        ("本人签名：", (0.1, 0.7, 0.2, 0.72)), (role, LABEL), signatures=(signature(bbox=BESIDE, text=None),)
    )
    assert codes(signed("page"), clerk) == {"M212"}


def test_a_hand_behind_an_unknown_label_is_a_doubt_where_the_place_to_sign_is_empty() -> None:
    own, hand = ("本册所有者签名：", (0.1, 0.3, 0.25, 0.32)), signature(bbox=BESIDE, text=None)
    filled = signature(bbox=(0.27, 0.29, 0.35, 0.33), text=None)
    assert codes(signed("page"), printed(own, ("复印：", LABEL), signatures=(hand,))) == {"M212"}
    assert codes(signed("page"), printed(own, ("复印：", LABEL), signatures=(hand, filled))) == set()
    assert codes(signed("page"), printed(own, ("日期：", LABEL), signatures=(hand,))) == {"M212"}
    faint = filled.model_copy(update={"confidence": 0.4})
    assert codes(signed("page"), printed(own, ("复印：", LABEL), signatures=(hand, faint))) == {"M212"}
    assert codes(signed("page"), printed(("复印：", LABEL), signatures=(hand,))) == set()


def test_the_label_nearest_before_the_hand_says_whose_it_is() -> None:
    both = printed(
        ("登记人：", (0.1, 0.80, 0.2, 0.82)), ("本人签名：", LABEL), signatures=(signature(bbox=BESIDE),)
    )
    assert codes(signed("page"), both) == set()


@pytest.mark.parametrize(
    "line",
    ["审核人：申报人：", "审核人：李明 申报人：", "登记人：李明 本人签字：", "校长：李明 学员签名： 日期："],
)
def test_a_clerks_label_before_the_applicants_in_one_line_does_not_speak_for_the_hand_behind(
    line: str,
) -> None:
    both = printed((line, (0.3, 0.80, 0.62, 0.82)), signatures=(signature(bbox=BESIDE),))
    assert codes(signed("page"), both) == set()


@pytest.mark.parametrize(
    "line",
    [
        "登记人：李明 签字：", "登记人：签名：", "校长：李明 签名：", "登记人：王某 日期：", "登记人 ：",
        "登记人 ：李明 签字：", "审核人（签字）：", "本人：李明 登记人：王某 签字：", "单位审核人：李明 职务：",
    ],
)  # fmt: skip
def test_a_label_that_names_nobody_keeps_the_role_before_it(line: str) -> None:
    clerk = printed((line, (0.3, 0.80, 0.62, 0.82)), signatures=(signature(bbox=BESIDE),))
    assert codes(signed("page"), clerk) == {"M212"}


def test_so_it_does_where_it_is_a_piece_of_its_own() -> None:
    pieces = (("登记人：李明", (0.4, 0.80, 0.5, 0.82)), ("签字：", (0.56, 0.80, 0.62, 0.82)))
    assert codes(signed("page"), printed(*pieces, signatures=(signature(bbox=BESIDE),))) == {"M212"}
    under = (("审核人：", (0.5, 0.80, 0.58, 0.82)), ("日期：", (0.52, 0.825, 0.60, 0.845)))
    drifted = signature(bbox=(0.62, 0.81, 0.75, 0.84))
    assert codes(signed("page"), printed(*under, signatures=(drifted,))) == {"M212"}


@pytest.mark.parametrize("label", ["单位审核人：", "单位审核人", "单位负责人签字"])
def test_the_label_of_the_next_row_does_not_speak_for_the_hand(label: str) -> None:
    rows = (("承诺人：", (0.5, 0.80, 0.58, 0.82)), (label, (0.5, 0.825, 0.61, 0.845)))
    own = signature(bbox=(0.62, 0.79, 0.75, 0.825))
    assert codes(signed("page"), printed(*rows, signatures=(own,))) == set()
    clerks = signature(bbox=(0.62, 0.82, 0.75, 0.855))
    assert codes(signed("page"), printed(*rows, signatures=(clerks,))) == {"M212"}
    between = signature(bbox=(0.62, 0.80, 0.75, 0.845))
    assert codes(signed("page"), printed(*rows, signatures=(between,))) == {"M212"}


def test_labels_without_a_colon_count_too() -> None:
    clerk = printed(("登记人", LABEL), signatures=(signature(bbox=BESIDE),))
    assert codes(signed("page"), clerk) == {"M212"}
    cells = (("登记人", (0.4, 0.80, 0.47, 0.82)), ("本人签名", LABEL))
    assert codes(signed("page"), printed(*cells, signatures=(signature(bbox=BESIDE),))) == set()


@pytest.mark.parametrize("cell", ["校长", "审核员", "登记人员名单", "二〇二三年"])
def test_what_a_table_tells_of_somebody_is_no_label(cell: str) -> None:
    assert codes(signed("page"), printed((cell, LABEL), signatures=(signature(bbox=BESIDE),))) == set()


def test_one_name_read_twice_is_one_person() -> None:
    two = signed(of="peer", count=2)
    same = (signature(text="王建国"), signature(text="王建国", bbox=(0.6, 0.6, 0.8, 0.65)))
    others = (signature(text="王建国"), signature(text="李志明", bbox=(0.6, 0.6, 0.8, 0.65)))
    assert codes(two, page(signatures=same)) == {"M213"}
    assert codes(two, page(signatures=others)) == set()


def test_what_is_missing_is_shown_where_it_was_asked_for() -> None:
    form = printed(("本人签字：", LABEL), ("单位意见（盖章）", (0.1, 0.9, 0.3, 0.92)))
    blank = page()
    (unsigned,) = seen("M211", signed("set"), [blank, form])
    assert unsigned.pages == (1, 0)
    assert unsigned.bbox == signing_place(form)
    (unsealed,) = seen("M201", SealDemand(demand="seal", each="set"), [form, blank])
    assert (unsealed.pages, unsealed.bbox) == ((0, 1), sealing_place(form))
    x0, y0, x1, y1 = unsealed.bbox or (0, 0, 0, 0)
    assert x0 < 0.1 < 0.3 < x1 and y0 < 0.9 < 0.92 < y1 <= 1


def test_the_units_cell_is_shown_for_the_units_seal_and_not_that_of_a_body_below_it_on_the_page() -> None:
    form = printed(
        ("单位推荐", (0.09, 0.49, 0.17, 0.51)),
        ("意见", (0.09, 0.51, 0.13, 0.53)),
        ("(单位公章)", (0.45, 0.53, 0.54, 0.55)),
        ("主管部门", (0.09, 0.74, 0.17, 0.76)),
        ("意见", (0.09, 0.76, 0.13, 0.78)),
        ("(盖章)", (0.54, 0.765, 0.60, 0.785)),
    )
    (own,) = seen("M201", SealDemand(demand="seal", of="employer"), [form])
    assert own.bbox is not None and own.bbox[1] < 0.54 < own.bbox[3] < 0.7
    (above,) = seen("M201", SealDemand(demand="seal", of="department"), [form])
    assert above.bbox is not None and above.bbox[1] < 0.775 < above.bbox[3]


def test_without_a_label_the_page_is_shown_as_a_whole() -> None:
    (unsigned,) = seen("M211", signed(), [page()])
    assert unsigned.bbox is None


def of_one_form(code: str, demand: Any, *pages: PageFacts) -> list[Observation]:
    """What a rule says of pages that are one form."""
    together = (Document("review_form-1", "form", tuple(range(len(pages)))),)
    return seen(code, demand, pages, served=together)


OWN = printed(("申报人签名：", LABEL), signatures=(signature(bbox=BESIDE, text=NAME),), kind="review_form")
WORK = printed(("项目负责人", LABEL), kind="review_form")
HEADS = printed(("主要负责人签字：", LABEL), kind="review_form")
ABOVE = printed(("主管部门审核意见", (0.1, 0.80, 0.3, 0.82)), ("负责人签字：", LABEL), kind="review_form")
COVER = page("review_form")


def test_the_applicants_hand_by_its_label_is_not_offered_as_the_heads_whose_own_place_is_shown() -> None:
    pages = (COVER, OWN, WORK, HEADS, ABOVE)
    assert not of_one_form("M212", signed(of="employer"), *pages)
    (asked,) = of_one_form("M211", signed(of="employer"), *pages)
    assert (asked.effect, asked.pages[0], asked.bbox) == ("unsure", 3, signing_place(HEADS))
    # A label of nobody's in the section of a body above the unit is no place of the unit's.
    nameless = printed(("主管部门审核意见", (0.1, 0.70, 0.3, 0.72)), ("签名：", LABEL), kind="review_form")
    (asked,) = of_one_form("M211", signed(of="employer"), COVER, OWN, WORK, nameless)
    assert asked.bbox is None and "漏扫" in str(asked.values["gone"])
    # On one page, or where the hand is by nobody's label, the hand is what has to be looked at.
    both = printed(
        ("主要负责人签字：", (0.1, 0.3, 0.3, 0.32)), ("申报人签名：", LABEL), signatures=OWN.signatures
    )
    assert codes(signed(of="employer"), both) == {"M212"}
    stray = HEADS.model_copy(update={"signatures": (signature(bbox=FAR, text=None),)})
    (told,) = of_one_form("M212", signed(of="employer"), OWN, stray)
    assert told.pages == (1,)


def test_a_hand_by_anothers_label_is_not_taken_for_one_in_the_same_place_on_another_page() -> None:
    read_badly = signature(bbox=BESIDE, text=None, confidence=0.5)
    unlabelled = HEADS.model_copy(update={"lines": (), "signatures": (read_badly,)})
    own = OWN.model_copy(update={"signatures": (signature(bbox=BESIDE, text=NAME, confidence=0.9),)})
    (told,) = of_one_form("M212", signed(of="employer"), own, unlabelled, HEADS)
    assert told.pages == (1,)


def test_where_no_page_of_a_form_asks_its_page_may_not_have_been_scanned() -> None:
    sealed = SealDemand(demand="seal", of="employer", each="document")
    (unsealed,) = of_one_form("M201", sealed, COVER, OWN, WORK)
    assert (unsealed.effect, unsealed.pages[0], unsealed.bbox) == ("unmet", 2, None)
    for of in ("employer", "peer"):
        (unsigned,) = of_one_form("M211", signed(of=of), COVER, OWN, WORK)
        assert (unsigned.effect, unsigned.pages[0]) == ("unsure", 2)
        assert "漏扫" in str(unsigned.values["gone"])
    for pages in ((COVER,), (COVER, HEADS), (page("annual_assessment"), page("annual_assessment"))):
        (unsigned,) = of_one_form("M211", signed(of="employer"), *pages)
        assert "漏扫" not in str(unsigned.values["gone"])
    (unsealed,) = of_one_form(
        "M201", sealed, COVER, page("review_form", shot={"sharp": False, "readable": False})
    )
    assert "漏扫" not in str(unsealed.values["gone"])


def test_of_too_few_hands_and_portraits_the_page_that_lacks_one_is_shown() -> None:
    two = signed(of="peer", count=2)
    hand = signature(bbox=BESIDE, text="邓启明")
    experts = printed(("专家签字：", LABEL), kind="review_form")
    one = experts.model_copy(update={"signatures": (hand,)})
    (few,) = of_one_form("M213", two, COVER, OWN, one, ABOVE)
    assert (few.pages[0], sorted(few.pages)) == (2, [0, 1, 2, 3])
    (few,) = of_one_form("M213", two, COVER, one, experts)
    assert (few.pages[0], few.bbox) == (2, signing_place(experts))

    asked = PortraitDemand(demand="portrait", background="red", count=2)
    label = printed(("贴照片处", LABEL), kind="review_form")
    (lacking,) = of_one_form("M231", asked, page("review_form", portraits=(portrait(),)), label, COVER)
    assert lacking.pages[0] == 1
    said = "填表须知：申报人须在本表右上角粘贴近期正面免冠彩色照片，并在第三页签名。"
    told = printed((said, FAR), kind="review_form")
    (lacking,) = of_one_form("M231", asked, page("review_form", portraits=(portrait(),)), label, told)
    assert lacking.pages[0] == 1
    white = page("review_form", portraits=(portrait("white"),))
    (lacking,) = of_one_form("M231", asked, COVER, white, label)
    assert (lacking.pages[0], lacking.bbox) == (1, white.portraits[0].bbox)


SEAL_OVER = (0.6, 0.72, 0.8, 0.87)


@pytest.mark.parametrize("label", ["承诺人（签字）：", "签名："])
def test_under_a_photocopied_seal_over_the_place_to_sign_no_hand_can_be_told(label: str) -> None:
    black = seal(None, colour="black", photocopied=True, bbox=SEAL_OVER)
    red = seal(None, bbox=SEAL_OVER)
    aside = black.model_copy(update={"bbox": (0.6, 0.4, 0.8, 0.55)})
    asked = {
        name: printed((label, LABEL), seals=(one,))
        for name, one in (("black", black), ("red", red), ("aside", aside))
    }
    assert codes(signed(), asked["black"]) == {"M212"}
    assert codes(signed(), asked["red"]) == codes(signed(), asked["aside"]) == {"M211"}
    assert codes(signed(), printed(("审核人（签字）：", LABEL), seals=(black,))) == {"M211"}


def test_a_word_across_a_seal_is_not_the_applicants_hand_while_that_place_is_empty() -> None:
    own, word = ("本人签字：", (0.1, 0.9, 0.2, 0.92)), signature(bbox=(0.65, 0.70, 0.72, 0.74), text=None)
    struck = seal(None, bbox=SEAL_OVER)
    assert codes(signed("page"), printed(own, signatures=(word,), seals=(struck,))) == {"M212"}
    assert codes(signed("page"), printed(own, signatures=(word,))) == set()
    assert codes(signed("page"), printed(signatures=(word,), seals=(struck,))) == set()
    filled = signature(bbox=(0.22, 0.89, 0.3, 0.93), text=None)
    assert codes(signed("page"), printed(own, signatures=(word, filled), seals=(struck,))) == set()


@pytest.mark.parametrize("of", ["applicant", "department"])
def test_whose_hand_is_lacking_is_told_as_a_fact(of: Any) -> None:
    (lacking,) = seen("M211", signed(of=of), [printed(("继续教育登记", LABEL))])
    assert lacking.party == of
    few = printed(("继续教育登记", LABEL), signatures=(signature(bbox=FAR),))
    assert [one.party for one in seen("M213", signed(of="any", count=2), [few])] == ["any"]
