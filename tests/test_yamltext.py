from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from ruamel.yaml import YAML

from scanaudit.yamltext import parse

ROOT = Path(__file__).parents[1]
SHIPPED = sorted([*(ROOT / "scanaudit").rglob("*.yaml"), *(ROOT / "checklists").glob("*.yaml")])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_reads_what_the_slow_reader_reads(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    assert parse(content) == YAML(typ="safe", pure=True).load(content)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"), ("off", "off"), ("true", True), ("010", 10), ("1_000", "1_000"), ("10:30", "10:30"),
        ("1.5", 1.5), ("~", None), ("2024-09-01", dt.date(2024, 9, 1)), ("'2024-09-01'", "2024-09-01"),
        ("{a: &x {b: 1}, c: {<<: *x, d: 2}}", {"a": {"b": 1}, "c": {"b": 1, "d": 2}}),
    ],
)  # fmt: skip
def test_words_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    assert parse(text) == value


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(yaml.YAMLError, match="a twice"):
        parse("{a: 1, b: {a: 2}, a: 3}")


def test_a_day_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        parse("2024-02-31")


def test_objects_are_not_made() -> None:
    with pytest.raises(yaml.YAMLError):
        parse("!!python/object/apply:os.getcwd []")
