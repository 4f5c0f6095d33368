"""The how-to on checklists names everything that a checklist can say, and every example on it is one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from scanaudit.kinds.catalogue import catalogue
from scanaudit.notices import Notice, load
from scanaudit.notices.clauses import sentences
from scanaudit.notices.conditions import Condition
from scanaudit.notices.coverage import coverage
from scanaudit.notices.demands import Demand
from scanaudit.notices.evidence import EvidenceSpec, Kinds, Set, kinds_of
from scanaudit.notices.loader import problems
from scanaudit.notices.model import Portal, Requirement, Reviewed, Window
from scanaudit.notices.packing import packing_list
from scanaudit.notices.profile import Profile
from scanaudit.yamltext import parse

GUIDE = (Path(__file__).parents[2] / "docs" / "checklists.md").read_text(encoding="utf-8")
DEMANDS = [get_args(model.model_fields["demand"].annotation)[0] for model in get_args(get_args(Demand)[0])]
EXAMPLES = dict(re.findall(r"```yaml\n# example: ([\w' ]+)\n(.*?)```", GUIDE, re.DOTALL))
ROWS = dict(re.findall(r"(?m)^\| `(\w+)` \|[^|]*\| `(\{demand: .*\})` \|$", GUIDE))


def written(tmp_path: Path, name: str) -> Path:
    path = tmp_path / "example.yaml"
    path.write_text(EXAMPLES[name], encoding="utf-8")
    return path


def test_there_is_no_yaml_on_the_page_that_is_not_run() -> None:
    assert GUIDE.count("```yaml") == len(EXAMPLES) == 5


@pytest.mark.parametrize("name", DEMANDS)
def test_every_demand_has_its_row_with_an_example_of_it(name: str) -> None:
    demand = TypeAdapter(Demand).validate_python(parse(ROWS[name]))
    assert demand.demand == name


@pytest.mark.parametrize("model", [Requirement, Kinds, Set, Window, Portal, Reviewed, Notice])
def test_every_key_is_named(model: Any) -> None:
    missing = [key for key in model.model_fields if not re.search(rf"`{key}`|\b{key}:", GUIDE)]
    assert missing == []


def test_the_whole_checklist_has_no_problem_and_covers_its_notice(tmp_path: Path) -> None:
    path = written(tmp_path, "the whole checklist")
    assert problems(path) == []
    quoted = "\n".join(re.findall(r"(?m)^> (.*)$", GUIDE)).replace("　", "\n")
    text = re.sub(r"\n(?![一二三四五六七八九十]、|（)", "", re.sub(r"(?=（[一二三四五六]）)", "\n", quoted))
    assert len(sentences(text)) > 9
    found = coverage(load(path), text)
    assert found.dead == () and found.stale == ()
    assert [one.sentence.text for one in found.of("open")] == []


def test_the_conditions_are_conditions() -> None:
    made = [TypeAdapter(Condition).validate_python(one) for one in parse(EXAMPLES["conditions"])]
    assert [type(one).__name__ for one in made] == ["FactIs", "FactRange", "FactIs", "Not", "AllOf", "AnyOf"]


def test_the_evidence_is_evidence_of_kinds_that_exist() -> None:
    made: list[EvidenceSpec] = [
        TypeAdapter(EvidenceSpec).validate_python(one) for one in parse(EXAMPLES["evidence"])
    ]
    assert {type(one).__name__ for one in made} == {"Kinds", "EveryOf", "OneOf", "Set"}
    assert all(kinds_of(one) <= catalogue().by_id.keys() for one in made)


def test_the_windows_and_limits_are_told(tmp_path: Path) -> None:
    whole = parse(EXAMPLES["the whole checklist"]) | parse(EXAMPLES["windows and limits"])
    listed = packing_list(Notice.model_validate(whole), Profile(route="regular"))
    assert [one.id for one in listed.deadlines] == ["online"]
    assert len(listed.limits) == 5


def test_the_change_extends_as_it_says(tmp_path: Path) -> None:
    path = written(tmp_path, "a change")
    assert problems(path) == []
    changed = load(path)
    rows = {row.id: row for row in changed.requirements}
    assert str(changed.windows[0].closes) == "2024-09-10" and str(changed.windows[0].opens) == "2024-08-28"
    assert "AH-21" not in rows and list(rows)[-1] == "MY-01"
    assert [d.working_days for d in rows["AH-12"].demands if d.demand == "publicity"] == [7]
    assert rows["AH-12"].title.zh == "单位公示证明"
