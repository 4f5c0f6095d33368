from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from scanaudit.facts import Fields
from scanaudit.report.phrases import phrases, say
from scanaudit.report.todo import ORDER
from scanaudit.verdicts import RequirementResult
from scanaudit.yamltext import parse

PACKAGE = Path(__file__).parents[2] / "scanaudit"
SOURCES = [*(PACKAGE / "report").rglob("*"), *(PACKAGE / "cli").rglob("*.py")]


def written() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if path.suffix in {".py", ".j2"})


def test_every_status_urgency_and_verdict_has_words() -> None:
    statuses = RequirementResult.model_fields["status"].annotation.__args__  # type: ignore[union-attr]
    assert set(phrases().status) == {*statuses, "shown"}
    assert set(phrases().urgency) == set(ORDER)
    assert set(phrases().verdict) == {"pass", "fail", "review"}


@pytest.mark.parametrize("section", ["ui", "cli", "error"])
def test_no_sentence_is_left_over(section: str) -> None:
    text = written()
    unused = [
        key
        for key in getattr(phrases(), section)
        if not re.search(rf"""{section}\.{key}\b|{section}\["{key}"\]|["']{key}["']""", text)
    ]
    assert unused == []


@pytest.mark.parametrize("section", ["status", "urgency", "verdict"])
def test_every_word_of_a_class_is_shown_somewhere(section: str) -> None:
    first = next(iter(getattr(phrases(), section).values()))
    for name in type(first).model_fields:
        assert re.search(rf"\.{name}\b", written()), f"{section}.{name}"


def test_every_field_is_one_that_pages_have() -> None:
    assert set(phrases().field) <= set(Fields.model_fields)


def test_every_sentence_that_is_asked_for_is_there() -> None:
    for section, key in re.findall(r'\b(?:say\(\w+, |words\.)"?(ui|cli|error)\.(\w+)', written()):
        if key not in {"items", "values"}:
            assert key in getattr(phrases(), section), f"{section}.{key}"


def test_both_languages_have_the_same_placeholders() -> None:
    def holes(sentence: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}

    for section in ("ui", "cli", "error"):
        for key, text in getattr(phrases(), section).items():
            assert holes(text.zh) == holes(text.en), f"{section}.{key}"


def texts(value: object) -> Iterator[str]:
    """Every sentence of a table, however deep it lies."""
    if isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    "table",
    [
        "report/phrases.yaml",
        "rules/messages.yaml",
        "intake/problems.yaml",
        "service/problems.yaml",
        "service/web/words.yaml",
        "cli/help.yaml",
        "review/questions.yaml",
    ],
)
def test_no_sentence_has_brackets_within_brackets(table: str) -> None:
    within = re.compile(r"[（(][^（()）]*[（(]")
    sentences = texts(parse((PACKAGE / table).read_text(encoding="utf-8")))
    assert [sentence for sentence in sentences if within.search(sentence)] == []


def test_braces_in_a_value_are_harmless() -> None:
    assert say("en", "error.rule_missing", code="{known.__class__}").startswith(
        "There is no rule “{known.__class__}”"
    )
