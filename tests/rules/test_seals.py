"""Whose a seal is: by its own text, by the print beside it, and what is open without either."""

from __future__ import annotations

from typing import Any

import pytest

from scanaudit.facts import PageFacts, Seal, TextLine
from scanaudit.kinds.documents import Document
from scanaudit.notices.demands import SealDemand, SealedCopyDemand
from scanaudit.rules import m208_seal_place_empty
from scanaudit.rules.context import Observation
from scanaudit.rules.seals import is_authority
from tests.rules.pages import EMPLOYER, page, seal
from tests.rules.test_rules import REQUIREMENT, context, seen

BESIDE = (0.55, 0.75, 0.85, 0.78)
FAR = (0.05, 0.05, 0.3, 0.08)
BUREAU = "合肥市人力资源和社会保障局"


def demand(of: Any, **given: Any) -> SealDemand:
    return SealDemand(demand="seal", of=of, **given)


def line(text: str, bbox: tuple[float, float, float, float] = BESIDE) -> tuple[TextLine, ...]:
    return (TextLine(text=text, bbox=bbox, confidence=0.98),)


@pytest.mark.parametrize("of", ["employer", "department", "verifier", "issuer", "training_body"])
def test_an_unread_seal_is_nobodys_for_certain(of: Any) -> None:
    (found,) = seen("M203", demand(of), [page(seals=(seal(None),))])
    assert found.effect == "unsure"
    assert found.bbox is not None


@pytest.mark.parametrize("of", ["employer", "department", "issuer"])
def test_where_practice_asks_an_unread_seal_is_a_note(of: Any) -> None:
    (found,) = seen("M203", demand(of, practice=True), [page(seals=(seal(None),))])
    assert found.effect == "none"


def test_an_unread_seal_of_which_the_employers_name_was_guessed_is_the_employers() -> None:
    guessed, other = (
        seal(None).model_copy(update={"guess": g}) for g in (EMPLOYER, "成都市蜀拓建设集团有限公司")
    )
    assert not seen("M203", demand("employer"), [page(seals=(guessed,))])
    assert seen("M203", demand("employer"), [page(seals=(other,))])


def test_print_beside_an_unread_seal_does_not_outweigh_an_authority_that_was_guessed() -> None:
    near = line(f"申报单位：{EMPLOYER}")
    assert seen("M203", demand("employer"), [page(seals=(seal(None, guess=BUREAU),), lines=near)])
    assert not seen("M203", demand("employer"), [page(seals=(seal(None, guess="某某机"),), lines=near)])


SISTER = "简阳市澄江纺织印染有限公司"


def test_print_beside_an_unread_seal_does_not_outweigh_another_unit_that_was_guessed() -> None:
    near = line(f"复印件与原件一致 {EMPLOYER}")
    another = page(seals=(seal(None, guess=SISTER),), lines=near)
    for practice in (False, True):
        (found,) = seen("M203", demand("employer", practice=practice), [another])
        assert found.effect == "unsure"
        assert SISTER in found.values["why"].zh  # type: ignore[attr-defined]
    noisy = page(seals=(seal(None, guess="简阳市恒柘机诫有限公司"),), lines=near)
    assert not seen("M203", demand("employer"), [noisy])
    own = page(seals=(seal(None, guess=SISTER), seal(None, guess=EMPLOYER)), lines=near)
    assert not seen("M203", demand("employer"), [own])


def test_print_beside_a_seal_does_not_outweigh_its_own_text() -> None:
    unit, other = "霁州市宏远工程设计院", "霁州市恒达工程设计院"
    sealed = page(seals=(seal(other),), lines=line(unit))
    assert seen("M203", demand("employer"), [sealed], facts={"employer": unit})


def test_print_beside_the_seal_names_the_employer() -> None:
    near = page(seals=(seal(None),), lines=line(f"单位（盖章）：{EMPLOYER}"))
    far = page(seals=(seal(None),), lines=line(f"单位（盖章）：{EMPLOYER}", FAR))
    another = page(seals=(seal(None),), lines=line("单位（盖章）：成都市蜀拓建设集团有限公司"))
    assert not seen("M203", demand("employer"), [near])
    assert seen("M203", demand("employer"), [far])
    assert seen("M203", demand("employer"), [another])


