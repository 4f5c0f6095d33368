"""The contracts of ``inspect`` and ``check``, held on what the real program writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

pytestmark = pytest.mark.models
ROOT = Path(__file__).parents[2]
DOSSIER = ROOT / "samples" / "dossiers" / "anhui-2024-engineering" / "faulty"


def run(tmp_path: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SCANAUDIT_CACHE_DIR": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "scanaudit", *map(str, arguments), "--lang", "en", "--workers", "1"]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def contract(name: str) -> jsonschema.Draft202012Validator:
    text = (ROOT / "docs" / "schema" / f"{name}.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """Two pages of a sample dossier and a file that does not open."""
    folder = tmp_path / "scans"
    folder.mkdir()
    pictures = sorted((DOSSIER / "upload").glob("*.jpg"))[:2]
    assert len(pictures) == 2
    for path in pictures:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "zz.pdf").write_bytes(b"")
    return folder


def test_real_output_fits_the_published_schemas(scans: Path, tmp_path: Path) -> None:
    inspected = run(tmp_path, "inspect", scans, "--jsonl")
    assert inspected.returncode == 0, inspected.stderr
    lines = [json.loads(line) for line in inspected.stdout.splitlines()]
    assert [line["page"] for line in lines] == [1, 1, None]
    assert lines[2]["problems"][0]["code"].startswith("F1")
    for line in lines:
        contract("inspect").validate(line)

    (scans / "zz.pdf").unlink()  # what is missing could be in it, and then nothing could be blocked
    profile, out = DOSSIER / "profile.yaml", tmp_path / "out"
    checked = run(
        tmp_path, "check", scans, "-n", "anhui-2024-engineering", "-a", profile, "-o", out, "--no-ask"
    )
    assert checked.returncode == 1, checked.stderr
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    contract("report").validate(report)
    assert report["verdict"] == "fail" and len(report["pages"]) == 2
    assert (out / "report.html").stat().st_size > 100_000, "the pages' pictures are in it"
