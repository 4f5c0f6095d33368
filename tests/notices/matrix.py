"""The requirement matrix beside the checkout, read row by row."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("SCANAUDIT_SHARED", Path(__file__).parents[3] / "shared"))
_ROW = re.compile(r"^\| ((?:AH|JY|QC|JX)-\d+[a-z]?) \|")


@dataclass(frozen=True)
class Row:
    id: str
    material: str
    clause: tuple[str, ...]
    who: tuple[str, ...]
    via: tuple[str, ...]
    when: str
    must: str


def rows() -> list[Row]:
    path = SHARED / "requirements.md"
    if not path.is_file():
        pytest.skip(f"the requirement matrix is not beside this checkout ({path})")
    return [_row(line) for line in path.read_text(encoding="utf-8").splitlines() if _ROW.match(line)]


def notice_text(notice_id: str) -> str:
    path = SHARED / "notices" / f"{notice_id}.txt"
    if not path.is_file():
        pytest.skip(f"the notice's text is not beside this checkout ({path})")
    return path.read_text(encoding="utf-8")


def _row(line: str) -> Row:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    id_, material, clause, who_via, when, must = cells
    who, _, via = who_via.partition("/")
    return Row(id_, material, tuple(clause.split(", ")), _letters(who), _letters(via), when, must)


def _letters(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[A-Z]", cell))