def test_the_pages_employer_stands_for_an_unread_seal_only_if_it_is_the_applicants() -> None:
    assert not seen("M203", demand("employer"), [page(seals=(seal(None),), employer=EMPLOYER)])
    assert seen("M203", demand("employer"), [page(seals=(seal(None),), employer="成都蜀拓建设有限公司")])


def test_print_beside_the_seal_names_an_authority() -> None:
    named = page(seals=(seal(None),), lines=line(f"主管部门意见 {BUREAU}"))
    firm = page(seals=(seal(None),), lines=line("成都蜀拓工程管理有限公司"))
    assert not seen("M203", demand("department"), [named])
    assert seen("M203", demand("department"), [firm])


def test_without_the_employers_name_no_seal_is_the_employers_and_the_name_is_asked_for() -> None:
    unknown = {"employer": None}
    sealed = [page(seals=(seal("成都市第一人民医院"),), employer="成都市第一人民医院")]
    (found,) = seen("M203", demand("employer"), sealed, facts=unknown)
    assert found.effect == "unsure"
    (asked,) = seen("Q502", demand("employer"), sealed, facts=unknown)
    assert "单位" in asked.values["question"].zh  # type: ignore[attr-defined]
    assert not seen("Q502", demand("employer", practice=True), sealed, facts=unknown)


@pytest.mark.parametrize(
    "text", ["成都蜀拓工程管理有限公司", "中铁四局集团有限公司", "淠河大桥项目部", "市政设计院"]
)
def test_a_firm_is_no_department(text: str) -> None:
    assert not is_authority(text)
    assert seen("M202", demand("department"), [page(seals=(seal(text),))])


@pytest.mark.parametrize(
    "text", [BUREAU, "安徽省水利厅", "简阳市人民政府", "合肥市职改办", "亳州市职称评审办公室"]
)
def test_an_authority_is_a_department(text: str) -> None:
    assert is_authority(text)
    assert not seen("M202", demand("department"), [page(seals=(seal(text),))])
    assert not seen("M203", demand("department"), [page(seals=(seal(text),))])


@pytest.mark.parametrize("text", ["简阳市恒拓建筑有限公司", "简阳市恒拓机电有限公司"])
def test_a_like_named_firm_is_another(text: str) -> None:
    assert seen("M202", demand("employer"), [page(seals=(seal(text),))])


def test_a_text_read_in_part_is_not_called_another_bodys() -> None:
    part = [page(seals=(seal("机械有限公司"),))]
    assert not seen("M202", demand("employer"), part)
    assert [o.effect for o in seen("M203", demand("employer"), part)] == ["unsure"]


def test_two_like_seals_are_not_two_bodies() -> None:
    two = [page(seals=(seal(EMPLOYER), seal(EMPLOYER[2:])))]
    assert [o.effect for o in seen("M206", demand("any", count=2), two)] == ["unmet"]
    unlike = [page(seals=(seal(EMPLOYER), seal("机械有限公司")))]
    assert [o.effect for o in seen("M206", demand("any", count=2), unlike)] == ["unsure"]


OTHER = "云川禾远工程服务有限公司"


@pytest.mark.parametrize(
    ("left", "right", "effect"),
    [
        ("云川禾远工程服务有限公司", "杂远机械制造有限公司", None),
        ("云瓜禾远工程服务有限公司", "微阳来远机械制造有限公司", None),
        ("云川乘远工程服务有限公司", "急阳天远机械制通有限公司", None),
        ("云川禾远工程服务有限公司", "云川禾远工程服务有限公司", "unsure"),
        ("云川禾远工程服务有限公司", "简川禾远工程服务有限公司", "unsure"),
        ("云未远工程服务有限公司", "云未远工程服务有限公司", "unsure"),
        ("云川禾远工程服务有限公司", None, "unsure"),
        (None, None, "unsure"),
    ],
)
def test_unread_seals_over_two_names_are_two_where_what_was_guessed_bears_out_both(
    left: str | None, right: str | None, effect: str | None
) -> None:
    names = ((OTHER, (0.1, 0.5, 0.36, 0.52)), ("简阳禾远机械制造有限公司", (0.6, 0.5, 0.86, 0.52)))
    sheet = page(
        lines=tuple(TextLine(text=text, bbox=bbox, confidence=0.98) for text, bbox in names),
        seals=(
            seal(None, guess=left, bbox=(0.15, 0.44, 0.35, 0.57)),
            seal(None, guess=right, bbox=(0.65, 0.44, 0.85, 0.57)),
        ),
    )
    assert [o.effect for o in seen("M206", demand("any", count=2), [sheet])] == ([effect] if effect else [])


