"""Reading pages in processes that may die: a second try in a fresh one, limits of time and memory, recycling."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from scanaudit.facts import PageFacts, Problem
from scanaudit.inspection import worker
from scanaudit.inspection.cache import Entry
from scanaudit.inspection.pool import Pending, WorkerPool
from scanaudit.intake.limits import Limits
from scanaudit.intake.sources import Source
from scanaudit.jobs import process
from scanaudit.jobs.process import Answer, Read
from scanaudit.settings import Settings

_LOG = logging.getLogger(__name__)
ATTEMPTS: Final = 2
_DIED: Final = frozenset({"F190", "F191", "F192"})
"""Problems of the process rather than of the file."""
_MIB: Final = 1 << 20

Count = Callable[[Source, Limits], int | Problem]


@dataclass(frozen=True)
class Reader:
    """What is run in a worker process: to count a file's pages, and to read one. Functions of a module."""

    count: Count = worker.count
    read: Read = worker.read


@dataclass(frozen=True)
class Reading:
    """A page that is being read, for the ``attempt``-th time; ``job`` and ``key`` are the caller's."""

    key: str
    source: Source
    page: int
    attempt: int
    pending: Pending[Answer]

    @property
    def over(self) -> bool:
        """Whether the answer is there."""
        return bool(self.pending.future.done())


class Readers:
    """Worker processes, shared by all orders that are under way; replaced together when one has grown too large."""

    def __init__(self, settings: Settings, reader: Reader) -> None:
        self._settings = settings
        self._reader = reader
        self._pool = self._fresh_pool()
        self._lock = threading.Lock()
        # So many pages are with the processes at once: one for each, and the next two at hand.
        self._room = threading.Semaphore(settings.workers + 2)
        self._under_way: set[str] = set()

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            self._pool.close()

    def counts(self, sources: Sequence[Source]) -> list[int | Problem]:
        """How many pages each of ``sources`` has, or the problem it has."""
        begun = [self._count(source) for source in sources]
        return [self._counted(source, one) for source, one in zip(sources, begun, strict=True)]

    def is_under_way(self, key: str) -> bool:
        """Whether a page of this content is being read already."""
        return key in self._under_way

    def begin(self, key: str, source: Source, page: int, attempt: int = 1, *, wait: bool) -> Reading | None:
        """Start reading a page; None where all processes are busy and ``wait`` is False, or where the same
        content is being read already.
        """
        if not self._room.acquire(blocking=wait):
            return None
        with self._lock:
            if key in self._under_way:
                self._room.release()
                return None
            self._under_way.add(key)
            try:
                pending = self._pool.start(
                    source.file, process.read, self._reader.read, source, page, self._settings
                )
            except BaseException:
                self._under_way.discard(key)
                self._room.release()
                raise
        pending.future.add_done_callback(lambda _: self._room.release())
        return Reading(key, source, page, attempt, pending)

    def answer(self, reading: Reading) -> Entry | Problem:
        """What came of a reading; waits for it. ``release`` must follow when the answer is stored."""
        answer = reading.pending.result()
        if isinstance(answer, Problem):
            return answer
        self._recycle(answer.resident)
        return answer.entry

    def release(self, reading: Reading) -> None:
        """Let others read the same content: its result is stored, or it is to be tried again."""
        with self._lock:
            self._under_way.discard(reading.key)

    def _count(self, source: Source) -> Pending[int]:
        with self._lock:
            return self._pool.start(source.file, self._reader.count, source, self._settings.limits)

    def _counted(self, source: Source, begun: Pending[int]) -> int | Problem:
        answer = begun.result()
        for _ in range(ATTEMPTS - 1):
            if isinstance(answer, Problem) and answer.code in _DIED:
                answer = self._count(source).result()
        return answer

    def _fresh_pool(self) -> WorkerPool:
        return WorkerPool(self._settings, warm=self._reader.read is worker.read)

    def _recycle(self, resident: int) -> None:
        if resident <= self._settings.worker_megabytes * _MIB:
            return
        with self._lock:
            old, self._pool = self._pool, self._fresh_pool()
        _LOG.info("a worker holds %d MiB: the processes are replaced", resident // _MIB)
        threading.Thread(target=old.drain, name="scanaudit-drain", daemon=True).start()


def given_up(reading: Reading, why: Problem) -> Entry:
    """The entry of a page that could not be read: its problem and nothing else."""
    source = reading.source
    facts = PageFacts(
        file=source.file,
        page=reading.page,
        container=source.container,
        content_hash=source.content_hash,
        problems=(why,),
    )
    return Entry(facts, b"")
