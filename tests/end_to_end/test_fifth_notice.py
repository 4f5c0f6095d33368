"""A fifth notice, written down from docs/checklists.md alone, checks a rendered dossier without a line of code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import samples
from scanaudit.audit import audit
from scanaudit.inspection.inspect import inspect
from scanaudit.notices import load, load_profile
from scanaudit.settings import Settings

pytestmark = pytest.mark.models

GUIDE = Path(__file__).parents[2] / "docs" / "checklists.md"
FILES = {"诚信承诺.jpg", "毕业证.jpg", "继续教育证书.pdf", "聘用合同.pdf", "单位公示.jpg"}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Page facts that both dossiers share are read once."""
    return tmp_path_factory.mktemp("cache")


def checked(tmp_path: Path, cache: Path, *faults: str, without: str = "") -> dict[str, str]:
    """The status of each requirement for the rendered dossier, cut down to the notice's materials."""
    samples.dossier("qiaocheng-2023-junior", 11, list(faults)).write(tmp_path)
    for path in (tmp_path / "upload").iterdir():
        if path.name not in FILES - {without}:
            path.unlink()
    checklist = re.search(
        r"# example: the whole checklist\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL
    )
    assert checklist is not None
    (tmp_path / "fifth.yaml").write_text(checklist.group(1), encoding="utf-8")
    pages = inspect([tmp_path / "upload"], Settings(cache_dir=cache, workers=1, page_seconds=900)).pages
    report = audit(load(tmp_path / "fifth.yaml"), load_profile(tmp_path / "profile.yaml"), pages)
    return {row.id: row.status for row in report.requirements}


def test_a_complete_dossier_meets_it(tmp_path: Path, cache: Path) -> None:
    assert checked(tmp_path, cache) == {
        "LJ-01": "met", "LJ-02": "met", "LJ-03": "met", "LJ-04": "met", "LJ-05": "met",
        "LJ-06": "not_applicable", "LJ-07": "met",
    }  # fmt: skip


def test_what_is_wrong_is_found(tmp_path: Path, cache: Path) -> None:
    found = checked(tmp_path, cache, "publicity_unsealed", without="聘用合同.pdf")
    assert found["LJ-05"] == "unmet" and found["LJ-04"] == "unmet"
    assert found["LJ-01"] == found["LJ-02"] == found["LJ-03"] == "met"
