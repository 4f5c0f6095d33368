"""The sentences of the web pages, read once from ``words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from scanaudit.text import Lang, Text
from scanaudit.yamltext import parse

SOURCE = Path(__file__).with_name("words.yaml")


@cache
def words() -> dict[str, Text]:
    """All of them, by key."""
    text = SOURCE.read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Text]).validate_python(parse(text))


def say(lang: Lang, key: str, **values: object) -> str:
    """One sentence in ``lang`` with its placeholders filled. Raises KeyError for a key that is not there."""
    return words()[key].fill(**values).say(lang)
