"""Pages are read once; what cannot be read is told with its reason while everything else goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from scanaudit.errors import UsageError
from scanaudit.jobs.engine import Jobs
from scanaudit.jobs.orders import Order
from scanaudit.jobs.places import signature
from scanaudit.settings import Settings

Make = Callable[..., Jobs]
Upload = Callable[..., Path]
Calls = Callable[[], list[str]]


def order(folder: Path, name: str | None = None) -> Order:
    places = (str(folder),)
    return Order(name or folder.name, places, signature(places), "test")


def test_every_page_is_read_once_and_known_afterwards(
    jobs: Make, database: str, upload: Upload, calls: Calls
) -> None:
    folders = [upload("甲", "1.png", "2.png"), upload("乙", "1.png")]
    with jobs(database) as running:
        ids = [running.submit(order(folder)) for folder in folders]
        progress = running.wait(ids)
        assert (progress.done, progress.pages, progress.pages_done, progress.failed) == (2, 3, 3, 0)
        assert [page.file for page in running.inspection(ids[0]).pages] == ["甲/1.png", "甲/2.png"]
        assert running.inspection(ids[0]).preview("甲/1.png", 1) == b"jpeg"
    (folders[0] / "2.png").unlink()
    upload("甲", "3.png")
    with jobs(database) as running:
        again = [running.submit(order(folder)) for folder in folders]
        assert again[1] == ids[1] and again[0] != ids[0]
        progress = running.wait(again)
        assert [page.file for page in running.inspection(again[0]).pages] == ["甲/1.png", "甲/3.png"]
    assert len(calls()) == len(set(calls())) == 4
    assert progress.known == 1


def test_the_same_page_in_two_uploads_is_read_once(
    jobs: Make, database: str, upload: Upload, calls: Calls
) -> None:
    first = upload("甲", "1.png", "2.png", "3.png")
    second = first.with_name("乙")
    shutil.copytree(first, second)
    with jobs(database) as running:
        ids = [running.submit(order(folder)) for folder in (first, second)]
        progress = running.wait(ids)
        pages = [running.inspection(job).pages for job in ids]
    assert len(calls()) == 3
    assert (progress.pages, progress.pages_done, progress.known) == (6, 6, 3)
    assert [page.file for page in pages[1]] == ["乙/1.png", "乙/2.png", "乙/3.png"]


def test_pages_that_crash_hang_or_eat_memory_are_told_and_the_rest_is_read(
    jobs: Make, database: str, upload: Upload, calls: Calls
) -> None:
    names = ["a.png", "crash.png", "eater.png", "hang.png", "memory.png", "z.png"]
    folder = upload("甲", *names)
    (folder / "empty.pdf").touch()
    with jobs(database, page_megabytes=600, page_seconds=3.0) as running:
        job = running.submit(order(folder))
        progress = running.wait([job])
        found = {Path(page.file).name: page for page in running.inspection(job).pages}
        codes = {name: [problem.code for problem in page.problems] for name, page in found.items()}
        assert codes == {
            "a.png": [],
            "crash.png": ["F191"],
            "eater.png": ["F191"],
            "empty.pdf": ["F105"],
            "hang.png": ["F190"],
            "memory.png": ["F191"],
            "z.png": [],
        }
        assert (progress.pages_done, progress.failed) == (6, 5)
        assert len(calls()) == 2 + 2 * 4, "each was tried again in a fresh process, and then no more"
        assert running.submit(order(folder)) == job
        assert running.retry_quarantined() == 4
        for name in ("hang.png", "memory.png", "eater.png"):
            (folder / name).unlink()
        again = running.submit(order(folder))
        assert running.wait([again]).failed == 2
    assert len(calls()) == 2 + 2 * 4 + 2 * 1


def test_a_page_whose_process_died_once_is_read(jobs: Make, database: str, upload: Upload) -> None:
    with jobs(database) as running:
        job = running.submit(order(upload("甲", "once.png")))
        assert running.wait([job]).failed == 0
        assert running.inspection(job).pages[0].problems == ()


def test_processes_that_grow_too_large_are_replaced(jobs: Make, tmp_path: Path, upload: Upload) -> None:
    with jobs(f"sqlite:///{tmp_path}/j.db", worker_megabytes=128, workers=1) as running:
        # more pages than are handed to the processes at once
        job = running.submit(order(upload("甲", *(f"hold{n}.png" for n in range(1, 9)))))
        assert running.wait([job]).failed == 0
        told = {page.text.rpartition(" ")[2] for page in running.inspection(job).pages}
    assert len(told) > 1, "every page was read in the same process"


def test_known_problems_name_the_file_as_it_is_called_now(jobs: Make, database: str, upload: Upload) -> None:
    folder = upload("甲", "crash.png")
    with jobs(database) as running:
        running.wait([running.submit(order(folder))])
        (folder / "crash.png").rename(folder / "身份证.png")
        job = running.submit(order(folder))
        running.wait([job])
        (page,) = running.inspection(job).pages
    assert page.file == "甲/身份证.png"
    assert "甲/身份证.png" in page.problems[0].message.zh and "crash" not in page.problems[0].message.en


def test_a_watcher_submits_and_sees_what_a_worker_does(jobs: Make, database: str, upload: Upload) -> None:
    with jobs(database, work=False) as watching:
        job = watching.submit(order(upload("甲", "1.png")))
        assert watching.progress(job).waiting == 1
        assert watching.pages_so_far(job) == ()
        with jobs(database) as working:
            working.wait([job])
        assert watching.progress(job, batch="test").done == 1
        assert [page.file for page in watching.pages_so_far(job)] == ["甲/1.png"]


def test_a_place_that_is_not_there_is_told(jobs: Make, database: str, tmp_path: Path) -> None:
    with jobs(database) as running:
        job = running.submit(Order("甲", (str(tmp_path / "nowhere"),)))
        assert running.wait([job]).failed == 1
        (page,) = running.inspection(job).pages
    assert page.page is None and [problem.code for problem in page.problems] == ["F101"]


def test_an_upload_in_a_store_is_fetched_and_read(jobs: Make, tmp_path: Path, upload: Upload) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    store.put(str(upload("甲", "1.png", "2.png")), "/bucket/甲", recursive=True)
    places = ("memory://bucket/甲",)
    with jobs(f"sqlite:///{tmp_path}/j.db") as running:
        job = running.submit(Order("甲", places, signature(places)))
        assert running.wait([job]).pages_done == 2
        assert [page.file for page in running.inspection(job).pages] == ["甲/1.png", "甲/2.png"]
    before = signature(places)
    store.pipe("/bucket/甲/3.png", b"more")
    assert signature(places) != before


def test_another_key_is_refused_and_nothing_is_readable_without_one(
    jobs: Make, tmp_path: Path, upload: Upload
) -> None:
    url = f"sqlite:///{tmp_path}/j.db"
    with jobs(url, jobs_key=Fernet.generate_key().decode()) as running:
        running.wait([running.submit(order(upload("张三", "身份证.png")))])
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("j.db*"))
    assert "身份证".encode() not in stored and "张三".encode() not in stored
    assert (tmp_path / "j.db").stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError, match="another key"):
        jobs(url, jobs_key=Fernet.generate_key().decode())


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "postgresql://127.0.0.1:1/none", "nonsense"])
def test_a_database_that_cannot_be_opened_is_a_clear_error(url: str, settings: Settings) -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        Jobs(url, settings, work=False)
