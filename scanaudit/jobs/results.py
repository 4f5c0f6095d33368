"""Results of pages, kept under what decides them: content, page number, models, limits and code."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

import sqlalchemy as sa

from scanaudit.facts import PageFacts, Problem
from scanaudit.inspection.cache import Entry
from scanaudit.jobs.database import COUNTS, ORDERS, PAGES, Database
from scanaudit.text import Text

State = Literal["read", "quarantined"]
_ASKED_AT_ONCE: Final = 500
"""Keys of one query: SQLite takes 32,766 parameters, PostgreSQL 65,535; beyond some hundreds nothing is gained."""
_BOTH: Final = {"lang": "both"}


@dataclass(frozen=True)
class Result:
    """What is known of a page."""

    entry: Entry
    state: State


class Results:
    """The results of one database under one version of what decides them."""

    def __init__(self, database: Database, version: str, worker: str = "") -> None:
        self._database = database
        self._version = version
        self._worker = worker

    def key(self, content_hash: str, page: int) -> str:
        """The name of a page's result; page 0 names the file's number of pages."""
        return hashlib.sha256(f"{content_hash}:{page}:{self._version}".encode()).hexdigest()

    def known(self, keys: Iterable[str]) -> dict[str, State]:
        """Which of ``keys`` have a result, and of which state."""
        found: dict[str, State] = {}
        with self._database.engine.connect() as connection:
            for some in _portions(keys):
                rows = connection.execute(sa.select(PAGES.c.key, PAGES.c.state).where(PAGES.c.key.in_(some)))
                found |= {row.key: row.state for row in rows}
        return found

    def get(self, keys: Iterable[str], *, previews: bool = True) -> Iterator[tuple[str, Result]]:
        """The results of ``keys``, in no order, each as it is reached; ``previews`` False leaves pictures out."""
        columns = [PAGES.c.key, PAGES.c.state, PAGES.c.facts]
        columns += [PAGES.c.preview] if previews else []
        for some in _portions(keys):
            with self._database.engine.connect() as connection:
                rows = connection.execute(sa.select(*columns).where(PAGES.c.key.in_(some))).all()
            for row in rows:
                facts = PageFacts.model_validate_json(zlib.decompress(self._database.unseal(row.facts)))
                preview = self._database.unseal(row.preview) if previews and row.preview else b""
                yield row.key, Result(Entry(facts, preview), row.state)

    def put(self, connection: sa.Connection, key: str, entry: Entry, state: State = "read") -> bool:
        """Keep a page's result within the caller's transaction; False where one was there already."""
        facts = json.dumps(entry.facts.model_dump(mode="json", context=_BOTH), ensure_ascii=False)
        return self._database.insert_new(
            connection,
            PAGES,
            key=key,
            state=state,
            facts=self._database.seal(zlib.compress(facts.encode())),
            preview=self._database.seal(entry.preview) if entry.preview else b"",
            worker=self._worker,
            stored_at=self._database.clock(),
        )

    def page_counts(self, contents: Iterable[str]) -> dict[str, int]:
        """How many pages the files with these contents have, where that is known."""
        by_key = {self.key(content, 0): content for content in contents}
        found: dict[str, int] = {}
        with self._database.engine.connect() as connection:
            for some in _portions(by_key):
                rows = connection.execute(sa.select(COUNTS).where(COUNTS.c.key.in_(some)))
                found |= {by_key[row.key]: row.pages for row in rows}
        return found

    def put_page_counts(self, counts: dict[str, int]) -> None:
        """Keep the numbers of pages of files, by content."""
        with self._database.writing() as connection:
            for content, pages in counts.items():
                self._database.insert_new(connection, COUNTS, key=self.key(content, 0), pages=pages)

    def forget_quarantined(self) -> int:
        """Forget the pages that were given up, and have the orders that hold any read again; how many pages."""
        with self._database.writing() as connection:
            gone = connection.execute(sa.delete(PAGES).where(PAGES.c.state == "quarantined")).rowcount
            again = {"state": "waiting", "attempt": ORDERS.c.attempt + 1}
            done = sa.update(ORDERS).where(ORDERS.c.state == "done", ORDERS.c.failed > 0)
            connection.execute(done.values(**again))
        return gone


def renamed(facts: PageFacts, file: str, container: str | None) -> PageFacts:
    """Known facts under the name that the file has in this upload, the sentences of its problems too."""
    problems = tuple(retold(one, facts.file, file) for one in facts.problems)
    return facts.model_copy(update={"file": file, "container": container, "problems": problems})


def retold(problem: Problem, old: str, new: str) -> Problem:
    """A problem of the file that was called ``old``, told of the same content under the name ``new``."""

    def named(text: Text) -> Text:
        return Text(zh=text.zh.replace(old, new), en=text.en.replace(old, new))

    return Problem(code=problem.code, message=named(problem.message), advice=named(problem.advice))


def _portions(keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    rest = iter(keys)
    while some := tuple(islice(rest, _ASKED_AT_ONCE)):
        yield some
