"""Documentation is a contract: its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").glob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_as_many_plaques_are_told_of_as_the_list_names() -> None:
    from benchmarks.capturing.seen import NO_PAGES

    words = {12: "twelve", 13: "thirteen", 14: "fourteen"}
    text = (ROOT / "docs" / "capture.md").read_text(encoding="utf-8")
    assert re.findall(r"list names (\w+) plaques", text) == [words[len(NO_PAGES)]]
