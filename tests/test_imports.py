"""Imports only point one way: left of the page facts knows no notices, right of them knows no pixels."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "scanaudit"

# What each room may import from, besides itself. Order is the order of the data's way.
_BASE = {
    "text",
    "facts",
    "errors",
    "privacy",
    "yamltext",
    "ink_pattern",
    "seal_scraps",
    "spelling",
    "boxes",
    "simplified",
    "pinned",
}
_LOOKS = _BASE | {"intake", "settings", "reading", "imprint", "paper"}
_FACTS = _LOOKS | {"capture", "marks", "kinds", "fields", "parts", "rereading", "pipeline", "inspection"}
ALLOWED: dict[str, set[str]] = {
    "text": set(),
    "facts": {"text"},
    "imprint": {"facts"},
    "errors": {"text"},
    "databases": {"text", "errors"},
    "privacy": set(),
    "yamltext": set(),
    "ink_pattern": set(),
    "seal_scraps": set(),
    "spelling": set(),
    "simplified": set(),
    "boxes": {"facts"},
    "pinned": {"text", "errors", "yamltext"},
    "verdicts": {"text", "facts"},
    "intake": _BASE,
    "settings": {"intake"},
    "paper": {"intake"},
    "reading": _BASE | {"intake", "settings", "paper"},
    "capture": _LOOKS,
    "marks": _LOOKS,
    "kinds": _LOOKS,
    "fields": _LOOKS,
    "rereading": _LOOKS | {"fields", "marks"},
    "parts": _LOOKS | {"kinds", "fields"},
    "pipeline": _LOOKS | {"capture", "marks", "kinds", "fields", "parts", "rereading"},
    "inspection": _FACTS,
    "notices": _BASE | {"kinds", "fields"},
    "drafting": _BASE | {"notices"},
    "likeness": _BASE | {"imprint"},
    "rules": _BASE | {"notices", "verdicts", "kinds", "fields", "likeness"},
    "auditing": _BASE | {"notices", "verdicts", "kinds", "rules", "fields"},
    "audit": _BASE | {"notices", "verdicts", "kinds", "rules", "auditing", "fields"},
    "report": _BASE | {"notices", "verdicts", "rules", "settings"},
    "jobs": _FACTS | {"yamltext", "databases"},
    "review": _BASE | {"verdicts", "report", "jobs", "settings", "yamltext", "evaluation"},
    "bulk": {"*"},
    "remedy": _FACTS | {"report"},
    "evaluation": _LOOKS | {"inspection", "marks", "fields"},
    "service": _FACTS
    | {
        "notices",
        "verdicts",
        "kinds",
        "rules",
        "auditing",
        "audit",
        "report",
        "remedy",
        "review",
        "databases",
    },
    "cli": {"*"},
    "__main__": {"cli"},
    "__init__": set(),
}


def _room(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def _imported_rooms(path: Path) -> set[str]:
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = (
                [f"scanaudit.{alias.name}" for alias in node.names]
                if node.module == "scanaudit"
                else [node.module]
            )
        rooms |= {name.split(".")[1] for name in names if name.startswith("scanaudit.")}
    return rooms


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    room = _room(path)
    assert room in ALLOWED, f"a new room {room!r}: say in this test what it may import"
    allowed = ALLOWED[room]
    if "*" not in allowed:
        assert _imported_rooms(path) <= allowed | {room, "__version__"}


def test_every_room_is_still_there() -> None:
    assert set(ALLOWED) == {_room(path) for path in PACKAGE.rglob("*.py")}
