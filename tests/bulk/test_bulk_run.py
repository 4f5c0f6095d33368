"""A run over applicants of two notices with known faults: the tables agree with the truth and with single checks."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import which

import openpyxl
import pytest
from markupsafe import escape
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from rich.console import Console

from scanaudit.audit import audit
from scanaudit.bulk.applicants import Applicant
from scanaudit.bulk.outcomes import run_id
from scanaudit.cli import bulk_progress
from scanaudit.cli.bulk_progress import shown as progress_shown
from scanaudit.facts import PageFacts
from scanaudit.jobs.database import sqlite_url
from scanaudit.jobs.engine import Jobs
from scanaudit.jobs.orders import Progress
from scanaudit.jobs.work import Work
from scanaudit.notices import get
from scanaudit.report.todo import told_status
from scanaudit.review.decisions import Decisions
from scanaudit.review.effect import case_of
from scanaudit.review.questions import questions
from tests.audit.dossiers import COMPLETE, profile
from tests.bulk.conftest import TODAY, Bulk
from tests.rules.pages import NAME

Fault = Callable[[list[PageFacts]], list[PageFacts]]
HandIn = Callable[..., Path]
NOTICES = ("jianyang-2020-engineering", "qiaocheng-2023-junior")


def without(kind: str) -> Fault:
    return lambda pages: [page for page in pages if page.kind != kind]


def bare(kind: str, what: str) -> Fault:
    """The pages of a kind without their seals or signatures."""
    return lambda pages: [page.model_copy(update={what: ()}) if page.kind == kind else page for page in pages]


# What is done to a complete dossier, by notice, and the requirement that must not be met then.
FAULTS: dict[str, list[tuple[Fault, str]]] = {
    "jianyang-2020-engineering": [
        (without("graduation_certificate"), "JY-01"),
        (bare("commitment_letter", "signatures"), "JY-05"),
        (without("id_card"), "JY-07"),
        (without("business_licence"), "JY-06"),
    ],
    "qiaocheng-2023-junior": [
        (without("commitment_letter"), "QC-01"),
        (bare("commitment_letter", "signatures"), "QC-01"),
        (without("graduation_certificate"), "QC-04"),
        (without("public_notice_proof"), "QC-07"),
    ],
}


def _matrix(out: Path) -> dict[tuple[str, str], str]:
    """The statuses of the workbook by applicant and requirement, as their symbols."""
    book = openpyxl.load_workbook(out / "audit.xlsx")
    found = {}
    for sheet in book.worksheets:
        if not sheet.title.startswith("矩阵"):
            continue
        heads = [str(cell.value).split("\n")[0] for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            for head, cell in zip(heads[6:], row[6:], strict=True):
                if cell.value:
                    found[str(row[0].value), head] = str(cell.value)[0]
    return found


SYMBOLS = {"met": "✓", "unmet": "✗", "unsure": "?", "shown": "i", "not_applicable": "–", "on_paper": "□"}


@dataclass(frozen=True)
class Planted:
    """An applicant and what was done to the dossier: ``broken`` is the requirement that must not be met."""

    applicant: Applicant
    pages: list[PageFacts]
    broken: str | None


def planted(hand_in: HandIn, notice: str, count: int) -> list[Planted]:
    """``count`` applicants of a notice, the first complete, the others each with a fault."""
    facts, pages = COMPLETE[notice]()
    made = []
    for number in range(count):
        fault, broken = FAULTS[notice][number % 4] if number else (list, None)
        name = f"{notice[:2]}{number}"
        own = fault(pages)
        place = str(hand_in(name, own))
        made.append(Planted(Applicant(name, name, notice, profile(facts), place), own, broken))
    return made


def test_the_table_agrees_with_the_truth_and_with_single_checks(bulk: Bulk, hand_in: HandIn) -> None:
    people = [one for notice in NOTICES for one in planted(hand_in, notice, 6)]
    bulk(applicants=[one.applicant for one in people])
    shown = _matrix(bulk.out)
    for one in people:
        row = bulk.rows[one.applicant.key]
        assert (row.verdict == "pass") == (one.broken is None)
        if one.broken is not None:
            assert row.statuses[one.broken] in ("unmet", "unsure")
        single = audit(get(row.notice), one.applicant.profile, one.pages, today=TODAY)
        assert {r.id: r.status for r in single.requirements} == row.statuses
        told = {r: shown[row.name, r] for r in row.statuses}
        # One requirement, one answer: the words of the table are those of the applicant's own report.
        assert told == {r.id: SYMBOLS[told_status(r, single)] for r in single.requirements}


def test_everything_is_written_and_a_second_run_does_only_what_changed(
    bulk: Bulk, hand_in: HandIn, calls: Callable[[], list[str]]
) -> None:
    people = [*planted(hand_in, NOTICES[1], 3)]
    everyone = [one.applicant for one in people]
    bulk(applicants=everyone)
    assert [step.fresh for step in bulk.steps] == [True] * 3
    for name in ("audit.xlsx", "index.html", "audit.jsonl", "letters.html", "scanaudit.db"):
        assert (bulk.out / name).stat().st_size > 0
    for name in ("report.html", "report.json", "letter.html", "letter.txt", "summary.html"):
        assert (bulk.out / "applicants" / everyone[1].key / name).is_file()
    lines = [json.loads(line) for line in (bulk.out / "audit.jsonl").read_text("utf-8").splitlines()]
    assert [line["verdict"] == "pass" for line in lines] == [True, False, False]
    before = {path: path.read_bytes() for path in [*sorted(bulk.out.glob("a*.*")), bulk.out / "index.html"]}
    read = len(calls())
    bulk(applicants=everyone)
    assert [step.fresh for step in bulk.steps] == [False] * 3
    assert len(calls()) == read == len(set(calls()))
    assert {path: path.read_bytes() for path in before} == before
    hand_in(everyone[2].key, people[0].pages)
    with subprocess.Popen(["true"]) as over:
        pass
    folders = bulk.out, bulk.out / "applicants" / everyone[2].key
    halves = [folder / f".report.json.{over.pid}.x1.part" for folder in folders]
    being_written = folders[1] / f".report.json.{os.getpid()}.x1.part"
    for path in (*halves, being_written):
        path.touch()
    bulk(applicants=everyone)
    assert sorted((step.outcome.key, step.fresh) for step in bulk.steps)[2] == (everyone[2].key, True)
    assert sum(step.fresh for step in bulk.steps) == 1
    assert len(calls()) == read, "all of these pages had been read for somebody"
    assert not any(path.exists() for path in halves), "left by a process that was killed"
    assert being_written.exists()


def test_the_line_of_an_applicant_tells_what_people_decided_and_the_table_s_pages(
    bulk: Bulk, hand_in: HandIn
) -> None:
    facts, pages = COMPLETE[NOTICES[1]]()
    doubtful = [
        page.model_copy(
            update={"signatures": tuple(s.model_copy(update={"confidence": 0.5}) for s in page.signatures)}
        )
        for page in pages
    ]
    place = hand_in("有空", doubtful)
    (place / "空.pdf").touch()
    one = Applicant("有空", "有空", NOTICES[1], profile(facts), str(place))
    bulk(applicants=[one])
    (step,) = bulk.steps
    with Jobs(sqlite_url(bulk.out / "scanaudit.db"), bulk.settings, reader=bulk.reader, work=False) as jobs:
        decisions = Decisions(jobs.database, run_id(bulk.out))
        asked = questions(case_of(step.outcome))
        for question in asked:
            decisions.add(question, "no", "王工")
    bulk(applicants=[one])
    (step,) = bulk.steps
    said = io.StringIO()
    with progress_shown("zh", 1, Console(file=said, width=200)) as (_, on_step):
        on_step(step)
    row = bulk.rows["有空"]
    counts = f"必须修改 {row.counts['must']}，请核对 {row.counts['check']}（{row.pages} 页）"
    assert counts in said.getvalue() and row.pages == len(pages)
    assert asked and row.decided == len(asked) and row.verdict == step.report.verdict


def test_who_handed_in_nothing_gets_a_letter(bulk: Bulk, tmp_path: Path) -> None:
    (tmp_path / "applicants" / "李四").mkdir(parents=True)
    run = bulk(NOTICES[0])
    row = run.rows["李四"]
    assert not row.handed_in and row.folder is None and row.letter is not None
    told = (run.out / "applicants" / "李四" / "letter.txt").read_text(encoding="utf-8")
    assert "还没有收到你申报" in told and "毕业证" in told
    assert "催交" in told and "补正" not in told and "请说明" not in told, "nothing is there to be corrected"
    assert len(told.splitlines()) < 10, "plain words, and no list of what is wrong with what is not there"
    assert not (run.out / "applicants" / "李四" / "report.html").exists()
    assert "还没有收到你申报" in (run.out / "letters.html").read_text(encoding="utf-8")
    assert 'href="applicants/%E6%9D%8E%E5%9B%9B/letter.html"' in (run.out / "index.html").read_text("utf-8")


def test_the_table_names_its_requirements_and_filters_by_verdict(
    bulk: Bulk, hand_in: HandIn, tmp_path: Path
) -> None:
    facts, pages = COMPLETE[NOTICES[0]]()
    hand_in("郑晓舟", pages[:3], facts)
    (tmp_path / "applicants" / "李四").mkdir(parents=True)
    run = bulk(NOTICES[0])
    table = (run.out / "index.html").read_text(encoding="utf-8")
    first = run.rows["郑晓舟"].open[0]
    named = (
        f'<span class="unseen">不符合</span> {first.id}<span class="unseen"> {escape(first.title.zh)}</span>'
    )
    assert named in table and f"<dt>{first.id}</dt><dd>{escape(first.title.zh)}</dd>" in table
    assert 'data-only="fail" aria-pressed="false" aria-label="只看“先别提交”的 2 人"' in table
    [nobody] = [row for row in table.split("<tr") if "李四" in row]
    assert "催交通知" in nobody and "chip" not in nobody, "nothing is wrong with what is not there"


def test_questions_are_answered_in_the_roster_by_who_keeps_it(bulk: Bulk, hand_in: HandIn) -> None:
    facts, pages = COMPLETE[NOTICES[0]]()
    hand_in("郑晓舟", pages, {key: value for key, value in facts.items() if key != "term"})
    run = bulk(NOTICES[0])
    sheet = openpyxl.load_workbook(run.out / "audit.xlsx")["人工核对"]
    [advice] = [
        str(row[8]) for row in sheet.iter_rows(min_row=2, values_only=True) if "任职周期从哪天" in str(row[5])
    ]
    assert "名册的“任职周期”一列" in advice and "profile.yaml" in advice and "scanaudit ask" not in advice
    report = (run.out / "applicants" / "郑晓舟" / "report.html").read_text(encoding="utf-8")
    assert "scanaudit ask" not in report and report.count("在名册里填上这几列") == 1


def test_a_folder_that_bears_another_name_than_its_papers_is_told_in_table_and_letter(
    bulk: Bulk, hand_in: HandIn
) -> None:
    facts, pages = COMPLETE[NOTICES[0]]()
    hand_in("刘洋", pages)
    hand_in("王建国", pages, facts)
    hand_in(f"03-{NAME}", pages, facts)
    run = bulk(NOTICES[0])
    said = {
        "刘洋": f"文件夹名是“刘洋”，材料上的姓名是“{NAME}”",
        "王建国": f"文件夹名是“王建国”，申报人信息里的姓名是“{NAME}”",
    }
    sheet = openpyxl.load_workbook(run.out / "audit.xlsx")["人工核对"]
    told = [(str(row[0]), str(row[5])) for row in sheet.iter_rows(min_row=2, values_only=True)]
    for name, message in said.items():
        assert [who for who, what in told if message in what] == [name]
        assert (run.out / "applicants" / name / "letter.txt").read_text(encoding="utf-8").count(message) == 1
        assert message in (run.out / "index.html").read_text(encoding="utf-8")
    assert run.rows["王建国"].verdict == run.rows[f"03-{NAME}"].verdict, "a name on a folder is no fault"


def test_a_log_hears_how_far_the_pages_are(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 6.0, 7.0])  # begun, and asked three times
    monkeypatch.setattr(bulk_progress.time, "monotonic", lambda: next(clock))
    said = io.StringIO()
    far = Progress(reading=1, pages=40, pages_done=10)
    with progress_shown("zh", 3, Console(file=said, width=200)) as (on_progress, _):
        for _ in range(3):
            on_progress(far)
    assert said.getvalue().count("页 10/40") == 1


def test_no_cell_is_a_formula_and_no_number_is_shown(bulk: Bulk, hand_in: HandIn) -> None:
    facts, pages = COMPLETE[NOTICES[1]]()
    evil = '=HYPERLINK("http://x","y")'
    own = [page.model_copy(update={"file": f"{evil[:8]}{n}.png"}) for n, page in enumerate(pages[:3])]
    place = str(hand_in("evil", own))
    person = profile({**facts, "name": evil, "employer": "+cmd|' /C calc'!A0"})
    bulk(applicants=[Applicant("evil", evil, NOTICES[1], person, place)])
    book = openpyxl.load_workbook(bulk.out / "audit.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(cell.value == evil for cell in cells)
    number = facts["id_number"]
    for path in bulk.out.rglob("*"):
        if path.is_file():
            content = zipfile.ZipFile(path).read("xl/sharedStrings.xml") if path.suffix == ".xlsx" else b""
            assert number.encode() not in path.read_bytes() + content, path


def test_libreoffice_opens_the_workbook(bulk: Bulk, hand_in: HandIn, tmp_path: Path) -> None:
    office = which("soffice") or which("libreoffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine: the workbook was not opened in it")
    people = [one.applicant for one in planted(hand_in, NOTICES[1], 2)]
    bulk(applicants=[*people, replace(people[1], key="=1+1", name="=1+1")])
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*convert, str(bulk.out / "audit.xlsx")], check=True, capture_output=True, timeout=120)
    paths = bulk.out / "audit.xlsx", tmp_path / "saved" / "audit.xlsx"
    ours, theirs = map(openpyxl.load_workbook, paths)
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours.worksheets:
        saved = theirs[sheet.title]
        assert _cells(saved, paths[1].parent) == _cells(sheet, paths[0].parent)
        assert saved.auto_filter.ref == sheet.auto_filter.ref  # panes are of the window: headless has none
    matrix = next(sheet for sheet in theirs.worksheets if sheet.title.startswith("矩阵"))
    named = {value: link for value, _, link in _cells(matrix, paths[1].parent).values() if link}
    assert set(named) == {"qi0", "qi1", "=1+1"} and all(link.is_file() for link in named.values())


def _cells(sheet: Worksheet, folder: Path) -> dict[str, tuple[object, str, Path | None]]:
    """What stands in the cells of a sheet: the value, its sort, and the file that it leads to."""
    return {
        cell.coordinate: (cell.value, cell.data_type, _target(cell, folder))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def _target(cell: Cell | MergedCell, folder: Path) -> Path | None:
    link = cell.hyperlink.target if cell.hyperlink else None
    return (folder / link.replace("\\", "/")).resolve() if link else None


def test_nobody_is_accused_where_the_program_failed_and_the_next_run_reads_it(
    bulk: Bulk, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = planted(hand_in, NOTICES[1], 1)

    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(Work, "_read", fail)
        row = bulk(applicants=[one.applicant]).rows[one.applicant.key]
    assert row.verdict == "review" and "F192" in {finding.code for finding in row.report.findings}
    assert "unmet" not in row.statuses.values()
    assert bulk(applicants=[one.applicant]).rows[one.applicant.key].verdict == "pass"
