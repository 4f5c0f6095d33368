"""Several certificates on one picture are taken apart, and what is one document is left whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanaudit.facts import Evidence, Fields, PageFacts, Part, Seal, Signature
from scanaudit.fields import extract
from scanaudit.intake.page import Pixels
from scanaudit.kinds import PageEvidence
from scanaudit.kinds.apart import apart
from scanaudit.likeness import duplicates
from scanaudit.parts import Seen, parts_of
from scanaudit.reading.lines import Line, quad_of
from scanaudit.report.kind_titles import page_title
from scanaudit.report.masking import masked
from scanaudit.report.pictures import id_boxes
from tests.rules.pages import capture

WIDE, HIGH = 1200, 1700
GRADUATION = (
    "普通高等学校毕业证书",
    "学生 林望舒 性别 女，一九九一年三月二日生，",
    "于二〇〇九年九月至二〇一三年六月在本校机械工程专业四年制本科学习，",
    "修完教学计划规定的全部课程，成绩合格，准予毕业。",
    "校（院）长：周远山",
    "证书编号：990001201305000123",
    "二〇一三年六月三十日",
)
DEGREE = (
    "学士学位证书",
    "林望舒，女，一九九一年三月二日生。在云川大学机械工程专业完成了",
    "本科学习计划，业已毕业，经审核符合《中华人民共和国学位条例》的规定，",
    "授予工学学士学位。",
    "学位评定委员会主席：周远山",
    "证书编号：9900042013000456",
    "二〇一三年六月三十日",
)
FRONT = (
    "姓名 林望舒",
    "性别 女 民族 汉",
    "出生 1991年3月2日",
    "住址 云川市青石区长河路9号",
    "公民身份号码 990000199103020021",
)
BACK = ("中华人民共和国", "居民身份证", "签发机关 云川市公安局青石分局", "有效期限 2015.04.11-2035.04.11")
HONOUR = (
    "荣誉证书",
    "林望舒同志：",
    "在二〇二〇年度工作中成绩显著，被评为先进工作者，",
    "特发此证，以资鼓励。",
    "云川水务集团有限公司",
)


def lines(texts: Sequence[str], left: float, top: float, wide: float, step: float = 0.03) -> list[Line]:
    """Rows of a certificate, its title the largest; places in fractions of the sheet."""
    made = []
    for number, text in enumerate(texts):
        size = 0.024 if number == 0 else 0.014
        y = top + number * step
        right = left + min(wide, len(text) * size * HIGH / WIDE)
        made.append(Line(text, 0.99, quad_of((left, y, right, y + size), (WIDE, HIGH))))
    return made


def told(found: Sequence[Line], seals: Sequence[Seal] = ()) -> tuple[Part, ...]:
    evidence = PageEvidence(list(found), WIDE, HIGH, n_seals=len(seals))
    return parts_of(Seen(evidence, np.full((HIGH, WIDE, 3), 255, np.uint8), seals, ()), read)


def read(kind: str, among: Sequence[Line], image: Pixels, _: Sequence[Seal]) -> Fields:
    return extract(kind, among, (image.shape[1], image.shape[0]))


@pytest.mark.parametrize("second", [(0.1, 0.55), (0.55, 0.1)], ids=["below", "beside"])
def test_a_graduation_and_a_degree_certificate_are_two(second: tuple[float, float]) -> None:
    found = [*lines(GRADUATION, 0.05, 0.1, 0.42), *lines(DEGREE, *second, 0.42)]
    one, other = told(found)
    assert (one.kind, other.kind) == ("graduation_certificate", "degree_certificate")
    assert one.fields.certificate_number == "990001201305000123"
    assert other.fields.certificate_number == "9900042013000456"
    for part, where in ((one, (0.05, 0.1)), (other, second)):
        assert part.bbox[0] <= where[0] <= part.bbox[2] and part.bbox[1] <= where[1] <= part.bbox[3]
        number = part.fields.evidence["certificate_number"].bbox
        assert number is not None and part.bbox[0] <= number[0] and number[3] <= part.bbox[3]
    assert set(one.text.splitlines()).isdisjoint(set(other.text.splitlines()) - {GRADUATION[-1]})


def test_the_two_sides_of_a_card_are_one_card() -> None:
    assert told([*lines(FRONT, 0.1, 0.1, 0.5), *lines(BACK, 0.1, 0.6, 0.5)]) == ()


def test_the_cards_of_two_people_are_two() -> None:
    other = ["姓名 沈知远", *FRONT[1:-1], "公民身份号码 990000198807140018"]
    parts = told([*lines(FRONT, 0.1, 0.1, 0.5), *lines(other, 0.1, 0.6, 0.5)])
    assert [part.fields.name for part in parts] == ["林望舒", "沈知远"]


@pytest.mark.parametrize("texts", [GRADUATION, DEGREE, HONOUR, FRONT])
@pytest.mark.parametrize("step", [0.03, 0.06, 0.12])
def test_one_certificate_however_wide_its_gaps_is_one(texts: Sequence[str], step: float) -> None:
    assert told(lines(texts, 0.1, 0.05, 0.8, step)) == ()


def test_two_honours_of_one_wording_are_two_only_where_something_tells_them_apart() -> None:
    first = [*HONOUR, "二〇二〇年十二月三十一日"]
    later = [*HONOUR, "二〇二二年十二月三十一日"]
    assert len(told([*lines(first, 0.1, 0.1, 0.5), *lines(later, 0.1, 0.6, 0.5)])) == 2
    assert told([*lines(first, 0.1, 0.1, 0.5), *lines(first, 0.1, 0.6, 0.5)]) == ()


def test_a_booklets_two_pages_beside_a_diploma_are_one_title_certificate() -> None:
    left = ("专业技术资格证书", "姓名 林望舒", "性别 女", "出生年月 1991年3月", "级别 中级", "专业 机械工程")
    right = (
        "专业技术资格证书",
        "资格名称 工程师",
        "授予时间 2018年12月",
        "评审组织 云川市工程技术",
        "中级评审委员会",
        "发证单位（盖章）",
    )
    found = [
        *lines(left, 0.03, 0.1, 0.26),
        *lines(right, 0.33, 0.1, 0.26),
        *lines(GRADUATION, 0.05, 0.6, 0.9),
    ]
    kinds = [part.kind for part in told(found)]
    assert kinds.count("title_certificate") <= 1


def test_a_form_that_speaks_of_certificates_is_one_page() -> None:
    form = [
        "专业技术资格评审申报表",
        "毕业证书编号 990001201305000123",
        "学位证书编号 9900042013000456",
        *"甲乙丙丁戊己",
    ]
    assert told(lines(form, 0.1, 0.1, 0.5)) == ()


BOXES = st.tuples(st.floats(0, 0.9), st.floats(0, 0.9)).map(lambda p: (p[0], p[1], p[0] + 0.1, p[1] + 0.1))


@given(st.lists(BOXES, max_size=6), st.booleans())
def test_no_mark_is_lost_when_a_page_is_taken_apart(boxes: list[tuple[float, ...]], is_copy: bool) -> None:
    seals = tuple(
        Seal(bbox=b, shape="round", colour="red", photocopied=False, text=None, confidence=0.9)  # type: ignore[arg-type]
        for b in boxes
    )
    hands = tuple(Signature(bbox=b, confidence=0.9) for b in boxes)  # type: ignore[arg-type]
    page = picture_of_two().model_copy(
        update={"seals": seals, "signatures": hands, "capture": capture(is_copy=is_copy)}
    )
    views = apart([page])
    assert {seal for view in views for seal in view.seals} == set(seals)
    assert {hand for view in views for hand in view.signatures} == set(hands)


def picture_of_two() -> PageFacts:
    upper = Part(bbox=(0, 0, 1, 0.45), kind="graduation_certificate", kind_confidence=0.99, text="毕业")
    lower = Part(bbox=(0, 0.55, 1, 1), kind="degree_certificate", kind_confidence=0.98, text="学位")
    return PageFacts(
        file="证书.jpg", page=1, kind=upper.kind, content_hash="a" * 64, parts=(upper, lower), text="毕业学位"
    )


@pytest.mark.parametrize(
    ("text", "issuer", "shared"),
    [
        ("云川水务集团有限公司", "云川大学", True),  # the employer's, for all that is on the sheet
        ("云川大学", "云川大学", False),  # the issuer's own
        (None, "云川大学", False),
        ("云川水务集团有限公司", None, False),
    ],
)
def test_a_fresh_seal_on_a_copy_vouches_for_all_unless_it_may_be_the_issuers(
    text: str | None, issuer: str | None, shared: bool
) -> None:
    upper, lower = picture_of_two().parts
    upper = upper.model_copy(update={"fields": Fields(issuer=issuer)})
    seal = Seal(
        bbox=(0.6, 0.2, 0.8, 0.4), shape="round", colour="red", photocopied=False, text=text, confidence=0.9
    )
    page = picture_of_two().model_copy(
        update={"parts": (upper, lower), "seals": (seal,), "capture": capture(is_copy=True)}
    )
    assert [bool(view.seals) for view in apart([page])] == [True, shared]


def test_a_picture_handed_in_twice_shows_each_document_twice() -> None:
    again = picture_of_two().model_copy(update={"file": "再传.jpg"})
    assert duplicates(apart([picture_of_two(), again])) == ((0, 2), (1, 3))


def test_each_document_is_a_page_of_its_own_with_its_own_marks() -> None:
    seal = Seal(
        bbox=(0.6, 0.7, 0.8, 0.9),
        shape="round",
        colour="red",
        photocopied=False,
        text="云川大学",
        confidence=0.9,
    )
    one, other = apart([picture_of_two().model_copy(update={"seals": (seal,)})])
    assert (one.kind, one.seals, other.kind, other.seals) == (
        "graduation_certificate", (), "degree_certificate", (seal,),
    )  # fmt: skip
    assert (one.file, one.page) == (other.file, other.page) and other.text == "学位"
    assert one.content_hash != other.content_hash
    assert other.parts[0].bbox == (0, 0.55, 1, 1)


def test_a_picture_of_two_documents_is_called_by_both_and_its_numbers_are_masked_on_both() -> None:
    raw = "990000 19910302 002I"
    number = Evidence(raw=raw, bbox=(0.1, 0.6, 0.5, 0.62), confidence=0.9)
    upper, lower = picture_of_two().parts
    lower = lower.model_copy(update={"fields": Fields(evidence={"id_number": number}), "text": raw})
    page = picture_of_two().model_copy(update={"parts": (upper, lower)})
    assert page_title(page).zh == "毕业证书 + 学位证书"
    assert raw not in masked(page).model_dump_json()
    assert id_boxes(page) == [number.bbox]
