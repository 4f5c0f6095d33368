from __future__ import annotations

from scanaudit.report.todo import counted, todo
from scanaudit.verdicts import AuditReport


def test_what_blocks_comes_first_then_what_to_check(report: AuditReport) -> None:
    tasks = todo(report)
    assert [task.urgency for task in tasks] == ["must", "must", "check", "check", "check", "advice", "note"]
    assert tasks[0].code == "M202", "the surer of two blocking findings first"
    assert counted(tasks) == {"must": 2, "check": 3, "advice": 1, "note": 1}


def test_same_finding_on_several_pages_is_one_task(report: AuditReport) -> None:
    first = report.findings[0]
    again = first.model_copy(update={"page": 2})
    more = report.model_copy(update={"findings": (*report.findings, again)})
    task = todo(more)[0]
    assert [(place.file, place.page) for place in task.places] == [("继续教育.pdf", 1), ("继续教育.pdf", 2)]
    assert len(todo(more)) == len(todo(report))


def test_unsure_requirement_without_finding_reaches_a_person(report: AuditReport) -> None:
    assert any(task.requirement and task.requirement.id == "AH-23" for task in todo(report))


def test_open_question_is_asked_once(report: AuditReport) -> None:
    question = report.questions[0]
    assert sum(question.zh in task.message.zh for task in todo(report)) == 1
    asked = report.findings[2].model_copy(update={"advice": question})
    said = report.model_copy(update={"findings": (*report.findings[:2], asked, *report.findings[3:])})
    assert not any(question.zh in task.message.zh for task in todo(said))


def test_warning_of_a_settled_requirement_is_advice(report: AuditReport) -> None:
    settled = report.requirements[0].model_copy(update={"status": "met"})
    changed = report.model_copy(update={"requirements": (settled, *report.requirements[1:])})
    [task] = [task for task in todo(changed) if task.code == "M201"]
    assert task.urgency == "advice"
