# ruff: noqa: E501
"""Every demand and every form of evidence: one scene that meets it, one that does not, one that leaves it open.

The demands are the examples of ``docs/checklists.md``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest

from scanaudit.audit import audit
from scanaudit.facts import PageFacts
from scanaudit.notices import Notice, Profile, Term
from scanaudit.yamltext import parse
from tests.rules.pages import EMPLOYER, ID_NUMBER, NAME, hours, page, portrait, read, seal, signature

from .test_language_docs import DEMANDS, ROWS

YEARS = range(2019, 2024)
FACTS: dict[str, Any] = {
    "name": NAME, "id_number": ID_NUMBER, "employer": EMPLOYER, "education": "bachelor",
    "prior_title_date": dt.date(2018, 12, 20), "service_status": "in_service", "applications_this_year": 1,
    "term": Term(start=dt.date(2019, 1, 1), end=dt.date(2023, 12, 31)), "route": "regular", "confirmed": {"T-01": True},
}  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """The upload, and what differs in the profile; ``facts`` None-valued: not stated."""

    pages: tuple[PageFacts, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


def on(*pages: PageFacts, **facts: Any) -> Scene:
    return Scene(pages, facts)


def card(**given: Any) -> PageFacts:
    return page("id_card", **given)


def unread(**given: Any) -> PageFacts:
    return card(shot={"readable": False, "sharp": False}, **given)


BAD_ISSN = {"issn": "0577-6687", "evidence": {"issn": read("0577-6687", 0.99)}}
FULL = [page("ce_registration_page", hours=hours(year, 30, 60)) for year in YEARS]
GOOD_YEARS = "".join(f"{year}年度考核 合格 " for year in YEARS)
SHORT = dt.date(2021, 1, 1)
# demand: the row's page kinds, then the scenes: met, unmet, unsure (`shown` asks a person; only a missing page is a fault)
DEMAND_SCENES: dict[str, tuple[list[str] | None, Scene, Scene, Scene]] = {
    "seal": (["id_card"], on(card(seals=(seal(),))), on(card()), on(card(seals=(seal(None),)))),
    "signature": (["id_card"], on(card(signatures=(signature(),))), on(card()), on(card(signatures=(signature(confidence=0.5),)))),
    "portrait": (["id_card"], on(card(portraits=(portrait(), portrait()))), on(card(portraits=(portrait(),))), on(unread())),
    "capture": (["id_card"], on(card()), on(card(rotation=90)), on(card(rotation=None))),
    "sealed_copy": (["id_card"], on(card(shot={"is_copy": True}, seals=(seal(),))), on(card(shot={"is_copy": True})),
                    on(card(shot={"is_copy": True, "readable": False, "sharp": False}))),
    "name": (["degree_certificate"], on(page("degree_certificate", name=NAME)), on(page("degree_certificate", name="欧阳明德")),
             on(page("degree_certificate"))),
    "employer": (["labour_contract"], on(page("labour_contract", employer=EMPLOYER)),
                 on(page("labour_contract", employer="成都市蜀拓建设集团有限公司")), on(page("labour_contract"))),
    "number": (["paper_copyright_page"], on(page("paper_copyright_page", issn="0577-6686")), on(page("paper_copyright_page", **BAD_ISSN)),
               on(page("paper_copyright_page"))),
    "author": (["patent_certificate"], on(page("patent_certificate", authors=("甲", NAME))),
               on(page("patent_certificate", authors=("甲", "乙", "丙", NAME), evidence={"authors": read("甲，乙，丙")})),
               on(page("patent_certificate", authors=("甲", "乙", "丙", NAME), evidence={"authors": read("甲，乙，丙")},
                       shot={"readable": False, "sharp": False}))),
    "dated": (["award_certificate"], on(page("award_certificate", issue_date="2021-05")), on(page("award_certificate", issue_date="2015-05")),
              on(page("award_certificate"))),
    "publicity": (["public_notice_proof"], on(page("public_notice_proof", period_start="2024-09-02", period_end="2024-09-06")),
                  on(page("public_notice_proof", period_start="2024-09-02", period_end="2024-09-03")), on(page("public_notice_proof"))),
    "hours": (["ce_registration_page"], on(*FULL), on(*(page("ce_registration_page", hours=hours(y, 20, 60)) for y in YEARS)),
              on(*FULL, term=None)),
    "covers_term": (["ce_registration_page"], on(*FULL), on(*FULL[:2], *FULL[3:]), on(*FULL, term=None)),
    "tenure": (None, on(), on(prior_title_date=SHORT), on(prior_title_date=None)),
    "assessments": (["annual_assessment"], on(page("annual_assessment", text=GOOD_YEARS)),
                    on(page("annual_assessment", text=GOOD_YEARS + "2021年度考核 不合格")), on(page("annual_assessment", text="2023年度考核 合格"))),
    "states": (["work_role_proof"], on(page("work_role_proof", text="排名第一，作用突出")), on(page("work_role_proof", text="排名第一")),
               on(page("work_role_proof", text="排名第一", shot={"readable": False, "sharp": False}))),
    "title_level": (["title_certificate"], on(page("title_certificate", name=NAME, level="工程师")),
                    on(page("title_certificate", name=NAME, level="助理工程师")),
                    on(page("title_certificate", name=NAME, level="助理工程师", shot={"readable": False, "sharp": False}))),
    "distinct_persons": (["title_certificate"], on(page("title_certificate", name="王一平"), page("title_certificate", name="赵二立")),
                         on(page("title_certificate", name="王一平"), page("title_certificate", name="王一平")),
                         on(page("title_certificate", name="王一平", shot={"readable": False, "sharp": False}),
                            page("title_certificate", name="王一平"))),
    "months": (["salary_flow"], on(page("salary_flow", period_start="2024-01", period_end="2024-06")),
               on(page("salary_flow", period_start="2024-05", period_end="2024-06")),
               on(page("salary_flow", period_start="2024-05", period_end="2024-06", shot={"readable": False, "sharp": False}))),
    "agreement": (["labour_contract"], on(page("labour_contract", id_number=ID_NUMBER)),
                  on(page("labour_contract", id_number="990101198503120029")),
                  on(page("labour_contract", id_number="990101198503120029", shot={"readable": False, "sharp": False}))),
    "not_classified": (["project_proof"], on(page("project_proof")), on(page("project_proof", classification="机密")),
                       on(page("project_proof", shot={"readable": False, "sharp": False}))),
    "paper_size": (["review_form"], on(page("review_form", dpi=200)), on(page("review_form", dpi=200, width=2339, height=3307)),
                   on(page("review_form", dpi=200, shot={"readable": False, "sharp": False}))),
    "scope": (None, on(), on(service_status="retired"), on(service_status=None)),
    "one_per_year": (None, on(), on(applications_this_year=2), on(applications_this_year=None)),
    "confirmed": (None, on(), on(confirmed={"T-01": False}), on(confirmed={})),
    "shown": (["project_proof"], on(page("project_proof")), on(card()), on(page("project_proof", shot={"readable": False, "sharp": False}))),
}  # fmt: skip


def judged(row: dict[str, Any], scene: Scene) -> str:
    """The state of a notice's only requirement."""
    entry = {
        "id": "T-01", "title": {"zh": "要求", "en": "a row"}, "clause": ["一"], "who": ["A"], "via": ["U"],
        "upload": "required", "advice": {"zh": "改。", "en": "Mend."}, **row,
    }  # fmt: skip
    data = {
        "id": "t",
        "title": "t",
        "authority": "t",
        "year": 2024,
        "cutoff": "2024-12-31",
        "requirements": [entry],
    }
    facts = {key: value for key, value in {**FACTS, **scene.facts}.items() if value is not None}
    report = audit(Notice.model_validate(data), Profile(**facts), scene.pages, today=dt.date(2024, 9, 10))
    return report.requirements[0].status


