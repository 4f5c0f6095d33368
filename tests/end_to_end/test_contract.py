"""The JSON contracts of inspect and check, held on real output."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

pytestmark = [pytest.mark.models, pytest.mark.xdist_group("qiaocheng-2023-junior")]

ROOT = Path(__file__).parents[2]
NOTICE = "qiaocheng-2023-junior"
UPLOAD = ROOT / "samples" / "dossiers" / NOTICE / "faulty" / "upload"
PAGE_KEYS = [
    "file", "page", "width", "height", "kind", "kind_confidence", "kind_candidates", "rotation", "skew", "capture",
    "seals", "signatures", "fields", "text", "problems",
]  # fmt: skip
CAPTURE_KEYS = [
    "sharp", "readable", "sharpness", "cut_off", "too_dark", "overexposed", "glare", "low_resolution", "blank",
    "colour", "copy",
]  # fmt: skip
REPORT_KEYS = ["notice", "applicant", "verdict", "requirements", "findings", "pages"]
FINDING_KEYS = ["code", "severity", "requirement", "file", "page", "bbox", "message", "advice", "confidence"]
ID_NUMBER = re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{9}[\dX](?!\d)")


@pytest.fixture(scope="module")
def lines(program: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    broken = tmp_path_factory.mktemp("broken") / "空.pdf"
    broken.touch()
    ran = program("inspect", UPLOAD, broken, "--jsonl")
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(
        (ROOT / "docs" / "schema" / f"{name}.json").read_text(encoding="utf-8")
    )
    return schema


def test_one_line_a_page_in_upload_order(lines: list[dict[str, Any]]) -> None:
    truth = json.loads((UPLOAD.parent / "truth.json").read_text(encoding="utf-8"))
    told = [(line["file"].removeprefix("upload/"), line["page"]) for line in lines[:-1]]
    assert sorted(told) == sorted((page["file"], page["page"]) for page in truth["pages"])
    files = list(dict.fromkeys(file for file, _ in told))
    assert told == [page for file in files for page in sorted(page for page in told if page[0] == file)]


def test_inspect_lines_have_the_keys_of_the_contract(lines: list[dict[str, Any]]) -> None:
    for line in lines:
        assert set(PAGE_KEYS) <= set(line)
        jsonschema.validate(line, _schema("inspect"))
    page = lines[0]
    assert set(CAPTURE_KEYS) <= set(page["capture"])
    assert page["rotation"] in (0, 90, 180, 270, None)
    assert page["kind_candidates"][0][0] == page["kind"]


def test_marks_lie_on_the_page(lines: list[dict[str, Any]]) -> None:
    marks = [mark for line in lines for mark in line["seals"] + line["signatures"]]
    assert marks
    for mark in marks:
        x0, y0, x1, y1 = mark["bbox"]
        assert 0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1


def test_a_file_that_cannot_be_opened_is_a_line_with_a_typed_problem(lines: list[dict[str, Any]]) -> None:
    last = lines[-1]
    assert (last["file"], last["page"]) == ("空.pdf", None)
    assert [problem["code"] for problem in last["problems"]] == ["F105"]


def test_report_has_the_keys_of_the_contract(audited: Callable[..., Any]) -> None:
    _, report = audited(NOTICE, "faulty")
    jsonschema.validate(report, _schema("report"))
    assert set(REPORT_KEYS) <= set(report)
    assert report["notice"] == NOTICE
    for finding in report["findings"]:
        assert set(FINDING_KEYS) <= set(finding)
    for requirement in report["requirements"]:
        assert all(0 <= index < len(report["findings"]) for index in requirement["findings"])
    assert set(PAGE_KEYS) <= set(report["pages"][0])


def test_no_id_number_is_written_in_full(lines: list[dict[str, Any]], audited: Callable[..., Any]) -> None:
    _, report = audited(NOTICE, "complete")
    everything = json.dumps([lines, report], ensure_ascii=False)
    assert "********" in everything
    assert ID_NUMBER.findall(everything) == []