def test_a_name_parted_by_the_seal_s_rim_is_that_body_s() -> None:
    names = ((OTHER, (0.1, 0.5, 0.36, 0.52)), ("简阳未远机械制造有限公", (0.58, 0.5, 0.81, 0.52)))
    sheet = page(
        lines=tuple(TextLine(text=text, bbox=bbox, confidence=0.98) for text, bbox in names),
        seals=(
            seal(OTHER, bbox=(0.15, 0.44, 0.35, 0.57)),
            seal(None, guess="简阳象远机械制造有限公司", bbox=(0.62, 0.44, 0.81, 0.57)),
        ),
    )
    assert not seen("M206", demand("any", count=2), [sheet])


@pytest.mark.parametrize(
    ("own", "sister", "misread"),
    [
        ("亳州市谯城区水利局", "亳州市谯城区农业农村局", "亳州市谯城区术刊局"),
        ("亳州市谯城区水利局", "亳州市谯城区农业农村局", "毫州市谯城区术刊局"),
        ("简阳市人民医院", "简阳市中医医院", "简阳市入尺医院"),
        ("云川禾远工程服务有限公司", "云川禾远机械制造有限公司", "云川禾远土程股备有限公司"),
        ("云川市第一中学", "云川市第二中学", "云川市第三中学"),
    ],
)
@pytest.mark.parametrize("read", [True, False])
def test_one_body_s_seal_over_its_sister_s_name_is_not_two(
    own: str, sister: str, misread: str, read: bool
) -> None:
    names = ((own, (0.1, 0.5, 0.36, 0.52)), (sister, (0.6, 0.5, 0.86, 0.52)))
    sheet = page(
        lines=tuple(TextLine(text=text, bbox=bbox, confidence=0.98) for text, bbox in names),
        seals=(
            seal(own if read else None, guess=own, bbox=(0.15, 0.44, 0.35, 0.57)),
            seal(None, guess=misread, bbox=(0.65, 0.44, 0.85, 0.57)),
        ),
    )
    assert [o.effect for o in seen("M206", demand("any", count=2), [sheet])] == ["unsure"]


def test_a_read_seal_and_an_unread_one_of_the_same_body_are_not_two() -> None:
    sheet = page(lines=line(OTHER), seals=(seal(OTHER), seal(None, guess=OTHER, bbox=(0.6, 0.7, 0.8, 0.85))))
    assert [o.effect for o in seen("M206", demand("any", count=2), [sheet])] == ["unsure"]
    three = page(seals=(seal(OTHER), seal(EMPLOYER), seal(OTHER)))
    assert not seen("M206", demand("any", count=2), [three])


def test_an_unread_seal_on_a_copy_may_be_the_issuers() -> None:
    copied = [page(shot={"is_copy": True}, seals=(seal(None),))]
    (found,) = seen("M221", SealedCopyDemand(demand="sealed_copy"), copied)
    assert found.effect == "unsure"
    assert "没读清" in found.values["seen"].zh, "that a seal is there is certain"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("stamp", "said"),
    [
        (seal(confidence=0.5), "看不准是不是印章"),
        (seal(None).model_copy(update={"shape": "square"}), "个人名章"),
    ],
)
def test_what_is_not_certain_of_a_seal_is_told(stamp: Seal, said: str) -> None:
    (found,) = seen("M205", demand("employer"), [page(seals=(stamp,))])
    assert said in found.values["seen"].zh  # type: ignore[attr-defined]


