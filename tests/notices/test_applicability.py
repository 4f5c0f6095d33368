"""Of whom each conditional row is asked: one profile that it applies to, one that it does not."""

from __future__ import annotations

from typing import Any

import pytest

from scanaudit.notices import Profile, evaluate, get
from scanaudit.notices.loader import shipped

ROWS = {row.id: row for notice_id in shipped() for row in get(notice_id).requirements}
SKILLED = {"route": "skilled_talent"}
REGULAR = {"route": "regular"}

# id: (applies, does not apply)
CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "AH-03": ({"target_level": "senior", **REGULAR}, {"target_level": "junior"}),
    "AH-04": ({"target_level": "intermediate"}, {"target_level": "junior"}),
    "AH-06b": ({"achievements_joint": True}, {"achievements_joint": False}),
    "AH-07": ({"has_publication": True}, {"has_publication": False}),
    "AH-08": ({"employer_type": "private", "has_publication": False}, {"employer_type": "state_owned"}),
    "AH-11": ({"employer_type": "public_institution"}, {"employer_type": "private"}),
    "AH-14": ({"nationality": "hmt"}, {"nationality": "foreign"}),
    "AH-15": ({"route": "exception"}, REGULAR),
    "AH-16": ({"specialty": "化学工程", "target_level": "senior"}, {"specialty": "机械"}),
    "AH-19": ({"route": "professional_qualification"}, REGULAR),
    "AH-20": ({"route": "postdoc"}, REGULAR),
    "AH-21": ({"employer_type": "private"}, {"employer_type": "freelance"}),
    "AH-23": ({"target_level": "senior_full"}, {"target_level": "junior"}),
    "AH-25": ({"paper_achievements": True}, {**REGULAR, "specialty": "机械"}),
    "AH-27": ({"employer_type": "dispatched"}, {"employer_type": "private"}),
    "AH-28": ({"employer_type": "freelance"}, {"employer_type": "private"}),
    "AH-29": ({"nationality": "foreign"}, {"nationality": "mainland"}),
    "JY-02": ({"route": "exception"}, SKILLED),
    "JY-03": ({"title_issued_elsewhere": True}, {"title_issued_elsewhere": False}),
    "JY-08a": ({"graduation_year": 2002}, {"graduation_year": 2001}),
    "JY-08b": ({"graduation_year": 2001, "chsi_found": False}, {"graduation_year": 2001, "chsi_found": True}),
    "JY-11": ({"has_publication": True}, {"has_publication": False}),
    "JY-12": ({"has_publication": False}, {"has_publication": True}),
    "JY-15": ({"education": "college", **REGULAR}, {"education": "college", "route": "exception"}),
    "JY-16": ({"route": "exception"}, {"education": "college", **REGULAR}),
    "JY-17": ({"insurance_elsewhere": True}, {"insurance_elsewhere": False}),
    "JY-19": (SKILLED, REGULAR),
    "JY-20": ({"route": "grassroots"}, REGULAR),
    "JY-21": (REGULAR, {"route": "exception"}),
    "JY-31": ({"achievement_kinds": ("guidance",)}, {"achievement_kinds": ("award",)}),
    "JY-32": ({"achievement_kinds": ("benefit",)}, {"achievement_kinds": ()}),
    "JY-33": ({"achievement_kinds": ("award", "patent")}, {"achievement_kinds": ("award",)}),
    "JY-34": ({"achievement_kinds": ("award",)}, {"achievement_kinds": ("patent",)}),
    "JY-35": ({"achievement_kinds": ("standard",)}, {"achievement_kinds": ("patent",)}),
    "JY-36": ({"file_keeper": "简阳市人才交流中心"}, {"file_keeper": "无"}),
    "JY-37": ({"nationality": "foreign"}, {"nationality": "hmt"}),
    "JY-39": ({"route": "exception"}, REGULAR),
    "QC-03": ({"route": "recognition"}, REGULAR),
    "QC-04": (REGULAR, {"route": "recognition"}),
    "QC-05": ({"employer_type": "dispatched"}, {"employer_type": "freelance"}),
    "QC-06": ({"employer_type": "public_institution"}, {"employer_type": "private"}),
    "QC-08": ({"entrusted": True}, {"entrusted": False}),
    "QC-09": ({"route": "cross_region"}, REGULAR),
    "QC-12": (REGULAR, {"route": "cross_region"}),
    "QC-13": ({"route": "recognition"}, REGULAR),
    "QC-14": ({"route": "cross_region"}, REGULAR),
    "QC-15": (REGULAR, {"route": "recognition"}),
    "QC-16": ({"nationality": "foreign"}, {"nationality": "mainland"}),
    "JX-02": ({"target_level": "intermediate"}, {"target_level": "junior"}),
    "JX-03a": ({"insurance_elsewhere": False}, {"insurance_elsewhere": True}),
    "JX-03b": ({"insurance_elsewhere": True}, {"insurance_elsewhere": False}),
    "JX-05": ({"first_login": True}, {"first_login": False}),
    "JX-06": ({"route": "exception", "target_level": "intermediate"}, {"target_level": "junior"}),
    "JX-07": ({**SKILLED, "direct_route": False}, {**SKILLED, "direct_route": True}),
    "JX-09": ({"employer_type": "public_institution"}, {"employer_type": "state_owned"}),
    "JX-12": ({**SKILLED, "direct_route": True}, {**SKILLED, "direct_route": False}),
}