def demanding(name: str) -> dict[str, Any]:
    kinds = DEMAND_SCENES[name][0]
    if kinds is None:
        return {"applies_to": "profile", "upload": "never", "via": [], "demands": [parse(ROWS[name])]}
    return {"evidence": {"kinds": kinds}, "demands": [parse(ROWS[name])]}


def test_every_demand_has_its_scenes() -> None:
    assert set(DEMAND_SCENES) == set(DEMANDS)


@pytest.mark.parametrize("name", DEMAND_SCENES)
def test_met(name: str) -> None:
    assert judged(demanding(name), DEMAND_SCENES[name][1]) == "met"


@pytest.mark.parametrize("name", DEMAND_SCENES)
def test_unmet(name: str) -> None:
    assert judged(demanding(name), DEMAND_SCENES[name][2]) == "unmet"


@pytest.mark.parametrize("name", DEMAND_SCENES)
def test_unsure(name: str) -> None:
    assert judged(demanding(name), DEMAND_SCENES[name][3]) == "unsure"


@pytest.mark.parametrize("name", ["employer", "states"])
def test_a_difference_is_for_a_person_where_the_notice_is_not_strict(name: str) -> None:
    row = demanding(name)
    row["demands"] = [{key: value for key, value in row["demands"][0].items() if key != "strict"}]
    assert judged(row, DEMAND_SCENES[name][2]) == "unsure"


