from __future__ import annotations

from scanaudit.report.todo import counted, todo
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport


def test_what_blocks_comes_first_then_what_to_check(report: AuditReport) -> None:
    tasks = todo(report)
    assert [task.urgency for task in tasks] == ["must"] * 2 + ["check"] * 4 + ["advice", "note"]
    assert tasks[0].code == "M202", "the surer of two blocking findings first"
    assert counted(tasks) == {"must": 2, "check": 4, "advice": 1, "note": 1}


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


def test_warning_of_a_settled_requirement_is_advice(report: AuditReport) -> None:
    settled = report.requirements[0].model_copy(update={"status": "met"})
    changed = report.model_copy(update={"requirements": (settled, *report.requirements[1:])})
    [task] = [task for task in todo(changed) if task.code == "M201"]
    assert task.urgency == "advice"


def test_warning_that_may_well_be_wrong_is_to_be_checked(report: AuditReport) -> None:
    [advice] = [finding for finding in report.findings if finding.code == "K305"]
    doubtful = advice.model_copy(update={"confidence": 0.6})
    [task] = [t for t in todo(report.model_copy(update={"findings": (doubtful,)})) if t.code == "K305"]
    assert task.urgency == "check"
