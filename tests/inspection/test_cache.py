"""The cache keeps facts between runs, encrypted, and never serves what is stale."""

from __future__ import annotations

import ast
import os
import stat
import sys
import time
from pathlib import Path

import pytest

import scanaudit
from scanaudit.facts import PageFacts, Problem
from scanaudit.inspection import cache as facts_cache
from scanaudit.inspection.cache import KEEP_DAYS, Entry, FactsCache
from scanaudit.text import Text

ENTRY = Entry(
    PageFacts(
        file="甲.pdf",
        page=2,
        text="张三 990102199001010019",
        problems=(
            Problem(code="F101", message=Text(zh="空", en="empty"), advice=Text(zh="换", en="replace")),
        ),
    ),
    b"\xff\xd8preview",
)


def test_gives_back_what_was_put(tmp_path: Path) -> None:
    FactsCache(tmp_path, "v").put("hash", 2, ENTRY)
    assert FactsCache(tmp_path, "v").get("hash", 2) == ENTRY


def test_another_page_content_or_version_is_a_miss(tmp_path: Path) -> None:
    cache = FactsCache(tmp_path, "v")
    cache.put("hash", 2, ENTRY)
    assert cache.get("hash", 1) is None
    assert cache.get("other", 2) is None
    assert FactsCache(tmp_path, "w").get("hash", 2) is None


def test_nothing_personal_lies_readable_on_disk(tmp_path: Path) -> None:
    FactsCache(tmp_path, "v").put("hash", 2, ENTRY)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert "张三".encode() not in data
            assert b"19900101" not in data
            assert "甲" not in path.name


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_only_the_user_can_read_the_key(tmp_path: Path) -> None:
    FactsCache(tmp_path, "v")
    assert stat.S_IMODE((tmp_path / "facts.key").stat().st_mode) == 0o600


def test_a_damaged_entry_is_a_miss(tmp_path: Path) -> None:
    cache = FactsCache(tmp_path, "v")
    cache.put("hash", 2, ENTRY)
    for path in (tmp_path / "facts").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-7] + b"tampered")
    assert cache.get("hash", 2) is None


def test_a_damaged_key_costs_the_entries_and_not_the_run(tmp_path: Path) -> None:
    FactsCache(tmp_path, "v").put("hash", 2, ENTRY)
    (tmp_path / "facts.key").write_bytes(b"not a key")
    assert FactsCache(tmp_path, "v").get("hash", 2) is None


def test_unused_entries_are_removed(tmp_path: Path) -> None:
    cache = FactsCache(tmp_path, "v")
    cache.put("old", 1, ENTRY)
    (old,) = (tmp_path / "facts").glob("*/*")
    long_ago = time.time() - (KEEP_DAYS + 1) * 86_400
    os.utime(old, (long_ago, long_ago))
    cache.put("new", 1, ENTRY)
    cache.prune()
    assert cache.get("old", 1) is None
    assert cache.get("new", 1) == ENTRY


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = FactsCache(tmp_path / "file", "v")
    cache.put("hash", 1, ENTRY)
    assert cache.get("hash", 1) is None


def test_page_counts(tmp_path: Path) -> None:
    cache = FactsCache(tmp_path, "v")
    assert cache.page_count("hash") is None
    cache.put_page_count("hash", 12)
    assert cache.page_count("hash") == 12


def _imported(module: str) -> set[str]:
    """The package's own modules that ``scanaudit.<module>`` imports, theirs included."""
    package = Path(scanaudit.__file__).parent
    seen: set[str] = set()
    todo = [module]
    while todo:
        name = todo.pop()
        path = package / (name.replace(".", "/") + ".py")
        path = path if path.is_file() else package / name.replace(".", "/") / "__init__.py"
        if name in seen or not path.is_file():
            continue
        seen.add(name)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scanaudit"):
                inner = (node.module or "").partition(".")[2]
                todo += [inner, *(f"{inner}.{one.name}".strip(".") for one in node.names)]
    return seen - {""}


def test_a_change_in_whatever_makes_facts_changes_the_code_version() -> None:
    rooms = {name.partition(".")[0] for name in _imported("pipeline")}
    known = {*facts_cache._ROOMS, *(name.removesuffix(".py") for name in facts_cache._MODULES)}
    assert rooms - known == {"settings", "errors"}, "settings count by their values, errors make no facts"
