"""What a worker does with an order: list its files, then read the pages that nobody has read yet."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED
from concurrent.futures import wait as wait_for
from typing import Final

from scanaudit.facts import Problem
from scanaudit.inspection.cache import Entry
from scanaudit.intake.sources import FailedSource, Found, Source
from scanaudit.jobs.database import Database
from scanaudit.jobs.orders import Listed, Orders
from scanaudit.jobs.places import opened
from scanaudit.jobs.reading import ATTEMPTS, Reader, Readers, Reading, given_up
from scanaudit.jobs.results import Results, retold
from scanaudit.jobs.results import State as ResultState
from scanaudit.settings import Settings

__all__ = ["Reader", "Stopped", "Work"]

_NAP: Final = 0.05
"""Seconds to wait for a page that another order is having read in this process."""

Todo = tuple[str, Source, int]


class Stopped(Exception):
    """The worker is to end: the order goes to another one."""


class Work:
    """Reads orders; called from several threads, one an order."""

    def __init__(
        self, database: Database, orders: Orders, results: Results, readers: Readers, settings: Settings
    ) -> None:
        self._database = database
        self._orders = orders
        self._results = results
        self._readers = readers
        self._settings = settings
        self._halt = threading.Event()

    def stop(self) -> None:
        """Begin nothing more and end the processes."""
        self._halt.set()
        self._readers.close()

    def read(self, job: str) -> None:
        """Read all pages of a job. May be run again at any time: what is stored is not read twice.

        Raises Stopped when the worker is ending.
        """
        try:
            order = self._orders.get(job)
        except KeyError:  # forgotten meanwhile: the upload has changed
            return
        try:
            with opened(order.places, self._settings.limits) as found:
                listing = self._listed(found)
                self._check()
                todo = self._begin(job, found, listing)
                self._read(job, todo)
        except RuntimeError:
            self._check()  # the processes were ended with this worker: no fault of the order
            raise
        self._orders.finish(job, "done")

    def _check(self) -> None:
        if self._halt.is_set():
            raise Stopped

    def _listed(self, found: list[Found]) -> list[Listed]:
        """Every file with its number of pages, or with the problem it has."""
        sources = {one.content_hash: one for one in found if isinstance(one, Source)}
        pages: dict[str, int | Problem] = dict(self._results.page_counts(sources))
        unknown = [one for content, one in sources.items() if content not in pages]
        fresh = dict(zip((one.content_hash for one in unknown), self._readers.counts(unknown), strict=True))
        self._check()
        self._results.put_page_counts({key: one for key, one in fresh.items() if isinstance(one, int)})
        names = {content: one.file for content, one in sources.items()}
        return [_listed(one, pages | fresh, names) for one in found]

    def _begin(self, job: str, found: list[Found], listing: list[Listed]) -> deque[Todo]:
        """Write the listing down; the pages that have no result yet, each content once."""
        pages = [
            (self._results.key(one.content_hash, number), source, number)
            for source, one in zip(found, listing, strict=True)
            if isinstance(source, Source)
            for number in range(1, one.pages + 1)
        ]
        known = self._results.known(key for key, _, _ in pages)
        given_up_before = sum(known.get(key) == "quarantined" for key, _, _ in pages)
        self._orders.put_listing(job, listing, sum(key in known for key, _, _ in pages), given_up_before)
        return deque(page for page in pages if page[0] not in known)

    def _read(self, job: str, todo: deque[Todo]) -> None:
        window: list[Reading] = []
        while todo or window:
            self._check()
            self._fill(job, todo, window)
            if not window:
                self._halt.wait(_NAP)
                continue
            wait_for([one.pending.future for one in window], timeout=1.0, return_when=FIRST_COMPLETED)
            for reading in [one for one in window if one.over]:
                window.remove(reading)
                again = self._settle(job, reading)
                if again is not None:
                    window.append(again)

    def _fill(self, job: str, todo: deque[Todo], window: list[Reading]) -> None:
        """Begin pages while there is room; a page that has its result by now is only counted."""
        widest = 2 * self._settings.workers + 2
        for _ in range(len(todo)):
            if len(window) >= widest:
                return
            key, source, page = todo.popleft()
            if self._readers.is_under_way(key):
                todo.append((key, source, page))
                continue
            state = self._results.known([key]).get(key)
            if state is not None:
                self._count(job, state, known=True)
                continue
            reading = self._readers.begin(key, source, page, wait=False)
            if reading is None:
                todo.appendleft((key, source, page))
                return
            window.append(reading)

    def _settle(self, job: str, reading: Reading) -> Reading | None:
        """Store what came of a reading; the second attempt where the first one failed."""
        answer = self._readers.answer(reading)
        self._check()  # an answer of processes that were ended with this worker says nothing of the page
        if isinstance(answer, Problem) and reading.attempt < ATTEMPTS:
            self._readers.release(reading)
            again = self._readers.begin(
                reading.key, reading.source, reading.page, reading.attempt + 1, wait=True
            )
            if again is not None:
                return again
        if isinstance(answer, Problem):
            self._store(job, reading, given_up(reading, answer), "quarantined")
        else:
            self._store(job, reading, answer, "read")
        return None

    def _store(self, job: str, reading: Reading, entry: Entry, state: ResultState) -> None:
        """The result and its count in one transaction: either both are kept or none."""
        with self._database.writing() as connection:
            fresh = self._results.put(connection, reading.key, entry, state)
            self._orders.page_done(connection, job, known=not fresh, failed=state == "quarantined")
        self._readers.release(reading)

    def _count(self, job: str, state: ResultState, *, known: bool) -> None:
        with self._database.writing() as connection:
            self._orders.page_done(connection, job, known=known, failed=state == "quarantined")


def _listed(found: Found, pages: dict[str, int | Problem], names: dict[str, str]) -> Listed:
    if isinstance(found, FailedSource):
        return Listed(file=found.file, container=found.container, problem=found.problem)
    told = {"file": found.file, "container": found.container, "content_hash": found.content_hash}
    counted = pages[found.content_hash]
    if isinstance(counted, Problem):
        return Listed(**told, problem=retold(counted, names[found.content_hash], found.file))
    return Listed(**told, pages=counted)
