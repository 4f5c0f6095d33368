from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from scanaudit.report import console
from scanaudit.report.wrapping import Wrapped
from scanaudit.text import Lang, Text
from scanaudit.verdicts import AuditReport


def told(report: AuditReport, lang: Lang = "zh", width: int = 80) -> str:
    terminal = Console(width=width, record=True, color_system=None, file=open("/dev/null", "w"))  # noqa: SIM115
    console.show(report, terminal, lang)
    return terminal.export_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(report: AuditReport, lang: Lang, width: int) -> None:
    assert max(cell_len(line) for line in told(report, lang, width).splitlines()) <= width


def test_status_is_told_in_words_too(report: AuditReport) -> None:
    text = told(report)
    for words in ("✓ 符合", "✗ 不符合", "? 请核对", "□ 交纸质"):
        assert words in text
    assert "AH-15" not in text and "另有 1 项不涉及您" in text


def test_each_task_says_what_where_why_and_what_to_do(report: AuditReport) -> None:
    text = told(report, "en")
    at = text.index("The name page bears no signature")
    assert at < text.index("继续教育.pdf page 1 · AH-05a 继续教育证书姓名页 · Clause 二(一)4 · M202", at)
    assert "Do: Sign this page and scan it again." in text
    assert text.index("Must be fixed") < text.index("Please check (") < text.index("Advice")


def test_a_note_is_shown_where_nothing_else_tells_why_a_row_is_open(report: AuditReport) -> None:
    row = next(r for r in report.requirements if r.status == "unsure")
    note = report.findings[0].model_copy(
        update={
            "code": "V462",
            "severity": "info",
            "requirement": row.id,
            "message": Text(zh="满 6 年。", en="6 years."),
        }
    )
    alone = report.model_copy(update={"findings": (note,), "questions": ()})
    assert "满 6 年。" in told(alone)
    beside = note.model_copy(update={"severity": "warn", "message": Text(zh="缺一年。", en="A year short.")})
    both = report.model_copy(update={"findings": (note, beside), "questions": ()})
    assert "缺一年。" in told(both) and "满 6 年。" not in told(both)


def test_verdict_is_the_last_word(report: AuditReport) -> None:
    last = told(report).rstrip().splitlines()[-1]
    assert last.startswith("✗ 先别提交") and "2 件事" in last and "上面逐条" in last


def test_a_deadline_that_has_passed_is_told_at_the_top(report: AuditReport) -> None:
    said = Text(zh="个人申报已于 2024-09-20 截止。", en="closed")
    advice = Text(zh="请向单位确认还能不能申报。", en="ask")
    changes = {
        "code": "S605",
        "severity": "info",
        "message": said,
        "advice": advice,
        "file": None,
        "page": None,
    }
    closed = report.findings[0].model_copy(update=changes)
    text = told(report.model_copy(update={"findings": (*report.findings, closed)}))
    assert text.index("2024-09-20 截止") < text.index("AH-01")


def test_id_number_is_masked(report: AuditReport, id_number: str) -> None:
    finding = report.findings[1].model_copy(update={"file": f"{id_number}.pdf", "page": 1})
    text = told(report.model_copy(update={"findings": (finding,)}))
    assert id_number not in text and "990102********0011.pdf" in text


def test_hostile_file_name_cannot_steer_the_terminal(report: AuditReport) -> None:
    finding = report.findings[1].model_copy(update={"file": "\x1b[2J[bold]好\u202egpj.exe", "page": 1})
    text = told(report.model_copy(update={"findings": (finding,)}))
    assert "\x1b" not in text and "\u202e" not in text
    assert "[bold]好" in text, "markup of the terminal library is shown, not obeyed"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_break_where_chinese_is_broken(report: AuditReport, width: int) -> None:
    said = (
        "要求 5 个年度的考核结果，读到 4 个。（这一项的材料里有看不清的页，程序不能确定。）第 12 页也是。" * 3
    )
    finding = report.findings[0].model_copy(update={"message": Text(zh=said, en=said)})
    lines = [
        line.strip()
        for line in told(report.model_copy(update={"findings": (finding,)}), "zh", width).splitlines()
    ]
    assert not [line for line in lines if line.startswith(tuple("，。；：）》”、·"))]
    assert not [line for line in lines if line.endswith(("（", "“", "第", "读到 4", " 5", "12"))]


def test_what_follows_a_bullet_stands_under_its_text() -> None:
    terminal = Console(width=20, record=True, color_system=None, file=open("/dev/null", "w"))  # noqa: SIM115
    terminal.print(Wrapped("· 学位证书 或 学历学位在线验证材料", hanging=2))
    assert [line.rstrip() for line in terminal.export_text().splitlines()] == [
        "· 学位证书 或 学历学",
        "  位在线验证材料",
    ]


def test_files_are_named_below_the_folder_that_all_lie_in(report: AuditReport) -> None:
    def moved(one: Any) -> Any:
        return one.model_copy(update={"file": f"材料/{one.file}"}) if one.file else one

    lying = report.model_copy(
        update={
            "pages": tuple(map(moved, report.pages)),
            "findings": tuple(map(moved, report.findings)),
            "unused_pages": tuple(map(moved, report.unused_pages)),
            "requirements": tuple(
                one.model_copy(update={"evidence": tuple(map(moved, one.evidence))})
                for one in report.requirements
            ),
        }
    )
    assert told(lying) == told(report)
    apart = lying.model_copy(update={"pages": (*lying.pages, report.pages[0])})
    assert "材料/继续教育.pdf" in told(apart)


def test_nothing_to_do(report: AuditReport) -> None:
    changed = {"findings": (), "questions": (), "verdict": "pass", "requirements": report.requirements[2:3]}
    assert "没有要做的事" in told(report.model_copy(update=changed))