@pytest.mark.parametrize("stamped", [seal(SISTER), seal(None, guess=SISTER)])
@pytest.mark.parametrize("practice", [True, False])
def test_another_units_fresh_seal_on_a_copy_is_named(stamped: Seal, practice: bool) -> None:
    copied = [page(shot={"is_copy": True}, seals=(stamped,))]
    (found,) = seen("M221", SealedCopyDemand(demand="sealed_copy", practice=practice), copied)
    assert found.effect == "unsure"
    assert SISTER in found.values["seen"].zh  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "effect"),
    [(BUREAU, "unmet"), (EMPLOYER, "unsure"), (None, "unsure"), ("成都市蜀拓建设集团", "unsure")],
)
def test_an_authoritys_seal_on_a_grey_scan_is_not_the_units_fresh_one(text: str | None, effect: str) -> None:
    stamped = seal(text).model_copy(update={"colour": "black", "photocopied": True})
    copied = [page(shot={"is_copy": True, "colour": "grey"}, seals=(stamped,))]
    assert [o.effect for o in seen("M221", SealedCopyDemand(demand="sealed_copy"), copied)] == [effect]


UNIT, HIGHER = ("单位意见", (0.1, 0.40, 0.2, 0.43)), ("主管部门意见", (0.1, 0.76, 0.2, 0.79))


def form(*headings: tuple[str, tuple[float, float, float, float]]) -> PageFacts:
    """A form that names the applicant's employer and bears an unread seal low on the page, in these sections."""
    lines = tuple(TextLine(text=text, bbox=bbox, confidence=0.98) for text, bbox in headings)
    return page(seals=(seal(None),), lines=lines, employer=EMPLOYER)


def unsealed(asked_for: SealDemand, sheet: PageFacts) -> list[Observation]:
    """What is told of the places for a seal that are empty on a page."""
    requirement = REQUIREMENT.model_copy(update={"demands": (asked_for,)})
    return list(m208_seal_place_empty.check(context(None, [sheet], requirement=requirement)))


def test_an_unread_seal_in_the_section_of_a_body_above_is_not_taken_for_the_units() -> None:
    (empty,) = unsealed(demand("employer"), form(UNIT, HIGHER))
    assert empty.effect == "unsure"
    assert seen("M203", demand("employer"), [form(HIGHER)])
    beside = ("所在单位（盖章）", (0.1, 0.76, 0.2, 0.79))
    assert not seen("M203", demand("employer"), [form(beside, ("人社部门核准意见", (0.1, 0.4, 0.2, 0.43)))])


Box = tuple[float, float, float, float]
OVER: Box = (0.3, 0.86, 0.7, 0.88)  # right under the seal, over its columns
LEFT: Box = (0.1, 0.86, 0.2, 0.88)


def asked(*headings: tuple[str, Box], at: Box = (0.6, 0.7, 0.8, 0.85)) -> bool:
    """Whether somebody has to look at the unread seal of a form with these headings, or at the unit's place without."""
    sheet = form(*headings).model_copy(update={"seals": (seal(None, bbox=at),)})
    empty = unsealed(demand("employer"), sheet)
    unread = seen("M203", demand("employer"), [sheet])
    assert not (empty and unread)  # one fact is told once
    return bool(empty or unread)


def test_the_next_sections_heading_under_a_seal_is_not_its_own() -> None:
    unit, higher = ("工作单位意见", (0.1, 0.60, 0.2, 0.62)), ("主管部门意见", (0.1, 0.60, 0.2, 0.62))
    assert not asked(unit, ("主管部门审核意见", OVER))
    assert asked(higher, ("所在单位意见", OVER))
    opinion = ("经审查，该同志符合申报条件，同意其参加评审，请予审批。", (0.12, 0.89, 0.85, 0.91))
    assert not asked(unit, ("主管部门审核意见", LEFT), opinion)
    assert asked(higher, ("所在单位意见", LEFT), opinion)


