"""Every row of the four notices: a dossier that meets it, one that does not, and whom it does not concern."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from scanaudit.audit import audit
from scanaudit.facts import PageFacts
from scanaudit.notices.loader import get
from scanaudit.verdicts import AuditReport, RequirementResult
from tests.audit.dossiers import (
    BUREAU,
    COMPLETE,
    OTHER_UNIT,
    SEALED,
    SIGNED,
    award,
    degree,
    graduation,
    id_card,
    paper,
    profile,
    publicity,
    registration,
    title,
)
from tests.rules.pages import EMPLOYER, NAME, hours, page, portrait, read, seal, signature

NOTICE = {
    "AH": "anhui-2024-engineering",
    "JY": "jianyang-2020-engineering",
    "QC": "qiaocheng-2023-junior",
    "JX": "jiaxing-2022-engineering",
}
TODAY = dt.date(2024, 9, 1)
Pages = Callable[[], list[PageFacts]]


def nothing() -> list[PageFacts]:
    return []


@dataclass(frozen=True)
class Scene:
    """What differs from the complete dossier: facts of the profile, kinds left out, pages added."""

    facts: dict[str, Any] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    add: Pages = nothing
    code: str | None = None


@dataclass(frozen=True)
class Row:
    """``met`` and ``unmet``: a scene, or the reason why this cannot be. ``absent``: facts of somebody whom
    the row does not concern; None for rows that concern everybody."""

    met: Scene | str
    unmet: Scene | str
    absent: dict[str, Any] | None = None


def without(*kinds: str, code: str = "K301", **facts: Any) -> Scene:
    """The dossier without any page of these kinds."""
    return Scene(facts, kinds, code=code)


def instead(add: Pages, code: str, **facts: Any) -> Scene:
    """The dossier with these pages in place of all pages of their kinds."""
    return Scene(facts, tuple({p.kind for p in add()}), add, code)


def also(add: Pages, **facts: Any) -> Scene:
    """The dossier with these pages added."""
    return Scene(facts, (), add)


SHOWN = "never met: the number is in another document, so the computed value is shown and left to a person"
NEVER_FAILS = "never unmet: the row only informs"
PRACTICE = (
    "never unmet: handed in on paper, so its absence is no finding, and what is asked of it is practice (†)"
)
PAPER = "never unmet: handed in on paper, so its absence is no finding, and nothing is asked of the scan"
PRIVATE_NO_PAPER = {"employer_type": "private", "has_publication": False}
EXCEPTION = {"route": "exception"}
SKILLED = {"route": "skilled_talent"}
FOREIGN = {"nationality": "foreign"}
RECOGNITION = {"route": "recognition"}


def one(kind: str, **given: Any) -> Pages:
    """A single page of a kind."""
    return lambda: [page(kind, **given)]


def review_form(**given: Any) -> Pages:
    """The complete dossier's review form, less what a test takes away."""
    text = "".join(f"{year}年度考核 合格 " for year in range(2015, 2020))
    signed = tuple(signature(label=label) for label in ("申报人", "单位负责人", "推荐专家", "推荐专家"))
    values = {"name": NAME, "text": text, "signatures": signed, "seals": SEALED}
    return one("review_form", **{**values, "portraits": (portrait(), portrait()), **given})


def paper_without(part: str) -> Pages:
    return lambda: [p for p in paper() if p.kind != part]


ROLE_PROOF = f"{NAME} 负责主轴设计，在项目中的作用为技术负责，排名第二"
RESIDENCE = {"name": "SMITH JOHN", "valid_until": "2027-05-01", "text": "外国人永久居留身份证 SMITH JOHN"}
GRADE_ONE = {
    "text": "职业资格证书 一级/高级技师",
    "name": NAME,
    "issue_date": "2014-06-01",
    "seals": (seal("省职鉴中心"),),
}
OLD_ID = "990101198503120029"

