"""The main job: complete dossiers pass; of faulty ones every fault is found and nothing else is blocked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.models

DOSSIERS = Path(__file__).parents[2] / "samples" / "dossiers"
NOTICES = [
    pytest.param(path.name, marks=pytest.mark.xdist_group(path.name))
    for path in sorted(DOSSIERS.iterdir())
    if path.is_dir()
]
# What each fault of the committed dossiers must be told as. A missing recommended paper is only a note.
CODES = {
    "assessment_blurred": {"C103"},
    "authorisation_unsealed": {"M201"},
    "classified": {"M241"},
    "commitment_unsealed": {"M201"},
    "commitment_unsigned": {"M211"},
    "completion_unsigned": {"M211"},
    "copy_unsealed": {"M221"},
    "diploma_grey_copy": {"C109", "C110"},
    "hours_crammed": {"V452"},
    "hours_short": {"V451"},
    "insurance_other_employer": {"V403"},
    "licence_unsealed": {"M201", "M204", "M205"},
    "no_contract": {"K305"},
    "no_post_form": {"K301"},
    "no_role_proof": {"K301"},
    "no_title": {"K301"},
    "no_xuexin": {"K301"},
    "one_peer_only": {"K302", "V482"},
    "other_persons_diploma": {"V401"},
    "other_persons_name": {"V401", "V491"},
    "paper_without_cover": {"K303"},
    "paper_without_numbers": {"K303"},
    "patent_turned": {"C101"},
    "post_unsealed": {"M201", "M202", "M208"},
    "publicity_short": {"V441"},
    "publicity_unsealed": {"M201"},
    "registration_unsigned": {"M211"},
    "statement_one_seal": {"M201", "M206"},
    "title_blurred": {"C102", "C103"},
}
# Rules that speak of a set of pages and so name the page where the set begins.
OF_A_SET = {"K303", "V403", "V441", "V451", "V452", "V482", "V491", "M206"}
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
    innocent = [f for f in _block(report) if not any(_accounts(fault, f) for fault in truth["faults"])]
    assert _told(innocent) == []


def _accounts(fault: dict[str, Any], finding: dict[str, Any]) -> bool:
    """Whether a fault is the reason of a finding, be it told in another way than expected."""
    if finding["requirement"] not in {fault["requirement"], *fault["also"]}:
        return False
    if finding["code"] in OF_A_SET:
        return True
    same_file = None in (fault["file"], finding["file"]) or str(finding["file"]).endswith(fault["file"])
    same_page = None in (fault["page"], finding["page"]) or fault["page"] == finding["page"]
    return same_file and same_page


def _found(fault: dict[str, Any], report: dict[str, Any]) -> bool:
    return any(_explains(fault, finding) for finding in report["findings"])


def _explains(fault: dict[str, Any], finding: dict[str, Any]) -> bool:
    """Whether a finding tells a fault: by one of its codes, under its requirement, on its page."""
    if finding["requirement"] not in {fault["requirement"], *fault["also"]}:
        return False
    if finding["code"] not in CODES[fault["fault"]] or (
        finding["severity"] == "info" and finding["code"] != "K305"
    ):
        return False
    if None in (fault["file"], finding["file"]) or finding["code"] in OF_A_SET:
        return True
    same_page = None in (fault["page"], finding["page"]) or fault["page"] == finding["page"]
    return same_page and str(finding["file"]).endswith(fault["file"])
