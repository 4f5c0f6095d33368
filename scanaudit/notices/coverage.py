"""Is every sentence of the notice that asks for something covered, or listed as not checkable, with its reason?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scanaudit.notices.asking import asks
from scanaudit.notices.clauses import Sentence, addresses, fold, sentences
from scanaudit.notices.model import Notice, Reviewed
from scanaudit.text import Text

State = Literal["covered", "listed", "by_clause", "open", "silent"]


@dataclass(frozen=True)
class Covered:
    """A sentence and what becomes of it.

    ``state``: "covered" by the requirements ``by``; "listed" as not checkable, ``why``; "by_clause" where nobody
    reviewed the notice's sentences but requirements cite the clause; "open" where it asks and nobody looked
    at it; "silent" where it asks for nothing.
    """

    sentence: Sentence
    state: State
    by: tuple[str, ...] = ()
    why: Text | None = None


@dataclass(frozen=True)
class Coverage:
    """``dead``: requirement id and clause address that the text does not have; ``stale``: reviewed sentences
    that are not in the text, or that name requirements which do not exist.
    """

    sentences: tuple[Covered, ...]
    dead: tuple[tuple[str, str], ...]
    stale: tuple[Reviewed, ...]

    def of(self, state: State) -> tuple[Covered, ...]:
        """The sentences in one state."""
        return tuple(one for one in self.sentences if one.state == state)


def coverage(notice: Notice, text: str) -> Coverage:
    """Each sentence of ``text`` (the notice, as published) against the checklist."""
    said = sentences(text)
    there = addresses(text)
    return Coverage(
        sentences=tuple(_covered(notice, sentence) for sentence in said),
        dead=tuple((row.id, c) for row in notice.requirements for c in row.clause if c not in there),
        stale=tuple(_stale(notice, said)),
    )


def _covered(notice: Notice, sentence: Sentence) -> Covered:
    found = [one for one in notice.sentences if _means(one, sentence)]
    by = tuple(dict.fromkeys(id_ for one in found for id_ in one.by))
    if by:
        return Covered(sentence, "covered", by)
    if found:
        return Covered(sentence, "listed", why=found[0].why)
    if not sentence.address or not asks(sentence.text):
        return Covered(sentence, "silent")
    citing = tuple(row.id for row in notice.requirements if sentence.address in row.clause)
    if citing and not notice.sentences:
        return Covered(sentence, "by_clause", citing)
    return Covered(sentence, "open")


def _means(reviewed: Reviewed, sentence: Sentence) -> bool:
    return reviewed.at == sentence.address and fold(reviewed.says) in sentence.text


def _stale(notice: Notice, said: list[Sentence]) -> Iterator[Reviewed]:
    ids = {row.id for row in notice.requirements}
    for one in notice.sentences:
        if not any(_means(one, sentence) for sentence in said) or not ids.issuperset(one.by):
            yield one
