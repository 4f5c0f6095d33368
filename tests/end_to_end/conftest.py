"""Runs the real program on the committed dossiers, once each, and shares what it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOSSIERS = ROOT / "samples" / "dossiers"


@dataclass(frozen=True)
class Ran:
    """One finished run of the program."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A cache folder of this test run, so that a page is read once however many tests look at it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "facts-cache"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def program(cache: Path) -> Callable[..., Ran]:
    """Call it with the words of a command line."""

    def run(*words: object, **environment: str) -> Ran:
        env = {**os.environ, "SCANAUDIT_CACHE_DIR": str(cache), "SCANAUDIT_LANG": "zh", **environment}
        done = subprocess.run(
            [sys.executable, "-m", "scanaudit", *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=env,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def audited(program: Callable[..., Ran], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """The exit code and report.json of a committed dossier."""
    known: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}

    def check(notice: str, which: str) -> tuple[int, dict[str, Any]]:
        if (notice, which) not in known:
            dossier = DOSSIERS / notice / which
            out = tmp_path_factory.mktemp(f"{notice}-{which}")
            ran = program(
                "check",
                dossier / "upload",
                "--notice",
                notice,
                "--applicant",
                dossier / "profile.yaml",
                "--out",
                out,
                "--no-ask",
            )
            assert ran.code in (0, 1, 2), ran.err
            known[notice, which] = (ran.code, json.loads((out / "report.json").read_text(encoding="utf-8")))
        return known[notice, which]

    return check
