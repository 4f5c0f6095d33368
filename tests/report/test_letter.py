from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from scanaudit.errors import DataError, UsageError
from scanaudit.report import json, letter
from scanaudit.report.phrases import phrases
from scanaudit.rules.wording import messages
from scanaudit.text import Text
from scanaudit.verdicts import AuditReport


def test_every_blocking_task_is_a_point_with_clause_place_and_advice(report: AuditReport) -> None:
    made = letter.letter(report)
    blocking = [finding for finding in report.findings if finding.severity == "block"]
    assert made.must and len(made.must) <= len(blocking)
    text = letter.letter_text(made)
    for finding in blocking:
        assert finding.message.zh in text and finding.advice.zh in text
        if finding.file:
            assert finding.file in text


def test_notes_are_no_points(report: AuditReport) -> None:
    text = letter.letter_text(letter.letter(report))
    notes = [finding.message.zh for finding in report.findings if finding.severity == "info"]
    assert notes and not any(note in text for note in notes)


def test_unit_and_dates_are_blank_unless_given(report: AuditReport) -> None:
    blank = letter.letter_text(letter.letter(report))
    assert "（单位盖章）" in blank and "年  月  日" in blank
    made = letter.letter(report, unit="示例市测绘院", before=dt.date(2024, 9, 18), day=dt.date(2024, 9, 11))
    given = letter.letter_text(made)
    assert "请于 2024-09-18 前" in given and given.rstrip().endswith("示例市测绘院\n2024-09-11")


def test_a_report_without_faults_asks_for_nothing(report: AuditReport) -> None:
    clean = report.model_copy(update={"findings": (), "requirements": (), "questions": (), "verdict": "pass"})
    text = letter.letter_text(letter.letter(clean))
    assert "没有发现需要补正" in text and "补正通知" not in text


def test_summary_has_each_requirement_that_applies_and_room_to_sign(report: AuditReport) -> None:
    page = letter.summary_html(letter.summary(report))
    for row in report.requirements:
        assert (row.title.zh in page) is (row.status != "not_applicable")
    assert "审核人（签字）" in page and "单位（盖章）" in page


def test_html_is_escaped_and_needs_nothing_else(report: AuditReport) -> None:
    hostile = report.model_copy(update={"applicant": {"name": "<script>alert(1)</script>"}})
    page = letter.letter_html(letter.letter(hostile))
    assert (
        "<script>" not in page and "&lt;script&gt;" in page and "http" not in page.replace("http-equiv", "")
    )


def test_a_report_json_gives_the_same_letter(report: AuditReport, tmp_path: Path) -> None:
    path = json.write(report, tmp_path)
    assert letter.letter_text(letter.letter(json.read(path))) == letter.letter_text(letter.letter(report))


def test_id_numbers_are_masked(report: AuditReport) -> None:
    full = report.model_copy(update={"applicant": {"name": "990102190001010011"}})
    assert "990102190001010011" not in letter.letter_text(letter.letter(full))


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"notice": 1}', encoding="utf-8")
    with pytest.raises(DataError, match=r"no report\.json"):
        json.read(path)
    with pytest.raises(UsageError):
        json.read(tmp_path / "none.json")


def _with(report: AuditReport, **changed: object) -> AuditReport:
    """The report with its first finding alone, changed like this, its row in doubt."""
    finding = report.findings[0].model_copy(update=changed)
    rows = [one for one in report.requirements if one.id == finding.requirement][:1]
    rows = [one.model_copy(update={"status": "unsure", "findings": (0,)}) for one in rows]
    return report.model_copy(update={"findings": (finding,), "questions": (), "requirements": tuple(rows)})


def test_the_folders_name_stands_in_where_the_report_has_none(report: AuditReport) -> None:
    nameless = report.model_copy(update={"applicant": {}})
    assert "张三：" in letter.letter_text(letter.letter(nameless, name="张三"))
    assert letter.summary(nameless, name="张三").name == "张三"


def test_a_letter_with_one_section_numbers_none(report: AuditReport) -> None:
    told = letter.letter_text(letter.letter(_with(report, severity="block")))
    assert "一、" not in told and "二、" not in told and "需要补正的" in told


def test_a_question_is_asked_and_not_to_be_filled_in_a_file(report: AuditReport) -> None:
    question = Text(zh="博士后是否以已有的副高级职称申报？", en="Does the postdoc rely on a senior title?")
    asked = messages().codes["Q501"]
    values = {"question": question, "line": "以副高级职称申报: 是 / 否", "notice": report.notice}
    open_one = _with(
        report,
        code="Q501",
        severity="warn",
        message=asked.message.fill(**values),
        advice=asked.advice.fill(**values),
    ).model_copy(update={"questions": (question,)})
    told = letter.letter_text(letter.letter(open_one))
    assert f"请说明：{question.zh}" in told and "申报人信息" not in told


def test_a_fault_that_a_person_confirmed_is_to_be_mended(report: AuditReport) -> None:
    advice = messages().codes["V481"].advice
    said = phrases().review["decided_no"].fill(message="没有读到等级", who="王审核")
    confirmed = _with(report, severity="block", message=said, advice=advice)
    assert "不用改" not in letter.letter_text(letter.letter(confirmed))
