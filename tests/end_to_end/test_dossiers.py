"""The main job: complete dossiers pass; of faulty ones every fault is found and nothing else is blocked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.models

DOSSIERS = Path(__file__).parents[2] / "samples" / "dossiers"
NOTICES = sorted(path.name for path in DOSSIERS.iterdir() if path.is_dir())
Audited = Callable[[str, str], tuple[int, dict[str, Any]]]


def _block(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [finding for finding in report["findings"] if finding["severity"] == "block"]


def _told(findings: list[dict[str, Any]]) -> list[str]:
    return [f"{f['code']} {f['requirement']} {f['file']} {f['page']}: {f['message']}" for f in findings]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_complete_dossier_passes(audited: Audited, notice: str) -> None:
    code, report = audited(notice, "complete")
    assert _told(_block(report)) == []
    unmet = [r["id"] for r in report["requirements"] if r["status"] == "unmet"]
    assert (report["verdict"], code, unmet) == ("pass", 0, []), _told(report["findings"])


@pytest.mark.parametrize("notice", NOTICES)
def test_every_fault_is_found_under_its_requirement(audited: Audited, notice: str) -> None:
    code, report = audited(notice, "faulty")
    assert (report["verdict"], code) == ("fail", 1)
    truth = json.loads((DOSSIERS / notice / "faulty" / "truth.json").read_text(encoding="utf-8"))
    missed = [fault["what"] for fault in truth["faults"] if not _found(fault, report)]
    assert missed == [], _told(report["findings"])


@pytest.mark.parametrize("notice", NOTICES)
def test_nothing_but_the_faults_is_blocked(audited: Audited, notice: str) -> None:
    _, report = audited(notice, "faulty")
    truth = json.loads((DOSSIERS / notice / "faulty" / "truth.json").read_text(encoding="utf-8"))
    innocent = [f for f in _block(report) if not any(_explains(fault, f) for fault in truth["faults"])]
    assert _told(innocent) == []


def _found(fault: dict[str, Any], report: dict[str, Any]) -> bool:
    return any(_explains(fault, finding) for finding in report["findings"])


def _explains(fault: dict[str, Any], finding: dict[str, Any]) -> bool:
    """Whether a finding speaks of a fault: its requirement, and its page where both name one."""
    if finding["requirement"] not in {fault["requirement"], *fault["also"]}:
        return False
    same_file = fault["file"] is None or finding["file"] is None or finding["file"].endswith(fault["file"])
    same_page = None in (fault["page"], finding["page"]) or fault["page"] == finding["page"]
    return same_file and (same_page or finding["code"][0] in "KV")
