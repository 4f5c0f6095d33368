"""Three workers on PostgreSQL, one killed: the others finish, nothing is lost, nothing is double."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import recorded

from scanaudit.jobs.engine import Jobs
from scanaudit.jobs.orders import Order
from scanaudit.jobs.places import signature
from scanaudit.settings import Settings
from tests.audit.dossiers import COMPLETE

ROOT = Path(__file__).parents[2]
PEOPLE, LIMIT = 9, 60.0


@pytest.fixture
def workers(postgres: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[str]]]:
    environment = {
        **os.environ,
        "SCANAUDIT_CACHE_DIR": str(tmp_path / "cache"),
        "RECORDED_SECONDS": "0.3",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
    }
    script = [sys.executable, str(Path(__file__).with_name("working.py")), postgres]
    started = [
        subprocess.Popen(script, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
        for _ in range(3)
    ]
    yield started
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _until(what: object, seconds: float = 120.0) -> float:
    begun = time.monotonic()
    while not what():  # type: ignore[operator]
        assert time.monotonic() - begun < seconds, "waited in vain"
        time.sleep(0.1)
    return time.monotonic() - begun


def test_what_a_killed_worker_had_begun_is_finished_by_the_others(
    postgres: str, workers: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    (tmp_path / "cache").mkdir(exist_ok=True)
    for process in workers:
        assert process.stdout is not None and process.stdout.readline()
    _, pages = COMPLETE["qiaocheng-2023-junior"]()
    with Jobs(postgres, Settings(cache_dir=tmp_path / "cache"), work=False) as jobs:
        ids = []
        for number in range(PEOPLE):
            folder = tmp_path / "uploads" / f"{number}"
            recorded.write(
                folder, [page.model_copy(update={"text": f"{page.text}{number}"}) for page in pages]
            )
            ids.append(jobs.submit(Order(f"{number}", (str(folder),), signature((str(folder),)))))
        _until(lambda: jobs.progress(ids).reading >= 3)
        _until(lambda: jobs.progress(ids).pages_done >= 5)
        workers[0].kill()
        workers[0].wait()
        seconds = _until(lambda: jobs.progress(ids).over)
        progress = jobs.progress(ids)
        told = [len(jobs.inspection(job).pages) for job in ids]
    assert (progress.done, progress.failed, progress.pages_done) == (PEOPLE, 0, PEOPLE * len(pages))
    assert told == [len(pages)] * PEOPLE
    assert seconds < LIMIT
    read = [line.split()[0] for line in (tmp_path / "cache" / "calls.txt").read_text().splitlines()]
    assert len(set(read)) == PEOPLE * len(pages)
    assert len(read) - len(set(read)) <= 5, "only what the killed worker had in hand was read again"
