"""A process that dies takes its own task along and no other, however late its word of what it had begun is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import faults
import pytest
from pebble.pool.process import BrokenProcessPool, PoolManager

from scanaudit.facts import Problem
from scanaudit.inspection import pool as pool_module
from scanaudit.inspection.pool import WorkerPool
from scanaudit.intake.sources import Source
from scanaudit.jobs.reading import Reader, Readers, Reading
from scanaudit.settings import Settings


def source(path: Path) -> Source:
    return Source(path=path, file=path.name, container=None, kind="png", content_hash=path.name)


def begun(readers: Readers, path: Path) -> Reading:
    reading = readers.begin(path.name, source(path), 1, wait=True)
    assert reading is not None
    return reading


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache_dir=tmp_path, workers=1, page_seconds=60.0)


def test_a_word_that_comes_after_the_end(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Callable[..., None] = PoolManager.process_next_message

    def late(self: PoolManager, timeout: float) -> None:
        time.sleep(0.3)
        read(self, timeout)

    monkeypatch.setattr(PoolManager, "process_next_message", late)
    with WorkerPool(settings) as pool:
        crash, page = (
            pool.start(name, faults.read, source(tmp_path / name), 1, settings)
            for name in ("crash.png", "a.png")
        )
        told, answer = crash.result(), page.result()
    assert isinstance(told, Problem) and told.code == "F191"
    assert not isinstance(answer, Problem), answer


def test_processes_that_cannot_be_replaced_any_more_are_started_anew(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = Readers(settings, Reader(faults.count, faults.read))
    assert not isinstance(readers.answer(begun(readers, tmp_path / "a.png")), Problem)
    with monkeypatch.context() as patched:
        patched.setattr(PoolManager, "update_status", _fail)
        time.sleep(0.5)  # the library looks after its processes ten times a second
    assert not isinstance(readers.answer(begun(readers, tmp_path / "b.png")), Problem)
    readers.close()
    with pytest.raises(RuntimeError):
        begun(readers, tmp_path / "c.png")


def _fail(*_: object) -> None:
    raise BrokenProcessPool


def test_a_process_that_is_killed_while_it_has_nothing_to_do_is_replaced(
    settings: Settings, tmp_path: Path
) -> None:
    with WorkerPool(settings) as pool:
        first = pool.start("a.png", os.getpid).result()
        assert isinstance(first, int)
        os.kill(first, signal.SIGKILL)
        time.sleep(0.5)
        second = pool.start("b.png", os.getpid).result()
    assert isinstance(second, int) and second != first


@pytest.mark.parametrize("waiting", [1, 300])
def test_a_process_that_dies_with_the_lock_takes_no_other_page_along(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, waiting: int
) -> None:
    """Three hundred tasks are more than the channel takes at once: some are not yet with any process."""
    monkeypatch.setattr(pool_module, "_LOCKED", 0.5)
    with WorkerPool(settings) as pool:
        crash = pool.start("crash.png", faults.die_with_the_lock)
        pages = [pool.start(f"{n}.png", len, "四" * 1000) for n in range(waiting)]
        told, answers = crash.result(), [page.result() for page in pages]
    assert isinstance(told, Problem) and told.code == "F191"
    assert answers == [1000] * waiting


def test_a_folder_that_cannot_be_written_is_told_with_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server that workers are forked from meets the error first, and must live on."""
    (tmp_path / "no folder").write_text("", encoding="utf-8")
    monkeypatch.setenv("SCANAUDIT_CACHE_DIR", str(tmp_path / "no folder"))
    told = subprocess.run(
        [sys.executable, "-c", "import scanaudit.inspection.warm"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
