"""The jobs themselves: dbos queues each order, runs it on some worker, and runs it again where a worker died."""

from __future__ import annotations

import hashlib
import math
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Any, Final

from scanaudit.facts import PageFacts
from scanaudit.inspection.cache import code_version
from scanaudit.inspection.in_context import in_context
from scanaudit.inspection.inspect import Inspection
from scanaudit.jobs.database import Database
from scanaudit.jobs.heart import Heart
from scanaudit.jobs.orders import Order, Orders, Progress, State
from scanaudit.jobs.queue import Queue
from scanaudit.jobs.reading import Reader, Readers
from scanaudit.jobs.results import Results, renamed
from scanaudit.jobs.work import Work
from scanaudit.reading import models
from scanaudit.settings import Settings

_LOOK_EVERY: Final = 0.3
"""Seconds between two looks at how far jobs are: a page takes longer, and a look costs a millisecond."""


class Jobs:
    """The jobs of one database; a context manager. One working instance a process."""

    def __init__(
        self, database: str, settings: Settings, *, reader: Reader | None = None, work: bool = True
    ) -> None:
        """``database``: its URL. ``work``: read pages too, else only submit and watch. ``reader``: what reads.

        Raises UsageError when the database cannot be opened, ModelsError when the models are missing.
        """
        if work and reader is None:
            models.verify(settings)
        version = facts_version(settings)
        self._database = Database(database, settings)
        self._orders = Orders(self._database, version)
        self._queue = Queue(self._database, self._orders)
        self._heart = Heart(self._database, self._queue.take_over)
        self._results = Results(self._database, version, self._heart.worker)
        self._settings = settings
        self._work: Work | None = None
        if work:
            readers = Readers(settings, reader or Reader())
            self._work = Work(self._database, self._orders, self._results, readers, settings)

    def __enter__(self) -> Jobs:
        if self._work is None:
            self._queue.watch()
            return self
        self._queue.open(self._heart.worker, self._work.read)
        self._heart.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._work is not None:
            self._work.stop()
        self._queue.close()
        if self._work is not None:
            self._heart.stop()
        self._database.close()

    @property
    def worker(self) -> str:
        """The name of this process among the workers."""
        return self._heart.worker

    @property
    def database(self) -> Database:
        """The open database, for tables of others beside the jobs' own."""
        return self._database

    def submit(self, order: Order) -> str:
        """Have an order read; its job's id. The same order again is the same job, and not read again."""
        with self._database.writing() as connection:
            fresh = self._orders.add(connection, order)
            if fresh is not None:
                self._queue.put(connection, *fresh)
        return self._orders.id(order)

    def states(self, batch: str) -> dict[str, tuple[State, int]]:
        """The state of each job of a batch, and for which time it is read."""
        return self._orders.states(batch)

    def keep_only(self, batch: str, jobs: Iterable[str]) -> None:
        """Forget what else was submitted in this batch: uploads that have changed since, people who left."""
        self._orders.keep_only(batch, jobs)

    def progress(self, jobs: Iterable[str] | str | None = None, *, batch: str | None = None) -> Progress:
        """How far one job, several, those of a batch, or all of the database are."""
        return self._orders.progress([jobs] if isinstance(jobs, str) else jobs, batch)

    def wait(
        self,
        jobs: Sequence[str] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        *,
        batch: str | None = None,
        at_most: float = math.inf,
    ) -> Progress:
        """Wait until all ``jobs`` (or those of ``batch``) are over, whoever reads them, ``at_most`` so many seconds;
        tells how far they are now and then.
        """
        until = time.monotonic() + at_most
        while True:
            progress = self.progress(jobs, batch=batch)
            if on_progress is not None:
                on_progress(progress)
            if progress.over or time.monotonic() >= until:
                return progress
            time.sleep(_LOOK_EVERY)

    def work_until(self, stop: threading.Event, *, idle_seconds: float | None = None) -> None:
        """Read whatever is submitted until ``stop`` is set, or nothing was left to do for ``idle_seconds``."""
        last = time.monotonic()
        while not stop.wait(1.0):
            if not self.progress().over:
                last = time.monotonic()
            elif idle_seconds is not None and time.monotonic() - last > idle_seconds:
                return

    def inspection(self, job: str, *, previews: bool = True) -> Inspection:
        """What was read of a finished job, as ``inspect`` tells it: facts in upload order, and preview pictures."""
        facts, pictures = self._pages(job, previews=previews)
        return Inspection(in_context(facts), pictures)

    def page(self, job: str, file: str, number: int) -> tuple[PageFacts, bytes] | None:
        """One page's facts and its picture, as it was looked at by itself; None where it is not known."""
        for one in self._orders.listing(job):
            if one.file == file and number in _numbers(one):
                key = self._results.key(one.content_hash, number)
                for _, result in self._results.get([key]):
                    facts = renamed(result.entry.facts, file, one.container)
                    return facts.model_copy(update={"page": number}), result.entry.preview
        return None

    def facts(self, content_hash: str, page: int) -> PageFacts | None:
        """The facts of one page of a file with this content, as it was looked at by itself, under the name that the
        file had then; None where they are not known.
        """
        found = self._results.get([self._results.key(content_hash, page)], previews=False)
        return next((result.entry.facts for _, result in found), None)

    def pages_so_far(self, job: str) -> tuple[PageFacts, ...]:
        """The facts of the pages that are known already, in upload order, each looked at by itself."""
        return tuple(self._pages(job, previews=False)[0])

    def workers(self) -> int:
        """How many processes read for this database now."""
        return self._heart.living()

    def retry_quarantined(self) -> int:
        """Forget the pages that were given up, so that the next submission reads them again; how many."""
        return self._results.forget_quarantined()

    def _pages(self, job: str, *, previews: bool) -> tuple[list[PageFacts], dict[tuple[str, int], bytes]]:
        listing = self._orders.listing(job)
        keys = {
            (one.file, n): self._results.key(one.content_hash, n) for one in listing for n in _numbers(one)
        }
        known = dict(self._results.get(set(keys.values()), previews=previews))
        facts: list[PageFacts] = []
        pictures: dict[tuple[str, int], bytes] = {}
        for one in listing:
            if one.problem is not None:
                hashed = {"container": one.container, "content_hash": one.content_hash}
                facts.append(PageFacts(file=one.file, page=None, problems=(one.problem,), **hashed))
            for number in _numbers(one):
                result = known.get(keys[one.file, number])
                if result is not None:
                    facts.append(renamed(result.entry.facts, one.file, one.container))
                    facts[-1] = facts[-1].model_copy(update={"page": number})
                    if result.entry.preview:
                        pictures[one.file, number] = result.entry.preview
        return facts, pictures


def facts_version(settings: Settings) -> str:
    """A digest of whatever besides a page's content decides its facts: code, models, limits."""
    told = f"{code_version()}:{models.version()}:{settings.limits.model_dump_json()}"
    return hashlib.sha256(told.encode()).hexdigest()


def _numbers(listed: Any) -> range:
    return range(1, listed.pages + 1)
