from __future__ import annotations

import io

import pytest
from rich.console import Console

from scanaudit.notices.questions import question
from scanaudit.report import console, html
from scanaudit.report.letter import letter, letter_html, letter_text
from scanaudit.report.todo import counted, pages_of, sentence, todo, told_status
from scanaudit.rules.wording import answering, messages
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport, Finding


def test_what_blocks_comes_first_then_what_to_check(report: AuditReport) -> None:
    tasks = todo(report)
    assert [task.urgency for task in tasks] == ["must"] * 2 + ["check"] * 4 + ["advice", "note"]
    assert tasks[0].code == "M202", "of two blocking findings that others have to settle the report's first"
    assert counted(tasks) == {"must": 2, "check": 4, "advice": 1, "note": 1}


def test_what_others_have_to_give_comes_before_what_is_done_at_the_desk(report: AuditReport) -> None:
    def blocking(code: str, confidence: float = 0.9, party: str | None = None) -> Finding:
        said = Text(zh=f"… {party}", en=f"… {party}")
        changes = {
            "code": code,
            "severity": "block",
            "message": said,
            "confidence": confidence,
            "party": party,
        }
        return report.findings[0].model_copy(update=changes)

    own = blocking("M211", 0.99, "applicant")
    found = (
        blocking("C101", confidence=1.0),
        own,
        blocking("M211", 0.7, "department"),
        blocking("M201", confidence=0.8),
        blocking("F124", confidence=1.0),
        blocking("K301", confidence=0.6),
        blocking("S601"),
    )
    wanted = ["S601", "F124", "M211", "M201", "K301", "C101", "M211"]
    told = [
        task.code for task in todo(report.model_copy(update={"findings": found})) if task.urgency == "must"
    ]
    assert told == wanted
    surer = tuple(one.model_copy(update={"confidence": 0.65}) for one in found)
    again = todo(report.model_copy(update={"findings": surer}))
    assert [task.code for task in again if task.urgency == "must"] == wanted, (
        "whatever the readings' certainty"
    )


def test_same_finding_on_several_pages_is_one_task(report: AuditReport) -> None:
    first = report.findings[0]
    again = first.model_copy(update={"page": 2})
    more = report.model_copy(update={"findings": (*report.findings, again)})
    task = todo(more)[0]
    assert [(place.file, place.page) for place in task.places] == [("继续教育.pdf", 1), ("继续教育.pdf", 2)]
    assert len(todo(more)) == len(todo(report))


def test_unsure_requirement_without_finding_reaches_a_person(report: AuditReport) -> None:
    assert any(r.id == "AH-23" for task in todo(report) for r in task.requirements)


def test_open_question_is_one_task_with_all_that_hangs_on_it(report: AuditReport) -> None:
    question = report.questions[0]
    assert sum(question.zh in task.message.zh for task in todo(report)) == 1
    message = Text(zh=f"要先回答：{question.zh}", en=f"Answer first: {question.en}")
    changes = {"code": "Q501", "severity": "warn", "message": message, "file": None, "page": None}
    asked = [
        report.findings[2].model_copy(update={**changes, "requirement": id_}) for id_ in ("AH-01", "AH-23")
    ]
    [task] = [
        task
        for task in todo(report.model_copy(update={"findings": (*report.findings, *asked)}))
        if question.zh in task.message.zh
    ]
    assert task.urgency == "check"
    assert [requirement.id for requirement in task.requirements] == ["AH-01", "AH-23"]


def asking(report: AuditReport, *facts: str) -> AuditReport:
    """The report with nothing but the questions about these facts open."""
    wording = messages().codes["Q502"]
    found = []
    for fact in facts:
        values = answering(fact, report.notice)
        said = {"message": wording.message.fill(**values), "advice": wording.advice.fill(**values)}
        changes = {
            "code": "Q502",
            "severity": "warn",
            "file": None,
            "page": None,
            "requirement": "AH-23",
            **said,
        }
        found.append(report.findings[2].model_copy(update=changes))
    texts = tuple(question(fact).text for fact in facts)
    return report.model_copy(update={"findings": tuple(found), "questions": texts, "verdict": "review"})


