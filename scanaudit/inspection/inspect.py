"""From paths to page facts: collect, look up what is known, read the rest in worker processes.

Every file is opened and every page is read in a worker process, so that a decoder that crashes, hangs or eats
memory costs one page and not the run. A page whose worker dies is tried once more in a fresh one.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scanaudit.facts import PageFacts, Problem
from scanaudit.inspection import worker
from scanaudit.inspection.cache import Entry, FactsCache
from scanaudit.inspection.in_context import in_context
from scanaudit.inspection.pool import Pending, WorkerPool
from scanaudit.intake.sources import FailedSource, Source, collect
from scanaudit.marks.sessions import PACKAGE
from scanaudit.pinned import pin
from scanaudit.reading import models
from scanaudit.settings import Settings

_ATTEMPTS = 2


@dataclass(frozen=True)
class Progress:
    """How far a run is. ``seconds``: since it started; ``known``: pages whose facts were already known."""

    done: int
    total: int
    known: int
    seconds: float


@dataclass(frozen=True)
class Inspection:
    """The facts of every page in upload order, and their preview pictures."""

    pages: tuple[PageFacts, ...]
    previews: dict[tuple[str, int], bytes] = field(repr=False)

    def preview(self, file: str, page: int) -> bytes | None:
        """A JPEG of the displayed page, or None where there is no picture."""
        return self.previews.get((file, page))


@dataclass(frozen=True)
class _Task:
    """One page to be read."""

    source: Source
    page: int


def inspect(
    paths: Sequence[Path], settings: Settings, on_progress: Callable[[Progress], None] | None = None
) -> Inspection:
    """Read every page below ``paths``.

    Returns facts in upload order; what could not be opened is in them too, with ``page`` None and its problem.
    Raises ModelsError when pages must be read and the models are missing or altered.
    """
    with tempfile.TemporaryDirectory(prefix="scanaudit-") as workdir, WorkerPool(settings, warm=True) as pool:
        found = collect(paths, settings.limits, Path(workdir))
        run = _Run(settings, pool, on_progress)
        return run.inspect(found)


class _Run:
    """The state of one inspection."""

    def __init__(
        self, settings: Settings, pool: WorkerPool, on_progress: Callable[[Progress], None] | None
    ) -> None:
        self._settings = settings
        self._pool = pool
        self._tell = on_progress or (lambda _: None)
        self._cache = _cache(settings) if settings.use_cache else None
        self._started = time.monotonic()
        self._done = self._known = self._total = 0

    def inspect(self, found: Sequence[Source | FailedSource]) -> Inspection:
        failed: dict[int, PageFacts] = {}
        tasks: list[tuple[int, _Task]] = []
        for index, pages in self._page_counts(found):
            item = found[index]
            if isinstance(item, FailedSource):
                failed[index] = _failed(item.file, item.problem, item.container)
            elif isinstance(pages, Problem):
                failed[index] = _failed(item.file, pages, item.container, item.content_hash)
            else:
                tasks += [(index, _Task(item, page)) for page in range(1, pages + 1)]
        self._total = len(tasks)
        self._report()
        entries = self._read([task for _, task in tasks])
        by_file: dict[int, list[PageFacts]] = {}
        for (index, _), entry in zip(tasks, entries, strict=True):
            by_file.setdefault(index, []).append(entry.facts)
        ordered = [
            facts for i in range(len(found)) for facts in ([failed[i]] if i in failed else by_file.get(i, []))
        ]
        previews = {
            (task.source.file, task.page): entry.preview
            for (_, task), entry in zip(tasks, entries, strict=True)
            if entry.preview
        }
        if self._cache is not None:
            self._cache.prune()
        return Inspection(in_context(ordered), previews)

    def _page_counts(self, found: Sequence[Source | FailedSource]) -> Iterator[tuple[int, int | Problem]]:
        """How many pages each file has, or why that cannot be told; 0 for what already failed."""
        counting: list[tuple[int, Pending[int] | None, int]] = []
        for index, item in enumerate(found):
            if isinstance(item, FailedSource):
                counting.append((index, None, 0))
                continue
            known = self._cache.page_count(item.content_hash) if self._cache else None
            pending = (
                None if known else self._pool.start(item.file, worker.count, item, self._settings.limits)
            )
            counting.append((index, pending, known or 0))
        for index, pending, known in counting:
            answer = known if pending is None else pending.result()
            item = found[index]
            if pending and self._cache and isinstance(item, Source) and isinstance(answer, int):
                self._cache.put_page_count(item.content_hash, answer)
            yield index, answer

    def _read(self, tasks: Sequence[_Task]) -> list[Entry]:
        """The entries of all pages, in the order given; from the cache where they are known."""
        entries: dict[int, Entry] = {}
        for i, task in enumerate(tasks):
            known = self._cache.get(task.source.content_hash, task.page) if self._cache else None
            if known is not None and _fits(known.facts, task):
                entries[i] = Entry(_placed(known.facts, task), known.preview)
        self._known = self._done = len(entries)
        self._report()
        todo = [i for i in range(len(tasks)) if i not in entries]
        if todo:
            models.verify(self._settings)
        begun = {i: self._begin(tasks[i]) for i in todo}
        for i, pending in begun.items():
            entries[i] = self._finish(tasks[i], pending)
            self._done += 1
            self._report()
        return [entries[i] for i in range(len(tasks))]

    def _begin(self, task: _Task) -> Pending[Entry]:
        return self._pool.start(task.source.file, worker.read, task.source, task.page, self._settings)

    def _finish(self, task: _Task, pending: Pending[Entry]) -> Entry:
        answer = pending.result()
        for _ in range(_ATTEMPTS - 1):
            if isinstance(answer, Problem):
                answer = self._begin(task).result()
        if isinstance(answer, Problem):
            return Entry(_failed(task.source.file, answer, task.source.container, page=task.page), b"")
        if self._cache is not None:
            self._cache.put(task.source.content_hash, task.page, answer)
        return answer

    def _report(self) -> None:
        seconds = time.monotonic() - self._started
        self._tell(Progress(self._done, self._total, self._known, seconds))


def _cache(settings: Settings) -> FactsCache:
    marks = f"{pin(PACKAGE, 'detector').sha256}:{pin(PACKAGE, 'verifier').sha256}"
    version = f"{models.version()}:{marks}:{settings.limits.model_dump_json()}"
    return FactsCache(settings.cache_dir, hashlib.sha256(version.encode()).hexdigest())


def _fits(facts: PageFacts, task: _Task) -> bool:
    """Whether known facts can be told of this file: the sentences of problems name the file as it was called."""
    return not facts.problems or facts.file == task.source.file


def _placed(facts: PageFacts, task: _Task) -> PageFacts:
    """Known facts under the name that the file has in this upload."""
    return facts.model_copy(update={"file": task.source.file, "container": task.source.container})


def _failed(
    file: str, why: Problem, container: str | None, content_hash: str = "", page: int | None = None
) -> PageFacts:
    return PageFacts(file=file, page=page, container=container, content_hash=content_hash, problems=(why,))
