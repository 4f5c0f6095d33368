"""The sentences of findings: ``messages.yaml`` read and filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from scanaudit.kinds.catalogue import catalogue
from scanaudit.notices import questions
from scanaudit.notices.profile import fact_type
from scanaudit.rules.ledger import Ledger
from scanaudit.text import Text
from scanaudit.yamltext import parse


class Message(BaseModel):
    """What a code says. ``title``: the rule in a few words; ``doubt``: in place of ``message`` where the
    program is not certain; ``advice``: the one thing to do (``doubt_advice`` where it is not certain).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    message: Text
    doubt: Text | None = None
    advice: Text
    doubt_advice: Text | None = None


class Messages(BaseModel):
    """All of ``messages.yaml``: sentences by code, and the words that fill them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    codes: dict[str, Message]
    practice: Text = Field(description="added where the clause does not say it in words")
    conditional: Text = Field(description="added where it is open whether the requirement or demand applies")
    unreadable: Text = Field(description="added where the page cannot be read well enough to be certain")
    unreadable_among: Text = Field(description="added where another of the pages cannot")
    words: dict[str, dict[str, Text]]


@cache
def messages() -> Messages:
    """The sentences, read once."""
    return Messages.model_validate(_read("messages.yaml"))


def question(fact: str) -> Text:
    """The question that settles a fact of the profile."""
    return questions.question(fact).text


def answering(fact: str, notice: str) -> dict[str, object]:
    """What the finding on an open fact is filled with: the question, the line that answers it, the notice's id."""
    return {"question": question(fact), "line": fact_line(fact), "notice": notice}


def fact_line(fact: str) -> Text:
    """The line that states a fact in the applicant's file, with what may stand there."""
    label = questions.question(fact).label.zh
    given = questions.wordings()[fact].choices
    if given:
        values = Text(zh=" / ".join(one.label.zh for one in given.values()), en=" / ".join(given))
    else:
        values = word("forms", fact_type(fact))
    return Text(zh=f"{label}: {values.zh}", en=f"{fact}: {values.en}")


def fact_of(asked: Text) -> str | None:
    """The fact that a question, or a sentence with the question in it, asks for."""
    return next((fact for fact, wording in questions.wordings().items() if wording.text.zh in asked.zh), None)


def word(table: str, key: str) -> Text:
    """A word of one of the tables; the key itself where the table does not have it."""
    return messages().words.get(table, {}).get(key, Text(zh=key, en=key))


def party(of: str) -> Text:
    """Whose seal or signature."""
    return word("parties", of)


def background(colour: str) -> Text:
    """A portrait's background."""
    return word("backgrounds", colour)


def part_name(part: str) -> Text:
    """A part of a set."""
    return word("parts", part)


def number_name(field: str) -> Text:
    """What a number is called."""
    return word("numbers", field)


def number_names(fields: Iterable[str]) -> Text:
    """Several numbers, any of which would do."""
    return _either(number_name(field) for field in fields)


def field_name(field: str) -> Text:
    """What a value is called."""
    return word("fields", field)


def category_name(category: str | None) -> Text:
    """A category of hours; None: all of them."""
    return word("categories", category or "total")


def kind_name(kind: str) -> Text:
    """A page kind in the words of the catalogue."""
    known = catalogue().by_id
    return known[kind].title if kind in known else Text(zh=kind, en=kind)


def kind_names(kinds: Iterable[str]) -> Text:
    """Page kinds, any of which would do."""
    return _either(kind_name(kind) for kind in kinds)


def kind_list(kinds: Iterable[str]) -> Text:
    """Page kinds, all of which are meant."""
    return listed(kind_name(kind) for kind in kinds)


def listed(texts: Iterable[Text]) -> Text:
    """Several things, all of which are meant."""
    given = tuple(texts)
    return Text(zh="、".join(t.zh for t in given), en=", ".join(t.en for t in given))


def differing_digits(found: str, stated: str) -> Text:
    """Which digits of two numbers differ, since those that are masked do not show it; nothing where the lengths
    differ or no digit does.

    >>> differing_digits("1234", "1243").en
    ' (digits 3, 4)'
    >>> differing_digits("1234", "1934").en, differing_digits("12", "12").en
    (' (digit 2)', '')
    """
    places = [str(n) for n, (a, b) in enumerate(zip(found, stated, strict=False), 1) if a != b]
    if not places or len(found) != len(stated):
        return Text(zh="", en="")
    return word("differing", "digits" if len(places) > 1 else "digit").fill(places=", ".join(places))


def hours(value: float) -> str:
    """Hours without needless decimals.

    >>> hours(30.0), hours(22.25)
    ('30', '22.2')
    """
    return f"{value:.1f}".removesuffix(".0")


def hours_table(book: Ledger) -> Text:
    """The ledger in one line: year by year, category by category."""
    lines: dict[int | None, list[tuple[str | None, float]]] = {}
    for (year, category), value in sorted(
        book.entries.items(), key=lambda item: (item[0][0] or 9999, str(item[0][1]))
    ):
        lines.setdefault(year, []).append((category, value))

    def told(lang: str) -> str:
        def name(category: str | None) -> str:
            text = category_name(category) if category else word("categories", "unnamed")
            return text.zh if lang == "zh" else text.en

        undated = word("categories", "undated")
        return "; ".join(
            f"{year or (undated.zh if lang == 'zh' else undated.en)}: "
            + ", ".join(f"{name(category)} {hours(value)}" for category, value in entries)
            for year, entries in lines.items()
        )

    return Text(zh=told("zh"), en=told("en"))


def _either(texts: Iterable[Text]) -> Text:
    listed = tuple(texts)
    return Text(zh="或".join(t.zh for t in listed), en=" or ".join(t.en for t in listed))


def _read(name: str) -> Mapping[str, object]:
    source = files("scanaudit.rules").joinpath(name).read_text(encoding="utf-8")
    return dict(parse(source))