def test_a_question_says_what_to_write_and_not_each_time_how_to_answer(report: AuditReport) -> None:
    tasks = [task for task in todo(asking(report, "name", "term")) if task.question]
    assert [task.fact for task in tasks] == ["name", "term"]
    assert [task.action.zh for task in tasks] == [
        "写上“姓名: 文字”",
        "写上“任职周期: 2019-01-01 至 2023-12-31”",
    ]
    told = Console(width=100, record=True, file=io.StringIO())
    console.show(asking(report, "name", "term"), told, "zh")
    said = "".join(told.export_text().split())
    assert said.count("scanauditask") == 1 and said.index("任职周期:2019") < said.index("scanauditask")
    document = html.render(asking(report, "name", "term"), "zh", preview=lambda *_: None)
    assert document.count(f"scanaudit ask {report.notice} 来回答") == 1


def test_a_letter_says_once_how_to_answer(report: AuditReport) -> None:
    given = letter(asking(report, "name", "term"))
    for told in (letter_text(given, "zh"), letter_html(given, "zh")):
        assert told.count("请说明：") == 2 and told.count("书面说明") == 1
        assert told.index("书面说明") > told.rindex("请说明：")


def test_a_question_that_many_hang_on_names_them_shortly(report: AuditReport) -> None:
    rows = [r.id for r in report.requirements]
    once = asking(report, "name")
    many = tuple(once.findings[0].model_copy(update={"requirement": id_}) for id_ in rows)
    said = letter_text(letter(once.model_copy(update={"findings": many})), "zh")
    first = report.requirements[0].title.zh
    assert f"{first}等 {len(rows)} 项要求：请说明：" in said and report.requirements[1].title.zh not in said


def test_warning_of_a_settled_requirement_is_advice(report: AuditReport) -> None:
    settled = report.requirements[0].model_copy(update={"status": "met"})
    changed = report.model_copy(update={"requirements": (settled, *report.requirements[1:])})
    [task] = [task for task in todo(changed) if task.code == "M201"]
    assert task.urgency == "advice"


def practice_missing(report: AuditReport) -> AuditReport:
    """A material that only practice asks for is missing: a warning, but the requirement is unmet."""
    unmet = report.requirements[4]
    warning = report.findings[1].model_copy(update={"severity": "warn", "confidence": 0.95})
    changed = {"findings": (warning,), "requirements": (unmet,), "questions": (), "verdict": "review"}
    return report.model_copy(update=changed)


@pytest.mark.parametrize(("zh", "en"), [("有 1 处", "but 1 should")])
def test_missing_practice_is_counted_in_the_verdicts_sentence(report: AuditReport, zh: str, en: str) -> None:
    told = practice_missing(report)
    [task] = todo(told)
    said = sentence(told, counted((task,)))
    assert task.urgency == "check" and zh in said.zh and en in said.en


def test_a_verdict_of_review_names_at_least_one_thing_to_look_at(report: AuditReport) -> None:
    told = practice_missing(report)
    note = told.findings[0].model_copy(update={"severity": "info"})
    tasks = todo(told.model_copy(update={"findings": (note,)}))
    assert counted(tasks)["check"] == 1 and tasks[0].requirements == told.requirements


def test_warning_about_no_requirement_holds_back_only_where_a_file_could_not_be_looked_at(
    report: AuditReport,
) -> None:
    [failed] = [finding for finding in report.findings if finding.code == "F103"]
    turned = failed.model_copy(update={"code": "C101"})
    tasks = todo(report.model_copy(update={"findings": (failed, turned)}))
    urgencies = {task.code: task.urgency for task in tasks}
    assert urgencies["F103"] == "check" and urgencies["C101"] == "advice"


def lacking(report: AuditReport, verdict: str, *rows: str) -> AuditReport:
    """Rows whose material was not found, while one file could not be opened."""
    said = Text(zh="没有找到：公示证明。", en="Not found: proof.")
    changes = {"code": "K301", "severity": "warn", "file": None, "page": None, "message": said}
    found = tuple(report.findings[1].model_copy(update={**changes, "requirement": id_}) for id_ in rows)
    failed = next(one for one in report.findings if one.code == "F103")
    kept = tuple(
        one.model_copy(update={"status": "unsure", "findings": (rows.index(one.id),)})
        if one.id in rows
        else one.model_copy(update={"status": "met", "findings": ()})
        for one in report.requirements
    )
    return report.model_copy(
        update={"requirements": kept, "findings": (*found, failed), "questions": (), "verdict": verdict}
    )


