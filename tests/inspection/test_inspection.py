"""A page that crashes, hangs or eats memory costs itself and nothing else; nothing known is read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import faults
import pytest
from PIL import Image

from scanaudit.inspection import inspect as inspecting
from scanaudit.inspection import pool
from scanaudit.inspection.inspect import Inspection, Progress, inspect
from scanaudit.settings import Settings

Run = Callable[..., Inspection]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    scans = tmp_path / "scans"
    scans.mkdir()
    return scans


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(inspecting.models, "verify", lambda settings: Path())
    cache = tmp_path / "cache"
    cache.mkdir()

    def go(folder: Path, count: object = faults.count, **settings: object) -> Inspection:
        fake = SimpleNamespace(start=faults.start, count=count, read=faults.read)
        monkeypatch.setattr(inspecting, "worker", fake)
        monkeypatch.setattr(pool, "worker", fake)
        told: list[Progress] = []
        chosen = Settings(cache_dir=cache, workers=2, **settings)  # type: ignore[arg-type]
        result = inspect([folder], chosen, told.append)
        assert told[-1].done == told[-1].total
        return result

    return go


def _scan(folder: Path, name: str) -> None:
    shade = sum(name.encode()) % 256
    Image.new("RGB", (40, 30), (shade, 200, 10)).save(folder / name, format="PNG")


def _calls(tmp_path: Path) -> list[str]:
    return (tmp_path / "cache" / "calls.txt").read_text().splitlines()


def test_faulty_pages_become_problems_and_the_rest_goes_on(folder: Path, run: Run) -> None:
    for name in ("a.png", "bug.png", "crash.png", "hang.png", "memory.png", "z.png"):
        _scan(folder, name)
    (folder / "empty.pdf").touch()
    found = {Path(page.file).name: page for page in run(folder, page_seconds=4.0).pages}
    assert list(found) == ["a.png", "bug.png", "crash.png", "empty.pdf", "hang.png", "memory.png", "z.png"]
    codes = {name: [p.code for p in page.problems] for name, page in found.items()}
    assert codes == {
        "a.png": [],
        "bug.png": ["F192"],
        "crash.png": ["F191"],
        "empty.pdf": ["F105"],
        "hang.png": ["F190"],
        "memory.png": ["F191"],
        "z.png": [],
    }
    assert found["z.png"].text.endswith("z.png")


def test_a_page_whose_worker_died_is_tried_once_more(folder: Path, run: Run, tmp_path: Path) -> None:
    _scan(folder, "once.png")
    assert run(folder).pages[0].problems == ()
    assert len(_calls(tmp_path)) == 2


def test_a_file_that_kills_its_worker_while_it_is_opened(folder: Path, run: Run) -> None:
    _scan(folder, "crash.png")
    _scan(folder, "good.png")
    pages = run(folder, count=faults.count_or_die).pages
    assert [p.code for page in pages for p in page.problems] == ["F191"]
    assert [page.page for page in pages] == [None, 1]


def test_a_second_run_reads_only_what_changed(folder: Path, run: Run, tmp_path: Path) -> None:
    for name in ("a.png", "b.png", "c.png"):
        _scan(folder, name)
    first = run(folder)
    Image.new("RGB", (41, 30)).save(folder / "b.png")
    second = run(folder)
    assert len(_calls(tmp_path)) == 4
    assert [p.file for p in second.pages] == [p.file for p in first.pages]
    assert second.preview(second.pages[0].file, 1) == b"jpeg"


def test_a_known_page_takes_the_name_it_has_now(folder: Path, run: Run, tmp_path: Path) -> None:
    _scan(folder, "a.png")
    run(folder)
    (folder / "a.png").rename(folder / "renamed.png")
    (page,) = run(folder).pages
    assert page.file.endswith("renamed.png")
    assert len(_calls(tmp_path)) == 1


def test_the_fields_of_the_kind_that_neighbours_give_are_read(folder: Path, run: Run) -> None:
    _scan(folder, "contract.png")
    for _ in ("read", "known"):
        second = run(folder, count=faults.count_two).pages[1]
        assert second.kind == "labour_contract"
        assert (second.fields.period_start, second.fields.period_end) == ("2019-03-01", "2022-02-28")


def test_problems_are_not_kept(folder: Path, run: Run, tmp_path: Path) -> None:
    _scan(folder, "crash.png")
    run(folder)
    run(folder)
    assert len(_calls(tmp_path)) == 4


def test_without_a_cache_everything_is_read_again(folder: Path, run: Run, tmp_path: Path) -> None:
    _scan(folder, "a.png")
    run(folder, use_cache=False)
    run(folder, use_cache=False)
    assert len(_calls(tmp_path)) == 2
