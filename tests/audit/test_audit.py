"""What the audit as a whole does with doubt, with what is unknown, and with what belongs to nobody."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from typing import Any

import pytest

from scanaudit.audit import audit
from scanaudit.auditing.hungarian import least_cost
from scanaudit.facts import PageFacts, Part, Seal
from scanaudit.intake.problems import problem
from scanaudit.notices.loader import get
from scanaudit.report.todo import todo
from scanaudit.rules.wording import messages
from scanaudit.verdicts import AuditReport, Finding, RequirementResult
from tests.audit.dossiers import (
    BUREAU,
    COMPLETE,
    SEALED,
    award,
    completion,
    degree,
    graduation,
    id_card,
    paper,
    profile,
    publicity,
    title,
)
from tests.rules.pages import EMPLOYER, ID_NUMBER, NAME, capture, page, read, seal, signature, unopened

ANHUI, JIANYANG = "anhui-2024-engineering", "jianyang-2020-engineering"
TODAY = dt.date(2024, 9, 1)


def run(
    notice: str = ANHUI,
    *,
    drop: tuple[str, ...] = (),
    add: list[PageFacts] | None = None,
    **facts: Any,
) -> AuditReport:
    given, pages = COMPLETE[notice]()
    kept = [p for p in pages if p.kind not in drop]
    return audit(get(notice), profile({**given, **facts}), [*kept, *(add or [])], today=TODAY)


def row(report: AuditReport, requirement: str) -> RequirementResult:
    return next(r for r in report.requirements if r.id == requirement)


def findings(report: AuditReport, code: str, requirement: str | None = None) -> list[Finding]:
    return [f for f in report.findings if f.code == code and requirement in {None, f.requirement}]


# -- doubt ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("confidence", "status"),
    [(0.95, "met"), (0.5, "unsure"), (0.2, "unmet")],
    ids=["sure", "middling", "faint"],
)
def test_a_middling_seal_is_neither_there_nor_missing(confidence: float, status: str) -> None:
    form = page("post_approval_form", name=NAME, seals=(seal(confidence=confidence),))
    assert row(run(drop=("post_approval_form",), add=[form]), "AH-11").status == status


@pytest.mark.parametrize(("confidence", "status"), [(0.95, "met"), (0.5, "unsure"), (0.2, "unmet")])
def test_a_middling_signature_is_neither_there_nor_missing(confidence: float, status: str) -> None:
    name_page = page("ce_name_page", name=NAME, signatures=(signature(confidence=confidence),))
    assert row(run(drop=("ce_name_page",), add=[name_page]), "AH-05a").status == status


def test_a_missing_signature_on_a_page_that_cannot_be_read_is_unsure() -> None:
    blurred = page("ce_name_page", shot={"readable": False, "sharp": False})
    report = run(drop=("ce_name_page",), add=[blurred])
    assert row(report, "AH-05a").status == "unsure"
    assert row(report, "AH-10").status == "unmet"
    assert [f.severity for f in findings(report, "M211")] == ["warn"]
    assert [f.severity for f in findings(report, "C103")] == ["block"]


def test_a_missing_seal_on_a_page_of_uncertain_kind_is_unsure() -> None:
    form = page("post_approval_form", kind_confidence=0.5)
    report = run(drop=("post_approval_form",), add=[form])
    assert row(report, "AH-11").status == "unsure"
    assert not [f for f in report.findings if f.severity == "block"]


def test_a_page_that_is_one_of_two_kinds_which_a_row_takes_alike_is_there_for_certain() -> None:
    for other, told in (("tax_proof", []), ("award_certificate", ["JY-32"])):
        chances = (("benefit_proof", 0.51), (other, 0.47))
        either = page("benefit_proof", kind_confidence=0.51, kind_candidates=chances, seals=(seal(BUREAU),))
        report = run(
            JIANYANG, drop=("benefit_proof", "tax_proof"), add=[either], achievement_kinds=["benefit"]
        )
        assert [f.requirement for f in findings(report, "K306", "JY-32")] == told


def test_a_page_whose_second_kind_is_the_one_asked_for_is_not_missing() -> None:
    likely = page(
        "other", kind_candidates=(("other", 0.6), ("post_approval_form", 0.35)), kind_confidence=0.6
    )
    report = run(drop=("post_approval_form",), add=[likely])
    assert row(report, "AH-11").status == "unsure"
    assert [(e.file, e.page) for e in row(report, "AH-11").evidence] == [(likely.file, 1)]
    assert not findings(report, "K301", "AH-11")


def test_a_seal_that_does_not_match_is_left_to_a_person() -> None:
    form = page("post_approval_form", seals=(seal("成都市第一人民医院"),))
    report = run(drop=("post_approval_form",), add=[form])
    assert row(report, "AH-11").status == "unsure"
    assert report.verdict == "review"


def test_one_misread_character_of_the_name_does_not_accuse() -> None:
    report = run(add=[degree(name="郑晓丹")])
    assert row(report, "AH-24").status == "unsure"
    assert not [f for f in report.findings if f.severity == "block"]


def test_practice_never_blocks() -> None:
    report = run(drop=("commitment_letter",), add=[page("commitment_letter", name=NAME)])
    assert row(report, "AH-01").status == "unsure"
    (found,) = findings(report, "M211", "AH-01")
    assert found.severity == "warn"
    assert "reviewers usually expect" in found.message.en
    assert "compare with the original" not in found.message.en  # certain, if practice only


def test_every_blocking_finding_rests_on_a_clause() -> None:
    notice, (facts, _) = get(ANHUI), COMPLETE[ANHUI]()
    report = audit(notice, profile(facts), [], today=TODAY)
    assert report.verdict == "fail"
    for found in report.findings:
        if found.severity == "block":
            requirement = next(r for r in notice.requirements if r.id == found.requirement)
            assert not requirement.practice
            assert not requirement.informative
            assert found.clause


# -- what could not be opened or used ------------------------------------------------------------------


def test_a_file_that_could_not_be_opened_needs_a_person() -> None:
    report = run(add=[unopened()])
    assert report.verdict == "review"
    (found,) = findings(report, "F104")
    assert (found.severity, found.file, found.page) == ("warn", "broken.pdf", None)


def test_a_file_that_nobody_can_hand_in_has_to_be_replaced_and_may_still_hold_what_seems_missing() -> None:
    locked = unopened().model_copy(update={"problems": (problem("pdf_password", "broken.pdf"),)})
    report = run(drop=("public_notice_proof",), add=[locked])
    (found,) = findings(report, "F120")
    assert (found.severity, report.verdict) == ("block", "fail") and "去除密码" in found.advice.zh
    assert row(report, "AH-12").status == "unsure"


def test_what_is_missing_may_be_in_a_file_that_could_not_be_opened() -> None:
    report = run(drop=("public_notice_proof",), add=[unopened()])
    assert row(report, "AH-12").status == "unsure"
    assert report.verdict == "review"
    [told] = findings(report, "K301", "AH-12")
    assert told.message.zh == "没有找到：公示证明。能看清的页里没有，只可能在打不开或看不清的页里。"


def test_pages_that_serve_nothing_are_listed() -> None:
    stray = page("other", text="发票")
    report = run(add=[stray])
    assert [(u.file, u.page) for u in report.unused_pages] == [(stray.file, 1)]
    assert [f.severity for f in findings(report, "K307")] == ["info"]
    assert report.verdict == "pass"


def test_a_blank_page_is_told_once() -> None:
    report = run(add=[page("blank", shot={"blank": True})])
    assert len(findings(report, "C108")) == 1
    assert not findings(report, "K307")
    assert report.verdict == "pass"


def test_a_flaw_of_a_picture_is_told_once_and_where_it_weighs_most() -> None:
    report = run(
        JIANYANG, drop=("degree_certificate",), add=[degree(shot={"sharp": False, "readable": False})]
    )
    assert [(f.requirement, f.severity) for f in findings(report, "C103")] == [("JY-01", "block")]


def test_a_flaw_that_no_row_asks_about_is_told_all_the_same() -> None:
    report = run(JIANYANG, drop=("xuexin_record",), add=[page("xuexin_record", name=NAME, rotation=180)])
    assert [(f.requirement, f.severity) for f in findings(report, "C101")] == [(None, "warn")]


# -- what is not known of the applicant ----------------------------------------------------------------


def test_an_open_condition_is_met_where_the_material_is_there() -> None:
    report = run(has_publication=None)
    assert row(report, "AH-07").status == "met"
    assert not report.questions


def test_an_open_condition_asks_where_the_material_is_not_there() -> None:
    report = run(drop=tuple({p.kind for p in paper()}), has_publication=None)
    assert row(report, "AH-07").status == "unsure"
    assert not findings(report, "K301", "AH-07")
    assert [f.severity for f in findings(report, "Q501", "AH-07")] == ["warn"]
    assert len(report.questions) == 1
    assert report.verdict == "review"


def test_advice_on_an_open_question_names_the_line_that_the_file_takes() -> None:
    report = run(drop=tuple({p.kind for p in paper()}), has_publication=None)
    advice = findings(report, "Q501", "AH-07")[0].advice
    assert "has_publication: true / false" in advice.en and f"scanaudit ask {report.notice}" in advice.en
    assert ": 是 / 否”" in advice.zh and f"scanaudit ask {report.notice}" in advice.zh


def test_an_open_condition_makes_a_failure_a_doubt() -> None:
    form = page("post_approval_form", name=NAME)
    report = run(drop=("post_approval_form",), add=[form], employer_type=None)
    assert row(report, "AH-11").status == "unsure"
    assert not [f for f in report.findings if f.severity == "block"]


def test_an_open_scope_asks() -> None:
    report = run(service_status=None)
    assert row(report, "AH-30").status == "unsure"
    assert findings(report, "Q501", "AH-30")


def test_an_open_branch_of_the_evidence_asks() -> None:
    report = run(career_change=None)
    assert row(report, "AH-04").status == "unsure"
    assert findings(report, "Q501", "AH-04")
    assert not findings(report, "K302", "AH-04")


def test_an_open_branch_does_not_hide_that_nothing_is_there_for_the_certain_one() -> None:
    report = run(drop=("appointment_letter",), career_change=None)
    assert row(report, "AH-04").status == "unmet"
    assert findings(report, "K301", "AH-04")


def test_a_name_on_a_page_that_names_several_people_does_not_accuse() -> None:
    report = run(add=[page("labour_contract", name="欧阳明德")])
    assert row(report, "AH-24").status == "unsure"
    assert not [f for f in report.findings if f.severity == "block"]


def test_an_unknown_term_asks() -> None:
    report = run(term=None)
    assert row(report, "AH-05b").status == "unsure"
    assert [f for f in findings(report, "Q502") if f.requirement == "AH-05b"]


# -- which page serves which row -----------------------------------------------------------------------


def test_own_and_other_peoples_certificates_go_where_their_names_say() -> None:
    report = run(JIANYANG)
    own, peers = row(report, "JY-02").evidence, row(report, "JY-09").evidence
    assert len(own) == 1
    assert not set(own) & set(peers)


def test_without_the_own_certificate_a_peers_is_not_taken_for_it() -> None:
    peers = [title("王一平", "2012-12-01"), title("赵二立", "2013-12-01")]
    report = run(JIANYANG, drop=("title_certificate",), add=peers)
    assert row(report, "JY-02").status == "unmet"
    assert row(report, "JY-09").status == "met"


def test_certificates_without_a_name_are_given_where_they_cost_least() -> None:
    nameless = [
        page("title_certificate", issue_date=date, seals=(seal(BUREAU),), text="工程师")
        for date in ("2012-12-01", "2014-12-20", "2013-12-01")
    ]
    report = run(JIANYANG, drop=("title_certificate",), add=nameless)
    assert [e.file for e in row(report, "JY-02").evidence] == [nameless[1].file]
    assert row(report, "JY-02").status == "unsure"
    peers = {nameless[0].file, nameless[2].file}
    assert peers < {e.file for e in row(report, "JY-09").evidence}


def test_a_better_scan_of_the_same_certificate_is_used() -> None:
    text = "普通高等学校 毕业证书 学生 郑晓舟 修完四年制本科教学计划规定的全部课程 成绩合格 准予毕业"
    poor = graduation(seals=(), certificate_number="103591200805001234", text=text)
    good = graduation(certificate_number="103591200805001234", text=text)
    report = run(drop=("graduation_certificate",), add=[poor, good])
    assert row(report, "AH-02").status == "met"
    assert [e.file for e in row(report, "AH-02").evidence] == [good.file]
    assert [f.file for f in findings(report, "K309")] == [poor.file]


def test_an_inner_page_of_the_same_certificate_is_not_a_poorer_scan_of_it() -> None:
    inner = title(
        certificate_number="201499911248", date="2014-12-20", text="评审委员会 通过 工程师 资格 审批部门"
    )
    blurred = inner.model_copy(update={"file": "inner.jpg", "capture": capture(sharp=False, readable=False)})
    report = run(JIANYANG, add=[title(date="2014-12-20", certificate_number="201499911248"), blurred])
    assert row(report, "JY-02").status == "unmet"
    assert ("inner.jpg", "block") in {(f.file, f.severity) for f in findings(report, "C103", "JY-02")}


def test_a_name_chop_is_no_unit_seal() -> None:
    form = page("post_approval_form", name=NAME, seals=(seal("尹成慧", shape="square"),))
    assert row(run(drop=("post_approval_form",), add=[form]), "AH-11").status == "unmet"


def test_a_square_seal_that_was_not_read_may_be_a_name_chop() -> None:
    def form(*seals: Seal) -> PageFacts:
        return page("post_approval_form", name=NAME, employer=EMPLOYER, seals=seals)

    chop = seal(None, shape="square")
    alone = run(drop=("post_approval_form",), add=[form(chop)])
    assert row(alone, "AH-11").status == "unsure"
    assert [f.code for f in findings(alone, "M205", "AH-11")] == ["M205"]
    beside = run(drop=("post_approval_form",), add=[form(chop, seal(EMPLOYER))])
    assert row(beside, "AH-11").status == "met"


def test_a_grey_copy_with_the_issuers_seal_only_lacks_the_units() -> None:
    copied = {"is_copy": True, "colour": "grey"}
    issuers = degree(shot=copied, seals=(seal("合肥工业大学", colour="black", photocopied=True),))
    assert row(run(add=[issuers]), "AH-09").status == "unmet"
    unread = degree(shot=copied, seals=(seal(None, colour="black", photocopied=True),))
    assert row(run(add=[unread]), "AH-09").status == "unsure"


def test_yearly_assessments_on_pages_of_their_own_are_put_together() -> None:
    years = [
        page("annual_assessment", name=NAME, assessment="合格", text=f"{year}年度考核登记表")
        for year in range(2019, 2024)
    ]
    assert row(run(drop=("annual_assessment",), add=years), "AH-13").status == "met"
    report = run(drop=("annual_assessment",), add=[y for y in years if "2021" not in y.text])
    assert row(report, "AH-13").status == "unmet"
    assert [f.severity for f in findings(report, "K304")] == ["warn"]


def test_every_completion_certificate_has_to_be_signed() -> None:
    signed = completion(2023)
    fields = signed.fields.model_copy(update={"certificate_number": "JX20239999", "hours": ()})
    unsigned = signed.model_copy(update={"signatures": (), "file": "last.jpg", "fields": fields})
    report = run(add=[unsigned])
    assert row(report, "AH-05d").status == "unmet"
    assert [f.file for f in findings(report, "M211")] == ["last.jpg"]


def test_somebody_elses_certificate_is_named_rather_than_called_missing() -> None:
    report = run(drop=("title_certificate",), add=[title("欧阳明德")])
    assert row(report, "AH-03").status == "unmet"
    assert findings(report, "V401", "AH-03")
    assert not findings(report, "K301", "AH-03")


def test_an_award_may_serve_several_rows() -> None:
    report = run(JIANYANG, achievement_kinds=("award",))
    assert row(report, "JY-10").evidence == row(report, "JY-34").evidence != ()


def test_a_part_of_a_paper_is_named() -> None:
    second = [p for p in paper(2022, stem="论文二") if p.kind != "paper_toc"]
    report = run(add=[p.model_copy(update={"fields": _other_journal(p)}) for p in second])
    (found,) = findings(report, "K303")
    assert found.severity == "block"
    assert "目录" in found.message.zh
    assert found.file is not None
    assert found.file.startswith("论文二")


def _other_journal(given: PageFacts) -> Any:
    fields = given.fields
    journal = "机床与液压" if fields.journal else None
    title = "液压缸爬行研究" if fields.paper_title else None
    issn = "1001-3881" if fields.issn else None
    return fields.model_copy(update={"journal": journal, "paper_title": title, "issn": issn})


# -- the report as a whole -----------------------------------------------------------------------------


def test_blocks_come_first() -> None:
    report = run(drop=("id_card", "public_notice_proof"), add=[page("other"), publicity("2024-08-13")])
    ranks = [("block", "warn", "info").index(f.severity) for f in report.findings]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3


def test_id_numbers_are_masked() -> None:
    other = "990101198503120029"
    report = run(add=[page("labour_contract", name=NAME, id_number=other, seals=SEALED)])
    said = " ".join(f.message.zh + f.advice.zh for f in report.findings) + str(report.applicant)
    assert findings(report, "V492")
    assert ID_NUMBER not in said
    assert other not in said


def test_references_point_to_findings() -> None:
    report = run(drop=("id_card",), add=[award(2012)])
    for requirement in report.requirements:
        for number in requirement.findings:
            assert 0 <= number < len(report.findings)
    assert {r.id for r in report.requirements if r.findings} >= {
        f.requirement for f in report.findings if f.requirement
    }


def test_the_order_of_upload_does_not_change_the_answer() -> None:
    given, pages = COMPLETE[JIANYANG]()
    shuffled = list(pages)
    random.Random(7).shuffle(shuffled)
    answers = [
        {r.id: r.status for r in audit(get(JIANYANG), profile(given), order, today=TODAY).requirements}
        for order in (pages, shuffled)
    ]
    assert answers[0] == answers[1]


def test_an_empty_upload_is_no_error() -> None:
    for notice, complete in COMPLETE.items():
        report = audit(get(notice), profile({}), [], today=TODAY)
        assert report.verdict in {"fail", "review"}, (notice, complete)


@pytest.mark.parametrize(
    "pages", [(), (PageFacts(file="总结.docx", page=None, problems=(problem("empty", "总结.docx"),)),)]
)
def test_of_no_page_nothing_is_met_that_every_page_should_be(pages: tuple[PageFacts, ...]) -> None:
    for notice in COMPLETE:
        report = audit(get(notice), profile({}), pages, today=TODAY)
        on_pages = {
            r.id for r in get(notice).requirements if r.applies_to in {"every_page", "every_material"}
        }
        told = {r.id: r.status for r in report.requirements if r.id in on_pages}
        assert told and "met" not in told.values()
    report = audit(get(ANHUI), profile({}), pages, today=TODAY)
    assert row(report, "AH-10").status == "unsure"
    assert row(report, "AH-09").status == "not_applicable" and row(report, "AH-18").status == "on_paper"
    [task] = [task for task in todo(report) if "没有一页" in task.message.zh]
    assert task.urgency == "check" and "图片清晰" in task.message.zh


def test_two_identity_cards_of_different_people() -> None:
    report = run(add=[id_card(name="欧阳明德", id_number="990101198503120029", evidence={})])
    [told] = findings(report, "V401")
    for requirement in ("AH-14", "AH-24"):
        assert row(report, requirement).status == "unmet"
        assert report.findings.index(told) in row(report, requirement).findings


def test_least_cost_is_least() -> None:
    chance = random.Random(3)
    for _ in range(200):
        rows, columns = chance.randint(1, 5), chance.randint(1, 5)
        table = [[chance.randint(0, 9) for _ in range(columns)] for _ in range(rows)]
        chosen = least_cost(table, 100)
        assert len(set(chosen.values())) == min(rows, columns)
        wide = table if rows <= columns else [list(column) for column in zip(*table, strict=True)]
        least = min(
            sum(wide[r][c] for r, c in enumerate(order))
            for order in itertools.permutations(range(len(wide[0])), len(wide))
        )
        assert sum(table[r][c] for r, c in chosen.items()) == least


# -- what no one can see -------------------------------------------------------------------------------

QIAOCHENG = "qiaocheng-2023-junior"


def test_an_unreadable_page_does_not_prove_anything_where_no_row_asks_about_the_picture() -> None:
    asked = get(QIAOCHENG)
    rows = tuple(
        r.model_copy(update={"demands": tuple(d for d in r.demands if d.demand != "capture")})
        for r in asked.requirements
    )
    plain = asked.model_copy(update={"requirements": rows})
    given, pages = COMPLETE[QIAOCHENG]()
    blurred = [
        p.model_copy(update={"capture": capture(sharp=False, readable=False)})
        if p.kind == "graduation_certificate"
        else p
        for p in pages
    ]
    report = audit(plain, profile(given), blurred, today=TODAY)
    assert audit(plain, profile(given), pages, today=TODAY).verdict == "pass"
    assert report.verdict == "review"
    assert {f.severity for f in findings(report, "C103")} == {"warn"}
    holders = [r for r in rows if "C103" in {report.findings[i].code for i in row(report, r.id).findings}]
    assert holders
    assert {row(report, r.id).status for r in holders} == {"unsure"}


@pytest.mark.parametrize(
    "given",
    [
        {"shot": {"sharp": False, "readable": False}},
        {"shot": {"cut_off": True}},
        {"rotation": None},
    ],
    ids=["C103", "C104", "C111"],
)
def test_a_page_of_which_nobody_can_say_what_it_shows_needs_a_person(given: dict[str, Any]) -> None:
    report = run(QIAOCHENG, add=[page("other", text="说明", **given)])
    assert report.verdict in {"review", "fail"}


def test_a_classified_page_blocks_whatever_the_notice_says() -> None:
    for notice in COMPLETE:
        plain = get(notice)
        rows = tuple(
            r for r in plain.requirements if not any(d.demand == "not_classified" for d in r.demands)
        )
        given, pages = COMPLETE[notice]()
        report = audit(
            plain.model_copy(update={"requirements": rows}),
            profile(given),
            [*pages, page("other", classification="秘密")],
            today=TODAY,
        )
        assert [f.severity for f in findings(report, "M241")] == ["block"]
        assert report.verdict == "fail"


def test_how_often_a_person_applied_is_asked_and_never_held_against_anybody() -> None:
    for notice, one in ((ANHUI, "AH-22"), (JIANYANG, "JY-29"), (QIAOCHENG, "QC-11")):
        report = run(notice, applications_this_year=None)
        assert row(report, one).status == "unsure"
        assert [f.severity for f in findings(report, "Q502", one)] == ["info"]
        assert report.verdict == "pass"


def test_too_few_is_a_doubt_where_another_page_may_be_the_one() -> None:
    likely = page("other", kind_candidates=(("other", 0.6), ("title_certificate", 0.35)), kind_confidence=0.6)
    peers = [title("王一平", "2012-12-01"), title(date="2014-12-20", signatures=(signature(),))]
    sure = run(JIANYANG, drop=("title_certificate",), add=peers)
    assert row(sure, "JY-09").status == "unmet"
    report = run(JIANYANG, drop=("title_certificate",), add=[*peers, likely])
    assert row(report, "JY-09").status == "unsure"
    assert "block" not in {f.severity for f in (*findings(report, "K302"), *findings(report, "V482"))}
    assert likely.file in {e.file for e in row(report, "JY-09").evidence}


def test_what_is_missing_may_be_on_a_page_that_nobody_asked_for() -> None:
    sure = run(QIAOCHENG, drop=("commitment_letter",))
    assert [f.severity for f in findings(sure, "K301", "QC-01")] == ["block"]
    chances = (("other", 0.7), ("commitment_letter", 0.05))
    strange = page(
        "other", text="申报人须知晓以下各条并签名,所填各项均经本人核对无误", kind_candidates=chances
    )
    told = run(QIAOCHENG, drop=("commitment_letter",), add=[strange, page("other", text="3")])
    assert [(f.severity, f.file) for f in findings(told, "K301", "QC-01")] == [("warn", strange.file)]
    assert row(told, "QC-01").status == "unsure"
    assert told.verdict == "review"
    [said] = findings(told, "K301", "QC-01")
    assert "它可能就是这一页" in said.message.zh and "打不开" not in said.message.zh
    card = run(QIAOCHENG, drop=("commitment_letter",), add=[id_card(text=strange.text)])
    assert row(card, "QC-01").status == "unmet"


@pytest.mark.parametrize(
    ("chances", "status"),
    [
        ((("other", 0.99), ("commitment_letter", 0.004)), "unmet"),
        ((("other", 0.85), ("commitment_letter", 0.03)), "unsure"),
        ((("other", 0.5), ("appraisal_report", 0.3)), "unsure"),
        # as many candidates as are told, so that another kind may be as likely as the least of them
        (
            (("other", 0.82), ("id_card", 0.04), ("roster", 0.04), ("tax_proof", 0.03), ("paper_toc", 0.03)),
            "unsure",
        ),
    ],
)
def test_a_page_of_no_known_kind_hides_only_what_it_may_be(
    chances: tuple[tuple[str, float], ...], status: str
) -> None:
    strange = page("other", text="Radiology report: the patient was seen on 3 May.", kind_candidates=chances)
    report = run(QIAOCHENG, drop=("commitment_letter",), add=[strange])
    assert row(report, "QC-01").status == status


def test_a_form_that_was_scanned_twice_is_not_two_forms() -> None:
    _, pages = COMPLETE[JIANYANG]()
    form = next(p for p in pages if p.kind == "review_form")
    for scan, status in (("the same", "unmet"), ("another", "met")):
        scans = [form.model_copy(update={"file": f"{n}.jpg", "content_hash": "same"}) for n in (1, 2)]
        if scan == "another":
            scans[1] = scans[1].model_copy(update={"content_hash": "other"})
        report = run(
            JIANYANG, drop=("review_form", "appointment_letter"), add=scans, title_issued_elsewhere=True
        )
        assert row(report, "JY-03").status == status, scan


def test_open_questions_name_the_fact_in_words() -> None:
    report = run(drop=("post_approval_form",), employer_type=None)
    (found, *_) = findings(report, "Q501")
    assert "单位性质" in found.advice.zh
    assert "employer_type" not in found.advice.zh
    assert "employer_type: public_institution" in found.advice.en, "as the file takes it"


def test_a_row_that_only_informs_does_not_hide_that_a_page_cannot_be_read() -> None:
    asked = get(QIAOCHENG)
    rows = tuple(r.model_copy(update={"informative": True}) for r in asked.requirements)
    given, pages = COMPLETE[QIAOCHENG]()
    blurred = [p.model_copy(update={"capture": capture(sharp=False, readable=False)}) for p in pages[:1]]
    plain = asked.model_copy(update={"requirements": rows})
    report = audit(plain, profile(given), [*blurred, *pages[1:]], today=TODAY)
    assert [f.severity for f in findings(report, "C103")] == ["warn"]
    assert report.verdict == "review"


@pytest.mark.parametrize(("notice", "requirement"), [("qiaocheng-2023-junior", "QC-02"), (JIANYANG, "JY-13")])
def test_each_verification_page_of_a_booklet_wants_its_own_seal(notice: str, requirement: str) -> None:
    booklet = [
        page("ce_verification_page", file="教育证书.pdf", page=n, seals=SEALED if n == 1 else ())
        for n in (1, 2)
    ]
    told = run(notice, add=booklet).findings
    places = [(f.file, f.page) for f in told if f.requirement == requirement and f.code == "M201"]
    assert places == [("教育证书.pdf", 2)]


# -- whose page it is ----------------------------------------------------------------------------------


def _appointment(name: str, **given: Any) -> PageFacts:
    return page("appointment_letter", name=name, seals=(seal(),), evidence={"name": read(name)}, **given)


def test_an_appointment_letter_that_surely_names_somebody_else_is_for_a_person_to_see() -> None:
    report = run(drop=("appointment_letter",), add=[_appointment("张智勇", file="聘书.jpg")])
    one, every = row(report, "AH-04"), row(report, "AH-24")
    assert (one.status, every.status) == ("unsure", "unsure")
    told = [f for f in report.findings if f.file == "聘书.jpg" and f.code in {"V401", "V491"}]
    assert len(told) == 1
    index = report.findings.index(told[0])
    assert index in one.findings and index in every.findings
    assert "张智勇" in told[0].message.zh and "读错" not in told[0].message.zh
    assert "换成" in told[0].advice.zh


@pytest.mark.parametrize(
    "given",
    [
        _appointment("欧阳明德", text=f"经研究聘任 欧阳明德 {NAME} 等同志"),
        page("appointment_letter", name="郑晓丹", seals=(seal(),), evidence={"name": read("郑晓丹")}),
        page("appointment_letter", name="欧阳明德", seals=(seal(),), evidence={"name": read("欧", 0.7)}),
        page("appointment_letter", seals=(seal(),)),
        _appointment("聘期"),
    ],
)
def test_what_names_the_applicant_too_or_may_be_misread_settles_the_row(given: PageFacts) -> None:
    assert row(run(drop=("appointment_letter",), add=[given]), "AH-04").status == "met"


def test_pages_that_rightly_carry_other_names_are_not_touched() -> None:
    others = [
        page(kind, name="欧阳明德", evidence={"name": read("欧阳明德")}, seals=(seal(),))
        for kind in ("project_proof", "equity_proof", "work_role_proof")
    ]
    report = run(add=others)
    assert not [f for f in report.findings if f.code in {"V401", "V491"}]


def test_a_tax_proof_of_the_employer_proves_benefit() -> None:
    proof = page("tax_proof", name="欧阳明德", evidence={"name": read("欧阳明德")}, seals=(seal(),))
    report = run(JIANYANG, add=[proof], achievement_kinds=("benefit",))
    assert not findings(report, "V491", "JY-32") and not findings(report, "V491", "JY-10")


def test_another_persons_certificate_is_told_once_and_as_it_is_where_the_row_may_not_apply() -> None:
    add = [title("代用名", evidence={"name": read("代用名", 0.98)}, file="职称证.jpg")]
    report = run(drop=("title_certificate",), add=add, route=None)
    assert row(report, "AH-03").status == "unsure"
    assert findings(report, "Q501", "AH-03")
    told = [f for f in report.findings if f.code in {"V401", "V491"}]
    assert [f.file for f in told] == ["职称证.jpg"]
    assert "读错" not in told[0].message.zh and "代用名" in told[0].message.zh
    assert report.findings.index(told[0]) in row(report, "AH-03").findings


def test_a_certain_fault_of_a_row_that_may_not_apply_says_so_and_does_not_blame_the_reading() -> None:
    form = page("post_approval_form", name=NAME)
    report = run(drop=("post_approval_form",), add=[form], employer_type=None)
    [told] = findings(report, "M201", "AH-11")
    assert told.severity == "warn"
    assert told.message.zh.startswith(messages().codes["M201"].message.zh.split("{")[0])
    assert told.message.zh.endswith(messages().conditional.zh)


# -- achievements --------------------------------------------------------------------------------------


def _patent(text: str, file: str = "专利.pdf", number: int = 1, **given: Any) -> PageFacts:
    given = {"certificate_number": "证书号第1234567号", **given}
    return page("patent_certificate", text=text, file=file, page=number, **given)


def test_an_award_without_a_level_is_told_by_what_it_lacks() -> None:
    report = run(drop=("award_certificate",), add=[award(text=f"四川省人民政府 2021年 {NAME} 荣誉证书")])
    [told] = findings(report, "V481", "AH-06")
    assert told.message.zh == "应写明授予部门、时间和等级，没有读到：等级（如特等、一等、优秀、省级）。"
    assert "level" in told.message.en and told.message.en.isascii()


def test_a_patent_has_no_level_and_inventors_in_place_of_authors() -> None:
    pages = [
        _patent("发明专利证书 国家知识产权局 发明人：王一平", authors=("王一平",)),
        _patent("年费 专利权", number=2),
    ]
    report = run(add=pages)
    assert not findings(report, "V481")
    [told] = findings(report, "V421")
    assert "发明人、设计人、专利权人（读到：王一平）" in told.message.zh and "作者" not in told.message.zh
    assert "换一项" in told.advice.zh and "paper" not in told.advice.en


# -- several documents on one picture ------------------------------------------------------------------


def _on_one_picture(**degree_marks: Any) -> PageFacts:
    """A graduation and a degree certificate scanned on one sheet."""
    upper, lower = graduation(), degree(**degree_marks)
    parts = tuple(
        Part(bbox=box, kind=p.kind, kind_confidence=p.kind_confidence, fields=p.fields, text=p.text)
        for p, box in ((upper, (0.0, 0.0, 1.0, 0.5)), (lower, (0.0, 0.5, 1.0, 1.0)))
    )
    seals = [s.model_copy(update={"bbox": (0.6, 0.3, 0.8, 0.45)}) for s in upper.seals]
    seals += [s.model_copy(update={"bbox": (0.6, 0.8, 0.8, 0.95)}) for s in lower.seals]
    return upper.model_copy(update={"file": "学历学位.jpg", "page": 1, "parts": parts, "seals": tuple(seals)})


def test_two_certificates_on_one_picture_serve_as_on_two() -> None:
    kinds = ("graduation_certificate", "degree_certificate")
    apart = run(drop=kinds, add=[graduation(), degree()])
    report = run(drop=kinds, add=[_on_one_picture()])
    assert [r.status for r in report.requirements] == [r.status for r in apart.requirements]
    assert [f.code for f in report.findings] == [f.code for f in apart.findings]
    assert len(report.pages) == len(apart.pages) - 1 and not report.unused_pages
    serving = [r for r in report.requirements if any(e.file == "学历学位.jpg" for e in r.evidence)]
    assert serving and all(len(set(r.evidence)) == len(r.evidence) for r in serving)


def test_the_seal_of_one_certificate_is_not_the_others() -> None:
    kinds = ("graduation_certificate", "degree_certificate")
    apart = run(drop=kinds, add=[graduation(), degree(seals=())])
    report = run(drop=kinds, add=[_on_one_picture(seals=())])
    assert [r.status for r in report.requirements] == [r.status for r in apart.requirements]


def test_a_title_of_a_date_to_come_is_a_doubt_and_no_accusation() -> None:
    report = run(drop=("title_certificate",), add=[title(date="2108-12-20")], prior_title_date=None)
    assert findings(report, "V434") and not any(f.severity == "block" for f in report.findings)


def test_what_two_certificates_on_one_picture_lack_is_told_of_each() -> None:
    kinds = ("graduation_certificate", "degree_certificate")
    bare = _on_one_picture(seals=()).model_copy(update={"seals": ()})
    report = run(drop=kinds, add=[bare])
    apart = run(drop=kinds, add=[graduation(seals=()), degree(seals=())])
    told = [f for f in report.findings if f.code == "M201" and f.file == "学历学位.jpg"]
    assert len(told) == len([f for f in apart.findings if f.code == "M201" and "certificate" in str(f.file)])
    assert len({f.bbox for f in told}) == len(told)


def test_a_certificate_of_a_year_to_come_makes_nobodys_service_too_short() -> None:
    pages = [p for p in COMPLETE[JIANYANG]()[1] if p.kind != "vocational_certificate"]
    later = page("vocational_certificate", name=NAME, issue_date="2108-05", seals=SEALED)
    given = {**COMPLETE[JIANYANG]()[0]}
    report = audit(get(JIANYANG), profile(given), [*pages, later], today=TODAY)
    assert not [f for f in report.findings if f.code == "V461" and f.severity == "block"]


def test_what_clause_and_practice_both_ask_is_told_once() -> None:
    report = run(drop=("id_card",), add=[id_card(shot={"finger": True})])
    (told,) = findings(report, "C115", "AH-10")
    assert "没有明文要求" not in told.message.zh
    assert row(report, "AH-10").status == "unsure"


def test_another_firms_licence_is_for_a_person_to_see_and_the_own_one_is_not() -> None:
    def told(employer: str) -> tuple[str, list[str]]:
        licence = page("business_licence", employer=employer, text=f"{employer}\n住所简阳市", seals=(seal(),))
        report = run(JIANYANG, drop=("business_licence",), add=[licence])
        return row(report, "JY-06").status, [f.code for f in findings(report, "V403", "JY-06")]

    assert told("简阳远川机电设备有限公司") == ("unsure", ["V403"])
    assert told(EMPLOYER) == ("met", [])
    assert told(EMPLOYER.removesuffix("有限公司") + "有限责任公司") == ("met", [])
