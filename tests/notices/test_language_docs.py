"""The how-to on checklists names everything that a checklist can say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from scanaudit.notices.demands import Demand
from scanaudit.notices.evidence import Kinds, Set
from scanaudit.notices.model import Requirement

GUIDE = (Path(__file__).parents[2] / "docs" / "checklists.md").read_text(encoding="utf-8")
DEMANDS = [get_args(model.model_fields["demand"].annotation)[0] for model in get_args(get_args(Demand)[0])]


@pytest.mark.parametrize("name", DEMANDS)
def test_every_demand_has_its_row(name: str) -> None:
    assert re.search(rf"(?m)^\|[^|]*`{name}`", GUIDE)


@pytest.mark.parametrize("model", [Requirement, Kinds, Set])
def test_every_key_is_named(model: type[Requirement] | type[Kinds] | type[Set]) -> None:
    missing = [key for key in model.model_fields if not re.search(rf"`{key}`|\b{key}:", GUIDE)]
    assert missing == []