ROWS: dict[str, Row] = {
    # -- Anhui 2024 ------------------------------------------------------------------------------------
    "AH-01": Row(Scene(), without("commitment_letter")),
    "AH-02": Row(Scene(), without("graduation_certificate")),
    "AH-03": Row(Scene(), without("title_certificate"), {"target_level": "junior"}),
    "AH-04": Row(Scene(), without("appointment_letter"), {"target_level": "junior"}),
    "AH-05a": Row(Scene(), instead(one("ce_name_page", name=NAME), "M211")),
    "AH-05b": Row(Scene(), instead(lambda: [registration(y) for y in (2019, 2020, 2022, 2023)], "V456")),
    "AH-05c": Row(Scene(), instead(one("ce_verification_page", seals=(seal(BUREAU),)), "M211")),
    "AH-05d": Row(Scene(), without("ce_completion_certificate")),
    "AH-05e": Row(SHOWN, NEVER_FAILS),
    "AH-06": Row(Scene(), instead(lambda: [award(2015)], "V431")),
    "AH-06b": Row(
        also(one("work_role_proof", name=NAME, text=ROLE_PROOF), achievements_joint=True),
        Scene({"achievements_joint": True}, code="K301"),
        {"achievements_joint": False},
    ),
    "AH-07": Row(
        Scene(),
        Scene({}, tuple({p.kind for p in paper()}), paper_without("paper_copyright_page"), "K303"),
        {"has_publication": False},
    ),
    "AH-08": Row(
        also(
            lambda: [page("equity_proof", issuer=EMPLOYER), page("social_insurance_record", name=NAME)],
            **PRIVATE_NO_PAPER,
        ),
        also(one("equity_proof"), **PRIVATE_NO_PAPER),
        {"employer_type": "state_owned"},
    ),
    "AH-09": Row(
        also(lambda: [degree(shot={"is_copy": True}, seals=SEALED)]),
        also(lambda: [degree(shot={"is_copy": True}, seals=())]),
    ),
    "AH-10": Row(Scene(), also(lambda: [degree(shot={"readable": False, "sharp": False})])),
    "AH-11": Row(
        Scene(), instead(one("post_approval_form", name=NAME), "M201"), {"employer_type": "private"}
    ),
    "AH-12": Row(Scene(), instead(lambda: [publicity("2024-08-15")], "V441")),
    "AH-13": Row(Scene(), without("annual_assessment")),
    "AH-14": Row(Scene(), without("id_card"), FOREIGN),
    "AH-15": Row(
        also(one("exception_form", name=NAME, seals=SEALED), **EXCEPTION), PRACTICE, {"route": "regular"}
    ),
    "AH-16": Row(
        also(one("exam_registration_form", name=NAME), specialty="化学工程"),
        PRACTICE,
        {"specialty": "机械工程"},
    ),
    "AH-17": Row(also(one("entrust_letter", seals=(seal(BUREAU),))), PRACTICE),
    "AH-18": Row(Scene(), also(one("project_proof", classification="机密", seals=SEALED))),
    "AH-19": Row(
        also(one("vocational_certificate", name=NAME, seals=(seal("省职鉴中心"),)), **SKILLED),
        Scene(SKILLED, code="K301"),
        {"route": "regular"},
    ),
    "AH-20": Row(
        also(one("postdoc_certificate", name=NAME), route="postdoc"),
        Scene({"route": "postdoc"}, ("award_certificate",), code="K301"),
        {"route": "regular"},
    ),
    "AH-21": Row(
        also(one("labour_contract", name=NAME)),
        "never unmet: recommended, not required; its absence is a note and the row does not apply",
        {"employer_type": "freelance"},
    ),
    "AH-22": Row(
        Scene({"applications_this_year": 1}),
        Scene({"applications_this_year": 2}, code="S602"),
    ),
    "AH-23": Row(SHOWN, NEVER_FAILS, {"target_level": "junior"}),
    "AH-24": Row(Scene(), also(lambda: [degree(name="欧阳明德")])),
    "AH-25": Row(
        also(one("exception_form", name=NAME, seals=(seal(BUREAU),)), **EXCEPTION),
        also(one("exception_form", name=NAME), **EXCEPTION),
        {"route": "regular"},
    ),
    "AH-26": Row(Scene(), "never unmet: the review form is not handed in, so it is never reported missing"),
    "AH-27": Row(
        instead(lambda: [publicity(seals=(seal(), seal(OTHER_UNIT)))], "", employer_type="dispatched"),
        Scene({"employer_type": "dispatched"}, ("public_notice_proof",), code="K301"),
        {"employer_type": "state_owned"},
    ),
    "AH-28": Row(
        also(
            one("file_custody_proof", name=NAME, seals=(seal("合肥市人才服务中心"),)),
            employer_type="freelance",
        ),
        Scene({"employer_type": "freelance"}, code="K301"),
        {"employer_type": "state_owned"},
    ),
    "AH-29": Row(
        also(one("residence_permit", **RESIDENCE), name="SMITH JOHN", **FOREIGN),
        Scene(FOREIGN, code="K301"),
        {"nationality": "mainland"},
    ),
    "AH-30": Row(Scene(), Scene({"service_status": "retired"}, code="S601")),
    # -- Jianyang 2020 ---------------------------------------------------------------------------------
    "JY-01": Row(Scene(), instead(lambda: [graduation(shot={"colour": "grey"}, signatures=SIGNED)], "C109")),
    "JY-02": Row(
        Scene(),
        instead(
            lambda: [
                title(date="2014-12-20", shot={"is_copy": True}),
                title("王一平", "2012-12-01"),
                title("赵二立", "2013-12-01"),
            ],
            "C110",
        ),
        SKILLED,
    ),
    "JY-03": Row(
        also(one("appointment_letter", name=NAME, seals=SEALED), title_issued_elsewhere=True),
        also(one("appointment_letter", name=NAME), title_issued_elsewhere=True),
        {"title_issued_elsewhere": False},
    ),
    "JY-04": Row(Scene(), instead(review_form(portraits=()), "M231")),
    "JY-05": Row(Scene(), instead(one("commitment_letter", name=NAME, seals=SEALED), "M211")),
    "JY-06": Row(Scene(), without("business_licence")),
    "JY-07": Row(Scene(), instead(lambda: [id_card(seals=(seal(photocopied=True),))], "M204")),
    "JY-08a": Row(Scene(), without("xuexin_record"), {"graduation_year": 1999}),
    "JY-08b": Row(
        also(
            one("education_verification", name=NAME, signatures=SIGNED, seals=SEALED),
            graduation_year=1999,
            chsi_found=False,
        ),
        also(
            one("education_verification", name=NAME, signatures=SIGNED),
            graduation_year=1999,
            chsi_found=False,
        ),
        {"graduation_year": 2008},
    ),
    "JY-09": Row(Scene(), instead(lambda: [title(date="2014-12-20"), title("王一平", "2012-12-01")], "K302")),
    "JY-10": Row(Scene(), instead(lambda: [award(2018, seals=())], "M201")),
    "JY-11": Row(
        Scene(), instead(lambda: paper(2018, first_author="钱某某"), "V421"), {"has_publication": False}
    ),
    "JY-12": Row(
        also(one("standard_document", text="主要起草人", issue_date="2018-05-01"), has_publication=False),
        Scene({"has_publication": False}, ("award_certificate",), code="K301"),
        {"has_publication": True},
    ),
    "JY-13": Row(
        Scene(),
        Scene(
            {},
            ("ce_completion_certificate", "ce_registration_page"),
            lambda: [page("ce_registration_page", hours=hours(2018, 20, 30), seals=(seal(BUREAU),))],
            "V451",
        ),
    ),
    "JY-14": Row(also(one("language_or_computer_certificate", name=NAME)), NEVER_FAILS),
    "JY-15": Row(
        also(
            one(
                "recommendation_form",
                signatures=(signature(label="推荐人"), signature(label="推荐人")),
                seals=(seal(), seal(BUREAU)),
            ),
            education="college",
        ),
        also(
            one("recommendation_form", signatures=(signature(label="推荐人"),), seals=SEALED),
            education="college",
        ),
        {"education": "bachelor"},
    ),
    "JY-16": Row(
        also(
            lambda: [
                page("exception_form", name=NAME, seals=(seal(BUREAU),)),
                page("peer_report", signatures=(signature(label="专家"), signature(label="专家"))),
            ],
            **EXCEPTION,
        ),
        also(
            lambda: [
                page("exception_form", name=NAME, seals=(seal(BUREAU),)),
                page("peer_report", signatures=(signature(label="专家"),)),
            ],
            **EXCEPTION,
        ),
        {"route": "regular"},
    ),
    "JY-17": Row(
        also(
            lambda: [
                page("insurance_statement", name=NAME, seals=(seal(), seal(OTHER_UNIT))),
                page("salary_flow", name=NAME, period_start="2020-03", period_end="2020-06"),
            ],
            insurance_elsewhere=True,
        ),
        also(
            lambda: [
                page("insurance_statement", name=NAME, seals=SEALED),
                page("salary_flow", name=NAME, period_start="2020-03", period_end="2020-06"),
            ],
            insurance_elsewhere=True,
        ),
        {"insurance_elsewhere": False},
    ),
    "JY-18": Row(Scene(), instead(lambda: [publicity("2020-08-12", "2020-08-10")], "V441")),
    "JY-19": Row(
        also(
            lambda: [page("vocational_certificate", **GRADE_ONE), page("skill_lookup_result", name=NAME)],
            **SKILLED,
        ),
        also(
            lambda: [
                page("vocational_certificate", **{**GRADE_ONE, "issue_date": "2018-06-01"}),
                page("skill_lookup_result", name=NAME),
            ],
            **SKILLED,
        ),
        {"route": "regular"},
    ),
    "JY-20": Row(
        also(one("unit_statement", name=NAME, seals=SEALED), route="grassroots"),
        Scene({"route": "grassroots"}, code="K301"),
        {"route": "regular"},
    ),
    "JY-21": Row(Scene(), Scene({"prior_title_date": dt.date(2016, 3, 1)}, code="V461"), EXCEPTION),
    "JY-22": Row(also(one("roster")), PAPER),
    "JY-23": Row(Scene(), instead(review_form(text="2018年度考核 不合格"), "V471")),
    "JY-24": Row(Scene(), Scene({"work_start_date": dt.date(2019, 6, 1)}, code="V461")),
    "JY-25": Row(
        Scene(),
        Scene(
            {},
            tuple({p.kind for p in COMPLETE["jianyang-2020-engineering"]()[1]}),
            lambda: [graduation(), degree()],
            "M211",
        ),
    ),
    "JY-26": Row(Scene(), "never unmet: what can be seen of the paper file on a scan is practice (†)"),
    "JY-27": Row(Scene(), instead(lambda: [degree(name="欧阳明德")], "V491")),
    "JY-28": Row(Scene(), instead(review_form(signatures=SIGNED, seals=()), "M201")),
    "JY-29": Row(
        Scene({"applications_this_year": 1}),
        Scene({"applications_this_year": 2}, code="S602"),
    ),
    "JY-30": Row(Scene({"confirmed": {"JY-30": True}}), NEVER_FAILS),
    "JY-31": Row(
        also(one("guidance_proof", name=NAME, seals=SEALED), achievement_kinds=("guidance",)),
        Scene({"achievement_kinds": ("guidance",)}, code="K301"),
        {"achievement_kinds": ()},
    ),
    "JY-32": Row(
        also(one("tax_proof", name=NAME, seals=SEALED), achievement_kinds=("benefit",)),
        Scene({"achievement_kinds": ("benefit",)}, code="K301"),
        {"achievement_kinds": ()},
    ),
    "JY-33": Row(
        also(
            one("patent_certificate", text=f"发明专利证书 授权公告 {NAME}", authors=(NAME, "李某某")),
            achievement_kinds=("patent",),
        ),
        also(
            one(
                "patent_certificate",
                text=f"发明专利证书 授权公告 {NAME}",
                authors=("甲某", "乙某", "丙某", NAME),
                evidence={"authors": read("甲某，乙某，丙某")},
            ),
            achievement_kinds=("patent",),
        ),
        {"achievement_kinds": ()},
    ),
    "JY-34": Row(
        Scene({"achievement_kinds": ("award",)}),
        Scene({"achievement_kinds": ("award",)}, ("award_certificate",), code="K301"),
        {"achievement_kinds": ()},
    ),
    "JY-35": Row(
        also(one("standard_document", seals=SEALED), achievement_kinds=("standard",)),
        Scene({"achievement_kinds": ("standard",)}, code="K301"),
        {"achievement_kinds": ("award",)},
    ),
    "JY-36": Row(
        also(one("file_custody_proof", name=NAME), file_keeper="市人才交流中心"),
        Scene({"file_keeper": "市人才交流中心"}, code="K301"),
        {"file_keeper": "所在单位"},
    ),
    "JY-37": Row(
        also(one("residence_permit", **RESIDENCE), name="SMITH JOHN", **FOREIGN),
        Scene(FOREIGN, ("award_certificate",), code="K301"),
        {"nationality": "mainland"},
    ),
    "JY-38": Row(Scene(), Scene({"specialty": "建筑经济"}, code="S601")),
    "JY-39": Row(Scene(EXCEPTION), PAPER, {"route": "regular"}),
    # -- Qiaocheng 2023 --------------------------------------------------------------------------------
    "QC-01": Row(Scene(), without("commitment_letter")),
    "QC-02": Row(Scene(), instead(lambda: [registration(y, 10, 20) for y in (2020, 2021, 2022)], "V451")),
    "QC-03": Row(
        Scene(RECOGNITION),
        Scene({**RECOGNITION, "education": "doctor"}, code="S601"),
        {"route": "regular"},
    ),
    "QC-04": Row(Scene(), without("graduation_certificate"), RECOGNITION),
    "QC-05": Row(
        Scene(),
        "never unmet: recommended, not required; its absence is a note and the row does not apply",
        {"employer_type": "freelance"},
    ),
    "QC-06": Row(
        also(one("post_approval_form", name=NAME, seals=SEALED), employer_type="public_institution"),
        Scene({"employer_type": "public_institution"}, code="K301"),
        {"employer_type": "private"},
    ),
    "QC-07": Row(Scene(), without("public_notice_proof")),
    "QC-08": Row(
        also(one("entrust_letter", seals=(seal(BUREAU),)), entrusted=True), PRACTICE, {"entrusted": False}
    ),
    "QC-09": Row(
        also(lambda: [title()], route="cross_region"),
        Scene({"route": "cross_region"}, code="K301"),
        {"route": "regular"},
    ),
    "QC-10": Row(Scene(), also(one("project_proof", classification="秘密"))),
    "QC-11": Row(
        Scene({"applications_this_year": 1}),
        Scene({"applications_this_year": 2}, code="S602"),
    ),
    "QC-12": Row(Scene(), NEVER_FAILS, RECOGNITION),
    "QC-13": Row(
        also(one("unit_statement", text="考核合格", seals=SEALED), **RECOGNITION),
        PRACTICE,
        {"route": "regular"},
    ),
    "QC-14": Row(
        also(one("confirmation_form", name=NAME), route="cross_region"), PAPER, {"route": "regular"}
    ),
    "QC-15": Row(also(one("ce_hours_check", name=NAME)), PAPER, RECOGNITION),
    "QC-16": Row(
        also(one("residence_permit", **RESIDENCE), name="SMITH JOHN", **FOREIGN),
        Scene(FOREIGN, code="K301"),
        {"nationality": "mainland"},
    ),
    "QC-17": Row(Scene(), Scene({"service_status": "civil_service"}, code="S601")),
    # -- Jiaxing 2022 ----------------------------------------------------------------------------------
    "JX-01": Row(also(one("review_form", name=NAME)), PAPER),
    "JX-02": Row(Scene(), without("ce_registration_page"), {"target_level": "junior"}),
    "JX-03a": Row(Scene(), without("social_insurance_record"), {"insurance_elsewhere": True}),
    "JX-03b": Row(
        also(
            lambda: [
                page(kind, name=NAME, employer=EMPLOYER)
                for kind in ("labour_contract", "salary_flow", "tax_proof")
            ],
            insurance_elsewhere=True,
        ),
        also(
            lambda: [page(kind, name=NAME, employer=EMPLOYER) for kind in ("labour_contract", "tax_proof")],
            insurance_elsewhere=True,
        ),
        {"insurance_elsewhere": False},
    ),
    "JX-04": Row(Scene(), instead(lambda: [publicity("2022-08-09", "2022-08-05")], "V441")),
    "JX-05": Row(
        also(one("authorisation_letter", seals=SEALED), first_login=True),
        Scene({"first_login": True}, code="K301"),
        {"first_login": False},
    ),
    "JX-06": Row(
        also(one("exception_form", name=NAME, seals=SEALED), **EXCEPTION),
        Scene(EXCEPTION, code="K301"),
        {"route": "regular"},
    ),
    "JX-07": Row(
        also(one("vocational_certificate", **GRADE_ONE), **SKILLED, direct_route=False),
        also(
            one("vocational_certificate", **{**GRADE_ONE, "issue_date": "2021-06-01"}),
            **SKILLED,
            direct_route=False,
        ),
        {"route": "regular"},
    ),
    "JX-08": Row(Scene(), without("graduation_certificate")),
    "JX-09": Row(
        also(one("unit_statement", seals=SEALED), employer_type="public_institution"),
        Scene({"employer_type": "public_institution"}, code="K301"),
        {"employer_type": "private"},
    ),
    "JX-10": Row(Scene(), NEVER_FAILS),
    "JX-11": Row(Scene(), without("award_certificate")),
    "JX-12": Row(
        also(one("award_certificate", text="全国技术能手", name=NAME), **SKILLED, direct_route=True),
        Scene({**SKILLED, "direct_route": True}, ("award_certificate", "title_certificate"), code="K301"),
        {"route": "regular"},
    ),
    "JX-13": Row(SHOWN, NEVER_FAILS),
    "JX-14": Row(Scene(), Scene({"specialty": "建筑工程"}, code="S601")),
    "JX-15": Row(Scene(), also(lambda: [degree(name="欧阳明德")])),
}