def test_a_cell_to_the_left_may_begin_above_its_heading() -> None:
    unit = ("单位意见", (0.1, 0.29, 0.2, 0.31))
    for top in (0.59, 0.64, 0.69):
        cell = ("主管部门审核意见", (0.08, top, 0.2, top + 0.02))
        beside_it = ("同意推荐该同志申报高级工程师资格。", (0.25, 0.46, 0.7, 0.48))
        assert asked(unit, cell, beside_it, at=(0.6, 0.52, 0.8, 0.62))
    low = ("主管部门审核意见", (0.08, 0.57, 0.2, 0.59))
    assert asked(("单位意见", (0.08, 0.55, 0.2, 0.565)), low, at=(0.6, 0.5, 0.8, 0.62))


def test_a_label_for_the_seal_may_stand_under_its_seal() -> None:
    unit = ("单位意见", (0.1, 0.60, 0.2, 0.62))
    assert asked(unit, ("主管部门（盖章）", (0.6, 0.86, 0.8, 0.88)))


def test_two_sections_side_by_side_are_told_by_the_seals_columns() -> None:
    unit, higher = ("单位意见", (0.1, 0.60, 0.3, 0.62)), ("主管部门意见", (0.6, 0.60, 0.8, 0.62))
    assert asked(unit, higher)
    assert not asked(unit, higher, at=(0.1, 0.7, 0.3, 0.85))
    assert asked(unit, higher, at=(0.35, 0.7, 0.55, 0.85))


@pytest.mark.parametrize(
    "footnote",
    [
        "注：本表一式三份，经所在单位和上级主管部门审核盖章后，由人事部门存入本人档案",
        "报上级主管部门审核", "经单位盖章后送人社部门审核", "同意上报主管部门审批部门", "由人社部门审核",
    ],
)  # fmt: skip
def test_a_sentence_that_speaks_of_bodies_above_heads_no_section(footnote: str) -> None:
    assert not asked(("单位意见", (0.1, 0.60, 0.2, 0.62)), (footnote, (0.1, 0.72, 0.5, 0.74)))


@pytest.mark.parametrize(
    "heading",
    [
        "申报人主管部门意见", "市经济和信息化局主管部门审核意见",
        "3.县主管部门审核意见：经审查，该同志符合申报条件，同意上报市职称办评审。",
        "经办主管部门意见：",
    ],
)  # fmt: skip
def test_a_heading_with_like_words_is_one(heading: str) -> None:
    assert asked(("申报单位意见", (0.1, 0.60, 0.2, 0.62)), (heading, (0.1, 0.72, 0.5, 0.74)))
    assert not asked(("主管部门意见", (0.1, 0.40, 0.2, 0.42)), ("申报单位意见", (0.1, 0.60, 0.2, 0.62)))


def test_there_it_is_a_doubt_even_where_only_practice_asks() -> None:
    (empty,) = unsealed(demand("employer", practice=True), form(UNIT, HIGHER))
    (found,) = seen("M203", demand("employer", practice=True), [form(HIGHER)])
    assert empty.effect == found.effect == "unsure"


def test_a_seal_on_a_page_that_may_be_another_paper_seals_the_document_with_a_doubt() -> None:
    first = page("benefit_proof", kind_confidence=0.99)
    sealed = {"kind": "benefit_proof", "seals": (seal(),)}
    torn = page(
        **sealed, kind_confidence=0.51, kind_candidates=(("benefit_proof", 0.51), ("tax_proof", 0.48))
    )
    own = page(**sealed, kind_confidence=0.9, kind_candidates=(("benefit_proof", 0.9), ("tax_proof", 0.05)))
    together, of = (Document("d0", "single", (0, 1)),), demand("any", each="document")
    assert [o.effect for o in seen("M205", of, [first, torn], served=together)] == ["unsure"]
    assert not seen("M205", of, [first, own], served=together)
    assert not seen("M201", of, [first, torn], served=together)
    both = [page("benefit_proof", kind_confidence=0.99, seals=(seal(confidence=0.9),)), torn]
    assert not seen("M205", of, both, served=together)
