"""The words of the reports and of the command line, read once from ``phrases.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from scanaudit.text import Lang, Text
from scanaudit.verdicts import Status, Verdict
from scanaudit.yamltext import parse

Urgency = Literal["must", "check", "advice", "note"]
SOURCE = Path(__file__).with_name("phrases.yaml")


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


ToldStatus = Status | Literal["shown"]
"""A requirement's status as people are told it: "shown" where something was computed for them to compare."""


class StatusWords(_Words):
    """A requirement's status: a symbol for the eye, a word for everybody."""

    symbol: str
    word: Text


class UrgencyWords(StatusWords):
    """A class of things to do: its heading and the sentence beneath."""

    title: Text
    lead: Text


class VerdictWords(_Words):
    """The answer as a symbol, a heading and a sentence with counts to fill in."""

    symbol: str
    title: Text
    sentence: Text


class Phrases(_Words):
    """All sentences; those below the verdict by their key, a missing key is a KeyError."""

    status: dict[ToldStatus, StatusWords]
    urgency: dict[Urgency, UrgencyWords]
    verdict: dict[Verdict, VerdictWords]
    ui: dict[str, Text]
    field: dict[str, Text]
    packing: dict[str, Text]
    letter: dict[str, Text]
    bulk: dict[str, Text]
    review: dict[str, Text]
    cli: dict[str, Text]
    remedy: dict[str, Text]
    error: dict[str, Text]


@cache
def phrases() -> Phrases:
    """The sentences of ``phrases.yaml``, validated."""
    return Phrases.model_validate(parse(SOURCE.read_text(encoding="utf-8")))


def say(lang: Lang, key: str, **values: object) -> str:
    """The sentence ``section.name`` in ``lang`` with its placeholders filled."""
    section, name = key.split(".")
    text: Text = getattr(phrases(), section)[name]
    return text.fill(**values).say(lang)
