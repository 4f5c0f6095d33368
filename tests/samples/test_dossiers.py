from __future__ import annotations

import json
from pathlib import Path

import pymupdf
import pytest
from ruamel.yaml import YAML

import samples
from samples.plans import FAULTY, PLANS
from scanaudit.notices.profile import Profile

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "samples" / "dossiers"
NOTICES = sorted(PLANS)


@pytest.mark.parametrize("notice", NOTICES)
def test_the_profile_answers_every_question(notice: str) -> None:
    plan = PLANS[notice][0](5)
    profile = Profile.model_validate(plan.profile)
    assert all(value is not None for value in profile.model_dump().values())
    assert profile.name == plan.case.person.name


@pytest.mark.parametrize("notice", NOTICES)
def test_seeds_invent_different_people(notice: str) -> None:
    make = PLANS[notice][0]
    assert make(1).case.person == make(1).case.person
    assert make(1).case.person != make(2).case.person


@pytest.mark.parametrize(("notice", "name"), [(n, name) for n in NOTICES for name in PLANS[n][1]])
def test_every_fault_changes_the_plan_and_names_a_requirement_of_the_notice(notice: str, name: str) -> None:
    make, faults = PLANS[notice]
    whole, broken = make(1), make(1)
    faults[name].change(broken, faults[name].tag)
    assert repr(whole.documents) != repr(broken.documents)
    checklist = YAML(typ="safe").load((ROOT / "checklists" / f"{notice}.yaml").read_text(encoding="utf-8"))
    known = {requirement["id"] for requirement in checklist["requirements"]}
    assert {faults[name].requirement, *faults[name].also} <= known


def test_a_dossier_is_rendered_and_written_with_its_truth(tmp_path: Path) -> None:
    notice = "qiaocheng-2023-junior"
    made = samples.dossier(notice, 3, ["publicity_unsealed", "no_contract", "paper_turned"])
    made.write(tmp_path)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert [fault["requirement"] for fault in truth["faults"]] == ["QC-07", "QC-05", "QC-12"]
    unsealed, gone, turned = truth["faults"]
    pages = {(page["file"], page["page"]): page for page in truth["pages"]}
    assert pages[unsealed["file"], unsealed["page"]]["seals"] == []
    assert (gone["file"], gone["page"]) == (None, None)
    assert pages[turned["file"], turned["page"]]["rotation"] == 270
    _same_pages(tmp_path)
    digital = pymupdf.open(tmp_path / "upload" / "学历备案表.pdf")
    assert made.profile["name"] in digital[0].get_text()


def _same_pages(folder: Path) -> None:
    """The files hold the pages that the truth and the labels tell of."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    labels = [json.loads(line) for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(label["file"], label["page"]) for label in labels] == [
        ("upload/" + page["file"], page["page"]) for page in truth["pages"]
    ]
    told: dict[str, int] = {}
    for page in truth["pages"]:
        told[page["file"]] = told.get(page["file"], 0) + 1
    assert {path.name: pymupdf.open(path).page_count for path in (folder / "upload").iterdir()} == told


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("state", ["complete", "faulty"])
def test_the_committed_dossiers_hold_what_their_truth_says(notice: str, state: str) -> None:
    folder = COMMITTED / notice / state
    _same_pages(folder)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert [fault["fault"] for fault in truth["faults"]] == list(FAULTY[notice] if state == "faulty" else ())
    Profile.model_validate(YAML(typ="safe").load((folder / "profile.yaml").read_text(encoding="utf-8")))


def test_the_committed_dossiers_stay_small() -> None:
    assert sum(path.stat().st_size for path in COMMITTED.rglob("*") if path.is_file()) < 20_000_000
