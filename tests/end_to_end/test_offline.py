"""No command but `models install` opens a network connection."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NO_NETWORK = Path(__file__).parent / "no_network"
NOTICE = "qiaocheng-2023-junior"


@pytest.fixture
def offline(program: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    attempts = tmp_path / "attempts.txt"

    def run(*words: object) -> Any:
        ran = program(
            *words,
            PYTHONPATH=str(NO_NETWORK),
            NETWORK_ATTEMPTS=str(attempts),
            SCANAUDIT_CACHE_DIR=str(tmp_path / "cache"),
        )
        assert not attempts.exists(), attempts.read_text(encoding="utf-8")
        return ran

    return run


def test_the_guard_itself_works(tmp_path: Path) -> None:
    attempts = tmp_path / "attempts.txt"
    environment = {**os.environ, "PYTHONPATH": str(NO_NETWORK), "NETWORK_ATTEMPTS": str(attempts)}
    reach = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')"
    done = subprocess.run([sys.executable, "-c", reach], env=environment, capture_output=True, check=False)
    assert done.returncode != 0
    assert "127.0.0.1" in attempts.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    ["--help", "notices list", f"notices show {NOTICE}", "rules", "models verify", "schema report"],
)
def test_light_commands(offline: Callable[..., Any], words: str) -> None:
    assert offline(*words.split()).code == 0


@pytest.mark.models
def test_inspect_and_check(offline: Callable[..., Any], tmp_path: Path) -> None:
    dossier = Path(__file__).parents[2] / "samples" / "dossiers" / NOTICE / "complete"
    page = sorted(p for p in (dossier / "upload").rglob("*") if p.suffix in {".jpg", ".pdf"})[0]
    assert offline("inspect", page, "--jsonl").code == 0
    ran = offline("check", page, "--notice", NOTICE, "--no-ask", "--out", tmp_path / "out")
    assert ran.code in (0, 1, 2), ran.err


@pytest.mark.models
@pytest.mark.parametrize("job", ["from scanaudit.marks import detector; detector.load()", "inspect"])
def test_the_models_runtime_reports_nothing(tmp_path: Path, job: str) -> None:
    """Native code is not seen by the guard above; what would be sent is first laid down in the user's cache."""
    said = {"CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS"}  # any of which silences it by itself
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment = {name: value for name, value in os.environ.items() if name not in said} | home
    dossier = Path(__file__).parents[2] / "samples" / "dossiers" / NOTICE / "complete"
    page = sorted(p for p in (dossier / "upload").rglob("*") if p.suffix == ".jpg")[0]
    words = (
        ["-m", "scanaudit", "inspect", str(page), "--jsonl"]
        if job == "inspect"
        else ["-c", f"import scanaudit; {job}"]
    )
    ran = subprocess.run([sys.executable, *words], env=environment, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert not [file for file in tmp_path.rglob("*") if "onnxruntime" in str(file) or file.name == "deviceid"]
