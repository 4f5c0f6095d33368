"""Every broken, strange or malicious file gives its typed line, and the run goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from intake.hostile import build

pytestmark = pytest.mark.models


def test_inspect_over_the_whole_hostile_set(program: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    expected = build(folder)
    ran = program("inspect", folder, "--jsonl")
    assert ran.code == 0, ran.err
    assert "Traceback" not in ran.err
    lines = [json.loads(line) for line in ran.out.splitlines()]
    found: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        found.setdefault(line["file"], []).append(line)
    assert set(found) == set(expected)
    for file, want in expected.items():
        told = {problem["code"] for line in found[file] for problem in line["problems"]}
        assert told == set(want.codes), file
        assert (
            sum(line["page"] is not None and line["capture"] is not None for line in found[file])
            == want.shown
        ), file