def test_another_form_of_the_same_employer_is_never_a_fault() -> None:
    renamed = on(page("labour_contract", employer=EMPLOYER.replace("有限公司", "集团有限公司")))
    assert judged(demanding("employer"), renamed) != "unmet"


PAPER = {"cover": ["paper_cover"], "body": ["paper_body"]}
MAYBE_CARD = page("other", kind_candidates=(("other", 0.5), ("id_card", 0.45)), kind_confidence=0.5)
MAYBE_COVER = page(
    "other",
    file="论文/封面.jpg",
    kind_candidates=(("other", 0.5), ("paper_cover", 0.45)),
    kind_confidence=0.5,
)
JOURNAL = {"journal": "机械工程学报", "issue": "2021年第3期"}
BODY = page("paper_body", file="论文/正文.jpg", authors=(NAME,), **JOURNAL)
PEER = [page("title_certificate", name=name) for name in ("王一平", "赵二立")]
YEARLY = [page("annual_assessment", text=f"{year}年度考核 合格") for year in YEARS]
EVIDENCE_SCENES: dict[str, tuple[dict[str, Any], Scene, Scene, Scene]] = {
    "kinds": ({"kinds": ["id_card"]}, on(card()), on(page("labour_contract")), on(MAYBE_CARD)),
    "count": ({"kinds": ["id_card"], "count": 2}, on(card(), card()), on(card()), on(card(), MAYBE_CARD)),
    "per_year": ({"kinds": ["annual_assessment"], "per_year": True}, on(*YEARLY), on(*YEARLY[:2], *YEARLY[3:]), on(*YEARLY[1:])),
    "whose": ({"kinds": ["title_certificate"], "count": 2, "whose": "others"}, on(*PEER), on(PEER[0]),
              on(PEER[0], page("other", kind_candidates=(("other", 0.5), ("title_certificate", 0.45)), kind_confidence=0.5))),
    "when": ({"kinds": ["id_card"], "when": {"fact": "route", "is": "regular"}}, on(card()), on(page("labour_contract")),
             on(page("labour_contract"), route=None)),
    "all_of": ({"all_of": [{"kinds": ["id_card"]}, {"kinds": ["labour_contract"]}]}, on(card(), page("labour_contract")),
               on(page("labour_contract")), on(page("labour_contract"), MAYBE_CARD)),
    "any_of": ({"any_of": [{"kinds": ["id_card"]}, {"kinds": ["residence_permit"]}]}, on(page("residence_permit")),
               on(page("labour_contract")), on(MAYBE_CARD)),
    "practice branch": ({"any_of": [{"kinds": ["id_card"]}, {"kinds": ["unit_statement"], "practice": True}]}, on(card()),
                        on(page("labour_contract")), on(page("unit_statement"))),
    "set": ({"set": "paper", "parts": PAPER}, on(page("paper_cover", file="论文/封面.jpg", **JOURNAL), BODY), on(BODY), on(BODY, MAYBE_COVER)),
}  # fmt: skip