def test_what_is_not_among_the_pages_that_were_read_is_told_though_one_could_not_be_opened(
    report: AuditReport,
) -> None:
    told = lacking(report, "review", "AH-01", "AH-12")
    tasks = todo(told)
    said = sentence(told, counted(tasks))
    assert said.zh.startswith("能看清的页里，有 2 项材料没有找到；另有 1 处打不开或看不清")
    assert "没有发现必须修改" not in said.zh and "3 处要请您先核对" in said.zh
    assert said.en.startswith("2 material(s) are on none of the pages") and "3 in all" in said.en
    assert [task.code for task in tasks] == ["F103", "K301", "K301"], "what holds the others back comes first"
    failing = lacking(report, "fail", "AH-01")
    assert "1 项材料没有找到" in sentence(failing, counted(tasks)).zh
    assert "件事必须先改好" in sentence(failing, counted(tasks)).zh
    opened = told.model_copy(update={"pages": tuple(one for one in told.pages if one.page is not None)})
    assert "没有找到" not in sentence(opened, counted(todo(opened))).zh
    practice = messages().practice
    by_practice = told.findings[0].message.model_copy(update={"zh": f"没有找到。{practice.zh}"})
    usual = told.findings[0].model_copy(update={"message": by_practice, "practice": True})
    changed = told.model_copy(update={"findings": (usual, *told.findings[1:])})
    assert "有 1 项材料" in sentence(changed, counted(todo(changed))).zh


def test_pass_mentions_advice(report: AuditReport) -> None:
    [advice] = [finding for finding in report.findings if finding.code == "K305"]
    met = tuple(r for r in report.requirements if r.status == "met")
    changed = {"verdict": "pass", "requirements": met, "questions": ()}
    told = report.model_copy(update={**changed, "findings": (advice,)})
    said = sentence(told, counted(todo(told)))
    assert said.zh.endswith("另有 1 条建议。") and said.en.endswith("Pieces of advice: 1.")
    bare = report.model_copy(update={**changed, "findings": ()})
    assert "建议" not in sentence(bare, counted(todo(bare))).zh


def test_what_only_practice_asks_for_has_one_word_in_the_table_and_in_the_list(report: AuditReport) -> None:
    changed = practice_missing(report)
    unmet = changed.requirements[0].model_copy(update={"id": changed.findings[0].requirement})
    assert told_status(unmet, changed) == "unsure"
    blocked = changed.model_copy(
        update={"findings": (changed.findings[0].model_copy(update={"severity": "block"}),)}
    )
    assert told_status(unmet, blocked) == "unmet"


@pytest.mark.parametrize(
    ("code", "severity", "told"),
    [("V462", "info", "shown"), ("Q502", "info", "unsure"), ("V462", "warn", "unsure")],
)
def test_what_was_only_computed_is_for_information(
    report: AuditReport, code: str, severity: str, told: str
) -> None:
    row = report.requirements[0].model_copy(update={"id": "AH-23", "status": "unsure"})
    only = report.findings[0].model_copy(update={"code": code, "severity": severity, "requirement": "AH-23"})
    changed = report.model_copy(update={"findings": (only,)})
    assert told_status(row, changed) == told
    assert told_status(row, report.model_copy(update={"findings": ()})) == "unsure"


def test_a_fault_that_clause_and_practice_both_name_is_one_task(report: AuditReport) -> None:
    first = report.findings[0]
    practice = messages().practice
    echo = first.model_copy(
        update={
            "severity": "warn",
            "practice": True,
            "message": Text(zh=first.message.zh + practice.zh, en=first.message.en + practice.en),
        }
    )
    twice = report.model_copy(update={"findings": (*report.findings, echo)})
    assert [task.message for task in todo(twice)] == [task.message for task in todo(report)]


def test_a_requirement_without_evidence_is_shown_with_the_pages_of_its_findings(report: AuditReport) -> None:
    at = next(n for n, one in enumerate(report.findings) if one.file is not None)
    bare = report.requirements[0].model_copy(update={"evidence": (), "findings": (at,)})
    (page,) = pages_of(bare, report)
    assert (page.file, page.page) == (report.findings[at].file, report.findings[at].page)
    proven = next(one for one in report.requirements if one.evidence)
    assert pages_of(proven, report) == proven.evidence