def run(requirement: str, scene: Scene) -> tuple[AuditReport, RequirementResult]:
    facts, pages = COMPLETE[NOTICE[requirement[:2]]]()
    kept = [p for p in pages if p.kind not in scene.drop]
    report = audit(
        get(NOTICE[requirement[:2]]), profile({**facts, **scene.facts}), [*kept, *scene.add()], today=TODAY
    )
    return report, next(r for r in report.requirements if r.id == requirement)


def told(report: AuditReport, result: RequirementResult) -> list[tuple[str, str]]:
    return [(report.findings[i].code, report.findings[i].message.zh) for i in result.findings]


def test_the_table_has_every_requirement_of_every_notice() -> None:
    named = [r.id for notice in NOTICE.values() for r in get(notice).requirements]
    assert sorted(ROWS) == sorted(named)
    assert len(named) == 108


@pytest.mark.parametrize("requirement", [i for i, row in ROWS.items() if isinstance(row.met, Scene)])
def test_met(requirement: str) -> None:
    report, result = run(requirement, ROWS[requirement].met)  # type: ignore[arg-type]
    assert result.status == "met", told(report, result)
    assert not any(report.findings[i].severity == "block" for i in result.findings)


@pytest.mark.parametrize("requirement", [i for i, row in ROWS.items() if isinstance(row.met, str)])
def test_what_is_left_to_a_person_is_unsure_and_does_not_change_the_verdict(requirement: str) -> None:
    report, result = run(requirement, Scene())
    assert result.status == "unsure"
    assert result.findings
    assert all(report.findings[i].severity == "info" for i in result.findings)
    assert report.verdict == "pass"