def test_every_conditional_row_has_a_case() -> None:
    assert set(CASES) == {id_ for id_, row in ROWS.items() if row.when is not None}


@pytest.mark.parametrize("id_", CASES)
def test_the_row_applies_does_not_apply_or_asks(id_: str) -> None:
    applies, does_not = CASES[id_]
    assert evaluate(ROWS[id_].when, Profile(**applies)).value is True
    assert evaluate(ROWS[id_].when, Profile(**does_not)).value is False
    unknown = evaluate(ROWS[id_].when, Profile())
    assert unknown.value is None
    assert unknown.unknown


def test_a_postdoc_shows_the_title_only_when_relying_on_it() -> None:
    when = ROWS["AH-03"].when
    postdoc = {"target_level": "senior_full", "route": "postdoc"}
    assert evaluate(when, Profile(**postdoc)).unknown == {"relies_on_senior_title"}
    assert evaluate(when, Profile(**postdoc, relies_on_senior_title=True)).value is True


@pytest.mark.parametrize(
    "facts", [{"route": "exception"}, {"specialty": "安全工程", "target_level": "senior"}]
)
def test_the_department_delivers_each_kind_of_paper(facts: dict[str, Any]) -> None:
    assert evaluate(ROWS["AH-25"].when, Profile(**facts)).value is True


@pytest.mark.parametrize(
    ("id_", "facts", "within"),
    [
        ("AH-30", {"service_status": "in_service"}, True),
        ("AH-30", {"employer_type": "freelance"}, True),
        ("AH-30", {"service_status": "retired", "employer_type": "private"}, False),
        ("QC-17", {"service_status": "in_service", "series": "工程系列"}, True),
        ("QC-17", {"service_status": "in_service", "series": "卫生", "entrusted": False, **REGULAR}, False),
        ("QC-17", {"service_status": "civil_service", "employer_type": "private", "series": "农业"}, False),
        ("JX-14", {"service_status": "in_service", "specialty": "化工", **REGULAR}, True),
        ("JX-14", {"service_status": "in_service", "specialty": "机械设计", **REGULAR}, False),
        ("JY-38", {"service_status": "in_service", "specialty": "建筑工程"}, True),
        ("JY-38", {"service_status": "in_service", "specialty": "建筑经济"}, False),
    ],
)
def test_scope(id_: str, facts: dict[str, Any], within: bool) -> None:
    musts = [demand.must for demand in ROWS[id_].demands if demand.demand == "scope"]
    answers = [evaluate(must, Profile(**facts)).value for must in musts]
    assert None not in answers
    assert all(answers) is within
