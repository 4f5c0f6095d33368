"""The JSON Schema of checklists accepts what is shipped and refuses what is misspelt."""

from __future__ import annotations

import datetime as dt
from typing import Any

import jsonschema
import pytest

from scanaudit.notices.loader import shipped
from scanaudit.notices.schema import checklist_schema
from scanaudit.yamltext import parse

VALIDATOR = jsonschema.Draft202012Validator(checklist_schema())


def plain(value: Any) -> Any:
    """Dates as an editor sees them: text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def shipped_data(notice_id: str) -> Any:
    return plain(parse(shipped()[notice_id].read_text(encoding="utf-8")))


@pytest.mark.parametrize("notice_id", sorted(shipped()))
def test_the_shipped_checklists_are_valid(notice_id: str) -> None:
    assert list(VALIDATOR.iter_errors(shipped_data(notice_id))) == []


def test_a_change_may_name_only_what_it_changes() -> None:
    change = {"extends": "base", "id": "x", "requirements": [{"id": "B-01", "upload": "optional"}]}
    assert list(VALIDATOR.iter_errors(change)) == []
    assert list(VALIDATOR.iter_errors({key: change[key] for key in ("id", "requirements")}))


@pytest.mark.parametrize(
    "mistake", [{"uplaod": "required"}, {"upload": "sometimes"}, {"evidence": {"kinds": ["id_crad"]}}]
)
def test_mistakes_are_refused(mistake: dict[str, Any]) -> None:
    data = shipped_data("qiaocheng-2023-junior")
    data["requirements"][0] |= mistake
    assert list(VALIDATOR.iter_errors(data))