@pytest.mark.parametrize("requirement", [i for i, row in ROWS.items() if isinstance(row.unmet, Scene)])
def test_unmet(requirement: str) -> None:
    scene = ROWS[requirement].unmet
    assert isinstance(scene, Scene)
    report, result = run(requirement, scene)
    assert result.status == "unmet", told(report, result)
    codes = {report.findings[i].code for i in result.findings}
    assert codes
    assert scene.code is None or scene.code in codes, told(report, result)
    assert report.verdict in {"fail", "review"}


@pytest.mark.parametrize("requirement", [i for i, row in ROWS.items() if isinstance(row.unmet, str)])
def test_what_cannot_be_unmet_says_so_and_is_not_with_nothing_uploaded(requirement: str) -> None:
    """The reason stands in the table; with an empty upload nothing is held against the applicant here."""
    facts, _ = COMPLETE[NOTICE[requirement[:2]]]()
    met = ROWS[requirement].met
    given = met.facts if isinstance(met, Scene) else {}
    report = audit(get(NOTICE[requirement[:2]]), profile({**facts, **given}), [], today=TODAY)
    result = next(r for r in report.requirements if r.id == requirement)
    assert result.status != "unmet"
    assert not any(report.findings[i].severity == "block" for i in result.findings)


@pytest.mark.parametrize("requirement", [i for i, row in ROWS.items() if row.absent is not None])
def test_not_applicable(requirement: str) -> None:
    _, result = run(requirement, Scene(ROWS[requirement].absent or {}))
    assert result.status == "not_applicable"
    assert not result.evidence
    assert not result.findings


def test_every_row_with_a_condition_says_whom_it_does_not_concern() -> None:
    conditional = {r.id for notice in NOTICE.values() for r in get(notice).requirements if r.when is not None}
    assert conditional <= {i for i, row in ROWS.items() if row.absent is not None}


@pytest.mark.parametrize("notice", NOTICE.values())
def test_a_complete_dossier_passes(notice: str) -> None:
    facts, pages = COMPLETE[notice]()
    report = audit(get(notice), profile(facts), pages, today=TODAY)
    assert report.verdict == "pass"
    assert not [f for f in report.findings if f.severity == "block"]
    assert not report.questions
    assert not report.unused_pages
