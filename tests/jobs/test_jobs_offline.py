"""Jobs on a file open no network connection, whatever the environment says about clouds and telemetry."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import recorded

from scanaudit.jobs.database import sqlite_url
from tests.audit.dossiers import COMPLETE

ROOT = Path(__file__).parents[2]


def test_no_connection_is_opened(tmp_path: Path) -> None:
    _, pages = COMPLETE["qiaocheng-2023-junior"]()
    recorded.write(tmp_path / "张三", pages[:2])
    attempts = tmp_path / "attempts.txt"
    paths = [ROOT / "tests" / "end_to_end" / "no_network", ROOT, ROOT / "tests"]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "NETWORK_ATTEMPTS": str(attempts),
        "SCANAUDIT_CACHE_DIR": str(tmp_path),
        "DBOS__CLOUD": "true",
        "DBOS__CONDUCTOR_KEY": "key",
        "DBOS__CONDUCTOR_URL": "wss://127.0.0.1:9/",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9/",
    }
    script = [sys.executable, str(Path(__file__).with_name("working.py")), sqlite_url(tmp_path / "j.db")]
    done = subprocess.run(
        [*script, str(tmp_path / "张三")], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split()[1:] == ["2"], done.stderr
    assert not attempts.exists(), attempts.read_text()