@pytest.mark.parametrize("name", EVIDENCE_SCENES)
@pytest.mark.parametrize(("at", "status"), [(1, "met"), (2, "unmet"), (3, "unsure")])
def test_evidence(name: str, at: int, status: str) -> None:
    spec, scene = EVIDENCE_SCENES[name][0], EVIDENCE_SCENES[name][at]
    assert isinstance(scene, Scene)
    assert judged({"evidence": spec}, scene) == status


CONDITIONS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "is": ({"fact": "route", "is": ["regular", "exception"]}, {"route": "exception"}, {"route": "postdoc"}, {"route": None}),
    "match": ({"fact": "specialty", "is": "建筑", "match": "start"}, {"specialty": "建筑电气"}, {"specialty": "机械"}, {}),
    "range": ({"fact": "graduation_year", "at_least": 2002}, {"graduation_year": 2002}, {"graduation_year": 2001}, {}),
    "not": ({"not": {"fact": "nationality", "is": "foreign"}}, {"nationality": "hmt"}, {"nationality": "foreign"}, {}),
    "all": ({"all": [{"fact": "entrusted", "is": True}, {"fact": "career_change", "is": True}]},
            {"entrusted": True, "career_change": True}, {"entrusted": False}, {"entrusted": True}),
    "any": ({"any": [{"fact": "entrusted", "is": True}, {"fact": "career_change", "is": True}]},
            {"career_change": True}, {"entrusted": False, "career_change": False}, {"entrusted": False}),
}  # fmt: skip


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions(name: str) -> None:
    """Asked of this person and missing; not asked of that one; open for a third."""
    when, asked, not_asked, unknown = CONDITIONS[name]
    row = {"when": when, "evidence": {"kinds": ["id_card"]}}
    states = [judged(row, on(page("labour_contract"), **facts)) for facts in (asked, not_asked, unknown)]
    assert states == ["unmet", "not_applicable", "unsure"]
    assert judged(row, on(card(), **asked)) == "met"


ROW_KEYS: dict[str, tuple[dict[str, Any], Scene, str]] = {
    "practice": ({"practice": True, "evidence": {"kinds": ["id_card"]}}, on(page("labour_contract")), "unmet"),
    "recommended": ({"practice": True, "recommended": True, "evidence": {"kinds": ["id_card"]}}, on(page("labour_contract")), "not_applicable"),
    "informative": ({"informative": True, "evidence": {"kinds": ["id_card"]}}, on(page("labour_contract")), "unsure"),
    "optional, on paper": ({"upload": "optional", "via": ["P"], "evidence": {"kinds": ["id_card"]}}, on(page("labour_contract")), "on_paper"),
    "every_page": ({"applies_to": "every_page", "demands": [{"demand": "capture", "of": ["upright"]}]},
                   on(card(), page("labour_contract", rotation=90)), "unmet"),
    "every_material": ({"applies_to": "every_material", "demands": [{"demand": "capture", "of": ["upright"]}]},
                       on(card(), page("labour_contract", rotation=90)), "unmet"),
    "one_is_enough": ({"evidence": {"kinds": ["award_certificate"]},
                       "demands": [{"demand": "dated", "after": "prior_title_date", "one_is_enough": True}]},
                      on(page("award_certificate", issue_date="2015-05"), page("award_certificate", issue_date="2021-05")), "met"),
    "demand of practice": ({"evidence": {"kinds": ["id_card"]}, "demands": [{"demand": "seal", "practice": True}]}, on(card()), "unsure"),
    "demand on kinds": ({"evidence": {"kinds": ["id_card", "labour_contract"]}, "demands": [{"demand": "seal", "kinds": ["labour_contract"]}]},
                        on(card(), page("labour_contract", seals=(seal(),))), "met"),
    "demand when": ({"evidence": {"kinds": ["id_card"]}, "demands": [{"demand": "seal", "when": {"fact": "route", "is": "postdoc"}}]}, on(card()), "met"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROW_KEYS)
def test_keys_of_rows_and_demands(name: str) -> None:
    row, scene, status = ROW_KEYS[name]
    assert judged(row, scene) == status
